/** `npm run faults -- --kills N`: kills a workbench so often, at moments drawn by chance, and checks each next opening. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildPage } from '../e2e/store-browser.ts';
import { Chance } from '../fuzz/chance.ts';
import { chooseKill, nameOf, WindowKills } from './window-kills.ts';

const { values } = parseArgs({
  options: { kills: { type: 'string', default: '20' }, seed: { type: 'string', default: '1' } },
});
const root = mkdtempSync(path.join(tmpdir(), 'threadline-faults-'));
try {
  const site = path.join(root, 'site');
  await buildPage(site);
  const bench = new WindowKills(site, path.join(root, 'bench'));
  const { took } = await bench.refer();
  const chance = new Chance(Number(values.seed));
  let kills = 0;
  while (kills < Number(values.kills)) {
    const kill = chooseKill(chance, took);
    const came = await bench.once(kill);
    if (came) kills++;
    process.stdout.write(
      `${String(kills).padStart(4)}  ${nameOf(kill)}${came ? '' : ' (it ended before)'}\n`,
    );
  }
  await bench.finish();
  process.stdout.write(
    `${kills} kills; every opening held what was done, and the rest whole or not at all\n`,
  );
} finally {
  rmSync(root, { recursive: true, force: true, maxRetries: 10 });
}
