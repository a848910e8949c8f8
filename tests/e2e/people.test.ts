/** The People view: suggestions with their evidence, merging, splitting and taking back, on made cases. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import type { MadeMain } from '../../renderer/app/testing/made-main.ts';
import { buildViewPage, openViewPage, type ViewPageOptions } from './view-page.ts';

const scratch = mkdtempSync(path.join(tmpdir(), 'threadline-people-'));
before(() => buildViewPage(scratch));
after(() => rmSync(scratch, { recursive: true, force: true }));

async function people(options: ViewPageOptions, work: (page: Page) => Promise<void>): Promise<void> {
  const { page, errors, close } = await openViewPage(scratch, { view: 'people', ...options });
  try {
    page.setDefaultTimeout(10_000);
    await page.getByRole('main', { name: 'People' }).waitFor();
    await work(page);
    assert.deepEqual(errors, []);
  } finally {
    await close();
  }
}

const grid = (page: Page): Locator => page.getByRole('grid', { name: 'People' });
const rowOf = (page: Page, text: string): Locator => grid(page).getByRole('row').filter({ hasText: text });
const status = (page: Page, text: string): Promise<void> =>
  page.getByRole('main').getByRole('status').filter({ hasText: text }).waitFor();
const decisions = (page: Page): Locator =>
  page.getByRole('list', { name: 'Decisions' }).getByRole('listitem');

const said = async (place: Locator): Promise<string> =>
  (await place.allInnerTexts()).join(' ').replace(/\s+/g, ' ').trim();

async function decide(page: Page, reason: string, action: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Reason' }).fill(reason);
  await dialog.getByRole('button', { name: action, exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** What the page asked the log to note. */
const noted = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    (globalThis as unknown as { viewPage: { asked: MadeMain['asked'] } }).viewPage.asked
      .filter(({ name }) => name === 'custody.note')
      .map(({ request }) => (request as { what: string }).what),
  );

test('a number written without its country code suggests a merge, which is logged, holds everywhere and is taken back', async () => {
  await people({ more: { telegram: 1 } }, async (page) => {
    const all = Number((await grid(page).getAttribute('aria-rowcount')) ?? 0) - 1;
    const suggestion = page
      .getByRole('list', { name: 'Suggestions' })
      .getByRole('listitem')
      .filter({ hasText: 'user2' });
    await suggestion.getByText('Both have the number +44').waitFor();
    assert.equal(await page.getByRole('combobox', { name: 'Country of EF/3' }).inputValue(), 'GB');
    await suggestion.getByRole('button', { name: /^Merge / }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Merge', exact: true }).click();
    await page.getByText('A reason is needed: it stands in the log.').waitFor();
    assert.deepEqual(await noted(page), []);
    await decide(page, 'she confirmed both', 'Merge');
    await status(page, `${all - 1} people`);
    assert.match((await noted(page))[0]!, /^One person: .*user2.*Reason: she confirmed both$/);
    assert.equal(await suggestion.count(), 0);
    await rowOf(page, 'Joanna').click();
    const accounts = page.getByRole('list', { name: 'Accounts' }).getByRole('listitem');
    assert.equal(await accounts.count(), 2);
    await page.getByRole('button', { name: 'Show messages' }).click();
    await page.getByRole('main', { name: 'Timeline' }).getByText('Only for this.').waitFor();
    await page.keyboard.press('ControlOrMeta+5');
    await decisions(page)
      .first()
      .getByRole('button', { name: /^Undo: / })
      .click();
    await decide(page, 'it was her sister', 'Undo');
    await status(page, `${all} people`);
    assert.match(await said(decisions(page).nth(1)), /\(undone\).*she confirmed both/);
    assert.match(await said(decisions(page).nth(0)), /^Undone: One person.*it was her sister/);
  });
});

test('people are marked and merged by the keyboard, and accounts of one are split off', async () => {
  await people({ more: { telegram: 1 } }, async (page) => {
    const all = Number((await grid(page).getAttribute('aria-rowcount')) ?? 0) - 1;
    await page.getByRole('list', { name: 'Suggestions' }).waitFor();
    await grid(page).focus();
    for (const key of ['Home', 'Space', 'ArrowDown', 'Space']) await page.keyboard.press(key);
    await page.getByRole('button', { name: 'Merge 2 marked people…' }).click();
    await decide(page, 'the same face in both pictures', 'Merge');
    await status(page, `${all - 1} people`);
    await grid(page).focus();
    await page.keyboard.press('Home');
    await page.getByRole('list', { name: 'Accounts' }).getByRole('checkbox').nth(1).check({ force: true });
    await page.getByRole('button', { name: 'Split off the ticked accounts…' }).click();
    await decide(page, 'two faces after all', 'Split');
    await status(page, `${all} people`);
    assert.match(await said(decisions(page).first()), /^Not the same person: /);
  });
});

test('a declined suggestion does not come again, and finding narrows the list', async () => {
  await people({ more: { telegram: 1 } }, async (page) => {
    await page.getByRole('button', { name: /^Decline .*user2/ }).click();
    await decide(page, 'the number was passed on', 'Decline');
    await decisions(page).getByText('Suggestion declined').waitFor();
    assert.equal(await page.getByRole('button', { name: /^Decline .*user2/ }).count(), 0);
    await page.keyboard.press('ControlOrMeta+f');
    await page.keyboard.type('joanna');
    await status(page, '1 of ');
    await page.getByRole('searchbox', { name: 'Find a person' }).fill('nobody at all');
    await page.getByText('Nobody is called so').waitFor();
  });
});

test('a name from right to left stands before its platform and id, as every other name does', async () => {
  await people({ second: true }, async (page) => {
    await rowOf(page, 'بشير').click();
    const account = page.getByRole('list', { name: 'Accounts' }).getByRole('listitem').first();
    const apart = await account.locator('bdi').allTextContents();
    assert.equal(apart.length, 2);
    assert.match(apart[0]!, /^[\p{Script=Arabic} ]+$/u);
    assert.match(apart[1]!, /^\d+@s\.whatsapp\.net$/);
    assert.match((await account.textContent()) ?? '', / \(WhatsApp, \d+@s\.whatsapp\.net\) AB\/1, AB\/2$/);
  });
});

test('an empty case says so', async () => {
  await people({ messages: 0 }, async (page) => {
    await page.getByText('Nobody yet').waitFor();
  });
});
