/** The timeline and its filters in a real browser, on the made case of renderer/app/testing. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { buildViewPage, openViewPage, type ViewPage, type ViewPageOptions } from './view-page.ts';

const scratch = mkdtempSync(path.join(tmpdir(), 'threadline-timeline-'));
before(() => buildViewPage(scratch));
after(() => rmSync(scratch, { recursive: true, force: true }));

/** Pages by their options: a test that wants the same case gets it anew in the same browser. */
const pages = new Map<string, ViewPage>();
after(() => Promise.all([...pages.values()].map((shown) => shown.close())));

/** Shows the timeline, and at the end holds that nothing went wrong unseen. */
async function timeline(options: ViewPageOptions, work: (page: Page) => Promise<void>): Promise<void> {
  const key = JSON.stringify(options);
  let shown = pages.get(key);
  if (shown) await shown.page.reload();
  else {
    shown = await openViewPage(scratch, { view: 'timeline', ...options });
    pages.set(key, shown);
  }
  shown.page.setDefaultTimeout(10_000);
  await shown.page.getByRole('main', { name: 'Timeline' }).waitFor();
  await work(shown.page);
  assert.deepEqual(shown.errors, []);
}

const grid = (page: Page): Locator => page.getByRole('grid', { name: 'Messages' });
const rowOf = (page: Page, text: string): Locator => grid(page).getByRole('row').filter({ hasText: text });
const selected = (page: Page): Locator => grid(page).getByRole('row', { selected: true });
const option = (page: Page, list: string, name: RegExp): Locator =>
  page.getByRole('listbox', { name: list }).getByRole('option', { name });

async function topOf(row: Locator): Promise<number> {
  const box = await row.boundingBox();
  assert.ok(box, 'the row is not in sight');
  return Math.round(box.y);
}

/** Cells of a row that say anything, as they are read. */
async function cellsOf(row: Locator): Promise<string[]> {
  const cells = await row.getByRole('gridcell').allInnerTexts();
  return cells.map((text) => text.replace(/\s+/g, ' ').trim()).filter((text) => text !== '');
}

/** Waits until the list has so many lines: messages, dividers and the header. */
async function lines(page: Page, count: number): Promise<void> {
  await page.locator(`[role=grid][aria-rowcount="${count}"]`).waitFor();
}

test('every message stands in order of time with its distance to the instant, whose line is in the middle', async () => {
  await timeline({}, async (page) => {
    await lines(page, 429);
    assert.deepEqual(await grid(page).getByRole('columnheader').allInnerTexts(), [
      'Distance',
      'Time, Europe/London',
      'Person',
      'Chat',
      'Kind',
      'Text',
      'Attachments',
      'Marks',
    ]);
    const line = rowOf(page, 'Instant 2024-03-22 14:40:00 +00:00');
    await line.waitFor();
    const before = rowOf(page, 'It is time.');
    assert.deepEqual(await cellsOf(before), [
      '−00:03:12',
      '2024-03-22 14:36:48',
      'بشير حداد',
      'Saturday walk 🥾',
      'Text',
      'It is time.',
    ]);
    const after_ = rowOf(page, 'Where is everybody?');
    assert.equal((await cellsOf(after_))[0], '+00:04:00');
    const [above, middle, below] = [await topOf(before), await topOf(line), await topOf(after_)];
    assert.deepEqual([middle - above, below - middle], [26, 26]);
    assert.equal(await before.getAttribute('aria-rowindex'), '426');
    // What a message reports, and what there is beside its content.
    assert.ok((await cellsOf(rowOf(page, 'Outgoing voice call, missed'))).includes('Call'));
    assert.ok((await cellsOf(rowOf(page, 'See you at 14:45'))).includes('Edited'));
  });
});

