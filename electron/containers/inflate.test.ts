import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateRawSync, deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { giveBack, inflated } from './inflate.ts';

async function* split(bytes: Uint8Array, pieceBytes: number): AsyncGenerator<Uint8Array, void, void> {
  for (let at = 0; at < bytes.length; at += pieceBytes)
    yield Uint8Array.from(bytes.subarray(at, at + pieceBytes));
}

async function all(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const piece of pieces) parts.push(piece);
  return Buffer.concat(parts);
}

const letters = (bytes: number): Buffer => {
  const text = Buffer.alloc(bytes);
  for (let at = 0; at < bytes; at++) text[at] = 97 + (((at * 2654435761) >>> 8) % 26);
  return text;
};

test('what was packed comes out, however it is cut and of whatever size', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 5000 }),
      fc.integer({ min: 1, max: 6000 }),
      fc.constantFrom('raw' as const, 'zlib' as const),
      fc.constantFrom(undefined, 0, 1, 700, 5000),
      async (content, pieceBytes, frame, expected) => {
        const packed = (frame === 'raw' ? deflateRawSync : deflateSync)(content);
        const options = expected === undefined ? {} : { expected };
        assert.deepEqual(
          await all(inflated(split(packed, pieceBytes), frame, options)),
          Buffer.from(content),
        );
      },
    ),
    { numRuns: 150 },
  );
});

test('pieces much larger than those that zlib gives come out whole, also when memory is given back', async () => {
  const content = letters(30_000_000);
  const packed = deflateSync(content, { level: 1 });
  assert.ok((await all(inflated(split(packed, 100_000), 'zlib', { ours: true }))).equals(content));
  let at = 0;
  for await (const piece of inflated(split(packed, 3_000_000), 'zlib', { ours: true })) {
    assert.ok(piece.equals(content.subarray(at, at + piece.length)));
    at += piece.length;
    giveBack(piece);
  }
  assert.equal(at, content.length);
});

test('a stream that is damaged or cut off ends in zlib’s error, and its source is closed', async () => {
  const packed = deflateRawSync(letters(500_000));
  const damaged = Buffer.from(packed).fill(0xff, 1000, 1100);
  for (const [broken, code] of [
    [damaged, 'Z_DATA_ERROR'],
    [packed.subarray(0, -100), 'Z_BUF_ERROR'],
    [Buffer.alloc(0), 'Z_BUF_ERROR'],
  ] as const) {
    for (const pieceBytes of [50, 1_000_000]) {
      let closed = false;
      const source = async function* (): AsyncGenerator<Uint8Array, void, void> {
        try {
          yield* split(broken, pieceBytes);
          // More than zlib asks for at a time.
          for (let n = 0; n < 5; n++) yield Buffer.alloc(broken === damaged ? 3_000_000 : 0, 0xff);
        } finally {
          closed = true;
        }
      };
      await assert.rejects(
        all(inflated(source(), 'raw')),
        (error: NodeJS.ErrnoException) => error.code === code,
      );
      assert.ok(closed);
    }
  }
});

test('a source that fails ends the reading with its error', async () => {
  const packed = deflateSync(letters(9_000_000));
  const failure = new Error('the source fails');
  const source = async function* (): AsyncGenerator<Uint8Array, void, void> {
    yield* split(packed.subarray(0, packed.length >> 1), 100_000);
    throw failure;
  };
  await assert.rejects(all(inflated(source(), 'zlib')), (error) => error === failure);
});

test('a reader that gives up closes the source', async () => {
  const packed = deflateSync(letters(20_000_000));
  let closed = false;
  const source = async function* (): AsyncGenerator<Uint8Array, void, void> {
    try {
      yield* split(packed, 100_000);
    } finally {
      closed = true;
    }
  };
  for await (const piece of inflated(source(), 'zlib')) {
    assert.ok(piece.length > 0);
    break;
  }
  assert.ok(closed);
});

test('a source that fails behind the end of the stream still fails the reading', async () => {
  const packed = deflateSync(letters(9_000_000));
  const failure = new Error('the tag does not match');
  for (const behind of [0, 100, 9_000_000]) {
    const source = async function* (): AsyncGenerator<Uint8Array, void, void> {
      yield* split(Buffer.concat([packed, Buffer.alloc(behind)]), 1_000_000);
      throw failure;
    };
    await assert.rejects(all(inflated(source(), 'zlib')), (error) => error === failure);
  }
});

test('a slow reader gets all of a stream that ends before its source', async () => {
  const content = letters(30_000_000);
  const bytes = Buffer.concat([deflateSync(content, { level: 1 }), Buffer.alloc(9_000_000)]);
  let read = 0;
  for await (const piece of inflated(split(bytes, bytes.length), 'zlib')) {
    await new Promise((resolve) => setImmediate(resolve));
    read += piece.length;
  }
  assert.equal(read, content.length);
});

test('bytes behind the end are read and counted', async () => {
  const content = letters(1000);
  for (const behind of [0, 1, 5_000_000]) {
    let counted = -1;
    const bytes = Buffer.concat([deflateSync(content), Buffer.alloc(behind)]);
    const onEnd = (bytesBehind: number): void => {
      counted = bytesBehind;
    };
    assert.deepEqual(await all(inflated(split(bytes, 300_000), 'zlib', { onEnd })), content);
    assert.equal(counted, behind);
  }
});
