/**
 * Searching: 200 mixed queries (a third each words, phrases, beginnings of words) over 200,000 messages
 * against MiniSearch 7, in time and in memory; the same over 10,000,000 messages of 20 exhibits against the
 * limits for a first page and a full count; and building the structures against importing.
 *
 * Texts are made words, 200,000 different ones, as often as words are (Zipf). Structures are sealed as in the
 * store and unsealed as searches ask for them; reading them from IndexedDB is not in it. MiniSearch knows no
 * phrases: it is asked for messages with both words. Neither reads texts against MiniSearch; a first page is
 * read, its texts among it.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Bench, type BenchRow, median } from './measure.ts';
import type { BuildRun, LargeRun, SearchRun } from './search-runs.ts';

const MESSAGES = 200_000;
const EXHIBITS = 20;
const EXHIBIT_MESSAGES = 500_000;
const RUNS = 3;
const FIRST_LIMIT_MS = 100;
const COUNT_LIMIT_MS = 1000;
/** Of what importing takes, building may take this much. */
const BUILD_SHARE = 0.3;
const OUTPUT_BYTES = 64 * 2 ** 20;

const child = path.join(import.meta.dirname, 'search-child.ts');
function run<Run>(...args: readonly (string | number)[]): Run {
  const output = execFileSync(process.execPath, ['--expose-gc', child, ...args.map(String)], {
    encoding: 'utf8',
    maxBuffer: OUTPUT_BYTES,
  });
  return JSON.parse(output) as Run;
}

const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.ceil(values.length * share) - 1]!;
const number = (n: number): string => Math.round(n).toLocaleString('en-GB');

function againstMiniSearch(): BenchRow[] {
  const ours: SearchRun[] = [];
  const theirs: SearchRun[] = [];
  for (let i = 0; i < RUNS; i++) {
    ours.push(run('threadline', MESSAGES));
    theirs.push(run('minisearch', MESSAGES));
  }
  const took = (runs: readonly SearchRun[]): number => median(runs.map(({ ms }) => median(ms)));
  const mib = (runs: readonly SearchRun[]): number => median(runs.map(({ held }) => held)) / 2 ** 20;
  const p95 = (runs: readonly SearchRun[]): number => median(runs.map(({ ms }) => percentile(ms, 0.95)));
  const baseline = 'MiniSearch 7';
  return [
    {
      work: `a query over ${number(MESSAGES)} messages: counted, with the counts of all lists`,
      baseline,
      oursMs: took(ours),
      baselineMs: took(theirs),
      ratio: took(theirs) / took(ours),
      target: 1,
      notes: `median of 200; p95 ${number(p95(ours))} ms against ${number(p95(theirs))} ms`,
    },
    {
      work: 'memory that its search takes (MiB, not ms)',
      baseline,
      oursMs: mib(ours),
      baselineMs: mib(theirs),
      ratio: mib(theirs) / mib(ours),
      target: 10,
      notes: 'heads and opened blocks; at most 64 MiB of blocks are kept in a larger case',
    },
  ];
}

function large(): BenchRow[] {
  const measured = run<LargeRun>('large', EXHIBITS, EXHIBIT_MESSAGES);
  const {
    messages,
    first,
    counted,
    firstCpu,
    countedCpu,
    found,
    rankedMs,
    hitTableMs,
    nearMs,
    expressionMs,
    storedBytes,
  } = measured;
  const limited = (work: string, oursMs: number, limit: number, notes: string): BenchRow => ({
    work,
    baseline: 'the limit',
    oursMs,
    baselineMs: limit,
    ratio: limit / oursMs,
    target: 1,
    notes,
  });
  return [
    limited(
      `the first page of a query over ${number(messages)} messages, p95 of 200`,
      percentile(first, 0.95),
      FIRST_LIMIT_MS,
      `median ${number(median(first))} ms, slowest ${number(Math.max(...first))} ms; ` +
        `processor time of its thread p95 ${number(percentile(firstCpu, 0.95))} ms`,
    ),
    limited(
      'all its messages counted, p95 of 200',
      percentile(counted, 0.95),
      COUNT_LIMIT_MS,
      `median ${number(median(counted))} ms, slowest ${number(Math.max(...counted))} ms; ` +
        `processor time of its thread p95 ${number(percentile(countedCpu, 0.95))} ms, most ${number(Math.max(...countedCpu))} ms; up to ${number(Math.max(...found))} messages; ` +
        `by relevance ${number(rankedMs)} ms, a near match ${number(nearMs)} ms, an expression ${number(expressionMs)} ms, ` +
        `a hit table of 300 keywords ${number(hitTableMs)} ms; structures of ${(storedBytes / messages).toFixed(1)} bytes a message`,
    ),
  ];
}

function building(): BenchRow {
  const folder = mkdtempSync(path.join(tmpdir(), 'threadline-bench-search-'));
  try {
    const file = path.join(folder, 'msgstore.db');
    execFileSync(process.execPath, [
      path.join(import.meta.dirname, 'android-child.ts'),
      'make',
      file,
      `${MESSAGES}`,
    ]);
    const runs = Array.from({ length: RUNS }, () => run<BuildRun>('build', file));
    const oursMs = median(runs.map(({ buildMs }) => buildMs));
    const importMs = median(runs.map(({ importMs: ms }) => ms));
    return {
      work: `structures of a msgstore.db of ${number(MESSAGES)} messages built (processor time)`,
      baseline: '30 % of reading it into packed segments',
      oursMs,
      baselineMs: BUILD_SHARE * importMs,
      ratio: (BUILD_SHARE * importMs) / oursMs,
      target: 1,
      notes: `reading alone ${number(importMs)} ms, without storing; ${number(MESSAGES / (oursMs / 1000))} messages/s`,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const rows: Bench = async () => [...againstMiniSearch(), ...large(), building()];
