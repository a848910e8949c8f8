/** An encrypted backup of an iPhone goes in through the window, with its password and with nothing else. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import {
  makeIosBackup,
  WHATSAPP_DOMAIN,
} from '../../electron/containers/ios-backup/testing/made-ios-backup.ts';
import { ANA, MadeEvidence } from '../../electron/readers/whatsapp-ios/testing/made-evidence.ts';
import { type Host, launch } from '../host/index.ts';

const root = mkdtempSync(path.join(tmpdir(), 'threadline-iphone-'));
const backup = path.join(root, 'backup');
const PASSWORD = 'Evening, all 42';

let host: Host;
before(async () => {
  using evidence = new MadeEvidence();
  evidence.database('ChatStorage.sqlite', (filler) =>
    filler
      .session(1, ANA)
      .message(1, { ZTEXT: 'by the pier' })
      .message(2, { ZTEXT: 'at nine', ZISFROMME: 1 }),
  );
  makeIosBackup(backup, {
    password: PASSWORD,
    files: [
      {
        domain: WHATSAPP_DOMAIN,
        relativePath: 'ChatStorage.sqlite',
        content: readFileSync(evidence.at('ChatStorage.sqlite')),
      },
    ],
  });
  host = await launch({ profile: path.join(root, 'profile'), timeZone: 'Europe/London' });
});
after(async () => {
  await host.close();
  rmSync(root, { recursive: true, force: true, maxRetries: 5 });
});

const page = (): Page => host.page;
const button = (name: string): Locator => page().getByRole('button', { name });
const job = (reference: string, text: string | RegExp): Locator =>
  page()
    .getByRole('list', { name: 'Imports' })
    .getByRole('listitem')
    .filter({ hasText: reference })
    .filter({ hasText: text });

test('the window asks for the password, names a wrong one, and reads the messages with the right one', async () => {
  await page().getByText('No warrant', { exact: true }).click();
  await page().getByText('Another ground').click();
  await page().getByLabel('Which ground, and where it is recorded').fill('Made up for this test');
  await page().getByLabel('Reference').fill('OP PIER');
  await page().getByLabel('Passphrase', { exact: true }).fill('five plain words in line');
  await page().getByLabel('Passphrase again').fill('five plain words in line');
  await button('Create the case').click();
  await page().getByText('This case has no exhibits yet.').waitFor();

  for (const [reference, password, outcome] of [
    [
      'AB/8',
      'evening, all 42',
      /Manifest\.plist: the password does not open this backup.*Nothing of it was kept\./,
    ],
    ['AB/9', PASSWORD, /2 messages read in/],
  ] as const) {
    await button('Add exhibit').first().click();
    const dialog = page().getByRole('dialog', { name: 'Add an exhibit' });
    host.dialogs.answer(backup);
    await dialog.getByRole('button', { name: 'Choose a folder…' }).click();
    await dialog.getByText('needs the password of the backup').waitFor();
    await dialog.getByLabel('Exhibit reference').fill(reference);
    await dialog.getByRole('button', { name: 'Read it in' }).click();
    await dialog.getByText('This backup is encrypted: its password is needed.').waitFor();
    const field = dialog.getByLabel('Password', { exact: true });
    assert.equal(await field.getAttribute('type'), 'password');
    await field.fill(password);
    await dialog.getByRole('button', { name: 'Read it in' }).click();
    await job(reference, outcome).waitFor({ timeout: 60_000 });
  }
});
