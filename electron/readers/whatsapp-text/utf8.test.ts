import assert from 'node:assert/strict';
import { isUtf8 } from 'node:buffer';
import { test } from 'node:test';
import fc from 'fast-check';
import { firstInvalid } from './utf8.ts';

test('the first byte that is not UTF-8 is found where the decoder stops', () => {
  const byte = fc.constantFrom(
    0x41,
    0x80,
    0xbf,
    0xc0,
    0xc2,
    0xc3,
    0xa9,
    0xe0,
    0xa0,
    0x9f,
    0xed,
    0xef,
    0xf0,
    0x90,
    0x8f,
    0xf4,
    0xf5,
    0xff,
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 6 }), fc.array(byte, { maxLength: 8 }), (some, more) => {
      const bytes = Buffer.from([...some, ...more]);
      const at = firstInvalid(bytes);
      assert.equal(at < 0, isUtf8(bytes));
      if (at < 0) return;
      assert.ok(isUtf8(bytes.subarray(0, at)));
      // No longer beginning is valid, whatever its last character is cut to.
      for (let end = at + 1; end <= bytes.length; end++) assert.equal(isUtf8(bytes.subarray(0, end)), false);
    }),
    { numRuns: 3000 },
  );
});
