import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { Refusal } from '../../shared/model/index.ts';
import { CHUNK_BYTES, SealedFile, writeSealedFile } from './sealed-file.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'threadline-sealed-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const key = randomBytes(32);
const NAME = 'a file';
const HEADER = 36;
const SEALED_CHUNK = CHUNK_BYTES + 16;
let files = 0;
const newPath = (): string => path.join(folder, String(++files));

async function* inPieces(content: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size);
}

async function written(content: Uint8Array, piece = 10_000): Promise<string> {
  const file = newPath();
  await writeSealedFile(file, key, NAME, inPieces(content, piece));
  return file;
}

async function readAll(file: string, from?: number, to?: number, name = NAME): Promise<Buffer> {
  const sealed = await SealedFile.open(file, key, name);
  try {
    return await buffer(sealed.read(from, to));
  } finally {
    await sealed.close();
  }
}

const damaged = (error: unknown): boolean =>
  error instanceof Refusal && (error.code === 'tampered' || error.code === 'truncated');

test('content of any size comes back whole and by any range, and its size and SHA-256 are told', async () => {
  const sizes = fc.oneof(
    fc.constantFrom(0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES),
    fc.integer({ min: 0, max: 4 * CHUNK_BYTES }),
  );
  await fc.assert(
    fc.asyncProperty(
      sizes,
      fc.integer({ min: 1, max: 2 * CHUNK_BYTES }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      async (size, piece, a, b) => {
        const content = randomBytes(size);
        const file = newPath();
        const told = await writeSealedFile(file, key, NAME, inPieces(content, piece));
        assert.deepEqual(told, { bytes: size, sha256: createHash('sha256').update(content).digest('hex') });
        assert.ok((await readAll(file)).equals(content));
        const from = Math.floor(Math.min(a, b) * size);
        const to = Math.ceil(Math.max(a, b) * size);
        assert.ok((await readAll(file, from, to)).equals(content.subarray(from, to)));
        rmSync(file);
      },
    ),
    { numRuns: 60 },
  );
});

test('nothing of the content stands in the file', async () => {
  const content = Buffer.from('a sentence that must not be there. '.repeat(5000));
  assert.ok(!readFileSync(await written(content)).includes('sentence'));
});

test('the same content twice gives two files that share nothing', async () => {
  const content = Buffer.alloc(100, 7);
  const [a, b] = [readFileSync(await written(content)), readFileSync(await written(content))];
  assert.notDeepEqual(a.subarray(HEADER), b.subarray(HEADER));
});

test('a file cut off anywhere is damaged, also where a chunk ends', async () => {
  const file = await written(randomBytes(2 * CHUNK_BYTES + 100));
  const whole = readFileSync(file);
  const ends = [0, 3, HEADER - 1, HEADER, HEADER + 15, HEADER + 16, HEADER + SEALED_CHUNK];
  ends.push(HEADER + 2 * SEALED_CHUNK, HEADER + 2 * SEALED_CHUNK + 8, whole.length - 1);
  for (const end of ends) {
    writeFileSync(file, whole.subarray(0, end));
    await assert.rejects(readAll(file), damaged, `cut at ${end}`);
  }
});

test('a changed byte in any part of the file is found when that part is read', async () => {
  const file = await written(randomBytes(2 * CHUNK_BYTES + 100));
  const whole = readFileSync(file);
  const places = [0, 5, HEADER, HEADER + CHUNK_BYTES + 3, HEADER + SEALED_CHUNK + 9, whole.length - 1];
  for (const at of places) {
    const changed = Buffer.from(whole);
    changed[at]! ^= 1;
    writeFileSync(file, changed);
    await assert.rejects(readAll(file), damaged, `byte ${at}`);
  }
});

test('chunks in each other’s place, repeated or added are found', async () => {
  const file = await written(randomBytes(3 * CHUNK_BYTES));
  const whole = readFileSync(file);
  const header = whole.subarray(0, HEADER);
  const [a, b, c] = [0, 1, 2].map((i) =>
    whole.subarray(HEADER + i * SEALED_CHUNK, HEADER + (i + 1) * SEALED_CHUNK),
  ) as [Buffer, Buffer, Buffer];
  for (const chunks of [
    [b, a, c],
    [a, a, c],
    [a, c],
    [a, b, c, c],
  ]) {
    writeFileSync(file, Buffer.concat([header, ...chunks]));
    await assert.rejects(readAll(file), damaged);
  }
});

test('a file under another file’s name, or with another key, does not open', async () => {
  const file = await written(randomBytes(10));
  await assert.rejects(readAll(file, 0, 10, 'another'), damaged);
  await assert.rejects(SealedFile.open(file, randomBytes(32), NAME), damaged);
});

test('a file that is there already is not written over', async () => {
  const file = await written(Buffer.from('first'));
  await assert.rejects(writeSealedFile(file, key, NAME, inPieces(Buffer.from('second'), 10)), {
    code: 'EEXIST',
  });
  assert.equal((await readAll(file)).toString(), 'first');
});
