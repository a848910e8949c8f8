/**
 * A thread of Facebook's download, from the file to messages, against `JSON.parse` of the same bytes. Each run
 * is a process of its own, in turn, without any warming up. The baseline reads the file into one string first,
 * and neither repairs its texts nor makes anything of them.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeMadeThread } from './made-meta.ts';
import { type Bench, median } from './measure.ts';

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

function run(what: 'ours' | 'baseline', file: string): Run {
  const child = path.join(import.meta.dirname, 'meta-child.ts');
  return JSON.parse(execFileSync(process.execPath, [child, what, file], { encoding: 'utf8' }));
}

export const rows: Bench = async () => {
  const scratch = mkdtempSync(path.join(tmpdir(), 'threadline-bench-meta-'));
  try {
    const file = path.join(scratch, 'message_1.json');
    writeMadeThread(file, MESSAGES);
    const ours: Run[] = [];
    const theirs: Run[] = [];
    for (let n = 0; n < RUNS; n++) {
      ours.push(run('ours', file));
      theirs.push(run('baseline', file));
    }
    for (const { messages } of [...ours, ...theirs]) {
      if (messages !== MESSAGES) throw new Error(`${messages} messages were read, not ${MESSAGES}`);
    }
    writeMadeThread(file, MORE_MESSAGES);
    const large = run('ours', file);
    if (large.messages !== MORE_MESSAGES) throw new Error(`${large.messages} messages of the larger file`);
    const mib = (runs: readonly Run[]): number => Math.max(...runs.map((each) => each.mib));
    if (Math.max(mib(ours), large.mib) > MOST_MIB)
      throw new Error(`${Math.round(large.mib)} MiB are too much`);
    const oursMs = median(ours.map(({ ms }) => ms));
    const baselineMs = median(theirs.map(({ ms }) => ms));
    return [
      {
        work: 'Facebook Messenger, 300,000 messages of one thread into model messages',
        baseline: 'JSON.parse of the same bytes',
        oursMs,
        baselineMs,
        ratio: baselineMs / oursMs,
        target: 0.4,
        notes: `${Math.round((MESSAGES / oursMs) * 1000).toLocaleString('en-GB')} messages/s; peak ${Math.round(mib(ours))} MiB (${Math.round(large.mib)} MiB for 1,200,000), baseline ${Math.round(mib(theirs)).toLocaleString('en-GB')} MiB`,
      },
    ];
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
};
