/** Warrants, custody, quarantine and bundles in a real browser; renderer/app/testing plays the main process. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { madeLog } from '../../renderer/app/testing/made-log.ts';
import { buildViewPage, launchViewBrowser, openViewPage, type ViewPageOptions } from './view-page.ts';

const scratch = mkdtempSync(path.join(tmpdir(), 'threadline-warrant-screens-'));
let browser: Browser;
before(async () => {
  await buildViewPage(scratch);
  browser = await launchViewBrowser();
});
after(async () => {
  await browser.close();
  rmSync(scratch, { recursive: true, force: true });
});

const PASSPHRASE = 'five plain words in line';
const NEW_PASSPHRASE = 'correct horse battery';

/** Shows the page, and at the end holds that nothing went wrong unseen. */
async function shown(options: ViewPageOptions, work: (page: Page) => Promise<void>): Promise<void> {
  const view = await openViewPage(scratch, { messages: 60, ...options }, browser);
  try {
    view.page.setDefaultTimeout(10_000);
    await work(view.page);
    assert.deepEqual(view.errors, []);
  } finally {
    await view.close();
  }
}

const start = (work: (page: Page) => Promise<void>): Promise<void> =>
  shown({ messages: 0, more: { start: 1 } }, work);

const button = (page: Page | Locator, name: string | RegExp): Locator =>
  page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
const mark = (page: Page): Locator => page.getByTestId('case-mark');
const tabs = async (page: Page): Promise<string[]> => page.getByRole('tab').allInnerTexts();

/** What the next file dialogs answer. */
async function answer(page: Page, ...answers: string[][]): Promise<void> {
  await page.evaluate(`viewPage.main.dialogs.push(...${JSON.stringify(answers)})`);
}

/** Requests of a call that the page made so far. */
async function asked<T>(page: Page, name: string): Promise<T[]> {
  return page.evaluate(
    `viewPage.asked.filter((one) => one.name === ${JSON.stringify(name)}).map((one) => one.request)`,
  );
}

async function says(where: Locator, text: string | RegExp): Promise<void> {
  await where.filter({ hasText: text }).first().waitFor();
}

async function drop(page: Page, testId: string, ...names: string[]): Promise<void> {
  const dataTransfer = await page.evaluateHandle(`(() => {
    const dropped = new DataTransfer();
    for (const name of ${JSON.stringify(names)}) dropped.items.add(new File(['x'], name));
    return dropped;
  })()`);
  await page.getByTestId(testId).dispatchEvent('drop', { dataTransfer });
}

test('a case under a warrant is made from its documents, which say at once what they cover', () =>
  start(async (page) => {
    await answer(page, ['/documents/warrant.json'], ['/documents/trust.json']);
    await button(page, 'Warrant: choose').click();
    await button(page, 'Trust policy: choose').click();
    const summary = page.getByRole('region', { name: 'What the warrant covers' });
    await says(
      summary,
      'Verified: signed by A. Minister (minister) and J. Commissioner (judicial commissioner), whom “Test authority” trusts.',
    );
    await says(summary, '12 days left. After that the case may be looked at for 90 days');
    await says(summary, 'From 2023-11-20T00:00:00Z until 2024-03-23T00:00:00Z');
    const reference = page.getByLabel('Reference');
    assert.equal(await reference.inputValue(), 'OP LANTERN');
    assert.equal(await reference.isEditable(), false);
    await page.getByLabel('Passphrase', { exact: true }).fill(NEW_PASSPHRASE);
    await page.getByLabel('Passphrase again').fill(NEW_PASSPHRASE);
    await button(page, 'Create the case').click();
    await says(mark(page), 'Warrant W-2024-117 · 12 days left');
    const [request] = await asked<{ reference: string; basis: unknown }>(page, 'case.create');
    assert.equal(request?.reference, 'OP LANTERN');
    assert.deepEqual(request?.basis, {
      kind: 'warrant',
      warrant: '/documents/warrant.json',
      trust: '/documents/trust.json',
    });
  }));

