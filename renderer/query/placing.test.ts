import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Zone } from '../../shared/time/zone.ts';
import { Placing } from './placing.ts';

const HOUR = 3_600_000;

test('a device-local reading is placed where the zone puts it, also when the clocks change', () => {
  for (const name of ['Europe/London', 'Asia/Kathmandu', 'Africa/Casablanca', 'Pacific/Apia', 'UTC']) {
    const zone = new Zone(name);
    const placing = new Placing(zone);
    fc.assert(
      fc.property(
        fc.oneof(
          fc.integer({ min: Date.UTC(1990), max: Date.UTC(2030) }),
          // Hours around the British change to summer time and Samoa's skipped day.
          fc.integer({ min: -72, max: 72 }).map((h) => Date.UTC(2024, 2, 31, 1) + h * HOUR),
          fc.integer({ min: -72, max: 72 }).map((h) => Date.UTC(2011, 11, 30) + h * HOUR),
        ),
        (wall) => assert.equal(placing.instant(wall), zone.toUtc(wall).utc),
      ),
    );
  }
});
