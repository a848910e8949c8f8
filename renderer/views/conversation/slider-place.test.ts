import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { keyPosition, LEAST_THUMB, positionOfThumb, thumbOf } from './slider-place.ts';

test('the thumb stays in its track, large enough to be taken, and reaches both ends', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1_000_000 }),
      fc.integer({ min: 1, max: 60 }),
      fc.nat(),
      fc.integer({ min: 60, max: 1200 }),
      (count, span, at, track) => {
        const seen = Math.min(span, count);
        const { top, size } = thumbOf({ first: at % count, span: seen, count }, track);
        assert.ok(top >= 0 && top + size <= track + 1e-9 && size >= LEAST_THUMB);
        const last = Math.max(0, count - seen);
        const end = thumbOf({ first: last, span: seen, count }, track);
        assert.ok(last === 0 || Math.abs(end.top + end.size - track) < 1e-6);
        assert.equal(positionOfThumb(0, { span: seen, count }, track), 0);
        assert.equal(positionOfThumb(track, { span: seen, count }, track), last);
      },
    ),
  );
});

test('a thumb that is dropped where it stands stays there', () => {
  const place = { first: 437_211, span: 12, count: 1_000_000 };
  const { top } = thumbOf(place, 700);
  assert.equal(positionOfThumb(top, place, 700), place.first);
});

test('keys go by a message, by a hundredth of the chat, and to its ends', () => {
  const place = { first: 500, span: 10, count: 10_000 };
  assert.equal(keyPosition('ArrowDown', place), 501);
  assert.equal(keyPosition('ArrowUp', place), 499);
  assert.equal(keyPosition('PageDown', place), 600);
  assert.equal(keyPosition('PageUp', { ...place, first: 30 }), 0);
  assert.equal(keyPosition('Home', place), 0);
  assert.equal(keyPosition('End', place), 9990);
  assert.equal(keyPosition('PageDown', { first: 3, span: 8, count: 40 }), 11);
  assert.equal(keyPosition('a', place), null);
});