test('a warrant that is not trusted is refused by name and makes no case', () =>
  start(async (page) => {
    await answer(
      page,
      ['/documents/forged-warrant.json'],
      ['/documents/trust.json'],
      ['/documents/warrant.json'],
    );
    await button(page, 'Warrant: choose').click();
    await button(page, 'Trust policy: choose').click();
    const refusal =
      'forged-warrant.json: it lacks the valid signature of a judicial commissioner (signed by A. Minister)';
    await says(page.getByRole('alert'), refusal);
    await page.getByLabel('Passphrase', { exact: true }).fill(NEW_PASSPHRASE);
    await page.getByLabel('Passphrase again').fill(NEW_PASSPHRASE);
    await button(page, 'Create the case').click();
    assert.deepEqual(await asked(page, 'case.create'), []);
    await button(page, /^Warrant: forged-warrant\.json/).click();
    await page.getByRole('region', { name: 'What the warrant covers' }).waitFor();
    assert.equal(await page.getByText(refusal).count(), 0);
  }));

test('an expired warrant says so before a case is made under it', () =>
  start(async (page) => {
    await answer(page, ['/documents/expired-warrant.json'], ['/documents/trust.json']);
    await button(page, 'Warrant: choose').click();
    await button(page, 'Trust policy: choose').click();
    await says(page.getByRole('alert'), /Warrant W-2024-117 expired at .* It takes no evidence/);
  }));

test('a case without a warrant needs its ground in words, and is marked', () =>
  start(async (page) => {
    await page.getByText('No warrant', { exact: true }).click();
    await button(page, 'Create the case').click();
    await page.getByText('Say on what the case stands.').waitFor();
    await page.getByText('Consent of the owner').click();
    await page.getByLabel('Who consented, when, and where it is recorded').fill('Marta Nowak, form 12');
    await page.getByLabel('Reference').fill('OP HERON');
    await page.getByLabel('Passphrase', { exact: true }).fill(NEW_PASSPHRASE);
    await page.getByLabel('Passphrase again').fill(NEW_PASSPHRASE);
    await button(page, 'Create the case').click();
    await says(mark(page), 'Without warrant: consent');
    await says(
      page.getByRole('main', { name: 'Overview' }),
      'Without a warrant: consent of the owner. Marta Nowak, form 12',
    );
    assert.deepEqual(await tabs(page), [
      'Overview',
      'Timeline',
      'Search',
      'Conversation',
      'Contacts',
      'People',
      'Differences',
      'Files',
      'Tags',
      'Lists',
      'Custody',
    ]);
  }));

test('after expiry the case is for review: what it no longer does is in sight with the reason', () =>
  shown({ more: { standing: 'review' } }, async (page) => {
    await says(mark(page), /^Review only: expired \d{4}-\d\d-\d\d$/);
    for (const name of ['Add exhibit', 'Save as a bundle…']) {
      const gated = button(page, name).first();
      assert.equal(await gated.getAttribute('aria-disabled'), 'true');
      assert.match((await gated.getAttribute('title'))!, /^Warrant W-2024-117 expired at .*: the case /);
      // Playwright takes aria-disabled for a reason not to click.
      await gated.dispatchEvent('click');
    }
    assert.equal(await page.getByRole('dialog').count(), 0);
    await page.keyboard.press('ControlOrMeta+Shift+a');
    await says(
      page.getByRole('alert'),
      /^Add an exhibit: Warrant W-2024-117 expired at .*: the case takes no evidence\.$/,
    );
    await page.keyboard.press('ControlOrMeta+k');
    await page.getByLabel('Find a command').fill('bundle');
    await says(page.getByRole('option'), 'the case exports nothing but its log');
    assert.deepEqual(await asked(page, 'bundle.save'), []);
  }));

test('a case whose time for review is over shows its warrant and its log, and none of its messages', () =>
  shown({ more: { standing: 'ended', log: 9 } }, async (page) => {
    await says(mark(page), /^Closed: expired /);
    assert.deepEqual(await tabs(page), ['Warrant', 'Custody']);
    await says(page.getByRole('main', { name: 'Warrant' }), 'Its messages are closed; its log can be read');
    await page.getByRole('tab', { name: 'Custody' }).click();
    await page.getByText('9 entries').waitFor();
    await button(page, 'Verify the log').click();
    await page.getByText('The chain is whole: 9 entries.').waitFor();
  }));

