/**
 * A thread of Facebook's download, a conversation of an archive of X and a chat of Telegram Desktop, from the
 * file to messages, against `JSON.parse` of the same bytes. Each run is a process of its own, in turn, without
 * any warming up. The baseline reads the file into one string first, and neither repairs its texts nor makes
 * anything of them.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Form, writeMade } from './made-meta.ts';
import { type Bench, type BenchRow, median } from './measure.ts';

const MESSAGES = 300_000;
/** For memory: it must not grow with the file. */
const MORE_MESSAGES = 1_200_000;
const MOST_MIB = 400;
const RUNS = 3;

interface Run {
  readonly ms: number;
  readonly messages: number;
  readonly mib: number;
}

const FORMS: readonly (readonly [form: Form, work: string])[] = [
  ['messenger', 'Facebook Messenger, 300,000 messages of one thread into model messages'],
  ['x', 'X, 300,000 messages of one conversation into model messages'],
  ['telegram', 'Telegram Desktop, 300,000 messages of one chat into model messages'],
];

function run(what: 'ours' | 'baseline', form: Form, file: string): Run {
  const child = path.join(import.meta.dirname, 'meta-child.ts');
  return JSON.parse(execFileSync(process.execPath, [child, what, form, file], { encoding: 'utf8' }));
}

function row(form: Form, work: string, file: string): BenchRow {
  writeMade(form, file, MESSAGES);
  const ours: Run[] = [];
  const theirs: Run[] = [];
  for (let n = 0; n < RUNS; n++) {
    ours.push(run('ours', form, file));
    theirs.push(run('baseline', form, file));
  }
  for (const { messages } of [...ours, ...theirs]) {
    if (messages !== MESSAGES) throw new Error(`${messages} messages were read, not ${MESSAGES}`);
  }
  writeMade(form, file, MORE_MESSAGES);
  const large = run('ours', form, file);
  if (large.messages !== MORE_MESSAGES) throw new Error(`${large.messages} messages of the larger file`);
  const mib = (runs: readonly Run[]): number => Math.max(...runs.map((each) => each.mib));
  if (Math.max(mib(ours), large.mib) > MOST_MIB) throw new Error(`${Math.round(large.mib)} MiB are too much`);
  const oursMs = median(ours.map(({ ms }) => ms));
  const baselineMs = median(theirs.map(({ ms }) => ms));
  return {
    work,
    baseline: 'JSON.parse of the same bytes',
    oursMs,
    baselineMs,
    ratio: baselineMs / oursMs,
    target: 0.4,
    notes: `${Math.round((MESSAGES / oursMs) * 1000).toLocaleString('en-GB')} messages/s; peak ${Math.round(mib(ours))} MiB (${Math.round(large.mib)} MiB for 1,200,000), baseline ${Math.round(mib(theirs)).toLocaleString('en-GB')} MiB`,
  };
}

export const rows: Bench = async () => {
  const scratch = mkdtempSync(path.join(tmpdir(), 'threadline-bench-meta-'));
  try {
    return FORMS.map(([form, work]) => row(form, work, path.join(scratch, `${form}.json`)));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
};
