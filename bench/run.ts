/** `npm run bench [name…]`: runs the benchmarks of this folder and prints ratios to their baselines. */
import { readdirSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import type { Bench, BenchRow } from './measure.ts';

const wanted = process.argv.slice(2);
const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.slice(0, -'.bench.ts'.length))
  .filter((name) => wanted.length === 0 || wanted.includes(name))
  .sort();

const rows: BenchRow[] = [];
for (const name of names) {
  process.stderr.write(`${name}…\n`);
  const { rows: bench } = (await import(`./${name}.bench.ts`)) as { rows: Bench };
  rows.push(...(await bench()));
}

const number = (n: number): string => n.toLocaleString('en-GB', { maximumFractionDigits: 0 });
console.log(
  `Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model.trim()}, ${number(totalmem() / 2 ** 30)} GiB\n`,
);
console.log('| work | ours, ms | baseline, ms | baseline | ratio | at least | notes |');
console.log('|---|---:|---:|---|---:|---:|---|');
for (const row of rows) {
  console.log(
    `| ${row.work} | ${number(row.oursMs)} | ${number(row.baselineMs)} | ${row.baseline} | ${row.ratio.toFixed(2)} | ${row.target} | ${row.notes} |`,
  );
}
const missed = rows.filter((row) => row.ratio < row.target);
for (const row of missed) console.log(`below target: ${row.work}`);
process.exitCode = missed.length > 0 ? 1 : 0;