test('a clock that cannot be trusted is told as the reason why the case is closed', () =>
  shown({ more: { standing: 'clock' } }, async (page) => {
    await says(mark(page), 'Closed: warrant W-2024-117');
    await says(
      page.getByRole('main', { name: 'Warrant' }),
      'This workstation’s clock stands before the last entry of the case’s log.',
    );
    assert.deepEqual(await tabs(page), ['Warrant', 'Custody']);
  }));

test('the warrant’s view says what is covered when, and what became of each exhibit’s messages', () =>
  shown({ view: 'warrant', more: { standing: 'warrant', withheld: 12 } }, async (page) => {
    const picture = page.getByRole('img', { name: 'Time that the warrant covers' });
    await picture.waitFor();
    assert.match((await picture.innerHTML()).replace(/<[^>]*>/g, ' '), /Instant 14:40:00/);
    await says(
      page.getByRole('list', { name: 'Times covered' }),
      'Warrant W-2024-117: from 2023-11-20 00:00:00 +00:00 until 2024-03-23 00:00:00 +00:00',
    );
    const scope = page.getByRole('region', { name: 'Exhibits in scope' });
    assert.deepEqual(await scope.getByRole('row').nth(1).getByRole('cell').allInnerTexts(), [
      '87',
      '12',
      '88',
      '61 before the time covered\n27 after the time covered',
    ]);
    await says(scope.getByRole('row').nth(2), 'Not read in yet');
    const warrant = page.getByRole('region', { name: 'The warrant', exact: true });
    await says(warrant, 'Who knew of the meeting, and when');
    await says(warrant, '+447700900005, “M. Hohenstein”: legal professional privilege');
  }));

test('an amendment is added by dropping it, and tells which exhibits to read in again', () =>
  shown({ view: 'warrant', more: { standing: 'warrant' } }, async (page) => {
    await drop(page, 'drop-documents', 'amendment.json');
    await page.getByText('1 document verified and added.').waitFor();
    await says(
      page.getByRole('list', { name: 'Times covered' }),
      'Amendment A-3: from 2023-10-01 01:00:00 +01:00 until 2023-11-20 00:00:00 +00:00',
    );
    await says(
      page.getByRole('region', { name: 'Amendments' }),
      'Messages written by +447700900002, “Joanna Ho”',
    );
    await says(page.getByRole('region', { name: 'Exhibits in scope' }), 'Read in before A-3 was added.');
    await button(page, 'Read AB/1 in again').click();
    await button(page.getByRole('dialog', { name: 'Add an exhibit' }), 'Cancel').click();
    await page.getByRole('tab', { name: 'Overview' }).click();
    await says(
      page.getByRole('status'),
      'AB/1 was read in before A-3 was added: what is newly covered is not here yet.',
    );
  }));

test('a document of another kind is refused by name, and a revocation ends what the case may do at once', () =>
  shown({ view: 'warrant', more: { standing: 'warrant' } }, async (page) => {
    await answer(page, ['/documents/letter.pdf'], ['/documents/revocation.json']);
    await button(page, 'Add documents…').click();
    await says(
      page.getByRole('alert'),
      'letter.pdf: it is not an amendment, a revocation or a release Nothing was added.',
    );
    await button(page, 'Add documents…').click();
    await says(mark(page), 'Closed: revoked 2024-04-12');
    await says(page.getByRole('region', { name: 'Revocations' }), 'The inquiry into the meeting was ended');
    assert.equal(await button(page, 'Add exhibit').first().getAttribute('aria-disabled'), 'true');
  }));

