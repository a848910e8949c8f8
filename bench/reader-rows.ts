/**
 * Rows of readers that are held against a bare parser of the same bytes. Each run is a process of its own, in
 * turn, without any warming up; a larger file shows that memory does not grow with it.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Bench, type BenchRow, median } from './measure.ts';
import type { Run } from './reader-run.ts';

const MOST_MIB = 400;
const RUNS = 3;

export interface ReaderRows<Form extends string> {
  /** File of this folder that measures one run: `node CHILD ours|baseline FORM FILE`. */
  readonly child: string;
  readonly forms: readonly (readonly [form: Form, work: string])[];
  readonly ending: string;
  readonly baseline: string;
  readonly target: number;
  readonly messages: number;
  readonly moreMessages: number;
  /** Whether the baseline counts messages, too. */
  readonly baselineCounts: boolean;
  write(form: Form, file: string, messages: number): void;
}

const most = (runs: readonly Run[]): number => Math.max(...runs.map(({ mib }) => mib));
const grouped = (n: number): string => Math.round(n).toLocaleString('en-GB');

function row<Form extends string>(of: ReaderRows<Form>, form: Form, work: string, file: string): BenchRow {
  const { child, baseline, target, messages, moreMessages, baselineCounts, write } = of;
  const run = (what: 'ours' | 'baseline'): Run =>
    JSON.parse(
      execFileSync(process.execPath, [path.join(import.meta.dirname, child), what, form, file], {
        encoding: 'utf8',
      }),
    );
  write(form, file, messages);
  const ours: Run[] = [];
  const theirs: Run[] = [];
  for (let n = 0; n < RUNS; n++) {
    ours.push(run('ours'));
    theirs.push(run('baseline'));
  }
  for (const counted of baselineCounts ? [...ours, ...theirs] : ours) {
    if (counted.messages !== messages) {
      throw new Error(`${counted.messages} messages were read, not ${messages}`);
    }
  }
  write(form, file, moreMessages);
  const large = run('ours');
  if (large.messages !== moreMessages) throw new Error(`${large.messages} messages of the larger file`);
  if (most([...ours, large]) > MOST_MIB) throw new Error(`${Math.round(large.mib)} MiB are too much`);
  const oursMs = median(ours.map(({ ms }) => ms));
  const baselineMs = median(theirs.map(({ ms }) => ms));
  return {
    work,
    baseline,
    oursMs,
    baselineMs,
    ratio: baselineMs / oursMs,
    target,
    notes: `${grouped((messages / oursMs) * 1000)} messages/s; peak ${grouped(most(ours))} MiB (${grouped(large.mib)} MiB for ${grouped(moreMessages)}), baseline ${grouped(most(theirs))} MiB`,
  };
}

export function readerRows<Form extends string>(of: ReaderRows<Form>): Bench {
  return async () => {
    const scratch = mkdtempSync(path.join(tmpdir(), 'threadline-bench-readers-'));
    try {
      return of.forms.map(([form, work]) => row(of, form, work, path.join(scratch, `${form}.${of.ending}`)));
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  };
}
