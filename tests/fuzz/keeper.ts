/**
 * Starts the process that runs a target's inputs, watches it, and finds out what it was that ended it. What
 * looks like a finding is run once more by itself, and counts only when it is one again.
 */
import { fork } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { FromChild, Order } from './child.ts';
import type { Progress } from './fuzz-loop.ts';
import { inputName, readInput } from './input.ts';

/** JavaScript heap of a run, as an intake process has it in relation to its evidence: inputs here are small. */
const HEAP_MIB = 512;
export const CEILING_BYTES = 1024 ** 3;
const RESTART_BYTES = 700 * 1024 ** 2;
/** A run that takes longer hangs. */
export const HANG_MS = 5000;
/** Reading sources and the first inputs, on a machine that does other things too. */
const START_MS = 60_000;

export type FindingKind = 'fault' | 'hang' | 'memory' | 'died';

export interface Finding {
  readonly target: string;
  readonly kind: FindingKind;
  readonly message: string;
  readonly stack?: string;
  /** The folder of the input. */
  readonly input: string;
}

export interface Slice {
  /** Module that exports `targets`. */
  readonly targets: string;
  readonly target: string;
  readonly seed: number;
  readonly milliseconds: number;
  /** Holds corpus, working files and findings of all targets. */
  readonly folder: string;
  readonly seeds: string;
}

const NOTHING: Progress = { runs: 0, imported: 0, refused: 0, corpus: 0, characters: 0, atFirst: 0 };

interface Ended {
  readonly how: 'end' | 'full' | 'silent' | 'died';
  readonly progress: Progress;
  readonly repeated?: Extract<FromChild, { type: 'repeated' }>;
}

/** @param silence after how long without a word it is killed; the first word may take longer. */
function runChild(order: Order, silence: number, first = START_MS): Promise<Ended> {
  rmSync(order.work, { recursive: true, force: true });
  mkdirSync(order.work, { recursive: true });
  const child = fork(path.join(import.meta.dirname, 'child.ts'), [JSON.stringify(order)], {
    execArgv: [`--max-old-space-size=${HEAP_MIB}`, '--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  return new Promise((resolve, reject) => {
    let progress = NOTHING;
    let how: Ended['how'] = 'died';
    let repeated: Ended['repeated'];
    let watch: NodeJS.Timeout;
    const expect = (milliseconds: number): void => {
      clearTimeout(watch);
      watch = setTimeout(() => {
        how = 'silent';
        child.kill('SIGKILL');
      }, milliseconds);
    };
    expect(first);
    child.on('message', (message: FromChild) => {
      expect(silence);
      if (message.type === 'repeated') {
        repeated = message;
        how = 'end';
      } else if (message.type === 'full') how = 'full';
      else if (message.type === 'broken') reject(new Error(`the fuzzer failed: ${message.stack}`));
      else {
        progress = message.progress;
        if (message.type === 'end') how = 'end';
      }
    });
    child.once('exit', () => {
      clearTimeout(watch);
      resolve({ how, progress, ...(repeated ? { repeated } : {}) });
    });
  });
}

/** Runs one input by itself. @returns what is wrong with it, or null. */
export async function confirm(
  {
    targets,
    target,
    folder,
    silence = START_MS,
  }: Pick<Slice, 'targets' | 'target' | 'folder'> & {
    /** How long it may take at all, ms. */
    readonly silence?: number;
  },
  input: string,
): Promise<Omit<Finding, 'target' | 'input'> | null> {
  const work = path.join(folder, 'work', `${target}-again`);
  const order = { does: 'repeat', targets, target, work, input } as const;
  let ended = await runChild(order, silence, silence);
  // On a machine that does much else, starting may take as long; what hangs does so with twice the time.
  if (ended.how === 'silent') ended = await runChild(order, 2 * silence, 2 * silence);
  const { how, repeated } = ended;
  rmSync(work, { recursive: true, force: true });
  if (how === 'silent') return { kind: 'hang', message: `no end after ${(2 * silence) / 1000} s` };
  if (!repeated) return { kind: 'died', message: 'the process died' };
  const { verdict, resident, cpu } = repeated;
  if (verdict.kind === 'fault') {
    const { message = '', stack } = verdict;
    return { kind: 'fault', message, ...(stack ? { stack } : {}) };
  }
  if (cpu > HANG_MS) return { kind: 'hang', message: `${Math.round(cpu)} ms of computing` };
  if (resident > CEILING_BYTES) return { kind: 'memory', message: `${Math.round(resident / 2 ** 20)} MiB` };
  return null;
}

/** Fuzzes a target for a while. Findings are in `folder/found`, each confirmed. */
export async function fuzzSlice(slice: Slice): Promise<{ progress: Progress; findings: Finding[] }> {
  const { targets, target, folder } = slice;
  const work = path.join(folder, 'work', target);
  const faults = path.join(folder, 'faults', target);
  const known = new Set(existsSync(faults) ? readdirSync(faults) : []);
  const corpus = path.join(folder, 'corpus', target);
  const suspects: string[] = [];
  let progress = NOTHING;
  let restarts = 0;
  const until = performance.now() + slice.milliseconds;
  for (let left = slice.milliseconds; left > 0; left = until - performance.now()) {
    const order: Order = {
      does: 'fuzz',
      targets,
      target,
      work,
      seed: slice.seed + restarts++,
      milliseconds: left,
      corpus,
      seeds: slice.seeds,
      faults,
      restartAt: RESTART_BYTES,
    };
    const ended = await runChild(order, HANG_MS);
    progress = {
      ...ended.progress,
      runs: progress.runs + ended.progress.runs,
      imported: progress.imported + ended.progress.imported,
      refused: progress.refused + ended.progress.refused,
    };
    const evidence = path.join(work, 'run', 'evidence');
    if (ended.how !== 'end' && existsSync(evidence)) {
      const suspect = path.join(folder, 'suspects', target, inputName(readInput(evidence)));
      cpSync(evidence, suspect, { recursive: true });
      suspects.push(suspect);
    }
    rmSync(work, { recursive: true, force: true });
    if (ended.how === 'end') break;
  }
  if (existsSync(faults)) {
    for (const name of readdirSync(faults)) if (!known.has(name)) suspects.push(path.join(faults, name));
  }
  const findings: Finding[] = [];
  for (const suspect of suspects) {
    const wrong = await confirm(slice, suspect);
    if (!wrong) continue;
    const input = path.join(folder, 'found', `${target}-${wrong.kind}-${path.basename(suspect)}`);
    cpSync(suspect, input, { recursive: true });
    findings.push({ target, ...wrong, input });
  }
  return { progress, findings };
}