test('the workstation’s identity is made, locked, and unlocked by its passphrase alone', () =>
  shown({ view: 'warrant', more: { standing: 'warrant' } }, async (page) => {
    const identity = page.getByRole('region', { name: 'Identity of this workstation' });
    await button(identity, 'Make the identity').click();
    await identity.getByText('A name is needed, such as that of the room.').waitFor();
    await identity.getByLabel('Name').fill('Evidence room 7');
    await identity.getByLabel('Passphrase of the identity', { exact: true }).fill(PASSPHRASE);
    await identity.getByLabel('Passphrase of the identity again').fill(PASSPHRASE);
    await button(identity, 'Make the identity').click();
    await says(identity.getByRole('row', { name: 'State' }), 'Unlocked');
    await button(identity, 'Save the card…').click();
    await identity.getByText('Card saved as /home/j.ho/Evidence room 7.card.json').waitFor();
    await button(identity, 'Lock').click();
    await says(identity.getByRole('row', { name: 'State' }), 'Locked');
    const passphrase = identity.getByLabel('Passphrase of the identity');
    await passphrase.fill('something else');
    await page.keyboard.press('Enter');
    await says(identity.getByRole('alert'), 'the passphrase does not open this identity');
    await passphrase.fill(PASSPHRASE);
    await button(identity, 'Unlock').click();
    await says(identity.getByRole('row', { name: 'State' }), 'Unlocked');
  }));

test('an encrypted exhibit under a warrant asks for a release and the identity, and never for a key', () =>
  shown({ more: { standing: 'warrant', identity: 'locked' } }, async (page) => {
    await answer(
      page,
      ['/evidence/msgstore.db.crypt15'],
      ['/documents/elsewhere.json'],
      ['/documents/release.json'],
    );
    await button(page, 'Add exhibit').first().click();
    const dialog = page.getByRole('dialog', { name: 'Add an exhibit' });
    await button(dialog, 'Choose files…').click();
    await dialog.getByText('Encrypted; its key comes with a release').waitFor();
    assert.equal(await dialog.getByPlaceholder('64 hexadecimal digits').count(), 0);
    assert.equal(await dialog.getByLabel('Exhibit reference').inputValue(), 'AB/1');
    await dialog.getByText('AB/1 was read in before.').waitFor();
    await dialog.getByText('No release of a key for exhibit AB/1 has been added to this case.').waitFor();
    await button(dialog, 'Add a release…').click();
    await says(
      dialog.getByRole('list', { name: 'Releases that do not open it' }),
      'K-12: it was released to another workstation',
    );
    await button(dialog, 'Read it in').click();
    assert.deepEqual(await asked(page, 'intake.start'), []);
    await button(dialog, 'Add a release…').click();
    await dialog.getByText('Opens with release K-11 of Escrow One').waitFor();
    await button(dialog, 'Read it in').click();
    await says(dialog.getByRole('alert'), 'The identity of this workstation has to be unlocked');
    await dialog.getByLabel('Passphrase of the identity').fill(PASSPHRASE);
    await page.keyboard.press('Enter');
    await dialog.getByText('Unlock the identity').waitFor({ state: 'detached' });
    await button(dialog, 'Read it in').click();
    await dialog.waitFor({ state: 'detached' });
    assert.deepEqual(await asked(page, 'intake.start'), [
      { exhibit: 'AB/1', paths: ['/evidence/msgstore.db.crypt15'] },
    ]);
    await says(
      page.getByRole('list', { name: 'Imports' }),
      '1,204 messages are newly covered; none is no longer',
    );
  }));

test('evidence whose SHA-256 the warrant does not state is named before it is read in', () =>
  shown({ more: { standing: 'warrant', identity: 'unlocked' } }, async (page) => {
    await answer(page, ['/evidence/other.crypt15']);
    await button(page, 'Add exhibit').first().click();
    const dialog = page.getByRole('dialog', { name: 'Add an exhibit' });
    await button(dialog, 'Choose files…').click();
    await dialog.getByLabel('Exhibit reference').selectOption('AB/1');
    await button(dialog, 'Read it in').click();
    await dialog
      .getByText('other.crypt15: its SHA-256 is not among those that the warrant states for exhibit AB/1.')
      .waitFor();
    assert.deepEqual(await asked(page, 'intake.start'), []);
  }));

const log = (page: Page): Locator => page.getByRole('grid', { name: 'Custody log' });
const cells = async (row: Locator): Promise<string[]> =>
  (await row.getByRole('gridcell').allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim());

