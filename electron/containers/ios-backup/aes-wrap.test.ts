import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { unwrapKey, wrapKey } from './aes-wrap.ts';

// RFC 3394 §4.3 and §4.6: the vectors for a key of 256 bits.
const KEY = Buffer.from('000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f', 'hex');
for (const [plain, wrapped] of [
  ['00112233445566778899aabbccddeeff', '64e8c3f9ce0f5ba263e9777905818a2a93c8191e7d6e8ae7'],
  [
    '00112233445566778899aabbccddeeff000102030405060708090a0b0c0d0e0f',
    '28c9f404c4b810f4cbccb35cfb87f8263f5786e2d80ed326cbc7f0e71a99f43bfb988b9b7a02dd21',
  ],
] as const) {
  test(`the standard’s vector of ${plain.length / 2} bytes is wrapped and unwrapped`, () => {
    assert.equal(wrapKey(KEY, Buffer.from(plain, 'hex')).toString('hex'), wrapped);
    assert.equal(unwrapKey(KEY, Buffer.from(wrapped, 'hex'))?.toString('hex'), plain);
  });
}

test('another key, a changed bit and a cut give nothing', () => {
  const wrapped = wrapKey(KEY, Buffer.alloc(32, 7));
  assert.equal(unwrapKey(Buffer.alloc(32, 1), wrapped), undefined);
  fc.assert(
    fc.property(fc.nat(wrapped.length * 8 - 1), (bit) => {
      const changed = Buffer.from(wrapped);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      assert.equal(unwrapKey(KEY, changed), undefined);
    }),
  );
  for (const length of [0, 8, 16, 31, 39]) {
    assert.equal(unwrapKey(KEY, wrapped.subarray(0, length)), undefined);
  }
});
