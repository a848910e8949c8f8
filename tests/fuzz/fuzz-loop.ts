/** One target, fuzzed in this process until its time is over; faults are told and it goes on. */
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Chance } from './chance.ts';
import { Coverage } from './coverage.ts';
import { type Input, inputBytes, inputName, readInput, writeInput } from './input.ts';
import { judge, type Verdict } from './judge.ts';
import { mutate } from './mutate.ts';
import { ROOT, type Target, wordsOf } from './target.ts';

/** Larger inputs are not kept: they are slow, and seldom say more than small ones. */
const MOST_KEPT_BYTES = 256 * 1024;
const MOST_TRAITS = 5000;
/** Every so many runs an input is run twice: the same evidence must give the same. */
const REPEATED_EACH = 50;

export interface Loop {
  readonly target: Target;
  readonly seed: number;
  readonly milliseconds: number;
  /** For this process alone: `evidence` below it is the input under way. */
  readonly work: string;
  /** Inputs that told something new, also those of earlier loops. */
  readonly corpus: string;
  /** Kept in the project, one folder an input. */
  readonly seeds: string;
  /** Called before an input runs, and after the last; what it throws ends the loop. */
  beat(progress: Progress): void;
  fault(verdict: Verdict, input: Input): void;
}

export interface Progress {
  readonly runs: number;
  readonly imported: number;
  readonly refused: number;
  readonly corpus: number;
  /** Of the program's source that have run. */
  readonly characters: number;
  /** Of these, by what it began with. */
  readonly atFirst: number;
}

const isOwn = (url: string): boolean =>
  /\/(electron|shared)\/.*\.ts$/.test(url) && !/\/testing\//.test(url) && url.includes(path.basename(ROOT));

function kept(folder: string): Input[] {
  mkdirSync(folder, { recursive: true });
  return readdirSync(folder)
    .sort()
    .map((name) => readInput(path.join(folder, name)));
}

/** Runs until the time is over. */
export async function fuzz(loop: Loop): Promise<Progress> {
  const { target, work } = loop;
  const chance = new Chance(loop.seed);
  const coverage = new Coverage(isOwn);
  await coverage.start();
  const dictionary = wordsOf(target.words);
  const scratch = path.join(work, 'making');
  mkdirSync(scratch, { recursive: true });
  const run = target.run ?? ((input, folder) => judge(input, target.job, folder));
  const corpus: Input[] = [];
  const traits = new Set<string>();
  let runs = 0;
  let imported = 0;
  let refused = 0;
  let atFirst = 0;
  const progress = (): Progress => ({
    runs,
    imported,
    refused,
    corpus: corpus.length,
    characters: coverage.characters,
    atFirst,
  });

  /** Runs an input. @returns whether it told something new. */
  const tries = async (input: Input): Promise<boolean> => {
    const whole = target.wrap ? await target.wrap(input, scratch) : input;
    loop.beat(progress());
    const verdict = await run(whole, path.join(work, 'run'));
    runs++;
    if (verdict.kind === 'imported') imported++;
    else if (verdict.kind === 'refused') refused++;
    else loop.fault(verdict, whole);
    if (runs % REPEATED_EACH === 0 && verdict.kind !== 'fault') {
      const again = await run(whole, path.join(work, 'run'));
      if (JSON.stringify(again) !== JSON.stringify(verdict)) {
        const message = 'the same evidence gave another result the second time';
        loop.fault({ kind: 'fault', message, traits: [] }, whole);
      }
    }
    const before = traits.size;
    for (const trait of verdict.traits) if (traits.size < MOST_TRAITS) traits.add(trait);
    return (await coverage.news()) > 0 || traits.size > before;
  };

  const given = await target.seeds(scratch);
  for (const input of [...given, ...kept(loop.seeds)]) {
    await tries(input);
    corpus.push(input);
  }
  atFirst = coverage.characters;
  for (const input of kept(loop.corpus)) {
    await tries(input);
    corpus.push(input);
  }
  const until = performance.now() + loop.milliseconds;
  while (performance.now() < until) {
    // Half of the time one of those found last: what is new is the least explored.
    const recent = Math.max(1, Math.ceil(corpus.length / 8));
    const from = chance.oneIn(2) ? corpus[corpus.length - 1 - chance.below(recent)]! : chance.pick(corpus);
    let input = from;
    for (let times = 1 + chance.below(3); times > 0 && input.length > 0; times--) {
      input = mutate(input, chance.pick(corpus), { chance, dictionary, scratch });
    }
    if (input.length === 0) continue;
    if ((await tries(input)) && inputBytes(input) <= MOST_KEPT_BYTES) {
      corpus.push(input);
      writeInput(path.join(loop.corpus, inputName(input)), input);
    }
  }
  loop.beat(progress());
  coverage.stop();
  rmSync(scratch, { recursive: true, force: true });
  return progress();
}
