/** Targets with a defect each, to prove that the fuzzer finds such. */
import path from 'node:path';
import { type Input, writeInput } from '../input.ts';
import type { Verdict } from '../judge.ts';
import type { Target } from '../target.ts';

const fine: Verdict = { kind: 'imported', traits: [] };

const planted = (name: string, seed: string, run: (text: string) => Verdict): Target => ({
  name,
  words: [],
  job: { options: {} },
  seeds: () => [[{ path: 'a.txt', bytes: Buffer.from(seed) }]],
  async run(input: Input, folder) {
    writeInput(path.join(folder, 'evidence'), input);
    return run(input[0]?.bytes.toString('latin1') ?? '');
  },
});

/** Stays with the process, as a leak would. */
const leaked: Buffer[] = [];
let turns = 0;

export const targets: readonly Target[] = [
  planted('sound', '{"a":1}', () => fine),
  planted('faulty', 'bbbbbbbb', (text) =>
    text.includes('a')
      ? { kind: 'fault', message: `an “a” at ${text.indexOf('a')}`, stack: '', traits: [] }
      : fine,
  ),
  planted('hanging', 'bbbbbbbb', (text) => {
    while (text.includes('a'));
    return fine;
  }),
  planted('dying', 'bbbbbbbb', (text) => {
    if (text.includes('a')) process.kill(process.pid, 'SIGKILL');
    return fine;
  }),
  planted('greedy', 'bbbbbbbb', (text) => {
    if (text.includes('a')) leaked.push(Buffer.alloc(1200 * 1024 ** 2, 1));
    return fine;
  }),
  // Not the input is to blame: run again by itself it is sound.
  planted('moody', 'bbbbbbbb', () => {
    if (++turns > 20) process.kill(process.pid, 'SIGKILL');
    return fine;
  }),
];
