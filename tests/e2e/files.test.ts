/** The Files view, and where else a message's files are, in a real browser on made cases. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { buildViewPage, openViewPage, type ViewPageOptions } from './view-page.ts';

const scratch = mkdtempSync(path.join(tmpdir(), 'threadline-files-'));
before(() => buildViewPage(scratch));
after(() => rmSync(scratch, { recursive: true, force: true }));

const DEVICES: ViewPageOptions = { second: true, more: { tablet: 1 } };

async function files(options: ViewPageOptions, work: (page: Page) => Promise<void>): Promise<void> {
  const { page, errors, close } = await openViewPage(scratch, { view: 'files', ...options });
  try {
    page.setDefaultTimeout(10_000);
    await page.getByRole('main', { name: 'Files' }).waitFor();
    await work(page);
    assert.deepEqual(errors, []);
  } finally {
    await close();
  }
}

const grid = (page: Page): Locator => page.getByRole('grid', { name: 'Files' });
const rowOf = (page: Page, text: string): Locator => grid(page).getByRole('row').filter({ hasText: text });
const panel = (page: Page): Locator => page.getByRole('complementary', { name: 'File' });
const said = async (place: Locator): Promise<string> =>
  (await place.allInnerTexts()).join(' ').replace(/\s+/g, ' ').trim();

async function count(page: Page, text: string): Promise<void> {
  await page.getByRole('status').filter({ hasText: text }).waitFor();
}

test('files of all exhibits stand once, with who sent each first and where else it is', async () => {
  await files(DEVICES, async (page) => {
    await count(page, '9 files; 7 attachments without a SHA-256 not listed');
    assert.match(
      await said(rowOf(page, 'bridge at dusk.png')),
      /Picture bridge at dusk.png \+1 .* 2 AB\/2, AB\/3 in 2 exhibits, place/,
    );
    assert.match(await said(rowOf(page, 'تقرير')), /no time .* not in the evidence/);
    await rowOf(page, 'bridge at dusk.png').click();
    const shown = panel(page);
    await shown.getByRole('img', { name: 'Attachment bridge at dusk.png' }).waitFor();
    assert.deepEqual(await shown.getByRole('list', { name: 'Names' }).getByRole('listitem').allInnerTexts(), [
      'bridge at dusk.png',
      'IMG-20240321-WA0001.png',
    ]);
    const facts = await said(shown.getByRole('region', { name: 'What the file says of itself' }));
    assert.match(facts, /EXIF DateTimeOriginal 2024-03-20 17:58:05, zone not stated/);
    assert.match(facts, /PNG tIME 2024-03-20 18:02:11 \+00:00/);
    assert.match(facts, /EXIF GPS 51.5008333, -0.122, 12.5 m/);
    assert.match(facts, /not when a message was sent/);
    const sendings = shown.getByRole('list', { name: 'Messages that carry it' }).getByRole('listitem');
    assert.equal(await sendings.count(), 2);
    assert.match(await said(sendings.nth(0)), /^נועה כהן 2024-03-20 16:00:00 .* AB\/3/);
    assert.match(await said(sendings.nth(1)), /AB\/2/);
  });
});

test('filters leave the files that are asked for, and say how many', async () => {
  await files(DEVICES, async (page) => {
    await page.getByText('Not what it is called', { exact: true }).click();
    await count(page, '1 of 9 files');
    await rowOf(page, 'IMG-20240321-WA0002.png').click();
    await panel(page).getByText('Its bytes are image/png; its name claims another kind of file.').waitFor();
    await page.getByText('Not what it is called', { exact: true }).click();
    await page.getByText('In several exhibits', { exact: true }).click();
    await count(page, '2 of 9 files');
    await page.getByText('In several exhibits', { exact: true }).click();
    await page.getByRole('textbox', { name: 'Find in the files' }).fill('FC9CD347');
    await count(page, '1 of 9 files');
    await page.getByRole('textbox', { name: 'Find in the files' }).fill('nothing is called so');
    await page.getByText('No file of the case has all that is asked for.').waitFor();
  });
});

test('by the keyboard: to the files, along them, and to the message that sent one first', async () => {
  const { page, errors, close } = await openViewPage(scratch, { ...DEVICES, view: 'timeline' });
  try {
    page.setDefaultTimeout(10_000);
    await page.getByRole('main', { name: 'Timeline' }).waitFor();
    await page.keyboard.press('ControlOrMeta+6');
    await page.getByRole('main', { name: 'Files' }).waitFor();
    await count(page, '9 files');
    await page.keyboard.press('ControlOrMeta+f');
    await page.keyboard.type('dusk');
    await count(page, '1 of 9 files');
    await grid(page).focus();
    await page.keyboard.press('ArrowDown');
    await panel(page).waitFor();
    await page.keyboard.press('Escape');
    await panel(page).waitFor({ state: 'detached' });
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await page.getByRole('main', { name: 'Conversation' }).waitFor();
    await page.keyboard.press('ControlOrMeta+i');
    const provenance = page.getByRole('complementary', { name: 'Provenance' });
    const elsewhere = provenance.getByRole('region', { name: 'Where else the file is' });
    await elsewhere.waitFor();
    assert.match(await said(elsewhere), /In 2 messages, 2 chats, 2 exhibits; .*\(this message\)/);
    await elsewhere.getByRole('button', { name: /^Show AB-2:\d+ in the chat$/ }).click();
    await provenance.getByText('AB/2').first().waitFor();
    assert.deepEqual(errors, []);
  } finally {
    await close();
  }
});

test('a case without files says so', async () => {
  await files({ messages: 0 }, async (page) => {
    await page.getByText('No message of this case carries a file whose SHA-256 is known.').waitFor();
  });
});
