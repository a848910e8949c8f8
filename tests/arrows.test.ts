import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';

const biome = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome');

// A tree of its own with the project's lint rules, so that no wrong import ever stands in the project.
const tree = mkdtempSync(path.join(tmpdir(), 'threadline-arrows-'));
after(() => rmSync(tree, { recursive: true, force: true }));
copyFileSync(path.resolve(import.meta.dirname, '../biome.json'), path.join(tree, 'biome.json'));

/** Messages of the linter for a file at `file` with one import in it. */
function lint(file: string, imported: string): string {
  const full = path.join(tree, file);
  mkdirSync(path.dirname(full), { recursive: true });
  writeFileSync(full, `import { x } from '${imported}';\n\nexport const y = x;\n`);
  const run = spawnSync(process.execPath, [biome, 'lint', file], { cwd: tree, encoding: 'utf8' });
  return `${run.stdout}${run.stderr}`;
}

const forbidden: [file: string, imported: string][] = [
  ['shared/model/x.ts', '../../electron/keys/case-key.ts'],
  ['shared/model/x.ts', '../../renderer/query/api.ts'],
  ['shared/model/x.ts', 'node:fs'],
  ['shared/model/x.ts', 'electron'],
  ['renderer/views/timeline/x.tsx', '../../../electron/main.ts'],
  ['renderer/views/timeline/x.tsx', 'node:fs'],
  ['renderer/views/timeline/x.tsx', 'electron'],
  ['electron/readers/telegram/x.ts', '../../intake/job.ts'],
  ['electron/readers/telegram/x.ts', '../../custody/log.ts'],
  ['electron/readers/telegram/x.ts', '../../containers/index.ts'],
  ['electron/readers/telegram/x.ts', 'electron'],
  ['electron/containers/zip/x.ts', '../../readers/index.ts'],
  ['electron/containers/zip/x.ts', '../../keys/case-key.ts'],
  ['electron/containers/zip/x.ts', '../../cases/services.ts'],
  ['electron/sqlite/x.ts', '../readers/index.ts'],
  ['electron/sqlite/x.ts', '../containers/index.ts'],
  ['electron/intake/x.ts', 'electron'],
  ['electron/intake/x.ts', '../../renderer/query/api.ts'],
  ['electron/main.ts', '../renderer/query/api.ts'],
];

for (const [file, imported] of forbidden) {
  test(`${path.posix.dirname(file)} may not import ${imported}`, () => {
    assert.match(lint(file, imported), /noRestrictedImports/);
  });
}

const allowed: [file: string, imported: string][] = [
  ['electron/readers/telegram/x.ts', '../../../shared/model/index.ts'],
  ['electron/readers/telegram/x.ts', './messages.ts'],
  ['electron/readers/telegram/x.ts', '../../sqlite/schema.ts'],
  ['electron/containers/zip/x.ts', '../../sqlite/schema.ts'],
  ['electron/window/x.ts', 'electron'],
  ['electron/main.ts', 'electron'],
  ['renderer/views/timeline/x.tsx', '../../../shared/model/index.ts'],
];

for (const [file, imported] of allowed) {
  test(`${path.posix.dirname(file)} may import ${imported}`, () => {
    assert.doesNotMatch(lint(file, imported), /noRestrictedImports/);
  });
}