test('the log opens at its end; an entry is gone to by keys and shows every field', () =>
  shown({ view: 'custody', more: { standing: 'warrant', log: 2000 } }, async (page) => {
    await page.getByText('2,000 entries').waitFor();
    await log(page).getByRole('row').filter({ hasText: '1,999' }).waitFor();
    await log(page).focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    assert.deepEqual((await cells(log(page).getByRole('row', { selected: true }))).slice(0, 5), [
      '2',
      '2024-04-01 09:02:02 +01:00',
      'j.ho',
      'Evidence hashed',
      'AB/1; msgstore.db.crypt15; wa.db; and 1 more',
    ]);
    const entry = page.getByRole('complementary', { name: 'Entry' });
    await says(entry, '14'.repeat(32));
    await says(entry, '2024-04-01T08:02:02.000Z');
    await says(entry, '289,682');
    for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowDown');
    await says(entry, 'Written while the case was closed');
    await page.keyboard.press('Escape');
    await entry.waitFor({ state: 'detached' });
  }));

test('the log is searched by action and by any of its words', () =>
  shown({ view: 'custody', more: { standing: 'warrant', log: 1200 } }, async (page) => {
    await page.getByText('1,200 entries').waitFor();
    await page.keyboard.press('ControlOrMeta+f');
    await page.keyboard.type('escrow ONE');
    await page.getByText('1 of 1,200 entries').waitFor();
    assert.equal((await cells(log(page).getByRole('row').nth(1)))[3], 'Key opened with a release');
    await page.getByLabel('Find in the log').fill('');
    // The made log takes the actions in turn: how many have one depends on how many actions there are.
    const bundles = madeLog(1200).filter(({ action }) => action === 'bundle-saved').length;
    await page.getByLabel('Action').selectOption({ label: `Bundle saved (${bundles})` });
    await page.getByText(`${bundles} of 1,200 entries`).waitFor();
    await page.getByLabel('Find in the log').fill('nobody of that name');
    await page.getByText('No entry of the log passes.').waitFor();
    await button(page, 'Clear').click();
    await page.getByText('1,200 entries').waitFor();
  }));

test('a checkpoint is signed with the identity, holds, and lets an entry be proved', () =>
  shown({ view: 'custody', more: { standing: 'warrant', log: 9, identity: 'locked' } }, async (page) => {
    await log(page).focus();
    await page.keyboard.press('Home');
    const entry = page.getByRole('complementary', { name: 'Entry' });
    await button(entry, 'Save this entry’s proof…').click();
    await says(page.getByRole('alert'), 'no checkpoint covers this entry: sign one first');
    await button(page, 'Sign a checkpoint…').click();
    const dialog = page.getByRole('dialog', { name: 'Sign a checkpoint' });
    assert.equal(await button(dialog, 'Sign and save…').isEnabled(), false);
    await dialog.getByLabel('Passphrase of the identity').fill(PASSPHRASE);
    await button(dialog, 'Unlock').click();
    await dialog.getByText('It will be signed by Evidence room 7.').waitFor();
    await button(dialog, 'Sign and save…').click();
    await page.getByText(/^Checkpoint saved as \/home\/j\.ho\/checkpoint-/).waitFor();
    await button(page, 'Verify the log').click();
    const result = page.getByRole('status', { name: 'Result of verifying' });
    await says(result, 'The chain is whole: 11 entries.');
    await says(result, '5f'.repeat(32));
    await says(result.getByRole('table', { name: 'Checkpoints' }).getByRole('row').nth(1), 'Yes');
    await button(entry, 'Save this entry’s proof…').click();
    await page.getByText('Proof of entry 0 saved as /home/j.ho/entry-0.proof.json').waitFor();
  }));

test('a broken log says at which line and why, and which checkpoints no longer hold', () =>
  shown({ view: 'custody', more: { standing: 'warrant', broken: 32 } }, async (page) => {
    await button(page, 'Verify the log').click();
    const result = page.getByRole('alert', { name: 'Result of verifying' });
    await says(result, 'The chain is broken at line 32: it does not follow the line before');
    await says(result, '1 checkpoint does not hold.');
    const rows = result.getByRole('table', { name: 'Checkpoints' }).getByRole('row');
    await says(rows.nth(1), 'Yes');
    await says(rows.nth(2), 'No: the log was rewritten since the checkpoint');
  }));

