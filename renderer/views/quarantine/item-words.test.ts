import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Message } from '../../../shared/model/index.ts';
import { Zone } from '../../../shared/time/zone.ts';
import { itemTime, reported, senderName } from './item-words.ts';
import { decidedText, withheldText } from './quarantine-words.ts';

const zone = new Zone('Europe/Lisbon');
const message = (more: Partial<Message>): Message => ({
  id: 'AB-1:7',
  exhibit: 'AB/1',
  platform: 'whatsapp',
  chat: 'a@s.whatsapp.net',
  sender: 'a@s.whatsapp.net',
  kind: 'text',
  source: { file: 'msgstore.db', table: 'message', row: 7 },
  ...more,
});
const names = { 'a@s.whatsapp.net': 'Ana', 'b@s.whatsapp.net': 'Ben' };

test('a sender has the name that came with the message, else the account', () => {
  assert.equal(senderName({ message: message({}), names }), 'Ana');
  assert.equal(senderName({ message: message({}), names: {} }), 'a@s.whatsapp.net');
  const { sender: _sender, ...nobody } = message({});
  assert.equal(senderName({ message: nobody, names }), 'No sender');
});

test('a time stands in the case’s zone, to what is known, and says when it is a reading of the device', () => {
  const instant = message({ sentAt: '2024-07-22T14:38:05.000Z', timeBasis: 'utc', timePrecision: 's' });
  assert.equal(itemTime({ message: instant }, zone), '2024-07-22 15:38:05 +01:00');
  const reading = message({
    sentAt: '2024-07-22T14:38:00.000',
    timeBasis: 'device-local',
    timePrecision: 'min',
  });
  assert.equal(itemTime({ message: reading }, zone), '2024-07-22 14:38 +01:00 (device clock)');
  assert.equal(itemTime({ message: message({}) }, zone), 'no time');
});

test('what has no text of its own is told: calls, system lines, places', () => {
  const told = (more: Partial<Message>) => reported({ message: message(more), names });
  assert.equal(
    told({ kind: 'call', direction: 'in', call: { video: true, outcome: 'missed' } }),
    'Incoming video call, missed',
  );
  assert.equal(
    told({ kind: 'system', system: { action: 'member-added', accounts: ['b@s.whatsapp.net'] } }),
    'Ana added Ben',
  );
  assert.equal(
    told({ kind: 'location', location: { lat: 51.5, lon: -0.1, name: 'Old bridge' } }),
    'Old bridge, 51.5, -0.1',
  );
  assert.equal(told({ text: 'hello' }), null);
});

test('what is withheld is counted with its reason, and how much of it is decided', () => {
  assert.equal(
    withheldText({ messages: 12, privilege: 'legal' }),
    '12 messages withheld: legal professional privilege',
  );
  assert.equal(
    withheldText({ messages: 1, privilege: 'words' }),
    '1 message withheld: a word listed for review',
  );
  assert.equal(decidedText({ messages: 12, decided: 0 }), 'none decided');
  assert.equal(decidedText({ messages: 12, decided: 3 }), '3 of 12 decided');
  assert.equal(decidedText({ messages: 12, decided: 12 }), 'all decided');
});
