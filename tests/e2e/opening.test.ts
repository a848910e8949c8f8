/** A case whose messages are still being opened: what is known of it stands already, and the rest says so. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { buildViewPage, openViewPage, type ViewPage } from './view-page.ts';

const site = mkdtempSync(path.join(tmpdir(), 'threadline-opening-'));
let view: ViewPage;

before(async () => {
  await buildViewPage(site);
  view = await openViewPage(site, { more: { opening: 1 } });
});
after(async () => {
  await view.close();
  rmSync(site, { recursive: true, force: true, maxRetries: 5 });
});

test('exhibits and their counts stand before the messages are open; nothing that is not known yet is said', async () => {
  const { page } = view;
  await page.getByRole('region', { name: 'AB/1' }).getByText('427', { exact: true }).first().waitFor();
  await page.getByRole('contentinfo').getByText('Opening: segment 3 of 10').waitFor();
  const facts = await page.locator('dl').first().locator('div').allInnerTexts();
  const factOf = (term: string): string | undefined =>
    facts
      .find((one) => one.startsWith(term))
      ?.split('\n')
      .at(-1);
  assert.equal(factOf('Messages'), '427');
  for (const term of ['Chats', 'People', 'First message', 'Last message'])
    assert.equal(factOf(term), '…', term);
});

test('views of messages say that these are being opened, and nothing is taken in meanwhile', async () => {
  const { page } = view;
  await page.getByRole('tab', { name: 'Timeline' }).click();
  await page.getByText('Its messages are being opened: segment 3 of 10').waitFor();
  assert.equal(await page.getByRole('grid').count(), 0);
  const add = page.getByRole('banner').getByRole('button', { name: 'Add exhibit' });
  assert.equal(await add.getAttribute('aria-disabled'), 'true');
});

test('once they are open the view shows them', async () => {
  const { page, errors } = view;
  await page.evaluate('viewPage.endOpening()');
  await page.getByRole('grid', { name: 'Messages' }).getByRole('row').nth(3).waitFor();
  assert.equal(await page.getByText('being opened').count(), 0);
  await page.getByRole('tab', { name: 'Overview' }).click();
  await page.getByText('First message').waitFor();
  assert.equal(await page.getByText('…', { exact: true }).count(), 0);
  assert.deepEqual(errors, []);
});
