/**
 * A text export of 1,000,000 messages, from its file to messages, against whatsapp-chat-parser 4. Each run
 * is a process of its own, in turn, without any warming up. The baseline reads the file into one string
 * first; ours reads it twice, in pieces.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeMadeText } from './made-text.ts';
import { type Bench, median } from './measure.ts';

const MESSAGES = 1_000_000;
/** For memory: it must not grow with the file. */
const MORE_MESSAGES = 4_000_000;
const RUNS = 5;

interface Run {
  readonly ms: number;
  readonly messages: number;
  readonly mib: number;
}

function run(what: 'ours' | 'baseline', file: string): Run {
  const child = path.join(import.meta.dirname, 'text-child.ts');
  return JSON.parse(execFileSync(process.execPath, [child, what, file], { encoding: 'utf8' }));
}

export const rows: Bench = async () => {
  const scratch = mkdtempSync(path.join(tmpdir(), 'threadline-bench-text-'));
  try {
    const file = path.join(scratch, 'chat.txt');
    writeMadeText(file, MESSAGES);
    const ours: Run[] = [];
    const theirs: Run[] = [];
    for (let n = 0; n < RUNS; n++) {
      ours.push(run('ours', file));
      theirs.push(run('baseline', file));
    }
    for (const { messages } of [...ours, ...theirs]) {
      if (messages !== MESSAGES) throw new Error(`${messages} messages were read, not ${MESSAGES}`);
    }
    writeMadeText(file, MORE_MESSAGES);
    const large = run('ours', file);
    if (large.messages !== MORE_MESSAGES) throw new Error(`${large.messages} messages of the larger text`);
    const mib = (runs: readonly Run[]): number => Math.max(...runs.map((each) => each.mib));
    if (Math.max(mib(ours), large.mib) > 300) throw new Error(`${Math.round(large.mib)} MiB are too much`);
    const oursMs = median(ours.map(({ ms }) => ms));
    const baselineMs = median(theirs.map(({ ms }) => ms));
    return [
      {
        work: 'text export of 1,000,000 messages into model messages',
        baseline: 'whatsapp-chat-parser 4, all in memory',
        oursMs,
        baselineMs,
        ratio: baselineMs / oursMs,
        target: 2.5,
        notes: `${Math.round(MESSAGES / oursMs).toLocaleString('en-GB')},000 messages/s; peak ${Math.round(mib(ours))} MiB (${Math.round(large.mib)} MiB for 4,000,000), baseline ${Math.round(mib(theirs)).toLocaleString('en-GB')} MiB`,
      },
    ];
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
};
