/**
 * Keeps of what a long run found the smallest inputs that together make run what all of it made run:
 * `node tests/fuzz/keep-seeds.ts FOLDER`, the folder of that run. They go to `seeds/<target>`, from where
 * every run begins, and `npm test` imports each once. All of it comes from made evidence; nothing else may.
 */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Coverage } from './coverage.ts';
import { type Input, inputBytes, inputName, readInput, writeInput } from './input.ts';
import { judge } from './judge.ts';
import { ROOT, type Target } from './target.ts';
import { targets } from './targets.ts';

/** Of all seeds of a target: all together stay below a megabyte. */
const MOST_BYTES = 36_000;
const SEEDS = path.join(import.meta.dirname, 'seeds');

const isOwn = (url: string): boolean =>
  /\/(electron|shared)\/.*\.ts$/.test(url) && !/\/testing\//.test(url) && url.includes(path.basename(ROOT));

function inputsIn(folder: string): Input[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .map((name) => readInput(path.join(folder, name)))
    .filter((input) => inputBytes(input) <= MOST_BYTES)
    .sort((a, b) => inputBytes(a) - inputBytes(b) || (inputName(a) < inputName(b) ? -1 : 1));
}

async function keep(target: Target, corpus: string, work: string): Promise<Input[]> {
  const coverage = new Coverage(isOwn);
  await coverage.start();
  const scratch = path.join(work, 'making');
  mkdirSync(scratch, { recursive: true });
  const traits = new Set<string>();
  /** @returns whether it told something new; nothing of a fault is kept. */
  const tells = async (input: Input): Promise<boolean> => {
    const whole = target.wrap ? await target.wrap(input, scratch) : input;
    const folder = path.join(work, 'run');
    const verdict = await (target.run ? target.run(whole, folder) : judge(whole, target.job, folder));
    const before = traits.size;
    for (const trait of verdict.traits) traits.add(trait);
    const isNew = (await coverage.news()) > 0 || traits.size > before;
    return isNew && verdict.kind !== 'fault';
  };
  for (const input of await target.seeds(scratch)) await tells(input);
  const kept: Input[] = [];
  let bytes = 0;
  for (const input of inputsIn(corpus)) {
    if (bytes + inputBytes(input) > MOST_BYTES) break;
    if (!(await tells(input))) continue;
    kept.push(input);
    bytes += inputBytes(input);
  }
  coverage.stop();
  return kept;
}

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  process.stderr.write('node tests/fuzz/keep-seeds.ts FOLDER\n');
  process.exit(2);
}
const work = mkdtempSync(path.join(tmpdir(), 'threadline-seeds-'));
try {
  for (const target of targets) {
    const corpus = path.join(folder, 'corpus', target.name);
    if (!existsSync(corpus)) continue;
    const kept = await keep(target, corpus, path.join(work, target.name));
    const place = path.join(SEEDS, target.name);
    rmSync(place, { recursive: true, force: true });
    for (const input of kept) writeInput(path.join(place, inputName(input)), input);
    const bytes = kept.reduce((sum, input) => sum + inputBytes(input), 0);
    process.stdout.write(
      `${target.name.padEnd(28)} ${String(kept.length).padStart(4)} kept ${bytes} bytes\n`,
    );
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