test('filters join: each is seen as a chip, counts what it would leave, and goes alone or with all', async () => {
  await timeline({}, async (page) => {
    await option(page, 'People', /^Joanna Ho 108$/).click();
    await page.getByText('108 of 427 messages').first().waitFor();
    // The chosen list keeps its own counts, the others take the filter's.
    await option(page, 'People', /^Marta Nowak 140$/).waitFor();
    await option(page, 'Kinds', /^Image 2$/).click();
    await lines(page, 4);
    await option(page, 'Chats', /^Direct chat Joanna Ho 1$/).waitFor();
    await option(page, 'Chats', /^Status Joanna Ho 1$/).waitFor();
    await page.getByLabel('Search messages').fill('WA0010');
    await rowOf(page, 'Sunset').waitFor();
    await lines(page, 3);
    const chips = page.getByRole('list', { name: 'Filtered by' }).getByRole('listitem');
    assert.deepEqual(await chips.allInnerTexts(), ['Search: WA0010', 'Person Joanna Ho', 'Kind Image']);
    await page.getByRole('button', { name: 'Remove Search: WA0010' }).click();
    await lines(page, 4);
    assert.equal(await page.getByLabel('Search messages').inputValue(), '');
    await page.getByRole('button', { name: 'Clear all' }).last().click();
    await lines(page, 429);
    await page.getByText('Nothing is filtered out.').waitFor();
  });
});

test('a phrase is set off where it stands, in any case', async () => {
  await timeline({}, async (page) => {
    await page.getByLabel('Search messages').fill('"SEE YOU"');
    const row = rowOf(page, 'See you at 14:45');
    await row.locator('mark').waitFor();
    assert.deepEqual(await row.locator('mark').allInnerTexts(), ['See you']);
  });
});

test('a search with a fault is said where it is, and leaves the result as it was', async () => {
  await timeline({}, async (page) => {
    const box = page.getByLabel('Search messages');
    const counted = page.getByText(/^\d+ of 427 messages$/).first();
    await box.fill('"see you"');
    // All 427 stand there until the search has been answered.
    await page
      .getByText(/^(?!427 )\d+ of 427 messages$/)
      .first()
      .waitFor();
    const before = await counted.textContent();
    await box.fill('walk (see');
    await page.getByText('A bracket is not closed.').waitFor();
    assert.equal(await box.getAttribute('aria-invalid'), 'true');
    assert.equal(await counted.textContent(), before);
    await box.fill('walk (see)');
    await page.getByText('A bracket is not closed.').waitFor({ state: 'detached' });
    await box.fill('walk');
    await page.getByRole('button', { name: 'How to search' }).click();
    await page.getByRole('button', { name: 'has:attachment' }).click();
    assert.equal(await box.inputValue(), 'walk has:attachment');
  });
});

test('the selected message keeps its height on screen when the filter changes, or the nearest in time takes it', async () => {
  await timeline({}, async (page) => {
    await page.getByRole('textbox', { name: 'Instant' }).fill('2024-01-22 22:00');
    await page.keyboard.press('Enter');
    await rowOf(page, '2024-01-22 21:57:00').click();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowDown');
    assert.equal((await cellsOf(selected(page)))[1], '2024-01-22 21:57:00');
    const height = await topOf(selected(page));
    await option(page, 'Chats', /^Direct chat بشير حداد/).click();
    await lines(page, 108);
    assert.equal((await cellsOf(selected(page)))[1], '2024-01-22 21:57:00');
    assert.equal(await topOf(selected(page)), height);
    // It says “Running late”. The nearest of those that do not are 1,732 minutes before and 1,725 after it.
    await page.getByLabel('Search messages').fill('תודה');
    await page.getByText('The selected message does not pass the filter.').waitFor();
    assert.equal(await selected(page).count(), 0);
    assert.equal(await topOf(rowOf(page, '2024-01-24 02:42:00')), height);
    await page.getByRole('button', { name: 'Clear all' }).last().click();
    await selected(page).waitFor();
    assert.equal(await topOf(selected(page)), height);
  });
});

