import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readParcel, SegmentDamaged, SegmentReader, SegmentWriter } from '../../shared/segment/index.ts';
import { packSegment, unpackSegment } from './packed-segment.ts';

function segmentOf(texts: readonly string[]): ArrayBuffer {
  const writer = new SegmentWriter('AB/1', 'whatsapp');
  for (const [i, text] of texts.entries()) {
    writer.add({ chat: 'a', kind: 'text', text, source: { file: 'f', line: i + 1 } }, i + 1);
  }
  return writer.finish();
}

test('any segment comes back from its parcel as it was', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 30 }),
      async (texts) => {
        const segment = segmentOf(texts);
        const unpacked = unpackSegment(await packSegment(segment));
        assert.deepEqual(new Uint8Array(unpacked), new Uint8Array(segment));
      },
    ),
  );
});

test('the head alone has all columns', async () => {
  const parcel = readParcel(await packSegment(segmentOf(['one', 'two'])));
  const whole = unpackSegment(await packSegment(segmentOf(['one', 'two'])));
  const { columns } = new SegmentReader(whole);
  const last = Math.max(
    ...Object.values(columns).map(({ byteOffset, byteLength }) => byteOffset + byteLength),
  );
  assert.ok(last <= parcel.head.size);
});

test('a parcel that is cut, altered or claims another size is refused', async () => {
  const parcel = await packSegment(segmentOf(['some text', 'and more of it']));
  assert.throws(() => unpackSegment(parcel.slice(0, 12)), SegmentDamaged);
  assert.throws(() => unpackSegment(parcel.slice(0, -1)), SegmentDamaged);
  assert.throws(() => unpackSegment(new ArrayBuffer(64)), SegmentDamaged);
  for (const [at, by] of [
    [4, 1],
    [4, -1],
    [12, 1],
    [12, -1],
  ] as const) {
    const other = parcel.slice();
    const view = new DataView(other);
    view.setUint32(at, view.getUint32(at, true) + by, true);
    assert.throws(() => unpackSegment(other), SegmentDamaged, `${by} at ${at}`);
  }
  const huge = parcel.slice();
  new DataView(huge).setUint32(4, 0xffffffff, true);
  assert.throws(() => unpackSegment(huge), /larger than any/);
});
