/** The sample case's phone under the sample authority's warrant, through the window and the real main process. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import type { Identity } from '../../electron/keys/identity.ts';
import { envelopeOf } from '../../electron/warrant/authority.ts';
import type { SignedDocument } from '../../shared/warrant/documents.ts';
import { type Host, launch } from '../host/index.ts';
import {
  daysFromNow,
  makeSampleAuthority,
  REVIEWER_PASSPHRASE,
  SAMPLE_EVIDENCE,
  type SampleAuthority,
  sampleWarrant,
  writeRelease,
  writeSigned,
} from '../host/sample-authority.ts';

const root = mkdtempSync(path.join(tmpdir(), 'threadline-warrant-window-'));
const at = (name: string): string => path.join(root, name);
const [BACKUP, CONTACTS] = SAMPLE_EVIDENCE;
const PASSPHRASE = 'five plain words in line';
const ROOM = 'the passphrase of the room';

let authority: SampleAuthority;
let host: Host;

const write = (name: string, document: SignedDocument, ...signers: Identity[]): string =>
  writeSigned(at(name), document, ...signers);

/** The digest by which other documents name the warrant. */
let digest = '';

before(async () => {
  authority = await makeSampleAuthority();
  const { minister, commissioner, reviewer, reviewerFile, policy } = authority;
  writeFileSync(at('reviewer.json'), reviewerFile);
  writeFileSync(at('trust.json'), JSON.stringify(policy));
  const warrant = sampleWarrant(reviewer);
  write('warrant.json', warrant, minister, commissioner);
  digest = createHash('sha256').update(envelopeOf(warrant).payload).digest('hex');
  write('one-signature.json', warrant, minister);
  host = await launch({ profile: at('profile'), timeZone: 'Europe/London' });
  host.page.setDefaultTimeout(10_000);
});
after(async () => {
  await host.close();
  rmSync(root, { recursive: true, force: true, maxRetries: 5 });
});

const page = (): Page => host.page;
const button = (name: string | RegExp, within: Page | Locator = page()): Locator =>
  within.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
const main = (name: string): Locator => page().getByRole('main', { name });
const shown = (): Locator => page().getByRole('contentinfo').getByRole('status');
const imports = (): Locator => page().getByRole('list', { name: 'Imports' }).getByRole('listitem');
const show = async (name: string): Promise<void> => {
  await page().getByRole('tab', { name }).click();
  await main(name).waitFor();
};

async function says(where: Locator, text: string | RegExp): Promise<void> {
  await where.filter({ hasText: text }).first().waitFor({ timeout: 60_000 });
}

/** Actions of the log in order, as the view has them. */
async function logged(): Promise<string[]> {
  const actions: string[] = [];
  for (let from = 0; ; from += 500) {
    const { total, entries } = await page().evaluate<{ total: number; entries: { action: string }[] }>(
      `window.threadline.call('custody.entries', { from: ${from}, count: 500 }).then(({ value }) => value)`,
    );
    actions.push(...entries.map(({ action }) => action));
    if (actions.length >= total) return actions;
  }
}

test('the workstation gets an identity, and its card goes to the authority, who releases a key to it', async () => {
  await page().getByRole('heading', { name: 'New case' }).waitFor();
  await page().keyboard.press('ControlOrMeta+k');
  await page().getByLabel('Find a command').fill('identity of this');
  await page().keyboard.press('Enter');
  const dialog = page().getByRole('dialog', { name: 'Identity of this workstation' });
  await dialog.getByLabel('Name').fill('Evidence room 7');
  await dialog.getByLabel('Passphrase of the identity', { exact: true }).fill(ROOM);
  await dialog.getByLabel('Passphrase of the identity again').fill(ROOM);
  await button('Make the identity', dialog).click();
  await says(dialog.getByRole('row', { name: 'State' }), 'Unlocked');
  host.dialogs.answer(at('room.card.json'));
  await button('Save the card…', dialog).click();
  await says(dialog, `Card saved as ${at('room.card.json')}`);
  await button('Lock', dialog).click();
  await says(dialog.getByRole('row', { name: 'State' }), 'Locked');
  await button('Close', dialog).click();
  const card = JSON.parse(readFileSync(at('room.card.json'), 'utf8'));
  writeRelease(at('release.json'), at('warrant.json'), authority, card);
});

