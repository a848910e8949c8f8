/** `npm run fuzz`: fuzzes every target in turn, and ends with status 1 when it found something. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Progress } from './fuzz-loop.ts';
import { type Finding, fuzzSlice } from './keeper.ts';
import { targets } from './targets.ts';

const USAGE =
  'npm run fuzz -- [--minutes N] [--slice SECONDS] [--target NAME]… [--seed N] [--folder DIR]\n' +
  `targets: ${targets.map(({ name }) => name).join(', ')}`;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '5' },
    slice: { type: 'string', default: '20' },
    target: { type: 'string', multiple: true },
    seed: { type: 'string', default: '1' },
    folder: { type: 'string', default: path.join(tmpdir(), 'threadline-fuzz') },
    help: { type: 'boolean', default: false },
  },
});

const wanted = targets.filter(({ name }) => !values.target || values.target.includes(name));
if (values.help || wanted.length === 0) {
  process.stderr.write(`${USAGE}\n`);
  process.exit(values.help ? 0 : 2);
}

interface Total extends Progress {
  readonly seconds: number;
  readonly findings: number;
}

const { folder } = values;
mkdirSync(folder, { recursive: true });
const totals = new Map<string, Total>();
const found: Finding[] = [];
const until = performance.now() + Number(values.minutes) * 60_000;

function report(): void {
  const rows = [...totals].map(([target, total]) => ({ target, ...total }));
  writeFileSync(path.join(folder, 'results.json'), `${JSON.stringify({ rows, found }, null, 2)}\n`);
}

let round = Number(values.seed) * 1000;
while (performance.now() < until) {
  for (const { name } of wanted) {
    const left = until - performance.now();
    if (left <= 0) break;
    const begun = performance.now();
    const { progress, findings } = await fuzzSlice({
      targets: new URL('./targets.ts', import.meta.url).href,
      target: name,
      seed: round++,
      milliseconds: Math.min(left, Number(values.slice) * 1000),
      folder,
      seeds: path.join(import.meta.dirname, 'seeds', name),
    });
    const before = totals.get(name);
    totals.set(name, {
      ...progress,
      runs: progress.runs + (before?.runs ?? 0),
      imported: progress.imported + (before?.imported ?? 0),
      refused: progress.refused + (before?.refused ?? 0),
      seconds: Math.round((performance.now() - begun) / 1000) + (before?.seconds ?? 0),
      findings: findings.length + (before?.findings ?? 0),
    });
    found.push(...findings);
    const total = totals.get(name)!;
    process.stdout.write(
      `${name.padEnd(28)} ${String(total.seconds).padStart(5)} s ${String(total.runs).padStart(8)} runs  ` +
        `${String(total.imported).padStart(7)} imported ${String(total.refused).padStart(7)} refused  ` +
        `corpus ${String(total.corpus).padStart(5)}  characters ${total.atFirst} + ${total.characters - total.atFirst}  ${total.findings} findings\n`,
    );
    for (const { kind, message, input } of findings)
      process.stdout.write(`  ${kind}: ${message}\n    ${input}\n`);
    report();
  }
}
process.exitCode = found.length > 0 ? 1 : 0;
