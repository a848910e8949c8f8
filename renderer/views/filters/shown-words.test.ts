import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasCopies, shownWords } from './shown-words.ts';

test('messages and events are told apart where exhibits hold the same messages, and only there', () => {
  const two = { messages: 2000, events: 1200 };
  assert.equal(shownWords(two, {}, { count: 1200 }), '2,000 messages, 1,200 events');
  assert.equal(shownWords(two, { from: 0 }, { count: 35 }), '35 of 1,200 events (2,000 messages)');
  assert.equal(shownWords(two, { copies: true }, { count: 2000 }), '2,000 messages');
  assert.equal(shownWords(two, { from: 0, copies: true }, { count: 60 }), '60 of 2,000 messages');
  const one = { messages: 2000, events: 2000 };
  assert.equal(shownWords(one, {}, { count: 2000 }), '2,000 messages');
  assert.equal(shownWords(one, { from: 0 }, { count: 35 }), '35 of 2,000 messages');
  assert.equal(hasCopies({ messages: 2000, events: null }), false);
  assert.equal(shownWords({ messages: 2000, events: null }, {}, null), '2,000 messages');
});