async function openQuarantine(page: Page): Promise<void> {
  await answer(page, ['/home/r/reviewer.identity.json']);
  await button(page, 'The reviewer’s identity: choose').click();
  await page.getByLabel('Passphrase of the reviewer').fill(PASSPHRASE);
  await button(page, 'Open the quarantine').click();
  await page.getByRole('listbox', { name: 'Withheld messages' }).waitFor();
}

const option = (page: Page): Locator =>
  page.getByRole('listbox', { name: 'Withheld messages' }).getByRole('option');

test('the analyst sees how many messages are withheld and why, and the way to the quarantine', () =>
  shown({ more: { standing: 'warrant', withheld: 12 } }, async (page) => {
    const withheld = page.getByRole('region', { name: 'Withheld' });
    await says(withheld, 'AB/1: 11 messages withheld: legal professional privilege');
    await says(withheld, 'AB/1: 1 message withheld: a word listed for review');
    await button(withheld, 'Quarantine').click();
    const table = page.getByRole('table', { name: 'Withheld messages' });
    assert.deepEqual(await table.getByRole('row').nth(1).getByRole('cell').allInnerTexts(), [
      'AB/1',
      'legal professional privilege',
      '11',
      'none decided',
    ]);
    await answer(page, ['/home/r/reviewer.identity.json']);
    await button(page, 'The reviewer’s identity: choose').click();
    await page.getByLabel('Passphrase of the reviewer').fill('something else');
    await button(page, 'Open the quarantine').click();
    await says(page.getByRole('alert'), 'the passphrase does not open this identity');
    assert.deepEqual(await asked(page, 'quarantine.items'), []);
  }));

test('the reviewer decides message by message, each with its reason, by the keyboard alone', () =>
  shown({ view: 'quarantine', more: { standing: 'warrant', withheld: 24 } }, async (page) => {
    await openQuarantine(page);
    await says(page.getByRole('note'), 'Each message shown here is logged as seen by you.');
    const message = page.getByRole('article', { name: 'Withheld message' });
    await says(message, 'I have read your statement. Ring me before you sign anything.');
    await says(message, '2024-03-20 09:00:00 +00:00');
    await says(message, 'msgstore.db, message row 600');
    assert.equal(await option(page).count(), 20);

    await page.keyboard.press('ControlOrMeta+Enter');
    await says(page.getByRole('alert'), 'A reason is needed: it stands in the log.');
    assert.deepEqual(await asked(page, 'quarantine.decide'), []);
    await page.keyboard.type('Not about the defence');
    await page.keyboard.press('ControlOrMeta+Enter');
    await says(option(page).nth(0), 'Released');
    await says(message, 'هل يمكنني التحدث معك قبل الجلسة؟');
    await page.keyboard.press('r');
    await page.keyboard.type('Advice to the client');
    await page.keyboard.press('ControlOrMeta+Shift+Enter');
    await says(option(page).nth(1), 'Stays withheld');
    await says(message, 'Fee note.pdf');

    const decided = await asked<{ item: string; release: boolean; reason: string }>(
      page,
      'quarantine.decide',
    );
    assert.deepEqual(
      decided.map(({ item, release, reason }) => [item, release, reason]),
      [
        ['AB-1:600', true, 'Not about the defence'],
        ['AB-1:601', false, 'Advice to the client'],
      ],
    );
    // Looking at a page is logged: it is asked for once, whatever is decided on it.
    const pages = await asked<{ from: number; count: number }>(page, 'quarantine.items');
    assert.deepEqual(
      pages.map(({ from, count }) => [from, count]),
      [[0, 20]],
    );
    await button(page, 'Next page').click();
    await page.getByText('24 messages, page 2 of 2').waitFor();
    await option(page).nth(3).waitFor();
    assert.equal(await option(page).count(), 4);
  }));

