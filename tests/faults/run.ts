/** `npm run faults -- --kills N`: kills a workbench and the command line so often, at moments drawn by chance, and checks what each leaves. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildPage } from '../e2e/store-browser.ts';
import { Chance } from '../fuzz/chance.ts';
import { CliKills, chooseCliKill, nameOfCliKill } from './cli-kills.ts';
import { chooseKill, nameOf, WindowKills } from './window-kills.ts';

const USAGE = 'npm run faults -- [--kills N] [--of window|cli] [--seed N]';
/** Of the kills of both, so many are of the window: one takes ten times as long as one of the command line. */
const WINDOW_SHARE = 0.4;

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '20' },
    of: { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
});
const { of } = values;
const wanted = Number(values.kills);
if (!Number.isInteger(wanted) || (of !== undefined && of !== 'window' && of !== 'cli')) {
  process.stderr.write(`${USAGE}\n`);
  process.exit(2);
}
const inWindow = of === 'window' ? wanted : of === 'cli' ? 0 : Math.ceil(wanted * WINDOW_SHARE);
const root = mkdtempSync(path.join(tmpdir(), 'threadline-faults-'));
const within = (name: string): string => path.join(root, name);
const chance = new Chance(Number(values.seed));

/** Kills until so many came; one that was to come after the end does not count. */
async function repeat(kills: number, once: () => Promise<{ name: string; came: boolean }>): Promise<void> {
  for (let came = 0; came < kills; ) {
    const one = await once();
    if (one.came) came++;
    process.stdout.write(`${String(came).padStart(4)}  ${one.name}${one.came ? '' : ' (it ended before)'}\n`);
  }
}

try {
  if (inWindow < wanted) {
    mkdirSync(within('cli'));
    const bench = new CliKills(within('cli'));
    const took = await bench.refer();
    await repeat(wanted - inWindow, async () => {
      const kill = chooseCliKill(chance, took);
      return { name: nameOfCliKill(kill), came: await bench.once(kill) };
    });
  }
  if (inWindow > 0) {
    await buildPage(within('site'));
    const bench = new WindowKills(within('site'), within('bench'));
    const { took } = await bench.refer();
    await repeat(inWindow, async () => {
      const kill = chooseKill(chance, took);
      return { name: nameOf(kill), came: await bench.once(kill) };
    });
    await bench.finish();
  }
  process.stdout.write(`${wanted} kills; all that was done was there, and the rest whole or not at all\n`);
} finally {
  rmSync(root, { recursive: true, force: true, maxRetries: 10 });
}
