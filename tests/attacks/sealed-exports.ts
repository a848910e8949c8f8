/** Attacks on a sealed export (`.tlx`). */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openFile } from '../../electron/containers/evidence-file.ts';
import { encodeHeader } from '../../electron/containers/sealed-export/header.ts';
import { openSealedExport } from '../../electron/containers/sealed-export/open.ts';
import { sealExport } from '../../electron/containers/sealed-export/seal.ts';
import {
  CHUNK_OVERHEAD,
  newStreamKey,
  STREAM_HEADER_BYTES,
} from '../../electron/containers/sealed-export/stream.ts';
import { type AttackGroup, flipped } from './attack.ts';

const CHUNK = 1024;
const about = { exhibit: 'AB/1', creator: 'Escrow One', inner: 'chat.zip', chunkBytes: CHUNK };
const HEAD = encodeHeader({ version: 1, ...about }).length + STREAM_HEADER_BYTES;
const key = newStreamKey();

async function sealed(fill: number, chunkBytes = CHUNK): Promise<Buffer> {
  async function* source(): AsyncGenerator<Uint8Array> {
    yield new Uint8Array(3 * CHUNK + 100).fill(fill);
  }
  const parts: Uint8Array[] = [];
  for await (const part of sealExport({ ...about, chunkBytes }, source(), key)) parts.push(part);
  return Buffer.concat(parts);
}

/** Four chunks, the last one short; and another archive under the same key. */
const [whole, other] = [await sealed(1), await sealed(2)];
const chunkAt = (n: number): number => HEAD + n * (CHUNK + CHUNK_OVERHEAD);
const chunk = (n: number, of = whole): Buffer => of.subarray(chunkAt(n), chunkAt(n + 1));
const head = whole.subarray(0, HEAD);

const scratch = mkdtempSync(path.join(tmpdir(), 'threadline-attacks-tlx-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));
let files = 0;

async function opened(bytes: Uint8Array, withKey = key): Promise<void> {
  const given = path.join(scratch, `${files++}.tlx`);
  writeFileSync(given, bytes);
  const file = await openFile(given);
  try {
    for await (const _ of openSealedExport(file, withKey));
  } finally {
    await file.handle.close();
  }
}

const built = (...chunks: Buffer[]): Promise<void> => opened(Buffer.concat([head, ...chunks]));

const CHUNK_ALTERED = 'one of its chunks was altered, moved, cut off or taken from another file';
const NO_KEY = 'the key does not open it, or its head or first chunk was altered';

export const sealedExports: AttackGroup = {
  title: 'Sealed exports',
  control: async () => {
    await opened(whole);
    await opened(other);
  },
  attacks: [
    {
      attack: 'A bit of its content is changed.',
      how: () => opened(flipped(whole, chunkAt(1) + 50)),
      code: 'tampered',
      says: CHUNK_ALTERED,
    },
    {
      attack: 'A bit of its last byte is changed.',
      how: () => opened(flipped(whole, -1)),
      code: 'tampered',
      says: CHUNK_ALTERED,
    },
    {
      attack: 'The exhibit’s reference in its clear head is changed.',
      how: () => opened(flipped(whole, whole.indexOf('AB/1') + 3)),
      code: 'wrong-key',
      says: NO_KEY,
    },
    {
      attack: 'It is cut off where a chunk ends.',
      how: () => opened(whole.subarray(0, chunkAt(3))),
      code: 'truncated',
      says: 'its last chunk is missing: it was cut off',
    },
    {
      attack: 'It is cut off within a chunk.',
      how: () => opened(whole.subarray(0, chunkAt(2) + 300)),
      code: 'tampered',
      says: CHUNK_ALTERED,
    },
    {
      attack: 'It is cut off in its head.',
      how: () => opened(whole.subarray(0, 12)),
      code: 'truncated',
      says: 'the sealed export is cut off in its header',
    },
    {
      attack: 'Two chunks change places.',
      how: () => built(chunk(0), chunk(2), chunk(1), chunk(3)),
      code: 'tampered',
      says: CHUNK_ALTERED,
    },
    {
      attack: 'A chunk is taken out.',
      how: () => built(chunk(0), chunk(2), chunk(3)),
      code: 'tampered',
      says: CHUNK_ALTERED,
    },
    {
      attack: 'A chunk is repeated.',
      how: () => built(chunk(0), chunk(1), chunk(1), chunk(2), chunk(3)),
      code: 'tampered',
      says: CHUNK_ALTERED,
    },
    {
      attack: 'A chunk is taken from another archive under the same key.',
      how: () => built(chunk(0), chunk(1, other), chunk(2), chunk(3)),
      code: 'tampered',
      says: CHUNK_ALTERED,
    },
    {
      attack: 'The head is taken from another archive under the same key.',
      how: () => opened(Buffer.concat([other.subarray(0, HEAD), whole.subarray(HEAD)])),
      code: 'wrong-key',
      says: NO_KEY,
    },
    {
      attack: 'A byte is added behind its end.',
      how: () => opened(Buffer.concat([whole, Buffer.of(0)])),
      code: 'tampered',
      says: CHUNK_ALTERED,
    },
    {
      attack: 'Another key is tried.',
      how: () => opened(whole, newStreamKey()),
      code: 'wrong-key',
      says: NO_KEY,
    },
  ],
};
