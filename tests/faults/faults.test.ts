/** A few kills at the moments that matter most; `npm run faults` makes many. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { buildPage } from '../e2e/store-browser.ts';
import { CliKills } from './cli-kills.ts';
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
      assert.ok(await bench.once({ kind: 'point', point, ends: 'everything' }), `${at} ${type}`);
    }
    const point = { at: 'from-store', type: 'segment-stored', after: 0, when: 'behind' } as const;
    assert.ok(await bench.once({ kind: 'point', point, ends: 'intake' }), 'the intake is killed');
  } finally {
    rmSync(root, { recursive: true, force: true, maxRetries: 10 });
  }
});

test('an import of the command line that is killed, or its intake process, leaves nothing that counts or stays', {
  skip: isLinux ? false : 'it finds the processes to kill in /proc',
}, async () => {
  const root = mkdtempSync(path.join(tmpdir(), 'threadline-faults-'));
  try {
    const bench = new CliKills(root);
    await bench.refer();
    // Also before the intake process was asked for anything: it ends with the one that started it.
    for (const who of ['command', 'intake'] as const) {
      assert.ok(await bench.once({ after: 0, since: 'intake', who }), who);
    }
    await bench.once({ after: 300, since: 'intake', who: 'all' });
    await bench.killedReports();
  } finally {
    rmSync(root, { recursive: true, force: true, maxRetries: 10 });
  }
});
