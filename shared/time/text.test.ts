import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Message } from '../model/index.ts';
import { distanceText, sentText } from './text.ts';
import { whenOf } from './when.ts';
import { Zone } from './zone.ts';

const message = (sentAt: string, more: Partial<Message>): Message => ({
  id: 'AB-1:1',
  exhibit: 'AB/1',
  platform: 'whatsapp',
  chat: 'Ana',
  kind: 'text',
  sentAt,
  source: { file: '_chat.txt', line: 1, byte: 0 },
  ...more,
});

test('a distance has its sign, and no more digits than the time is known to', () => {
  assert.equal(distanceText(-192_000, 's'), '−00:03:12');
  assert.equal(distanceText(192_999, 'ms'), '+00:03:12');
  assert.equal(distanceText(-180_000, 'min'), '−00:03');
  assert.equal(distanceText(-((49 * 60 + 5) * 60_000), 's'), '−2 d 01:05:00');
  assert.equal(distanceText(3 * 86_400_000, 'day'), '+3 d');
  assert.equal(distanceText(0, 's'), '+00:00:00');
});

test('a reading of the device’s clock is shown as read, or in the zone with its offset', () => {
  const local = message('2024-07-22T14:38:00.000', { timeBasis: 'device-local', timePrecision: 'min' });
  assert.equal(sentText(local, whenOf(local), undefined), '2024-07-22 14:38');
  const zone = new Zone('Europe/Lisbon');
  assert.equal(new Date(whenOf(local, zone)).toISOString(), '2024-07-22T13:38:00.000Z');
  assert.equal(sentText(local, whenOf(local, zone), zone), '2024-07-22 14:38 +01:00');
});

test('an instant is shown in UTC, or in the zone asked for', () => {
  const utc = message('2024-03-22T14:38:05.120Z', { timeBasis: 'utc', timePrecision: 'ms' });
  assert.equal(sentText(utc, whenOf(utc), undefined), '2024-03-22 14:38:05.120 UTC');
  const zone = new Zone('Asia/Kolkata');
  assert.equal(sentText(utc, whenOf(utc, zone), zone), '2024-03-22 20:08:05.120 +05:30');
});

test('no time is said so', () => {
  const { sentAt: _none, ...untimed } = message('', {});
  assert.equal(sentText(untimed, Number.NaN, undefined), 'no time');
});
