/**
 * An export of WordPress and a Cellebrite report, from the file to messages, against the bare stream parser
 * (sax) over the same bytes. Each run is a process of its own, in turn, without any warming up. Of the report
 * the survey of its applications is part of the time.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeMadeXml } from './made-xml.ts';
import { type Bench, type BenchRow, median } from './measure.ts';

const MESSAGES = 100_000;
/** For memory: it must not grow with the file. */
const MORE_MESSAGES = 300_000;
const MOST_MIB = 400;
const RUNS = 3;

interface Run {
  readonly ms: number;
  readonly messages: number;
  readonly mib: number;
}

type Form = 'wordpress' | 'ufdr';
const FORMS: readonly (readonly [form: Form, work: string])[] = [
  ['wordpress', 'WordPress export of 100,000 posts and comments into model messages'],
  ['ufdr', 'Cellebrite report of 100,000 messages into model messages'],
];

function run(what: 'ours' | 'baseline', form: Form, file: string): Run {
  const child = path.join(import.meta.dirname, 'xml-child.ts');
  return JSON.parse(execFileSync(process.execPath, [child, what, form, file], { encoding: 'utf8' }));
}

function row(form: Form, work: string, file: string): BenchRow {
  writeMadeXml(form, file, MESSAGES);
  const ours: Run[] = [];
  const theirs: Run[] = [];
  for (let n = 0; n < RUNS; n++) {
    ours.push(run('ours', form, file));
    theirs.push(run('baseline', form, file));
  }
  for (const { messages } of ours) {
    if (messages !== MESSAGES) throw new Error(`${messages} messages were read, not ${MESSAGES}`);
  }
  writeMadeXml(form, file, MORE_MESSAGES);
  const large = run('ours', form, file);
  if (large.messages !== MORE_MESSAGES) throw new Error(`${large.messages} messages of the larger file`);
  const mib = (runs: readonly Run[]): number => Math.max(...runs.map((each) => each.mib));
  if (Math.max(mib(ours), large.mib) > MOST_MIB) throw new Error(`${Math.round(large.mib)} MiB are too much`);
  const oursMs = median(ours.map(({ ms }) => ms));
  const baselineMs = median(theirs.map(({ ms }) => ms));
  return {
    work,
    baseline: 'sax over the same bytes',
    oursMs,
    baselineMs,
    ratio: baselineMs / oursMs,
    target: 0.5,
    notes: `${Math.round((MESSAGES / oursMs) * 1000).toLocaleString('en-GB')} messages/s; peak ${Math.round(mib(ours))} MiB (${Math.round(large.mib)} MiB for 300,000), baseline ${Math.round(mib(theirs))} MiB`,
  };
}

export const rows: Bench = async () => {
  const scratch = mkdtempSync(path.join(tmpdir(), 'threadline-bench-xml-'));
  try {
    return FORMS.map(([form, work]) => row(form, work, path.join(scratch, `${form}.xml`)));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
};
