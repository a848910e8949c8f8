import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { correctionText, offsetText, readOffset } from './clock-offset.ts';

test('an offset that was written is read as it was', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 3_155_760_000_000 }), (ms) => {
      assert.equal(readOffset(offsetText(ms)), ms);
    }),
  );
  assert.equal(offsetText(192_000), '00:03:12');
  assert.equal(offsetText(-(2 * 86_400_000 + 250)), '2 d 00:00:00.250');
});

test('seconds and days are understood, and what is neither is not guessed at', () => {
  assert.equal(readOffset('192 s'), 192_000);
  assert.equal(readOffset('1.5s'), 1500);
  assert.equal(readOffset('2 d'), 2 * 86_400_000);
  assert.equal(readOffset(' 0:03:12,5 '), 192_500);
  for (const text of ['', '3:12', '00:61:00', '-00:03:12', 'about a minute', '192']) {
    assert.equal(readOffset(text), null, text);
  }
});

test('a clock that was ahead is corrected down', () => {
  assert.equal(correctionText(192_000), '−00:03:12');
  assert.equal(correctionText(-1500), '+00:00:01.500');
});
