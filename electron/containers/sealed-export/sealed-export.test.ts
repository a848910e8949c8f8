import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { Refusal, type RefusalCode } from '../../../shared/model/index.ts';
import { openFile } from '../evidence-file.ts';
import { encodeHeader } from './header.ts';
import { openSealedExport, sealedExportHeader } from './open.ts';
import { sealExport } from './seal.ts';
import { CHUNK_OVERHEAD, newStreamKey, STREAM_HEADER_BYTES } from './stream.ts';

const scratch = mkdtempSync(path.join(tmpdir(), 'threadline-tlx-'));
after(() => rmSync(scratch, { recursive: true, force: true }));

const CHUNK = 1024;
const about = { exhibit: 'AB/1', creator: 'Escrow One', inner: 'chat.zip', chunkBytes: CHUNK };
const HEAD = encodeHeader({ version: 1, ...about }).length + STREAM_HEADER_BYTES;

async function sealed(content: Uint8Array, key: Uint8Array, pieces = 333): Promise<Buffer> {
  async function* source(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < content.length; at += pieces) yield content.subarray(at, at + pieces);
  }
  const parts: Uint8Array[] = [];
  for await (const part of sealExport(about, source(), key)) parts.push(part);
  return Buffer.concat(parts);
}

let files = 0;
async function opened(bytes: Uint8Array, key: Uint8Array): Promise<Buffer> {
  const given = path.join(scratch, `${files++}.tlx`);
  writeFileSync(given, bytes);
  const file = await openFile(given);
  try {
    const parts: Uint8Array[] = [];
    for await (const part of openSealedExport(file, key)) parts.push(part);
    return Buffer.concat(parts);
  } finally {
    await file.handle.close();
    rmSync(given);
  }
}

async function refused(bytes: Uint8Array, key: Uint8Array, code?: RefusalCode): Promise<void> {
  const error = await opened(bytes, key).then(
    () => assert.fail('it opened'),
    (cause: unknown) => cause,
  );
  assert.ok(error instanceof Refusal, String(error));
  if (code) assert.equal(error.code, code, error.message);
}

const bytesOf = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => (i * 7) % 251);
const key = newStreamKey();
/** Four chunks, the last one short. */
const content = bytesOf(3 * CHUNK + 100);
const whole = await sealed(content, key);
const chunkAt = (n: number): number => HEAD + n * (CHUNK + CHUNK_OVERHEAD);

test('what was sealed comes back, whatever its size and the pieces it came in', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.constantFrom(0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK), fc.nat(5 * CHUNK)),
      fc.integer({ min: 1, max: 3000 }),
      async (length, pieces) => {
        const plain = bytesOf(length);
        const file = await sealed(plain, key, pieces);
        assert.equal(file.length, HEAD + length + CHUNK_OVERHEAD * Math.max(1, Math.ceil(length / CHUNK)));
        assert.deepEqual(await opened(file, key), Buffer.from(plain));
      },
    ),
    { numRuns: 40 },
  );
});

test('the header says what it is before any key is given', async () => {
  const given = path.join(scratch, 'header.tlx');
  writeFileSync(given, whole);
  const file = await openFile(given);
  assert.deepEqual(await sealedExportHeader(file), { version: 1, ...about });
  await file.handle.close();
});

test('a flipped bit anywhere is refused', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(7), async (at, bit) => {
      const changed = Buffer.from(whole);
      changed[at]! ^= 1 << bit;
      await refused(changed, key);
    }),
    { numRuns: 300, examples: [...Array(HEAD).keys()].map((at) => [at, 0] as [number, number]) },
  );
});

test('a file cut off at any byte is refused', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length - 1), (length) => refused(whole.subarray(0, length), key)),
    { numRuns: 100, examples: [[chunkAt(1)], [chunkAt(3)], [HEAD], [0], [8]] },
  );
  await refused(whole.subarray(0, chunkAt(3)), key, 'truncated');
});

test('chunks that were exchanged, repeated or taken away are refused', async () => {
  const chunk = (n: number): Buffer => whole.subarray(chunkAt(n), Math.min(chunkAt(n + 1), whole.length));
  const head = whole.subarray(0, HEAD);
  for (const order of [
    [1, 0, 2, 3],
    [0, 0, 1, 2, 3],
    [0, 2, 3],
    [1, 2, 3],
    [0, 1, 2, 3, 3],
    [0, 1, 3],
  ]) {
    await refused(Buffer.concat([head, ...order.map(chunk)]), key);
  }
});

test('a chunk or a head of another file of the same key is refused', async () => {
  const other = await sealed(bytesOf(content.length), key);
  const swapped = Buffer.from(whole);
  other.copy(swapped, chunkAt(1), chunkAt(1), chunkAt(2));
  await refused(swapped, key, 'tampered');
  await refused(Buffer.concat([other.subarray(0, HEAD), whole.subarray(HEAD)]), key, 'wrong-key');
});

test('bytes behind the end, another key and a key of another length are refused', async () => {
  await refused(Buffer.concat([whole, Buffer.of(0)]), key);
  await refused(whole, newStreamKey(), 'wrong-key');
  await refused(whole, new Uint8Array(31), 'wrong-key');
});

test('any bytes are a refusal', async () => {
  const start = Buffer.from('TLX1');
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), (bytes) =>
      refused(Buffer.concat([start, bytes]), key),
    ),
    { numRuns: 60 },
  );
});

test('an inner name with a path in it cannot be sealed', () => {
  assert.throws(() => encodeHeader({ version: 1, ...about, inner: '../x' }));
});
