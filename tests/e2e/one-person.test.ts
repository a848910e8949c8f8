/** The sample case: a phone that knows numbers and an export that knows names are brought together, and go along in a bundle. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { type Host, launch } from '../host/index.ts';
import { closeCase, PASSPHRASE } from './window-case.ts';

const root = mkdtempSync(path.join(tmpdir(), 'threadline-one-person-'));
const bundle = path.join(root, 'sample.tlcase');
const FOR_BUNDLE = 'other words for the bundle';

let host: Host;
before(async () => {
  host = await launch({ profile: path.join(root, 'profile'), timeZone: 'Europe/London' });
  host.page.setDefaultTimeout(30_000);
});
after(async () => {
  await host.close();
  rmSync(root, { recursive: true, force: true, maxRetries: 5 });
});

const page = (): Page => host.page;
const button = (name: string | RegExp): Locator => page().getByRole('button', { name });
const shown = (): Locator => page().getByRole('contentinfo').getByRole('status');
const says = (where: Locator, text: string | RegExp): Promise<void> =>
  where.filter({ hasText: text }).first().waitFor();
const view = async (name: string): Promise<void> => {
  await page().getByRole('tab', { name }).click();
  await page().getByRole('main', { name }).waitFor();
};
const suggestion = (name: string): Locator =>
  page()
    .getByRole('list', { name: 'Suggestions' })
    .getByRole('listitem')
    .filter({ hasText: `${name} (WhatsApp)` });

async function merge(name: string): Promise<void> {
  await suggestion(name)
    .getByRole('button', { name: /^Merge / })
    .click();
  const dialog = page().getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('the same messages on both');
  await dialog.getByRole('button', { name: 'Merge', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  await suggestion(name).waitFor({ state: 'detached' });
}

test('whoever wrote the same messages on both phones is suggested, with how many they are, and nobody is merged unasked', async () => {
  await button('Open the sample case').click();
  await says(shown(), '3,115 messages');
  await view('People');
  await says(suggestion('Daniel Marsh'), /447700900142@s\.whatsapp\.net/);
  await says(
    suggestion('Daniel Marsh'),
    /Of 1?\d\d messages that could be the same on AB\/1 and AB\/2, 1?\d\d are/,
  );
  await says(suggestion('Jonas Keller'), /447700900187@s\.whatsapp\.net/);
  await says(suggestion('Jonas Keller'), /that could be the same on AB\/1 and AB\/2, \d+ are/);
  assert.equal(await shown().textContent(), '3,115 messages');
});

test('once both are accepted, what both phones hold stands in the timeline once, with both sources', async () => {
  await merge('Daniel Marsh');
  await merge('Jonas Keller');
  await view('Timeline');
  await says(shown(), '3,115 messages, 2,886 events');
  await page().getByLabel('Search messages').fill('"quarter to"');
  const row = page()
    .getByRole('grid', { name: 'Messages' })
    .getByRole('row')
    .filter({ hasText: /wait for quarter to/ });
  await row.first().waitFor();
  assert.equal(await row.count(), 1);
  await says(row, /AB\/1.*AB\/2|AB\/2.*AB\/1/);
  await button('Clear all').last().click();
});

test('a bundle takes along who is who, and tags, to another case', async () => {
  await page().getByRole('grid', { name: 'Messages' }).getByRole('row').nth(1).click();
  await page().keyboard.press('t');
  const dialog = page().getByRole('dialog');
  await dialog.getByRole('combobox').fill('Meeting place');
  await page().keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await view('Overview');
  const merged = await shown().textContent();
  await button('Save as a bundle…').click();
  const saving = page().getByRole('dialog', { name: 'Save the case as a bundle' });
  assert.ok(await saving.getByLabel(/With what the investigation added/).isChecked());
  await saving.getByLabel('Passphrase of the bundle', { exact: true }).fill(FOR_BUNDLE);
  await saving.getByLabel('Passphrase of the bundle again').fill(FOR_BUNDLE);
  host.dialogs.answer(bundle);
  await saving.getByRole('button', { name: 'Save the bundle…' }).click();
  await saving.getByText('The bundle is saved, and the log says so.').waitFor();
  await saving.getByRole('button', { name: 'Close' }).last().click();
  await closeCase(host);

  host.dialogs.answer(bundle);
  await button('Open a bundle…').click();
  const opening = page().getByRole('dialog', { name: 'Open a bundle' });
  await opening.getByLabel('Passphrase of the bundle').fill(FOR_BUNDLE);
  await opening.getByLabel('New passphrase of the case here').fill(PASSPHRASE);
  await opening.getByLabel('New passphrase again').fill(PASSPHRASE);
  await opening.getByRole('button', { name: 'Verify it and open the case' }).click();
  await page().getByRole('main', { name: 'Overview' }).waitFor();
  await says(shown(), merged!);
  await view('People');
  const decisions = page().getByRole('list', { name: 'Decisions' }).getByRole('listitem');
  await decisions.nth(1).waitFor();
  assert.equal(await decisions.count(), 2);
  assert.equal(await suggestion('Daniel Marsh').count(), 0);
  await view('Tags');
  await says(page().getByRole('main', { name: 'Tags' }), 'Meeting place');
  await view('Custody');
  await says(
    page().getByRole('main', { name: 'Custody' }),
    'Decisions and annotations received with a bundle',
  );
});