test('the list is walked by keys, and Enter opens the conversation', async () => {
  await timeline({}, async (page) => {
    await grid(page).focus();
    const text = async (): Promise<string> => (await cellsOf(selected(page))).at(-1)!;
    await page.keyboard.press('ArrowDown');
    await selected(page).waitFor();
    assert.equal(await text(), 'Where is everybody?');
    await page.keyboard.press('ArrowUp');
    assert.equal(await text(), 'It is time.');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    assert.ok((await cellsOf(selected(page))).includes('On the way'));
    await page.keyboard.press('k');
    assert.equal(await text(), 'Where is everybody?');
    await page.keyboard.press('Home');
    await page.locator('[role=row][aria-rowindex="2"][aria-selected=true]').waitFor();
    await page.keyboard.press('PageDown');
    await page.keyboard.press('PageUp');
    await page.locator('[role=row][aria-rowindex="2"][aria-selected=true]').waitFor();
    await page.keyboard.press('End');
    const last = page.locator('[role=row][aria-rowindex="429"][aria-selected=true]');
    await last.waitFor();
    assert.equal(await grid(page).getAttribute('aria-activedescendant'), await last.getAttribute('id'));
    await page.keyboard.press('Enter');
    await page.getByRole('main', { name: 'Conversation' }).waitFor();
  });
});

/** The list may be on its way still when the first key is pressed, which then has nothing to move to. */
async function toFirst(page: Page): Promise<void> {
  const first = page.locator('[aria-rowindex="2"][aria-selected=true]');
  for (let tries = 0; tries < 50 && (await first.count()) === 0; tries++) {
    await page.keyboard.press('Home');
    await page.waitForTimeout(100);
  }
  await first.waitFor();
}

test('the place is kept while another view is shown', async () => {
  await timeline({}, async (page) => {
    await grid(page).focus();
    await toFirst(page);
    for (let i = 0; i < 30; i++) await page.keyboard.press('ArrowDown');
    await page.locator('[aria-rowindex="32"][aria-selected=true]').waitFor();
    const height = await topOf(selected(page));
    await page.getByRole('tab', { name: 'Overview' }).click();
    await page.getByRole('tab', { name: 'Timeline' }).click();
    await page.locator('[aria-rowindex="32"][aria-selected=true]').waitFor();
    assert.equal(await topOf(selected(page)), height);
  });
});

test('an instant is set by writing it or from a message, and the hour before it is one key', async () => {
  await timeline({}, async (page) => {
    await grid(page).focus();
    await page.keyboard.press('i');
    const input = page.getByRole('textbox', { name: 'Instant' });
    assert.ok(await input.evaluate((element) => element === element.ownerDocument.activeElement));
    await input.fill('13:10');
    await page.keyboard.press('Enter');
    await rowOf(page, 'Instant 2024-03-22 13:10:00 +00:00').waitFor();
    // Letters are commands again: Enter gave the keyboard back to the list.
    await page.keyboard.press('h');
    await page.getByText('2 of 427 messages').first().waitFor();
    assert.deepEqual(await cellsOf(rowOf(page, 'photo_')).then(([distance]) => distance), '−00:30:00');
    assert.equal(await page.getByRole('textbox', { name: 'From' }).inputValue(), '2024-03-22 12:10:00');
    await page.keyboard.press('h');
    await lines(page, 429);
    // The list may still be moving to its place when the row is first clicked.
    for (;;) {
      await rowOf(page, 'See you at 14:45').click();
      await selected(page).waitFor();
      if ((await selected(page).textContent())?.includes('See you at 14:45')) break;
    }
    await page.keyboard.press('Shift+I');
    await rowOf(page, 'Instant 2024-03-22 11:20:00 +00:00').waitFor();
    assert.equal((await cellsOf(selected(page)))[0], '+00:00:00');
    await page.keyboard.press('Home');
    await page.locator('[aria-rowindex="2"][aria-selected=true]').waitFor();
    await page.keyboard.press('g');
    await rowOf(page, 'Instant 2024-03-22 11:20:00 +00:00').waitFor();
    await input.fill('2024-02-30 10:00');
    await page.keyboard.press('Enter');
    await page.getByText('There is no day 2024-02-30.').waitFor();
    await page.keyboard.press('Escape');
    assert.equal(await input.inputValue(), '2024-03-22 11:20:00');
  });
});

