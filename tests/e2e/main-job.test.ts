/** The main job as an analyst does it: a case made by hand, the sample's evidence read in, questions asked of it. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { type Host, launch } from '../host/index.ts';
import { addTextExport, PASSPHRASE, SAMPLE } from './window-case.ts';

const root = mkdtempSync(path.join(tmpdir(), 'threadline-main-job-'));

const sha256 = (file: string): string =>
  createHash('sha256')
    .update(readFileSync(path.join(SAMPLE, file)))
    .digest('hex');
const untouched = sha256('AB-1/msgstore.db.crypt15');

let host: Host;
before(async () => {
  host = await launch({ profile: path.join(root, 'profile'), timeZone: 'Europe/London' });
});
after(async () => {
  await host.close();
  rmSync(root, { recursive: true, force: true, maxRetries: 5 });
});

const page = (): Page => host.page;
const button = (name: string | RegExp): Locator => page().getByRole('button', { name });
const grid = (): Locator => page().getByRole('grid', { name: 'Messages' });
const row = (text: string | RegExp): Locator => grid().getByRole('row').filter({ hasText: text });
const shown = (): Locator => page().getByRole('contentinfo').getByRole('status');
const view = async (name: string): Promise<void> => {
  await page().getByRole('tab', { name }).click();
  await page().getByRole('main', { name }).waitFor();
};

/** Waits until a text that changes is what it should be. */
async function says(where: Locator, text: string | RegExp): Promise<void> {
  await where.filter({ hasText: text }).waitFor();
}

test('a case is made, and what it stands on, a reference and a passphrase are asked for', async () => {
  await button('Create the case').click();
  await page().getByText('The warrant’s file is needed.').waitFor();
  await page().getByText('No warrant', { exact: true }).click();
  await button('Create the case').click();
  await page().getByText('A reference is needed.').waitFor();
  await page().getByText('Say on what the case stands.').waitFor();
  await page().getByText('Another ground').click();
  await page().getByLabel('Which ground, and where it is recorded').fill('Made up for this test');
  await page().getByLabel('Reference').fill('OP LANTERN');
  await page().getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await page().getByLabel('Passphrase again').fill('something else entirely');
  await button('Create the case').click();
  await page().getByText('The two passphrases differ.').waitFor();
  await page().getByLabel('Passphrase again').fill(PASSPHRASE);
  await button('Create the case').click();
  await page().getByText('This case has no exhibits yet.').waitFor();
});

test('a backup goes in with its key, contacts and media, and says what became of every row', async () => {
  await button('Add exhibit').first().click();
  const dialog = page().getByRole('dialog', { name: 'Add an exhibit' });
  host.dialogs.answer(path.join(SAMPLE, 'AB-1/msgstore.db.crypt15'), path.join(SAMPLE, 'AB-1/wa.db'));
  await dialog.getByRole('button', { name: 'Choose files…' }).click();
  await dialog.getByText(/^Encrypted; needs its key/).waitFor();
  await dialog.getByText(`SHA-256 ${sha256('AB-1/msgstore.db.crypt15')}`).waitFor();
  await dialog.getByRole('button', { name: 'Read it in' }).click();
  await dialog.getByText('The exhibit needs its reference, such as AB/1.').waitFor();
  await dialog.getByText('This backup is encrypted: its key is needed.').waitFor();
  host.dialogs.answer(path.join(SAMPLE, 'AB-1/Media'));
  await dialog.getByRole('button', { name: 'Choose a folder…' }).click();
  host.dialogs.answer(path.join(SAMPLE, 'AB-1/encrypted_backup.key'));
  await dialog.getByRole('button', { name: 'Key file…' }).click();
  await dialog.getByLabel('Exhibit reference').fill('AB/1');
  await dialog.getByRole('button', { name: 'Read it in' }).click();
  await says(
    page().getByRole('list', { name: 'Imports' }).getByRole('listitem'),
    'AB/1 2,662 messages read in',
  );
  const card = page().getByRole('region', { name: 'AB/1' });
  await says(card, 'Skipped: status -1 placeholder');
  await says(card, '1 Kept, of unknown type: message 117');
});

test('a wrong key is refused with the file and the reason, and nothing of it is kept', async () => {
  await button('Add exhibit').first().click();
  const dialog = page().getByRole('dialog', { name: 'Add an exhibit' });
  host.dialogs.answer(path.join(SAMPLE, 'AB-1/msgstore.db.crypt15'));
  await dialog.getByRole('button', { name: 'Choose files…' }).click();
  await dialog.getByLabel('Exhibit reference').fill('AB/9');
  await dialog.getByLabel('Key', { exact: true }).fill('ab'.repeat(32));
  await dialog.getByRole('button', { name: 'Read it in' }).click();
  const refused = page()
    .getByRole('list', { name: 'Imports' })
    .getByRole('listitem')
    .filter({ hasText: 'AB/9' });
  await says(refused, /msgstore\.db\.crypt15: .*key.*Nothing of it was kept\./);
  await says(shown(), '2,662 messages');
});

