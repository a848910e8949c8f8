import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Heap } from './heap.ts';
import type { PackedReceipt, PackedTime } from './packed.ts';
import { decodeKey, encodeKey } from './source-key.ts';

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

const time: fc.Arbitrary<PackedTime> = fc.oneof(
  { weight: 8, arbitrary: fc.integer() },
  fc.maxSafeInteger(),
  fc.constantFrom(-0, 9, 10, -10, 0x3fffffff, 0x40000000, -0x3fffffff, 0.5, '2024-03-22T14:38:05.000Z'),
);
const receipt = fc
  .tuple(fc.nat(), fc.array(fc.option(time, { freq: 9 }), { maxLength: 3 }))
  .map(([account, times]): PackedReceipt => [account, ...times]);

test('times and receipts stand in the heap as JSON.stringify writes them, or are not taken', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          receipts: fc.option(fc.array(receipt, { minLength: 1, maxLength: 4 }), { nil: undefined }),
          receivedAt: fc.option(time, { nil: undefined }),
        }),
        { maxLength: 20 },
      ),
      (details) => {
        const heap = new Heap();
        let wanted = '';
        for (const { receipts, receivedAt } of details) {
          if (!receipts && receivedAt === undefined) continue;
          const numbers = [receivedAt ?? 0, ...(receipts ?? []).flat()];
          const isPlain = numbers.every((n) => Number.isInteger(n) && Math.abs(n as number) < 2 ** 30);
          assert.equal(heap.addTimes(receipts, receivedAt), isPlain);
          if (isPlain) wanted += JSON.stringify({ receipts, receivedAt });
        }
        assert.equal(text(heap.filled), wanted);
      },
    ),
  );
});

const HEX = /^(?:(?:[0-9A-F]{2})+|(?:[0-9a-f]{2})+)$/;

test('a key comes back as it was, and takes half the room where it is hexadecimal', () => {
  const digits = (letters: string) =>
    fc.string({ unit: fc.constantFrom(...`0123456789${letters}`), minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(
      fc.oneof(
        digits('ABCDEF'),
        digits('abcdef'),
        digits('abcdefABCDEF'),
        digits('aG:-'),
        fc.string({ unit: 'grapheme' }),
      ),
      (key) => {
        const packed = encodeKey(key);
        assert.equal(decodeKey(packed), key);
        assert.equal(
          packed.length,
          1 + (HEX.test(key) ? key.length / 2 : new TextEncoder().encode(key).length),
        );
        const heap = new Heap();
        heap.addKey('before');
        const start = heap.length;
        heap.addKey(key);
        assert.deepEqual(heap.filled.slice(start), packed);
      },
    ),
  );
});
