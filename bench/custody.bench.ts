/** The custody log: verifying a million entries against hashing their bytes, and appending against a bare fsync. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type EntryBody, encodeLine, GENESIS } from '../electron/custody/entry.ts';
import { CustodyLog, verifyLog } from '../electron/custody/log.ts';
import { sha256Hex } from '../electron/keys/sha256.ts';
import { type Bench, inTurn } from './measure.ts';

const ENTRIES = 1_000_000;
const APPENDS = 1000;

const body = (i: number): EntryBody => ({
  time: new Date(Date.UTC(2024, 3, 1) + i).toISOString(),
  actor: 'j.ho',
  action: 'exhibit-imported',
  subjects: [{ exhibit: 'AB/1', file: 'msgstore.db.crypt15', reader: 'whatsapp-android', readerVersion: 1 }],
  counts: { read: i, kept: i, outOfScope: 0, privileged: 0, skipped: 0, damage: 0 },
  software: 'threadline 0.1.0',
});

async function makeLog(file: string): Promise<void> {
  const stream = createWriteStream(file, { highWaterMark: 4 * 2 ** 20 });
  let prev = GENESIS;
  for (let i = 0; i < ENTRIES; i++) {
    const line = encodeLine(i, body(i), prev);
    prev = sha256Hex(line);
    if (!stream.write(Buffer.concat([line, Buffer.of(10)]))) {
      await once(stream, 'drain');
    }
  }
  await new Promise<void>((resolve) => stream.end(() => resolve()));
}

const p99 = (times: number[]): number => times.sort((a, b) => a - b)[Math.floor(times.length * 0.99)]!;

export const rows: Bench = async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'threadline-bench-log-'));
  try {
    const file = path.join(folder, 'custody.jsonl');
    await makeLog(file);
    const verify = async (): Promise<void> => {
      const { entries, broken } = await verifyLog(file);
      if (entries !== ENTRIES || broken) throw new Error('the log does not verify');
    };
    const hash = async (): Promise<void> => {
      const sum = createHash('sha256');
      for await (const chunk of createReadStream(file, { highWaterMark: 2 ** 20 })) sum.update(chunk);
      sum.digest();
    };
    const [verifyMs, hashMs] = await inTurn(3, verify, hash);
    const { size } = statSync(file);

    const log = await CustodyLog.open(path.join(folder, 'small.jsonl'), { software: 'threadline 0.1.0' });
    const bare = await open(path.join(folder, 'bare'), 'w');
    const bytes = Buffer.alloc(Math.round(size / ENTRIES), 'x');
    const appends: number[] = [];
    const syncs: number[] = [];
    for (let i = 0; i < APPENDS; i++) {
      const { actor, action, subjects } = body(i);
      let start = performance.now();
      await log.append({ actor, action, subjects });
      appends.push(performance.now() - start);
      start = performance.now();
      await bare.write(bytes);
      await bare.sync();
      syncs.push(performance.now() - start);
    }
    await log.close();
    await bare.close();
    const [appendMs, syncMs] = [p99(appends), p99(syncs)];
    return [
      {
        work: 'custody log of 1,000,000 entries verified',
        baseline: 'SHA-256 of its bytes',
        oursMs: verifyMs,
        baselineMs: hashMs,
        ratio: hashMs / verifyMs,
        target: 0.1,
        notes: `${Math.round(size / 2 ** 20)} MiB`,
      },
      {
        work: 'custody entry appended, p99',
        baseline: 'write and fsync of as many bytes, p99',
        oursMs: appendMs,
        baselineMs: syncMs,
        ratio: syncMs / appendMs,
        target: 0.5,
        notes: `${APPENDS} appends; p99 ${appendMs.toFixed(2)} ms and ${syncMs.toFixed(2)} ms`,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
