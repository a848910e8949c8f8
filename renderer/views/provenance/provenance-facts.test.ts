import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Message } from '../../../shared/model/index.ts';
import { messageFacts, placeFacts, rawFacts, receiptTimes } from './provenance-facts.ts';

const message: Message = {
  id: 'AB-1:42',
  exhibit: 'AB/1',
  platform: 'whatsapp',
  chat: '1@g.us',
  sender: '447700900002@s.whatsapp.net',
  direction: 'in',
  kind: 'unknown',
  source: { file: 'msgstore.db', table: 'message', row: 128, key: '3EB0', code: 117 },
};
const pairs = (facts: readonly { term: string; value: string }[]) =>
  facts.map(({ term, value }) => [term, value]);

test('a message is told with its ids, its kind and the platform’s code of it', () => {
  assert.deepEqual(pairs(messageFacts(message, 'Walk', 'Joanna Ho')), [
    ['Id', 'AB-1:42'],
    ['Exhibit', 'AB/1'],
    ['Platform', 'whatsapp'],
    ['Chat', 'Walk'],
    ['Chat id', '1@g.us'],
    ['Sender', 'Joanna Ho'],
    ['Sender id', '447700900002@s.whatsapp.net'],
    ['Kind', 'Unknown (message_type 117)'],
    ['Direction', 'In: received by the device'],
  ]);
});

test('what the source does not have is said, not left out', () => {
  const { sender: _sender, direction: _direction, ...bare } = message;
  const facts = new Map(pairs(messageFacts(bare, 'Walk', null)).map(([term, value]) => [term, value]));
  assert.equal(facts.get('Sender'), 'not in the source');
  assert.equal(facts.get('Direction'), 'not in the source');
  assert.equal(facts.has('Sender id'), false);
});

test('a place is told by table and row, or by line and byte, with the platform’s key', () => {
  assert.deepEqual(pairs(placeFacts(message.source)), [
    ['File', 'msgstore.db'],
    ['Table', 'message'],
    ['Row', '128'],
    ['Key', '3EB0'],
  ]);
  assert.deepEqual(pairs(placeFacts({ file: '_chat.txt', line: 12, byte: 0 })), [
    ['File', '_chat.txt'],
    ['Line', '12'],
    ['Byte', '0'],
  ]);
});

test('raw values stand as they were read, also those that were NULL', () => {
  const raw = { timestamp: -1, note: null, action_type: '12' };
  assert.deepEqual(pairs(rawFacts({ file: 'f', code: 7, raw })), [
    ['code', '7'],
    ['timestamp', '-1'],
    ['note', 'NULL'],
    ['action_type', '12'],
  ]);
  assert.deepEqual(rawFacts({ file: 'f' }), []);
});

test('a receipt says what it has, in the order in which it happens', () => {
  assert.deepEqual(receiptTimes({ account: 'a', played: '3', delivered: '1' }), [
    ['Delivered', '1'],
    ['Played', '3'],
  ]);
});
