/**
 * What the scope check adds to an import: a msgstore.db of 1,000,000 messages read into segments under a
 * warrant that takes every message, against the same without a warrant. Hashing, decrypting and storing are
 * the same for both and left out, which makes the check's share larger than it is in a whole import.
 *
 * Where a warrant lists accounts or words, it must be known who belongs to which chat. The reader tells that
 * before its first message, where the database lets it; else it is read twice, which is the last row.
 *
 * Each is measured inside a child process, in turn, without the child's start.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Bench, type BenchRow, median } from './measure.ts';
import type { ScopeRun } from './scope-child.ts';

const MESSAGES = 1_000_000;
const RUNS = 3;
/** Under 10 % more time: 1 / 1.1, rounded up. */
const TARGET = 0.91;

const UNDER_WARRANT = {
  terms: 'judged by time and platform',
  words: 'judged by time, platform and privileged words',
  accounts: 'judged by listed accounts and their chats',
  twice: 'the same, read twice for the lists',
} as const;
type UnderWarrant = keyof typeof UNDER_WARRANT;

export const rows: Bench = async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'threadline-bench-scope-'));
  try {
    const [file, ids] = [path.join(folder, 'msgstore.db'), path.join(folder, 'ids.json')];
    const child = (name: string, ...args: string[]): string =>
      execFileSync(process.execPath, [path.join(import.meta.dirname, name), ...args], { encoding: 'utf8' });
    child('android-child.ts', 'make', file, `${MESSAGES}`);
    child('scope-child.ts', 'ids', file, ids);
    const kinds = Object.keys(UNDER_WARRANT) as UnderWarrant[];
    const runs = new Map<string, ScopeRun[]>();
    for (let n = 0; n < RUNS; n++) {
      for (const which of ['all', ...kinds]) {
        const run: ScopeRun = JSON.parse(child('scope-child.ts', which, file, ids));
        runs.set(which, [...(runs.get(which) ?? []), run]);
      }
    }
    const all = [...runs.values()].flat();
    const [{ read, kept }] = all as [ScopeRun];
    if (all.some((run) => run.kept !== kept)) throw new Error('not the same messages were kept');
    const took = (which: string): number => median(runs.get(which)!.map(({ ms }) => ms));
    const baselineMs = took('all');
    return kinds.map((which): BenchRow => {
      const oursMs = took(which);
      // Each against the base of its own round: what else the machine does comes and goes, and is in both.
      const ratio = median(runs.get(which)!.map(({ ms }, n) => runs.get('all')![n]!.ms / ms));
      return {
        work: `${read.toLocaleString('en-GB')} messages, ${UNDER_WARRANT[which]}`,
        baseline: 'the same import without a warrant',
        oursMs,
        baselineMs,
        ratio,
        target: TARGET,
        notes: `adds ${((1 / ratio - 1) * 100).toFixed(1)} %; processor time, median of ${RUNS} rounds`,
      };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
