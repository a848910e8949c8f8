import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { downloadElectron, electronBinary } from './electron-binary.ts';
import { previewFolder } from './user-folder.ts';

const root = mkdtempSync(path.join(tmpdir(), 'threadline-start-'));
after(() => rmSync(root, { recursive: true, force: true }));

function packageWith(install: string): string {
  const folder = mkdtempSync(path.join(root, 'electron-'));
  writeFileSync(path.join(folder, 'package.json'), '{}');
  writeFileSync(path.join(folder, 'install.js'), install);
  return folder;
}

test('Electron’s program is found where its package says, and only if it is there', () => {
  const folder = packageWith('');
  assert.equal(electronBinary(folder), null);
  writeFileSync(path.join(folder, 'path.txt'), 'electron');
  assert.equal(electronBinary(folder), null);
  mkdirSync(path.join(folder, 'dist'));
  writeFileSync(path.join(folder, 'dist', 'electron'), '');
  assert.equal(electronBinary(folder), path.join(folder, 'dist', 'electron'));
  assert.equal(electronBinary(null), null);
});

test('a download that succeeds gives the program; one that fails or takes too long gives none', async () => {
  const good = packageWith(`const fs = require('node:fs');
    fs.mkdirSync(__dirname + '/dist'); fs.writeFileSync(__dirname + '/dist/electron', '');
    fs.writeFileSync(__dirname + '/path.txt', 'electron');`);
  assert.equal(await downloadElectron(30_000, good), path.join(good, 'dist', 'electron'));
  assert.equal(await downloadElectron(30_000, packageWith('process.exit(1)')), null);
  assert.equal(await downloadElectron(200, packageWith('setTimeout(() => {}, 60_000)')), null);
});

test('what a user stores in the preview host is kept in the user’s own folder, never in the project', () => {
  const folder = previewFolder();
  assert.ok(path.isAbsolute(folder));
  assert.ok(path.relative(path.resolve(import.meta.dirname, '../..'), folder).startsWith('..'));
});

test('without a display it says in one line what is needed, and fails', {
  skip: process.platform !== 'linux',
}, () => {
  const { DISPLAY: _x, WAYLAND_DISPLAY: _wayland, ...env } = process.env;
  const run = spawnSync(process.execPath, [path.join(import.meta.dirname, 'start.ts')], {
    env,
    encoding: 'utf8',
  });
  assert.equal(run.status, 1);
  assert.match(run.stderr, /^npm start needs a display: [^\n]+\n$/);
});

test('with a display and neither Electron nor a browser it says in one line what to install, and fails', {
  skip: process.platform !== 'linux' || electronBinary() !== null,
}, () => {
  const run = spawnSync(process.execPath, [path.join(import.meta.dirname, 'start.ts')], {
    // No proxy answers there, so that nothing is downloaded.
    env: {
      ...process.env,
      DISPLAY: ':99',
      PATH: root,
      THREADLINE_BROWSER: '',
      ELECTRON_MIRROR: 'http://127.0.0.1:9/',
    },
    encoding: 'utf8',
  });
  assert.equal(run.status, 1);
  assert.match(run.stderr, /no browser for the preview host: run “npx install-electron”[^\n]+\n$/);
});