test('what was released is not taken back; what stays withheld may be decided anew', () =>
  shown({ view: 'quarantine', more: { standing: 'warrant', withheld: 3 } }, async (page) => {
    await openQuarantine(page);
    const decision = page.getByRole('region', { name: 'Decision' });
    await decision.getByLabel('Reason').fill('Advice to the client');
    await button(decision, 'Keep withheld').click();
    await says(option(page).nth(0), 'Stays withheld');
    await page.keyboard.press('k');
    await decision.getByText('Another decision may be made.').waitFor();
    await decision.getByLabel('Reason').fill('On second thoughts not');
    await button(decision, 'Release into the case').click();
    await says(option(page).nth(0), 'Released');
    await option(page).nth(0).click();
    await decision.getByText('Released: it stands in the case.').waitFor();
    assert.equal(await button(decision, 'Keep withheld').getAttribute('aria-disabled'), 'true');
  }));

test('the quarantine closes when its view is left, and its counts say what was decided', () =>
  shown({ view: 'quarantine', more: { standing: 'warrant', withheld: 3 } }, async (page) => {
    await openQuarantine(page);
    await page.getByLabel('Reason').fill('Advice to the client');
    await button(page, 'Keep withheld').click();
    await says(option(page).nth(0), 'Stays withheld');
    await page.getByRole('tab', { name: 'Overview' }).click();
    await page.getByRole('tab', { name: 'Quarantine' }).click();
    await says(page.getByRole('table', { name: 'Withheld messages' }), '1 of 3 decided');
    assert.equal((await asked(page, 'quarantine.close')).length, 1);
  }));

test('a quarantine that is not used is closed after ten minutes', () =>
  shown({ more: { standing: 'warrant', withheld: 3 } }, async (page) => {
    await page.clock.install();
    await page.getByRole('tab', { name: 'Quarantine' }).click();
    await openQuarantine(page);
    await page.clock.fastForward('09:00');
    await page.keyboard.press('j');
    await page.clock.fastForward('09:30');
    assert.equal(await option(page).count(), 3);
    await page.clock.fastForward('00:31');
    await page.getByText('The quarantine was not used for 10 minutes and was closed.').waitFor();
    assert.equal(await option(page).count(), 0);
    assert.equal((await asked(page, 'quarantine.close')).length, 1);
  }));

test('a bundle is saved for a passphrase, of the exhibits that are chosen, and shows its hash', () =>
  shown({ second: true, more: { standing: 'warrant' } }, async (page) => {
    await button(page, 'Save as a bundle…').click();
    const dialog = page.getByRole('dialog', { name: 'Save the case as a bundle' });
    await button(dialog, 'Save the bundle…').click();
    await dialog.getByText('A passphrase of at least 12 characters is needed.').waitFor();
    await dialog.getByText('87 messages').click();
    assert.equal(await dialog.getByRole('checkbox', { name: /^AB\/1 87 messages/ }).isChecked(), false);
    await dialog.getByText('With attachments').click();
    await dialog.getByLabel('Passphrase of the bundle', { exact: true }).fill(NEW_PASSPHRASE);
    await dialog.getByLabel('Passphrase of the bundle again').fill(NEW_PASSPHRASE);
    await button(dialog, 'Save the bundle…').click();
    await dialog.getByRole('progressbar', { name: 'Progress of the bundle' }).waitFor();
    await dialog.getByText('The bundle is saved, and the log says so.').waitFor();
    await says(dialog, '0badc0de'.repeat(8));
    await says(dialog, '46.0 MiB (48,213,004 bytes)');
    assert.deepEqual(await asked(page, 'bundle.save'), [
      {
        exhibits: ['AB/2'],
        recipient: { passphrase: NEW_PASSPHRASE },
        withAttachments: false,
        withAdded: true,
      },
    ]);
  }));