test('a warrant without the second signature is refused; with both it says what it covers', async () => {
  host.dialogs.answer(at('one-signature.json'));
  await button('Warrant: choose').click();
  host.dialogs.answer(at('trust.json'));
  await button('Trust policy: choose').click();
  await says(
    page().getByRole('alert'),
    'one-signature.json: it lacks the valid signature of a judicial commissioner (signed by A. Minister)',
  );
  host.dialogs.answer(at('warrant.json'));
  await button(/^Warrant: one-signature\.json/).click();
  const summary = page().getByRole('region', { name: 'What the warrant covers' });
  await says(summary, 'signed by A. Minister (minister) and J. Commissioner (judicial commissioner)');
  await says(summary, 'From 2024-03-22T12:00:00Z until 2024-03-22T14:40:00Z');
  await page().getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await page().getByLabel('Passphrase again').fill(PASSPHRASE);
  await button('Create the case').click();
  await says(page().getByTestId('case-mark'), 'Warrant W-2024-117 · 12 days left');
  await says(main('Overview'), 'This case has no exhibits yet.');
});

async function readIn(more: (dialog: Locator) => Promise<void>): Promise<void> {
  const dialog = page().getByRole('dialog', { name: 'Add an exhibit' });
  host.dialogs.answer(BACKUP, CONTACTS);
  await button('Choose files…', dialog).click();
  await says(dialog, 'Encrypted; its key comes with a release');
  assert.equal(await dialog.getByLabel('Exhibit reference').inputValue(), 'AB/1');
  await more(dialog);
  await button('Read it in', dialog).click();
  await dialog.waitFor({ state: 'detached' });
}

/** Kept, withheld and out of scope of the exhibit, as the warrant's view has them. */
async function scoped(): Promise<number[]> {
  await show('Warrant');
  const row = page().getByRole('region', { name: 'Exhibits in scope' }).getByRole('row').nth(1);
  const cells = await row.getByRole('cell').allInnerTexts();
  return cells.slice(0, 3).map((text) => Number.parseInt(text.replaceAll(',', ''), 10));
}

test('the exhibit opens with its release and the unlocked identity, and only what is covered is kept', async () => {
  await button('Add exhibit').first().click();
  await readIn(async (dialog) => {
    await says(dialog, 'No release of a key for exhibit AB/1 has been added to this case.');
    host.dialogs.answer(at('release.json'));
    await button('Add a release…', dialog).click();
    await says(dialog, /Opens with release .* of Escrow One/);
    await dialog.getByLabel('Passphrase of the identity').fill(ROOM);
    await button('Unlock the identity', dialog).click();
    // The field stays until the identity is unlocked; the button has no name while it works.
    await dialog.getByLabel('Passphrase of the identity').waitFor({ state: 'detached' });
  });
  await says(imports(), /AB\/1 \d+ messages read in/);
  await says(shown(), '7 messages');
  const withheld = page().getByRole('region', { name: 'Withheld' });
  await says(withheld, 'AB/1: 21 messages withheld: legal professional privilege');
  // One of the 2,663 rows is a placeholder.
  assert.deepEqual(await scoped(), [7, 21, 2634]);
  assert.deepEqual(await logged(), [
    'case-created',
    'document-added',
    'warrant-verified',
    'document-added',
    'identity-unlocked',
    'key-released',
    'evidence-hashed',
    'exhibit-imported',
    'messages-withheld',
  ]);
});

test('the log verifies, and a checkpoint that the workstation signs holds', async () => {
  await show('Custody');
  await says(page().getByRole('grid', { name: 'Custody log' }), 'Key opened with a release');
  await button('Sign a checkpoint…').click();
  const dialog = page().getByRole('dialog', { name: 'Sign a checkpoint' });
  await says(dialog, 'It will be signed by Evidence room 7.');
  host.dialogs.answer(at('checkpoint.json'));
  await button('Sign and save…', dialog).click();
  await page()
    .getByText(`Checkpoint saved as ${at('checkpoint.json')}`)
    .waitFor();
  await button('Verify the log').click();
  const result = page().getByRole('status', { name: 'Result of verifying' });
  await says(result, 'The chain is whole: 10 entries.');
  const row = result.getByRole('table', { name: 'Checkpoints' }).getByRole('row').nth(1);
  assert.deepEqual((await row.getByRole('cell').allInnerTexts()).map((text) => text.trim()).toSpliced(2, 1), [
    'checkpoint.json',
    '9',
    'Evidence room 7',
    'Yes',
  ]);
  await page().getByRole('grid', { name: 'Custody log' }).getByRole('row').nth(1).click();
  host.dialogs.answer(at('proof.json'));
  await button('Save this entry’s proof…').click();
  await page()
    .getByText(`Proof of entry 0 saved as ${at('proof.json')}`)
    .waitFor();
  assert.ok(readFileSync(at('proof.json')).length > 0);
});

