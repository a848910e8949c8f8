/**
 * Opening a crypt15 backup of some 130 MB that holds a database of 285 MB: hashed, its checksum and tag
 * verified, decrypted, unpacked and on disk; against decrypting and unpacking the same bytes and
 * throwing them away.
 *
 * Both are measured inside a child process each, in turn, without the child's start. Ours runs under the
 * permissions of the intake process.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Crypt15Run } from './crypt15-child.ts';
import { type Bench, median } from './measure.ts';

const DATABASE_BYTES = 285_000_000;
const RUNS = 9;

export const rows: Bench = async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'threadline-bench-crypt15-'));
  try {
    const file = path.join(folder, 'msgstore.db.crypt15');
    const child = path.join(import.meta.dirname, 'crypt15-child.ts');
    // A child's peak memory starts with its parent's, so the backup is made in a child as well.
    const made = execFileSync(process.execPath, [child, 'make', file, `${DATABASE_BYTES}`], {
      encoding: 'utf8',
    });
    const run = (which: 'ours' | 'bare', scratch: string): Crypt15Run => {
      const permissions =
        which === 'ours' ? ['--permission', '--allow-fs-read=*', `--allow-fs-write=${scratch}`] : [];
      return JSON.parse(
        execFileSync(process.execPath, [...permissions, child, which, file, made, scratch], {
          encoding: 'utf8',
        }),
      );
    };
    const runs: { ours: Crypt15Run[]; bare: Crypt15Run[] } = { ours: [], bare: [] };
    for (let n = 0; n < RUNS; n++) {
      for (const which of ['ours', 'bare'] as const) {
        const scratch = path.join(folder, 'scratch');
        mkdirSync(scratch);
        const ran = run(which, scratch);
        if (ran.bytes !== DATABASE_BYTES) throw new Error(`${which} gave ${ran.bytes} bytes`);
        runs[which].push(ran);
        rmSync(scratch, { recursive: true });
      }
    }
    const [oursMs, baselineMs] = [
      median(runs.ours.map(({ ms }) => ms)),
      median(runs.bare.map(({ ms }) => ms)),
    ];
    const peak = (which: 'ours' | 'bare'): number => Math.max(...runs[which].map(({ peakMiB }) => peakMiB));
    return [
      {
        work: `crypt15 backup of ${Math.round(statSync(file).size / 1e6)} MB opened to a database of ${DATABASE_BYTES / 1e6} MB`,
        baseline: 'the same bytes through a decipher and createInflate, result thrown away',
        oursMs,
        baselineMs,
        ratio: baselineMs / oursMs,
        target: 0.8,
        notes: `ours also takes the file’s SHA-256 and MD5 and writes the database to disk; peak memory ${peak('ours')} MiB, baseline ${peak('bare')} MiB`,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
