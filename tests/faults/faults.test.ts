/** A few kills at the moments that matter most; `npm run faults` makes many. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { buildPage } from '../e2e/store-browser.ts';
import { WindowKills } from './window-kills.ts';

const isLinux = process.platform === 'linux';

test('a workbench killed while it imports, commits and closes loses nothing that was done', {
  skip: isLinux ? false : 'it finds the processes to kill in /proc',
}, async () => {
  const root = mkdtempSync(path.join(tmpdir(), 'threadline-faults-'));
  try {
    const site = path.join(root, 'site');
    await buildPage(site);
    const bench = new WindowKills(site, path.join(root, 'bench'));
    await bench.refer();
    for (const [at, type] of [
      ['from-store', 'segment-stored'],
      ['log', 'exhibit-imported'],
      ['to-store', 'job-commit'],
    ] as const) {
      const point = { at, type, after: 0, when: 'behind' } as const;
      await bench.once({ kind: 'point', point, everything: true });
    }
    await bench.finish();
  } finally {
    rmSync(root, { recursive: true, force: true, maxRetries: 10 });
  }
});
