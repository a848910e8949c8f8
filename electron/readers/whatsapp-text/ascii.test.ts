import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { AsciiTexts } from './ascii.ts';

test('texts are as a decoder makes them, in any order and of any length', () => {
  const bytes = Buffer.from(Array.from({ length: 50_000 }, (_, n) => 32 + ((n * 7) % 95)));
  const texts = new AsciiTexts();
  fc.assert(
    fc.property(fc.nat(bytes.length), fc.nat(4000), (from, length) => {
      const to = Math.min(bytes.length, from + length);
      assert.equal(texts.text(bytes, from, to), bytes.toString('utf8', from, to));
    }),
  );
});

test('bytes that were added are seen; bytes that were moved are, once what was there is forgotten', () => {
  const buffer = Buffer.from('one two three');
  const texts = new AsciiTexts();
  assert.equal(texts.text(buffer.subarray(0, 7), 0, 3), 'one');
  assert.equal(texts.text(buffer, 4, 13), 'two three');
  buffer.copyWithin(0, 4);
  texts.forget();
  assert.equal(texts.text(buffer.subarray(0, 9), 0, 3), 'two');
});
