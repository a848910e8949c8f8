import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatReading, MAX_MS, MIN_MS, readingMs } from './instant.ts';

test('a reading that was written is read back to the ms, in any year and basis', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: MIN_MS, max: MAX_MS }),
      fc.constantFrom('utc' as const, 'device-local' as const, 'assumed-zone' as const),
      (ms, basis) => assert.equal(readingMs(formatReading(ms, basis)), ms),
    ),
  );
});

test('what no calendar or clock has is no reading, and what has another form is none', () => {
  const two = (most: number) => fc.integer({ min: 0, max: most }).map((n) => String(n).padStart(2, '0'));
  fc.assert(
    fc.property(two(14), two(33), two(26), two(62), two(62), (month, day, hour, minute, second) => {
      const text = `2024-${month}-${day}T${hour}:${minute}:${second}.005Z`;
      const ms = readingMs(text);
      assert.ok(Number.isNaN(ms) || formatReading(ms, 'utc') === text);
      const date = new Date(`2024-${month}-${day}T00:00:00.000Z`);
      const exists =
        !Number.isNaN(date.getTime()) &&
        date.getUTCDate() === Number(day) &&
        Number(hour) < 24 &&
        Number(minute) < 60 &&
        Number(second) < 60;
      assert.equal(!Number.isNaN(ms), exists, text);
    }),
  );
  for (const text of ['', '2024-03-22', '2024-03-22T14:38:05Z', '2024-03-22T14:38:05.000+01:00', 'x']) {
    assert.ok(Number.isNaN(readingMs(text)));
  }
});
