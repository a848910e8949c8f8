import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { Cancelled, Refusal } from '../../shared/model/index.ts';
import { couldNotRead, evidenceName, openFile, readAhead, unreadable } from './evidence-file.ts';
import { hashFile } from './hash-file.ts';
import { assertUnpackable, UNPACK_LIMITS } from './limits.ts';
import { refusalOf, tempFolder } from './testing/opening.ts';

const { folder, remove } = tempFolder('files');
after(remove);

const BYTES = Buffer.from(Array.from({ length: 5000 }, (_, at) => (at * 37) & 255));
const file = path.join(folder, 'evidence.bin');
writeFileSync(file, BYTES);

test('any part of a file comes in order and whole, in pieces of any size', async () => {
  const opened = await openFile(file);
  try {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(BYTES.length),
        fc.nat(BYTES.length),
        fc.integer({ min: 1, max: 6000 }),
        fc.constantFrom({}, { reuse: true as const }),
        async (a, b, pieceBytes, options) => {
          const [start, end] = [Math.min(a, b), Math.max(a, b)];
          const pieces: Buffer[] = [];
          for await (const piece of readAhead(opened, start, end, { pieceBytes, ...options })) {
            assert.ok(piece.length <= pieceBytes);
            pieces.push(Buffer.from(piece));
          }
          assert.deepEqual(Buffer.concat(pieces), BYTES.subarray(start, end));
        },
      ),
      { numRuns: 100, examples: [[0, 0, 1, {}]] },
    );
  } finally {
    await opened.handle.close();
  }
});

test('pieces stay as they are when the next ones have come', async () => {
  const opened = await openFile(file);
  const pieces: Buffer[] = [];
  for await (const piece of readAhead(opened, 0, opened.bytes, { pieceBytes: 64 })) pieces.push(piece);
  await opened.handle.close();
  assert.deepEqual(Buffer.concat(pieces), BYTES);
});

test('a file that ends before its time, and a reader that is stopped, end the reading', async () => {
  const short = path.join(folder, 'short.bin');
  writeFileSync(short, BYTES);
  const opened = await openFile(short);
  truncateSync(short, 1000);
  const reading = async (signal?: AbortSignal): Promise<void> => {
    for await (const _ of readAhead(opened, 0, opened.bytes, { pieceBytes: 600, signal }));
  };
  assert.equal((await refusalOf(reading())).message, 'short.bin: it changed while it was being read');
  await assert.rejects(reading(AbortSignal.abort()), Cancelled);
  await opened.handle.close();
});

test('a hash is of all the bytes, and says how far it is', async () => {
  let told = 0;
  const hashed = await hashFile(file, { onBytes: (bytes) => (told += bytes) });
  assert.deepEqual(hashed, { bytes: BYTES.length, sha256: createHash('sha256').update(BYTES).digest('hex') });
  assert.equal(told, BYTES.length);
  const empty = path.join(folder, 'empty');
  writeFileSync(empty, '');
  assert.equal((await hashFile(empty)).sha256, createHash('sha256').digest('hex'));
});

test('refusals name a file of a folder by its path there', async () => {
  const missing = hashFile(path.join(folder, 'Media', 'gone.jpg'), { name: 'Media/gone.jpg' });
  assert.equal((await refusalOf(missing)).message, 'Media/gone.jpg: there is no such file or folder');
});

test('what the system says is put in words, and told from what the evidence is to blame for', async () => {
  const reason = (code: string): string => unreadable('a', Object.assign(new Error('x'), { code })).reason;
  assert.equal(reason('EACCES'), 'this user may not read it');
  assert.equal(reason('EBUSY'), 'another program has locked it');
  assert.equal(reason('EIO'), 'the disk reports a read error');
  assert.equal(reason('EMFILE'), 'it cannot be read (EMFILE)');
  assert.ok(couldNotRead(await refusalOf(hashFile(path.join(folder, 'gone')))));
  assert.ok(!couldNotRead(new Refusal('unreadable', 'a', 'it changed while it was being read')));
  assert.ok(!couldNotRead(new Refusal('tampered', 'a', 'x', { cause: new Error('x') })));
  mkdirSync(path.join(folder, 'Media'));
  assert.equal((await refusalOf(openFile(path.join(folder, 'Media')))).reason, 'it is a folder');
});

test('evidence is called by the last part of its path', () => {
  assert.equal(evidenceName(path.join('a', 'b.zip')), 'b.zip');
  assert.equal(evidenceName(`a${path.sep}b${path.sep}`), 'b');
  assert.equal(evidenceName('.'), path.basename(process.cwd()));
  assert.equal(evidenceName(path.parse(process.cwd()).root), path.parse(process.cwd()).root);
});

test('a container may unpack to a lot, but not to anything', () => {
  const limits = { ...UNPACK_LIMITS, totalBytes: 2 * 2 ** 30, ratio: 300, freeBytes: 1000 };
  assertUnpackable('a.zip', 1, 1000, limits);
  assertUnpackable('a.zip', 10, 3000, limits);
  assertUnpackable('a.zip', 2 ** 30, 2 * 2 ** 30, limits);
  assert.throws(
    () => assertUnpackable('a.zip', 10, 3001, limits),
    /a\.zip: it unpacks to more than 300 times/,
  );
  assert.throws(() => assertUnpackable('a.zip', 2 ** 30, 2 * 2 ** 30 + 1, limits), /more than 2 GiB/);
});