const withheldList = (): Locator => page().getByRole('listbox', { name: 'Withheld messages' });

test('the reviewer releases one withheld message, which then stands in the case; each step is in the log', async () => {
  const before = (await logged()).length;
  await show('Quarantine');
  host.dialogs.answer(at('reviewer.json'));
  await button('The reviewer’s identity: choose').click();
  await page().getByLabel('Passphrase of the reviewer').fill('something else entirely');
  await button('Open the quarantine').click();
  await says(page().getByRole('alert'), 'the passphrase does not open this identity');
  await page().getByLabel('Passphrase of the reviewer').fill(REVIEWER_PASSPHRASE);
  await button('Open the quarantine').click();
  await withheldList().getByRole('option').nth(19).waitFor();
  const message = page().getByRole('article', { name: 'Withheld message' });
  await says(message, 'legal professional privilege');
  await page().keyboard.press('r');
  await page().keyboard.type('Not about the defence');
  await page().keyboard.press('ControlOrMeta+Enter');
  await says(withheldList().getByRole('option').first(), 'Released');
  await says(shown(), '8 messages');
  // The quarantine stays open when the released message comes in.
  assert.equal(await withheldList().getByRole('option').count(), 20);
  await button('Close the quarantine').click();
  await says(page().getByRole('table', { name: 'Withheld messages' }), '1 of 21 decided');
  assert.deepEqual((await logged()).slice(before), [
    'passphrase-refused',
    'quarantine-opened',
    'quarantine-viewed',
    'quarantine-decided',
    'message-released',
    'quarantine-closed',
  ]);
});

test('an amendment widens the scope; read in again the exhibit says what is newly covered', async () => {
  write(
    'amendment.json',
    {
      version: 1,
      kind: 'amendment',
      id: 'A-3',
      issuer: 'Home Office',
      issued: daysFromNow(-0.1),
      warrant: digest,
      scope: {
        ...sampleWarrant(authority.reviewer).scope,
        from: '2024-03-22T09:00:00Z',
        to: '2024-03-22T12:00:00Z',
      },
    },
    authority.minister,
    authority.commissioner,
  );
  await show('Warrant');
  host.dialogs.answer(at('amendment.json'));
  await button('Add documents…').click();
  await page().getByText('1 document verified and added.').waitFor();
  await says(
    page().getByRole('list', { name: 'Times covered' }),
    'Amendment A-3: from 2024-03-22 09:00:00 +00:00',
  );
  await button('Read AB/1 in again').click();
  await readIn(async (dialog) => says(dialog, 'AB/1 was read in before.'));
  await show('Overview');
  await says(imports().last(), 'AB/1 14 messages read in: 7 messages are newly covered; none is no longer');
  // With the message that was released, once.
  await says(shown(), '15 messages');
  assert.deepEqual(await scoped(), [14, 32, 2616]);
  await says(page().getByRole('region', { name: 'Exhibits in scope' }), '1 of them released');
});

test('a revocation closes the case: its messages stay shut, its log does not', async () => {
  write(
    'revocation.json',
    {
      version: 1,
      kind: 'revocation',
      id: 'RV-1',
      issuer: 'J. Commissioner',
      issued: daysFromNow(-0.05),
      document: digest,
      reason: 'No longer necessary',
    },
    authority.commissioner,
  );
  await show('Warrant');
  host.dialogs.answer(at('revocation.json'));
  await button('Add documents…').click();
  await page().getByRole('heading', { name: 'Threadline' }).waitFor();
  await says(page().getByRole('alert'), /revoked at .*: No longer necessary/);
  await page()
    .getByRole('list', { name: 'Recent cases' })
    .getByRole('button', { name: /^OP LANTERN/ })
    .click();
  await page().getByRole('dialog').getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await button('Open the case').click();
  await says(page().getByTestId('case-mark'), /^Closed: revoked \d{4}-/);
  assert.deepEqual(await page().getByRole('tab').allInnerTexts(), ['Warrant', 'Custody']);
  await show('Custody');
  await button('Verify the log').click();
  await says(page().getByRole('status', { name: 'Result of verifying' }), 'The chain is whole');
  assert.deepEqual((await logged()).slice(-8), [
    'key-released',
    'evidence-hashed',
    'exhibit-imported',
    'messages-withheld',
    'document-added',
    'access-changed',
    'case-closed',
    'case-opened',
  ]);
});

test('in all of this the page had no error', () => {
  assert.deepEqual(host.pageErrors, []);
});
