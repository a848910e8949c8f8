/** The program and its browser killed while an exhibit is read in: the next opening says so, and it goes in again. */
import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { descendants, gone, killAll } from '../faults/processes.ts';
import { launch } from '../host/index.ts';
import { openRecent } from './window-case.ts';

const MESSAGES = 150_000;

/** A Telegram export, large enough to be read for a while. */
function writeExport(file: string): void {
  const messages = Array.from({ length: MESSAGES }, (_, n) => ({
    id: n + 1,
    type: 'message',
    date: '2024-03-22T15:38:05',
    date_unixtime: String(1_711_118_285 + n),
    from: n % 2 === 0 ? 'Ana' : 'Bob',
    from_id: n % 2 === 0 ? 'user1' : 'user777',
    text: `line ${n} about the boat`,
  }));
  writeFileSync(file, JSON.stringify({ name: 'Bob', type: 'personal_chat', id: 777, messages }));
}

async function killedWhileReading(profile: string, evidence: string): Promise<void> {
  const script = path.join(import.meta.dirname, 'testing/import-until-killed.ts');
  const child = fork(script, [profile, evidence], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  await new Promise<void>((resolve, reject) => {
    child.once('message', () => resolve());
    child.once('exit', (code) => reject(new Error(`it ended by itself with ${code}`)));
  });
  const all = [child.pid!, ...descendants(child.pid!)];
  killAll(all);
  await gone(all);
}

test('an import that a kill cut off is told of at the next opening, is gone whole, and is read in again', {
  skip: process.platform === 'linux' ? false : 'it finds the processes to kill in /proc',
}, async () => {
  const root = mkdtempSync(path.join(tmpdir(), 'threadline-interrupted-'));
  const profile = path.join(root, 'profile');
  const evidence = path.join(root, 'result.json');
  writeExport(evidence);
  await killedWhileReading(profile, evidence);
  const host = await launch({ profile, timeZone: 'Europe/London' });
  try {
    await openRecent(host, 'OP LANTERN');
    const { page } = host;
    const imports = page.getByRole('list', { name: 'Imports' }).getByRole('listitem');
    await imports
      .filter({ hasText: 'AB/9' })
      .getByText('the program ended while it was being read in: read it in again. Nothing of it was kept.', {
        exact: false,
      })
      .waitFor();
    await page.getByText('This case has no exhibits yet.').waitFor();

    await page.getByRole('button', { name: 'Dismiss the note on AB/9' }).click();
    await page.getByRole('button', { name: 'Add exhibit' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Add an exhibit' });
    host.dialogs.answer(evidence);
    await dialog.getByRole('button', { name: 'Choose files…' }).click();
    await dialog.getByLabel('Exhibit reference').fill('AB/9');
    await dialog.getByRole('button', { name: 'Read it in' }).click();
    await imports.getByText('150,000 messages read in').waitFor({ timeout: 120_000 });

    await page.getByRole('tab', { name: 'Custody' }).click();
    // Of the list of actions that the log has.
    await page
      .locator('option', { hasText: 'Import cut off and removed (1)' })
      .waitFor({ state: 'attached' });
    assert.deepEqual(host.pageErrors, []);
  } finally {
    await host.close();
    rmSync(root, { recursive: true, force: true, maxRetries: 10 });
  }
});
