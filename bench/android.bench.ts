/**
 * Reading a msgstore.db of 1,000,000 messages into messages of the model, against a bare `iterate()` over
 * every row of the same tables; the notes have the same with rows as arrays, which is quicker.
 *
 * Both are measured inside a child process each, in turn, without the child's start. Ours runs under the
 * permissions of the intake process.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { AndroidRun } from './android-child.ts';
import { type Bench, median } from './measure.ts';

const MESSAGES = 1_000_000;
const RUNS = 5;
const WHICH = ['ours', 'bare', 'arrays'] as const;
type Which = (typeof WHICH)[number];

export const rows: Bench = async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'threadline-bench-android-'));
  try {
    const file = path.join(folder, 'msgstore.db');
    const child = path.join(import.meta.dirname, 'android-child.ts');
    // A child's peak memory starts with its parent's, so the database is made in a child as well.
    execFileSync(process.execPath, [child, 'make', file, `${MESSAGES}`]);
    const run = (which: Which): AndroidRun => {
      const permissions =
        which === 'ours' ? ['--permission', '--allow-fs-read=*', `--allow-fs-write=${folder}`] : [];
      return JSON.parse(
        execFileSync(process.execPath, [...permissions, child, which, file], { encoding: 'utf8' }),
      );
    };
    const runs: Record<Which, AndroidRun[]> = { ours: [], bare: [], arrays: [] };
    for (let n = 0; n < RUNS; n++) for (const which of WHICH) runs[which].push(run(which));
    const took = (which: Which): number => median(runs[which].map(({ ms }) => ms));
    const [oursMs, baselineMs] = [took('ours'), took('bare')];
    const peak = (which: Which): number => Math.max(...runs[which].map(({ peakMiB }) => peakMiB));
    const number = (n: number): string => Math.round(n).toLocaleString('en-GB');
    const { count } = runs.ours[0]!;
    return [
      {
        work: `msgstore.db of ${Math.round(statSync(file).size / 1e6)} MB read into ${number(count)} messages`,
        baseline: `bare iterate() over its ${number(runs.bare[0]!.count)} rows`,
        oursMs,
        baselineMs,
        ratio: baselineMs / oursMs,
        target: 0.5,
        notes: `${number((count / oursMs) * 1000)} messages/s, ${(took('arrays') / oursMs).toFixed(2)} of rows as arrays; peak memory ${peak('ours')} MiB, baseline ${peak('bare')} MiB`,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