test('a bundle for one workstation needs the card of its identity', () =>
  shown({ more: { standing: 'consent' } }, async (page) => {
    await page.keyboard.press('ControlOrMeta+k');
    await page.getByLabel('Find a command').fill('save the case');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Save the case as a bundle' });
    await dialog.getByText('One workstation, by the card of its identity').click();
    await button(dialog, 'Save the bundle…').click();
    await dialog.getByText('The card of who is to open it is needed.').waitFor();
    await answer(page, ['/home/r/room 9.card.json']);
    await button(dialog, 'Card of the recipient: choose').click();
    await button(dialog, 'Save the bundle…').click();
    await dialog.getByText('The bundle is saved').waitFor();
    assert.deepEqual(await asked(page, 'bundle.save'), [
      { recipient: { card: '/home/r/room 9.card.json' }, withAttachments: true, withAdded: true },
    ]);
  }));

test('a bundle says what it is, and opens with its passphrase under a new one', () =>
  start(async (page) => {
    await answer(page, ['/home/r/letter.pdf'], ['/home/r/OP LANTERN.tlcase']);
    await button(page, 'Open a bundle…').click();
    const dialog = page.getByRole('dialog', { name: 'Open a bundle' });
    await says(dialog.getByRole('alert'), 'letter.pdf: it is not a bundle');
    await button(dialog, 'Close').last().click();
    await button(page, 'Open a bundle…').click();
    await says(dialog, '0badc0de'.repeat(8));
    await says(dialog.getByRole('row', { name: 'Opens with' }), 'a passphrase');
    await dialog.getByLabel('Passphrase of the bundle').fill('something else');
    await dialog.getByLabel('New passphrase of the case here').fill(NEW_PASSPHRASE);
    await dialog.getByLabel('New passphrase again').fill(NEW_PASSPHRASE);
    await button(dialog, 'Verify it and open the case').click();
    await says(dialog.getByRole('alert'), 'the passphrase does not open this bundle');
    await dialog.getByLabel('Passphrase of the bundle').fill(PASSPHRASE);
    await button(dialog, 'Verify it and open the case').click();
    await page.getByRole('main', { name: 'Overview' }).waitFor();
    const requests = await asked<object>(page, 'bundle.open');
    assert.deepEqual(requests.at(-1), {
      file: '/home/r/OP LANTERN.tlcase',
      bundlePassphrase: PASSPHRASE,
      passphrase: NEW_PASSPHRASE,
    });
  }));

test('a bundle that was sealed for another workstation is not asked a passphrase for', () =>
  start(async (page) => {
    await answer(page, ['/home/r/for-others.tlcase']);
    await button(page, 'Open a bundle…').click();
    const dialog = page.getByRole('dialog', { name: 'Open a bundle' });
    await says(dialog.getByRole('alert'), 'sealed for another workstation’s identity');
    assert.equal(await dialog.getByRole('textbox').count(), 0);
    assert.equal(await button(dialog, 'Verify it and open the case').isEnabled(), false);
  }));

test('a case is destroyed only with its reference, its passphrase and a reason', () =>
  shown({ more: { standing: 'review' } }, async (page) => {
    await button(page, 'Destroy the case…').click();
    const dialog = page.getByRole('dialog', { name: 'Destroy the case' });
    await says(dialog, 'This cannot be taken back.');
    // It is typed into at once.
    await dialog.locator('input[id$=reference]:focus').waitFor();
    await dialog.getByLabel(/^Reference of the case/).fill('op lantern');
    await button(dialog, 'Destroy the case').click();
    await dialog.getByText('It is not the reference of this case.').waitFor();
    assert.deepEqual(await asked(page, 'case.destroy'), []);
    await dialog.getByLabel(/^Reference of the case/).fill('OP LANTERN');
    await dialog.getByLabel('Passphrase of the case').fill('something else');
    await dialog.getByLabel('Reason').fill('Retention ended');
    await button(dialog, 'Destroy the case').click();
    await says(dialog.getByRole('alert'), 'the passphrase does not open this case');
    assert.equal(await dialog.getByLabel('Passphrase of the case').inputValue(), '');
    await dialog.getByLabel('Passphrase of the case').fill(PASSPHRASE);
    await button(dialog, 'Destroy the case').click();
    await dialog.getByText('the passphrase does not open').waitFor({ state: 'detached' });
    assert.deepEqual((await asked<object>(page, 'case.destroy')).at(-1), {
      reference: 'OP LANTERN',
      passphrase: PASSPHRASE,
      reason: 'Retention ended',
    });
  }));
