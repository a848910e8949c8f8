/**
 * The child processes of `crypt15.bench.ts`: `make FILE BYTES` makes the backup and prints its key,
 * `ours|bare FILE KEY SCRATCH` opens it and prints a Crypt15Run as JSON.
 */
import { createDecipheriv } from 'node:crypto';
import { createReadStream, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createInflate } from 'node:zlib';
import { hashFile, openEvidence, parseKey } from '../electron/containers/index.ts';
import { HEADER_BYTES, readHeader } from '../electron/containers/whatsapp-crypt/header.ts';
import { crypt15Key } from '../electron/containers/whatsapp-crypt/key.ts';
import { KEYS, makeBackup } from '../electron/containers/whatsapp-crypt/testing/made-backup.ts';

export interface Crypt15Run {
  readonly ms: number;
  readonly peakMiB: number;
  /** Of the database. */
  readonly bytes: number;
}

const PIECE_BYTES = 2 ** 20;

async function ours(file: string, hex: string, scratch: string): Promise<number> {
  await hashFile(file);
  const { tree } = await openEvidence(file, { key: await parseKey({ hex }), scratch });
  const [entry] = tree.entries;
  await tree.close();
  return entry!.bytes;
}

/** Neither checksum nor tag nor disk: only what cannot be left out. */
async function bare(file: string, hex: string): Promise<number> {
  const handle = await open(file);
  const { size } = await handle.stat();
  const head = Buffer.alloc(HEADER_BYTES);
  await handle.read(head, 0, head.length, 0);
  await handle.close();
  const { iv, end } = readHeader(head)!;
  const decipher = createDecipheriv('aes-256-gcm', crypt15Key(Buffer.from(hex, 'hex')), iv);
  let bytes = 0;
  const sink = new Writable({
    highWaterMark: 4 * PIECE_BYTES,
    write(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      done();
    },
  });
  await pipeline(
    createReadStream(file, { start: end, end: size - 33, highWaterMark: PIECE_BYTES }),
    async function* (pieces: AsyncIterable<Buffer>) {
      for await (const piece of pieces) yield decipher.update(piece);
    },
    createInflate({ chunkSize: PIECE_BYTES / 2 }),
    sink,
  );
  return bytes;
}

/** Words of a chat's vocabulary: made up, with lengths and repetition as in a language. */
function vocabulary(random: () => number): Buffer[] {
  const syllables = ['ka', 'lo', 'mi', 'ren', 'su', 'to', 've', 'an', 'der', 'ish', 'o', 'ple', 'un', 'ta'];
  return Array.from({ length: 6000 }, () => {
    const parts = Array.from({ length: 1 + (random() % 4) }, () => syllables[random() % syllables.length]!);
    return Buffer.from(`${parts.join('')} `);
  });
}

/** Pages as SQLite fills them with messages: cells of record header, numbers, key id, text, media key. */
function makeDatabase(bytes: number, seed: number): Buffer {
  let state = seed >>> 0;
  const random = (): number => {
    // xorshift32 (Marsaglia 2003).
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state;
  };
  const words = vocabulary(random);
  const database = Buffer.alloc(bytes);
  database.write('SQLite format 3\0', 'latin1');
  let row = 1;
  for (let page = 4096; page + 4096 <= bytes; page += 4096) {
    database[page] = 13;
    let at = page + 512;
    while (at < page + 3700) {
      database[at] = 0x81;
      database.writeUInt32BE(row++, at + 1);
      database.writeBigInt64BE(BigInt(1_600_000_000_000 + row * 4096 + (random() & 4095)), at + 8);
      at += 24;
      // Key ids are random hexadecimal digits.
      for (let digit = 0; digit < 4; digit++) {
        at += database.write(random().toString(16).padStart(8, '0'), at, 'latin1');
      }
      const length = 4 + (random() % 18);
      for (let word = 0; word < length && at < page + 3900; word++) {
        // The lesser of two is common, as short lists of words are in any language.
        at += words[Math.min(random() % 6000, random() % 6000)]!.copy(database, at);
      }
      if (random() % 4 !== 0)
        for (let n = 0; n < 8 && at < page + 4000; n++) at = database.writeUInt32BE(random(), at);
    }
  }
  return database;
}

async function measured(work: () => Promise<number>): Promise<Crypt15Run> {
  const start = performance.now();
  const bytes = await work();
  const ms = performance.now() - start;
  return { ms, bytes, peakMiB: Math.round(process.resourceUsage().maxRSS / 1024) };
}

const [what, file, keyOrBytes, scratch] = process.argv.slice(2) as [string, string, string, string];
if (what === 'make') {
  writeFileSync(file, makeBackup(makeDatabase(Number(keyOrBytes), 1), { version: 15 }));
  process.stdout.write(KEYS.root.toString('hex'));
} else {
  const run = await measured(() =>
    what === 'ours' ? ours(file, keyOrBytes, scratch) : bare(file, keyOrBytes),
  );
  process.stdout.write(JSON.stringify(run));
}
