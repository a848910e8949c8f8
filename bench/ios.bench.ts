/**
 * Reading a ChatStorage.sqlite of 1,000,000 messages into messages of the model, against a bare `iterate()`
 * over every row of the same tables, all columns. Both are measured inside a child process each, in turn,
 * without the child's start.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { IosRun } from './ios-child.ts';
import { type Bench, median } from './measure.ts';

const MESSAGES = 1_000_000;
const RUNS = 3;
const WHICH = ['ours', 'bare'] as const;
type Which = (typeof WHICH)[number];

export const rows: Bench = async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'threadline-bench-ios-'));
  try {
    const file = path.join(folder, 'ChatStorage.sqlite');
    const child = path.join(import.meta.dirname, 'ios-child.ts');
    execFileSync(process.execPath, [child, 'make', file, `${MESSAGES}`]);
    const runs: Record<Which, IosRun[]> = { ours: [], bare: [] };
    for (let n = 0; n < RUNS; n++) {
      for (const which of WHICH) {
        runs[which].push(
          JSON.parse(execFileSync(process.execPath, [child, which, file], { encoding: 'utf8' })),
        );
      }
    }
    const took = (which: Which): number => median(runs[which].map(({ ms }) => ms));
    const peak = (which: Which): number => Math.max(...runs[which].map(({ peakMiB }) => peakMiB));
    const [oursMs, baselineMs] = [took('ours'), took('bare')];
    const number = (n: number): string => Math.round(n).toLocaleString('en-GB');
    const { count } = runs.ours[0]!;
    return [
      {
        work: `ChatStorage.sqlite of ${Math.round(statSync(file).size / 1e6)} MB read into ${number(count)} messages`,
        baseline: `bare iterate() over its ${number(runs.bare[0]!.count)} rows`,
        oursMs,
        baselineMs,
        ratio: baselineMs / oursMs,
        target: 0.5,
        notes: `${number((count / oursMs) * 1000)} messages/s; peak memory ${peak('ours')} MiB, baseline ${peak('bare')} MiB`,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
