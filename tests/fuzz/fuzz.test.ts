/** The fuzzer itself: what it finds, what it does not blame, and what it has found in the past. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { Chance } from './chance.ts';
import { Coverage } from './coverage.ts';
import { type Input, readInput, writeInput } from './input.ts';
import { judge } from './judge.ts';
import { confirm, fuzzSlice } from './keeper.ts';
import { mutate } from './mutate.ts';
import { targets } from './targets.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'threadline-fuzz-test-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const PLANTED = new URL('./testing/planted.ts', import.meta.url).href;

const slice = (target: string) =>
  fuzzSlice({
    targets: PLANTED,
    target,
    seed: 1,
    milliseconds: 1500,
    folder,
    seeds: path.join(folder, 'none'),
  });

for (const [target, kind] of [
  ['faulty', 'fault'],
  ['dying', 'died'],
  ['greedy', 'memory'],
] as const) {
  test(`a reader that is ${target} is found out, with the input that shows it`, async () => {
    const { findings } = await slice(target);
    assert.equal(findings[0]?.kind, kind);
    assert.match(readInput(findings[0]!.input)[0]!.bytes.toString('latin1'), /a/);
  });
}

test('a reader that hangs is found out, and its process does not stay', async () => {
  const input = path.join(folder, 'hangs');
  writeInput(input, [{ path: 'a.txt', bytes: Buffer.from('a') }]);
  const found = await confirm({ targets: PLANTED, target: 'hanging', folder, silence: 2000 }, input);
  assert.equal(found?.kind, 'hang');
});

test('nothing is found in a sound reader, and what does not happen again is not held against an input', async () => {
  for (const target of ['sound', 'moody']) {
    assert.deepEqual((await slice(target)).findings, []);
  }
});

test('the same seed makes the same changes', async () => {
  const target = targets.find(({ name }) => name === 'telegram')!;
  const seeds = await target.seeds(folder);
  const changes = (seed: number): Input[] => {
    const chance = new Chance(seed);
    return Array.from({ length: 50 }, () =>
      mutate(chance.pick(seeds), chance.pick(seeds), { chance, dictionary: ['photo'], scratch: folder }),
    );
  };
  assert.deepEqual(changes(7), changes(7));
  assert.notDeepEqual(changes(7), changes(8));
});

test('coverage tells a branch that runs for the first time, and tells it once', async () => {
  const { sign } = (await import('./testing/branches.ts')) as { sign(n: number): string };
  const coverage = new Coverage((url) => url.endsWith('/testing/branches.ts'));
  await coverage.start();
  assert.equal(sign(1), 'positive');
  assert.ok((await coverage.news()) > 0);
  assert.equal(sign(2), 'positive');
  assert.equal(await coverage.news(), 0);
  assert.equal(sign(-2), 'negative');
  assert.ok((await coverage.news()) > 0);
  coverage.stop();
});

for (const target of targets) {
  test(`${target.name}: what the fuzzer begins with is imported or refused`, async () => {
    const scratch = path.join(folder, target.name);
    mkdirSync(scratch, { recursive: true });
    const kept = path.join(import.meta.dirname, 'seeds', target.name);
    const seeds = [
      ...(await target.seeds(scratch)),
      ...(existsSync(kept) ? readdirSync(kept).map((name) => readInput(path.join(kept, name))) : []),
    ];
    for (const [at, input] of seeds.entries()) {
      const whole = target.wrap ? await target.wrap(input, scratch) : input;
      const run = path.join(scratch, 'run');
      const { kind, stack } = await (target.run ? target.run(whole, run) : judge(whole, target.job, run));
      assert.notEqual(kind, 'fault', stack);
      // What it begins with is good evidence: broken files come after it.
      if (at === 0) assert.equal(kind, 'imported');
    }
  });
}

/** Inputs that once were findings: `<target>--<what it was>`. */
const FINDINGS = path.join(import.meta.dirname, 'findings');
for (const name of existsSync(FINDINGS) ? readdirSync(FINDINGS).sort() : []) {
  test(`findings/${name} is imported or refused`, async () => {
    const target = targets.find((one) => name.startsWith(`${one.name}--`))!;
    const input = readInput(path.join(FINDINGS, name));
    const at = path.join(folder, 'findings');
    const { kind, stack } = await (target.run ? target.run(input, at) : judge(input, target.job, at));
    assert.notEqual(kind, 'fault', stack);
  });
}
