import assert from 'node:assert/strict';
import { test } from 'node:test';
import { foundWords } from './result-words.ts';

const searching = { count: null, first: null, progress: null, order: 'time', isShown: false } as const;

test('while a search goes on it says how many there are at least, and never more than it knows', () => {
  assert.equal(foundWords(searching), 'Searching…');
  assert.equal(
    foundWords({ ...searching, progress: { done: 0.436, atLeast: 0 } }),
    'None so far; 43 % of the case searched…',
  );
  assert.equal(
    foundWords({ ...searching, first: 50, progress: { done: 0.436, atLeast: 1312 } }),
    'The first 50 of at least 1,312 so far; 43 % of the case searched…',
  );
  assert.equal(foundWords({ ...searching, first: 50 }), 'The first 50 of at least 50 so far…');
  assert.equal(
    foundWords({ ...searching, order: 'relevance', progress: { done: 0.5, atLeast: 9 } }),
    'At least 9 so far; 50 % of the case searched…',
  );
});

test('at its end it says how many were found, and that they are still put in order', () => {
  assert.equal(foundWords({ ...searching, count: 0 }), 'No message found');
  assert.equal(foundWords({ ...searching, count: 1, isShown: true }), '1 message found');
  assert.equal(
    foundWords({ ...searching, count: 12_000, order: 'relevance' }),
    '12,000 messages found; putting them in order…',
  );
});
