import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Zone } from '../../../shared/time/zone.ts';
import { storedTimeText } from './stored-time.ts';

const LONDON = new Zone('Europe/London');

test('a stored instant is shown in the zone, a device’s reading as it reads, anything else as it is', () => {
  assert.equal(storedTimeText(LONDON, '2024-07-22T13:38:05.120Z'), '2024-07-22 14:38:05 +01:00');
  assert.equal(storedTimeText(LONDON, '2024-07-22T13:38:05.000'), '2024-07-22 13:38:05 (device clock)');
  assert.equal(storedTimeText(LONDON, 'yesterday'), 'yesterday');
});