test('a stretch of the histogram is chosen by keys, zoomed to, and cleared', async () => {
  await timeline({}, async (page) => {
    const time = page.getByRole('slider', { name: 'Time' });
    await time.focus();
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowLeft');
    await page
      .locator('[role=slider][aria-valuetext="2024-03-22 00:00 to 12:00 +00:00: 7 messages"]')
      .waitFor();
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Enter');
    await page.getByText('17 of 427 messages').first().waitFor();
    assert.equal(await page.getByRole('textbox', { name: 'From' }).inputValue(), '2024-03-22 00:00:00');
    assert.equal(await page.getByRole('textbox', { name: 'Until' }).inputValue(), '2024-03-23 00:00:00');
    await page.getByRole('button', { name: 'Zoom to the chosen dates' }).click();
    await page.getByText('a bar is 15 minutes').waitFor();
    await page.getByRole('button', { name: 'Show the whole time' }).click();
    await page.getByText('a bar is 12 hours').waitFor();
    await time.focus();
    for (let i = 0; i < 20; i++) await page.keyboard.press('+');
    await grid(page).focus();
    await page.getByText('a bar is 1 second').waitFor();
    await time.focus();
    await page.keyboard.press('0');
    await page.keyboard.press('Escape');
    await lines(page, 429);
  });
});

test('a stretch of the histogram is chosen by dragging, and the wheel zooms where it points', async () => {
  await timeline({}, async (page) => {
    const box = (await page.getByRole('slider', { name: 'Time' }).boundingBox())!;
    const across = async (from: number, to: number): Promise<void> => {
      await page.mouse.move(box.x + box.width * from, box.y + 50);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width * to, box.y + 50, { steps: 4 });
      await page.mouse.up();
    };
    await across(0.75, 0.5);
    await page
      .getByText(/^10\d of 427 messages$/)
      .first()
      .waitFor();
    const [from, until] = [
      page.getByRole('textbox', { name: 'From' }),
      page.getByRole('textbox', { name: 'Until' }),
    ];
    // Dragged values are those of the bars.
    assert.match(await from.inputValue(), /^2024-01-2\d (?:00|12):00:00$/);
    assert.match(await until.inputValue(), /^2024-02-2\d (?:00|12):00:00$/);
    const right = await until.inputValue();
    // By its left edge it is made longer, and its right edge stays.
    await across(0.5, 0.25);
    await page
      .getByText(/^20\d of 427 messages$/)
      .first()
      .waitFor();
    assert.equal(await until.inputValue(), right);
    await page.mouse.move(box.x + box.width - 30, box.y + 40);
    for (let i = 0; i < 8; i++) await page.mouse.wheel(0, -300);
    await page.mouse.move(box.x + 100, box.y + 300);
    await page.getByText(/^2024-03-1\d .* to 2024-03-2\d .*, a bar is \d+ minutes$/).waitFor();
  });
});

test('a list of the filter is searched and worked by keys', async () => {
  await timeline({ messages: 2001 }, async (page) => {
    await page.getByRole('searchbox', { name: 'Find in People' }).fill('447700900077');
    const people = page.getByRole('listbox', { name: 'People' });
    await option(page, 'People', /^Person 77 /).waitFor();
    assert.equal(await people.getByRole('option').count(), 1);
    await people.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Remove Person Person 77' }).waitFor();
    await page.getByRole('searchbox', { name: 'Find in People' }).fill('');
    // What is chosen stands on top, whatever it counts.
    await people.locator('[aria-posinset="1"][aria-selected=true]').waitFor();
    assert.match((await people.getByRole('option').allInnerTexts())[0]!, /^Person 77/);
    await page.getByRole('button', { name: 'Clear the 1 chosen of People' }).click();
    await page.getByText('Nothing is filtered out.').waitFor();
  });
});