test('the export of a second phone goes in with the zone of its clock', async () => {
  await addTextExport(host);
  await says(shown(), '2,906 messages');
  await says(page().getByRole('region', { name: 'AB/2' }), 'device’s zone given as Europe/London');
});

test('the minutes before the instant: who wrote what, and how long before', async () => {
  await view('Timeline');
  await page().getByRole('textbox', { name: 'Instant' }).fill('2024-03-22 14:40:00');
  await page().keyboard.press('Enter');
  const last = row(/Don.t wait for quarter to/).first();
  await says(last, '−00:03:12');
  await says(last, 'Daniel Marsh');
  await button('Last hour before').click();
  await says(page().getByRole('list', { name: 'Filtered by' }), '2024-03-22 13:40:00');
  await says(shown(), /^\d{2,3} of 2,906 messages$/);
  await page().getByLabel('Search messages').fill('quarter to');
  await says(shown(), /^[2-9] of 2,906 messages$/);
  await button('Clear all').last().click();
  await says(shown(), '2,906 messages');
});

test('a message opens in its conversation, and says where it stands in the evidence', async () => {
  await row(/Don.t wait for quarter to/)
    .first()
    .dblclick();
  await page().getByRole('main', { name: 'Conversation' }).waitFor();
  await says(
    page().getByRole('feed', { name: 'Messages' }).getByRole('article'),
    /Don.t wait for quarter to/,
  );
  await page().keyboard.press('ControlOrMeta+i');
  const panel = page().getByRole('complementary', { name: 'Provenance' });
  await says(panel, 'msgstore.db');
  await says(panel, '14:36:48');
  await says(panel, sha256('AB-1/msgstore.db.crypt15'));
});

test('the contact graph ties the two, and a tie shows its messages', async () => {
  await view('Contacts');
  await page().getByLabel('Find a person or group').pressSequentially('Jonas Keller');
  await page()
    .getByRole('option', { name: /^Jonas Keller 174 messages/ })
    .click();
  const facts = page().getByRole('complementary', { name: 'People, groups and ties' });
  await facts
    .getByRole('button', { name: 'Between Jonas Keller and Daniel Marsh: 252 messages in the timeline' })
    .click();
  await page().getByRole('main', { name: 'Timeline' }).waitFor();
  await says(shown(), '252 of 2,906 messages');
});

test('what the phones do not agree on: a deletion on each that the other disproves, and what one lacks', async () => {
  await view('Differences');
  await says(page().getByRole('main').getByRole('status'), '3 differences');
  const differences = page().getByRole('grid', { name: 'Differences' });
  await page().getByRole('radio', { name: 'Deleted on one 2' }).click();
  await says(differences.getByRole('row'), 'If anybody asks, we were at the Anchor until three');
  await says(differences.getByRole('row'), 'They are on the bridge');
  await page().getByRole('radio', { name: 'Lacking on one 1' }).click();
  await says(differences.getByRole('row'), 'R. is at the north steps already');
});

test('a laptop’s folder with two platforms goes in as one exhibit', async () => {
  await view('Overview');
  await button('Add exhibit').first().click();
  const dialog = page().getByRole('dialog', { name: 'Add an exhibit' });
  host.dialogs.answer(path.join(SAMPLE, 'AB-3'));
  await dialog.getByRole('button', { name: 'Choose a folder…' }).click();
  await dialog.getByText(/Telegram Desktop export/).waitFor();
  await dialog.getByText(/Instagram messages/).waitFor();
  await dialog.getByLabel('Exhibit reference').fill('AB/3');
  await dialog.getByRole('button', { name: 'Read it in' }).click();
  await says(
    page().getByRole('list', { name: 'Imports' }).getByRole('listitem'),
    'AB/3 209 messages read in',
  );
  await says(shown(), '3,115 messages');
  await view('Timeline');
  await page().getByLabel('Search messages').fill('first lanterns');
  await says(shown(), '1 of 3,115 messages');
  await says(row('i see the first lanterns'), '−00:05:09');
  await button('Clear all').last().click();
  await says(shown(), '3,115 messages');
});

test('closed and opened again after a restart it is the same, and a wrong passphrase opens nothing', async () => {
  await button('Close case').click();
  await page().getByRole('heading', { name: 'Threadline' }).waitFor();
  await host.restart();
  await page()
    .getByRole('list', { name: 'Recent cases' })
    .getByRole('button', { name: /^OP LANTERN/ })
    .click();
  const dialog = page().getByRole('dialog');
  await dialog.getByLabel('Passphrase', { exact: true }).fill('five plain words in lime');
  await dialog.getByRole('button', { name: 'Open the case' }).click();
  await dialog.getByText('the passphrase does not open this case').waitFor();
  await dialog.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await dialog.getByRole('button', { name: 'Open the case' }).click();
  await says(shown(), '3,115 messages');
  await page().getByRole('region', { name: 'AB/3' }).waitFor();
  await view('Timeline');
  await grid().getByRole('row').nth(3).waitFor();
});

test('in all of this the evidence stayed as it was and the page had no error', () => {
  assert.deepEqual(host.pageErrors, []);
  assert.equal(sha256('AB-1/msgstore.db.crypt15'), untouched);
});