test('times of a clock without a zone are marked, and messages without a time stand below a line', async () => {
  await timeline({ messages: 3, text: true }, async (page) => {
    await lines(page, 39);
    assert.deepEqual(await cellsOf(rowOf(page, 'Leaving now')), [
      '−00:05',
      '2024-03-22 14:35 device clock',
      'Petra',
      'Allotment',
      'CD/2',
      'Text',
      'Leaving now',
    ]);
    // The clocks change within this case: instants say their offset.
    assert.equal((await cellsOf(rowOf(page, 'It is time.')))[1], '2024-03-22 14:36:48 +00:00');
    await grid(page).focus();
    await page.keyboard.press('End');
    await rowOf(page, 'Messages without a time').waitFor();
    assert.equal((await cellsOf(rowOf(page, 'Another one')))[0], 'no time');
    await option(page, 'Exhibits', /^CD\/2 6$/).click();
    await lines(page, 9);
    await option(page, 'Exhibits', /^AB\/1 30$/).waitFor();
    const input = page.getByRole('textbox', { name: 'Instant' });
    await input.fill('2023-10-29 01:30');
    await page.keyboard.press('Enter');
    await rowOf(page, 'Instant 2023-10-29 01:30:00 +01:00').waitFor();
    await page.getByRole('button', { name: 'Take the later' }).click();
    await rowOf(page, 'Instant 2023-10-29 01:30:00 +00:00').waitFor();
    assert.deepEqual((await cellsOf(rowOf(page, 'Clocks go back tonight'))).slice(0, 2), [
      '−01:00',
      '2023-10-29 01:30 zone given, clocks changed',
    ]);
  });
});

test('an empty case and a filter that nothing passes say what to do', async () => {
  await timeline({ messages: 0 }, async (page) => {
    await page.getByText('No messages', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Add an exhibit' }).click();
    await page.getByRole('dialog').waitFor();
  });
  await timeline({}, async (page) => {
    await page.getByLabel('Search messages').fill('nobody wrote this');
    await page.getByText('No message passes the filter').waitFor();
    await page.getByRole('button', { name: 'Clear the filter' }).click();
    await lines(page, 429);
  });
});

test('a list higher than a browser’s elements can be moves a row at a time anywhere, and to both ends', async () => {
  await timeline({ messages: 400_000 }, async (page) => {
    await lines(page, 400_002);
    await grid(page).focus();
    await toFirst(page);
    await grid(page).evaluate((list) => {
      list.scrollTop = list.scrollHeight / 2;
    });
    const middle = async (): Promise<number> => {
      const rows = grid(page).locator('[data-position]');
      await rows.first().waitFor();
      const [position, box, top] = await Promise.all([
        rows.first().getAttribute('data-position'),
        rows.first().boundingBox(),
        grid(page).boundingBox(),
      ]);
      return Number(position) * 26 - (box!.y - top!.y);
    };
    const first = async (): Promise<number> =>
      Number(await grid(page).locator('[data-position]').first().getAttribute('data-position'));
    while (Math.abs((await first()) - 200_000) > 2000) await page.waitForTimeout(20);
    const from = await middle();
    await grid(page).hover();
    for (let step = 1; step <= 12; step++) {
      await page.mouse.wheel(0, 26);
      // Also over the moment at which the scroller is put right.
      await page.waitForTimeout(step % 4 === 0 ? 250 : 30);
    }
    assert.ok(Math.abs((await middle()) - from - 12 * 26) <= 1);
    await page.keyboard.press('End');
    await page.locator('[aria-selected=true][data-position="399999"]').waitFor();
    await grid(page).evaluate((list) => {
      list.scrollTop = 0;
    });
    await page.locator('[data-position="0"]').waitFor();
  });
});
