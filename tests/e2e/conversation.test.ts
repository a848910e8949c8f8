/** Conversations and the provenance panel in a real browser, on the made case of renderer/app/testing. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { BELL, BRIDGE, CARD, RIVER, STATION } from '../../renderer/app/testing/made-files.ts';
import { buildViewPage, openViewPage, type ViewPage, type ViewPageOptions } from './view-page.ts';

const scratch = mkdtempSync(path.join(tmpdir(), 'threadline-conversation-'));
before(() => buildViewPage(scratch));
after(() => rmSync(scratch, { recursive: true, force: true }));

/** Pages by their options: a test that wants the same case gets it anew in the same browser. */
const pages = new Map<string, ViewPage>();
after(() => Promise.all([...pages.values()].map((shown) => shown.close())));

/** Shows the conversation, and at the end holds that nothing went wrong unseen. */
async function conversation(options: ViewPageOptions, work: (page: Page) => Promise<void>): Promise<void> {
  const key = JSON.stringify(options);
  let shown = pages.get(key);
  if (shown) await shown.page.reload();
  else {
    shown = await openViewPage(scratch, { view: 'conversation', ...options });
    pages.set(key, shown);
  }
  shown.page.setDefaultTimeout(10_000);
  await shown.page.getByRole('main', { name: 'Conversation' }).waitFor();
  await work(shown.page);
  assert.deepEqual(shown.errors, []);
}

/** Two phones and a text export. */
const ALL: ViewPageOptions = { messages: 60, second: true, text: true };

const chats = (page: Page): Locator => page.getByRole('listbox', { name: 'Chats' });
const chatOf = (page: Page, name: string | RegExp): Locator => chats(page).getByRole('option', { name });
const feed = (page: Page): Locator => page.getByRole('feed', { name: 'Messages' });
const article = (page: Page, text: string): Locator =>
  feed(page).getByRole('article').filter({ hasText: text });
const chosen = (page: Page): Locator =>
  feed(page).locator('[role=article][aria-current], article[aria-current]');
const panel = (page: Page): Locator => page.getByRole('complementary', { name: 'Provenance' });

async function open(page: Page, name: string | RegExp): Promise<void> {
  await chatOf(page, name).click();
  await feed(page).waitFor();
}

/** A media element of the page. */
interface Player {
  muted: boolean;
  readonly duration: number;
  play(): Promise<void>;
}

/** Waits until something is so. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 10_000;
  while (!(await isSo())) {
    assert.ok(Date.now() < end, `it did not come about: ${isSo}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const squeezed = (text: string): string => text.replace(/\s+/g, ' ').trim();

const textOf = async (one: Locator): Promise<string> => {
  const [text] = await one.allInnerTexts();
  assert.ok(text !== undefined, 'it is not there');
  return text;
};

/** The lines of a bubble as they are seen; the last, with the time, is apart. */
async function readBubble(bubble: Locator): Promise<{ lines: string[]; time: string }> {
  const parts = await bubble.locator('> div > *').allInnerTexts();
  const lines = parts.slice(0, -1).flatMap((part) => part.split('\n').map(squeezed));
  return { lines: lines.filter((line) => line !== ''), time: squeezed(parts.at(-1) ?? '') };
}

/** Terms and values of a section of the panel. */
async function factsOf(page: Page, section: string): Promise<Record<string, string>> {
  const rows = panel(page).getByRole('region', { name: section, exact: true }).locator('dl > div');
  const [terms, values] = [
    await rows.locator('dt').allInnerTexts(),
    await rows.locator('dd').allInnerTexts(),
  ];
  return Object.fromEntries(terms.map((term, i) => [term, squeezed(values[i]!)]));
}

/** What the clipboard holds, as somebody who pastes it finds it. */
async function pasted(page: Page): Promise<string> {
  const search = page.getByRole('searchbox', { name: /Find a chat/ });
  await search.fill('');
  await search.focus();
  await page.keyboard.press('ControlOrMeta+v');
  const text = await search.inputValue();
  await search.fill('');
  return text;
}

/** Copying ends after the click that asks for it. */
async function pastes(page: Page, expected: string): Promise<void> {
  await until(async () => (await pasted(page)) === expected);
  assert.equal(await pasted(page), expected);
}

test('a chat stands as it was written: by day, with senders, sides, the instant and the distance to it', async () => {
  await conversation({}, async (page) => {
    await page.getByText('No chat chosen').waitFor();
    await open(page, /Saturday walk/);
    const header = page.getByRole('region', { name: 'Chat', exact: true }).locator('header');
    assert.equal(
      squeezed(await textOf(header)),
      'Saturday walk 🥾 Notes Filter the timeline by this chat Group, whatsapp in AB/1 109 messages ' +
        '2023-11-24 12:19:00 +00:00 to 2024-03-22 14:46:00 +00:00 4 members',
    );
    // Nothing is selected: it opens at the instant.
    const before_ = article(page, 'It is time.');
    assert.equal(await before_.getAttribute('aria-label'), 'بشير حداد, 2024-03-22 14:36:48 +00:00');
    assert.deepEqual(await readBubble(before_), {
      lines: ['بشير حداد', 'It is time.'],
      time: 'From the instant: −00:03:12 14:36:48',
    });
    assert.equal(await before_.getAttribute('aria-setsize'), '109');
    assert.equal(await before_.getAttribute('aria-posinset'), '107');
    const order = (await textOf(feed(page))).split('\n');
    const places = [
      'Friday 2024-03-22 +00:00',
      'It is time.',
      'Instant 2024-03-22 14:40:00 +00:00',
      'Where is everybody?',
      'End of the chat',
    ].map((line) => order.indexOf(line));
    assert.deepEqual(
      places,
      [...places].sort((a, b) => a - b),
    );
    assert.ok(places[0]! >= 0);
    // The owner's stand on the other side, and say so.
    const poll = article(page, 'Where do we meet?');
    assert.match((await poll.getAttribute('aria-label'))!, /^Marta Nowak, device owner, .*, Poll$/);
    const [own, other] = [
      (await poll.locator('> div').boundingBox())!,
      (await before_.locator('> div').boundingBox())!,
    ];
    assert.ok(own.x > other.x + other.width);
    await page.getByRole('button', { name: '4 members' }).click();
    assert.deepEqual(
      await page.getByRole('list', { name: 'Members' }).getByRole('listitem').allInnerTexts(),
      [
        'Marta Nowak\n+447700900001\nowner of AB/1',
        'Joanna Ho\n+447700900002',
        'بشير حداد\n+447700900003',
        'נועה כהן\n+447700900004',
      ],
    );
  });
});

test('each kind of message says what it holds', async () => {
  await conversation(ALL, async (page) => {
    const holds = async (text: string, ...lines: string[]): Promise<void> => {
      assert.deepEqual((await readBubble(article(page, text))).lines, lines);
    };
    await open(page, /Saturday walk/);
    await holds(
      'Where do we meet?',
      'Where do we meet?',
      'Station',
      '2 votes',
      'Bridge',
      '1 vote',
      'At home',
      '0 votes',
    );
    await holds('created the group', 'Marta Nowak created the group as “Saturday walk 🥾”');
    await holds('Marta Nowak added', 'Marta Nowak added Joanna Ho, بشير حداد and נועה כהן');
    await holds('after 7 days', 'Marta Nowak set messages to disappear after 7 days');
    await holds(
      'video call',
      'Incoming video call, answered, 1:02:05',
      'Taking part: بشير حداد and נועה כהן',
    );
    await holds(
      'can you undo this',
      'بشير حداد',
      'Joanna, can you undo this?',
      'Mentions Joanna Ho and 447700900099@s.whatsapp.net',
      'Deleted by Marta Nowak',
    );
    await holds(
      'On the way',
      'Joanna Ho',
      'In reply to a message that is not in the case. Its key: KEY-OF-A-MESSAGE-THAT-IS-NOT-HERE',
      'On the way',
    );
    const reacted = article(page, 'I can bring the map.');
    const tally = reacted.getByRole('button', { name: /^3 reactions/ });
    assert.equal(squeezed(await textOf(tally)), '3 reactions: 👍 2 ❤️ 1');
    await tally.click();
    assert.deepEqual(await reacted.getByRole('listitem').allInnerTexts(), [
      '👍 Marta Nowak 2024-03-21 05:21:00 +00:00',
      '👍 بشير حداد',
      '❤️ נועה כהן',
    ]);

    await open(page, /بشير حداد/);
    await holds('Incoming voice call', 'Incoming voice call, answered, 61 s');
    await holds('Incoming video call', 'Incoming video call, missed');
    await holds('See you at 14:45', 'See you at 14:45', 'Edited 2024-03-22 11:22:00 +00:00');
    await holds('Deleted by', 'Deleted by بشير حداد at 2024-03-22 11:31:00 +00:00');
    await holds('Forwarded', 'Forwarded', 'ok');

    await open(page, /Maximiliane/);
    await holds('Unknown type', 'Unknown type: message_type 117');
    await holds('View once', 'View once', 'Not in the evidence', 'no name in the source, image/jpeg');

    await open(page, /Marta Nowak, Joanna Ho/);
    await holds('51.5007', 'Location', 'Old bridge', '51.5007, -0.1246');
    await holds(
      'Voice note',
      'Not in the evidence',
      'Voice note, PTT-20240322-WA0004.opus, 8.9 KiB, audio/ogg',
    );
    await holds('Coffee or tea?', 'Coffee or tea?', 'Coffee', 'votes not in the source', 'Tea', '3 votes');
    await holds('£12.50', 'Payment', '£12.50');
    await holds('Text that shows nothing', 'Text that shows nothing: 3 characters');
    await holds('Nobody is named', 'Without a sender', 'Nobody is named as my sender');
    // Addresses stay text.
    const address = article(page, 'https://example.invalid');
    await address.getByText('https://example.invalid/a?b=c <b>not bold</b> & "quoted"').waitFor();
    assert.equal(await feed(page).locator('a, b').count(), 0);
    // A long text comes by stretches.
    const story = article(page, 'A long story.');
    await story.getByRole('button', { name: 'Show more: 4,000 of 9,800 characters shown' }).click();
    await story.getByRole('button', { name: /Show more/ }).waitFor({ state: 'detached' });
  });
});

test('times say their zone, their basis, and where the clocks changed', async () => {
  await conversation(ALL, async (page) => {
    const timeOf = async (text: string): Promise<string> => (await readBubble(article(page, text))).time;
    await open(page, /Saturday walk/);
    await page.keyboard.press('End');
    await feed(page).getByText('Sunday 2024-03-31 +00:00').waitFor();
    assert.equal(await timeOf('Half past midnight'), 'AB/2 From the instant: +8 d 09:50:00 00:30:00');
    // Within the day the offset changes: it is told where it does.
    assert.equal(await timeOf('An hour later'), 'AB/2 From the instant: +8 d 10:50:00 02:30:00 +01:00');
    await open(page, /Allotment/);
    assert.equal(
      await timeOf('Clocks go back tonight'),
      'From the instant: −145 d 14:10 zone given, clocks changed 01:30',
    );
    assert.equal(await timeOf('Sometime that day'), 'From the instant: −2 d device clock day only');
    assert.equal(await timeOf('Leaving now'), 'From the instant: −00:05 device clock 14:35');
    assert.equal(await timeOf('A line without a time'), 'no time');
    await feed(page).getByText('Without a time', { exact: true }).waitFor();
  });
});

test('a quote leads to the message replied to, also in another exhibit', async () => {
  await conversation(ALL, async (page) => {
    await open(page, /Saturday walk/);
    const reply = article(page, 'I take mine black');
    const quote = reply.getByRole('button', { name: /^In reply to/ });
    assert.equal(squeezed(await textOf(quote)), 'In reply to נועה כהן in AB/1 אני אביא קפה ☕ ועוגיות לכולם');
    await quote.click();
    await page.locator('article[aria-current] >> text=Mentions Joanna Ho').waitFor();
    assert.match(
      (await chosen(page).getAttribute('aria-label'))!,
      /^נועה כהן, 2024-03-21 05:40:00 \+00:00, AB\/1$/,
    );
    // The same by key.
    await reply.click();
    await page.keyboard.press('r');
    await page.locator('article[aria-current] >> text=Mentions Joanna Ho').waitFor();
  });
});

test('pictures are shown, opened and leafed through; sound and text are there; what cannot be shown says why', async () => {
  await conversation(ALL, async (page) => {
    await open(page, /Marta Nowak, Joanna Ho/);
    const bridge = feed(page).getByRole('img', { name: `Attachment ${BRIDGE.name}` });
    await bridge.scrollIntoViewIfNeeded();
    await bridge.click();
    const viewer = page.getByRole('dialog', { name: 'Attachment' });
    const picture = (name: string): Locator => viewer.getByRole('img', { name });
    const isThere = async (name: string): Promise<void> => {
      await picture(name).waitFor();
      await until(() => picture(name).evaluate((image: { naturalWidth: number }) => image.naturalWidth > 0));
    };
    await isThere(BRIDGE.name);
    await viewer.getByText('332 bytes, 320 × 200 pixels, image/png').waitFor();
    await viewer.getByText(BRIDGE.sha256).waitFor();
    await viewer.getByText('Marta Nowak, 2024-03-21 17:00:00 +00:00, AB-2:9').waitFor();
    // By button and by key, also to the second picture of one message.
    await viewer.getByRole('button', { name: 'Next' }).click();
    await isThere(STATION.name);
    await page.keyboard.press('ArrowRight');
    await isThere(RIVER.name);
    const fitted = (await picture(RIVER.name).boundingBox())!;
    assert.ok(fitted.width < 1600);
    await viewer.getByRole('button', { name: 'Actual size' }).click();
    assert.equal((await picture(RIVER.name).boundingBox())!.width, 1600);
    await viewer.getByRole('button', { name: 'Next' }).click();
    await viewer.getByText('This is the chat’s last picture.').waitFor();
    await viewer.getByRole('button', { name: 'Show in the chat' }).click();
    await viewer.waitFor({ state: 'detached' });
    assert.match((await chosen(page).getAttribute('aria-label'))!, /^Joanna Ho, 2024-03-21 17:10:00/);

    const card = article(page, CARD.name).filter({ hasText: 'Show the text' });
    await card.getByRole('button', { name: 'Show the text' }).click();
    await viewer.getByText('TEL;TYPE=CELL:+447700900004').waitFor();
    await page.keyboard.press('Escape');
    await viewer.waitFor({ state: 'detached' });

    // A recording is fetched when it is played.
    const sound = feed(page).locator('audio');
    assert.equal(await sound.getAttribute('preload'), 'none');
    assert.equal(await sound.getAttribute('aria-label'), `Recording ${BELL.name}`);
    await sound.evaluate((player: Player) => {
      player.muted = true;
      return player.play();
    });
    assert.equal(await sound.evaluate((player: Player) => player.duration), 1);

    const film = feed(page).locator('video');
    await film.evaluate((player: Player) => player.play().catch(() => undefined));
    await feed(page)
      .getByText('Cannot be shown: its bytes are of no kind that the window can decode')
      .waitFor();

    const missing = feed(page).getByText('Cannot be shown: the open case has no such attachment');
    await article(page, 'The old bridge').scrollIntoViewIfNeeded();
    await missing.waitFor();
    await article(page, 'The old bridge').getByText('IMG-20240322-WA0003.jpg').waitFor();
  });
});

test('a message’s place in the evidence is told, follows the selection, and can be copied', async () => {
  await conversation(ALL, async (page) => {
    await page.keyboard.press('ControlOrMeta+i');
    await panel(page).getByText('No message selected').waitFor();
    await open(page, /بشير حداد/);
    await article(page, 'Forwarded').click();
    await panel(page).getByText('AB-1:17', { exact: true }).waitFor();
    assert.deepEqual(await factsOf(page, 'Message'), {
      Id: 'AB-1:17',
      Exhibit: 'AB/1',
      Platform: 'whatsapp',
      Chat: 'بشير حداد',
      'Chat id': '447700900003@s.whatsapp.net',
      Sender: 'Marta Nowak',
      'Sender id': '447700900001@s.whatsapp.net',
      Kind: 'Text (message_type 0)',
      Direction: 'Out: sent by the device’s owner',
    });
    assert.deepEqual(await factsOf(page, 'Time'), {
      Shown: '2024-03-22 11:40:00 +00:00 (Europe/London)',
      'As stored': '2024-03-22T11:40:00.000Z',
      Basis: 'The source holds the instant itself (UTC).',
      Precision: 'To the millisecond.',
    });
    assert.deepEqual(await factsOf(page, 'Where it stands'), {
      File: 'msgstore.db',
      Table: 'message',
      Row: '17',
      Key: '3EB00000000000000010',
    });
    assert.deepEqual(await factsOf(page, 'Evidence'), {
      'File given': 'msgstore.db.crypt15',
      Size: '240,529 bytes',
      'SHA-256': '1425b944a2e3885fc936a7bb82f6548c5cc09523a2f61f02aa836c4ed8bbd16e',
      Container: 'whatsapp-crypt15 › zlib',
      'Read by': 'whatsapp-android, version 1',
      Software: 'threadline 0.1.0',
      'Import began': '2024-04-01T08:00:00.000Z',
      'Import ended': '2024-04-01T08:00:03.000Z',
    });
    assert.equal(
      squeezed(await textOf(panel(page).getByRole('region', { name: 'Receipts' }))),
      'Receipts بشير حداد Delivered 2024-03-22 11:40:01 +00:00 Read 2024-03-22 11:41:00 +00:00',
    );
    await panel(page).getByText('As a line of messages.jsonl').click();
    const line = await textOf(panel(page).locator('pre'));
    assert.equal(JSON.parse(line).id, 'AB-1:17');
    await panel(page).getByRole('button', { name: 'Copy the line of messages.jsonl' }).click();
    await pastes(page, line);
    await panel(page).getByRole('button', { name: 'Copy reference' }).click();
    await pastes(
      page,
      'AB-1:17, msgstore.db message row 17, of msgstore.db.crypt15, SHA-256 1425b944a2e3885fc936a7bb82f6548c5cc09523a2f61f02aa836c4ed8bbd16e',
    );

    // A line of a text, its clock without a zone.
    await open(page, /Allotment/);
    await article(page, 'Leaving now').click();
    await panel(page).getByText('CD-2:3', { exact: true }).waitFor();
    assert.deepEqual(await factsOf(page, 'Where it stands'), { File: '_chat.txt', Line: '3', Byte: '120' });
    const time = await factsOf(page, 'Time');
    assert.equal(time['As stored'], '2024-03-22T14:35:00.000');
    assert.match(time.Basis!, /^The source holds the reading of the device’s clock, its zone is not known\./);
    // It follows the selection, to the last of many steps.
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await panel(page).getByText('CD-2:1', { exact: true }).waitFor();
    assert.match((await factsOf(page, 'Time')).Ambiguous!, /happened twice/);

    // Attachments by hash, and what the source holds that no field has.
    await open(page, /Marta Nowak, Joanna Ho/);
    await article(page, 'A draft that was never sent').click();
    await panel(page).getByText('AB-2:21', { exact: true }).waitFor();
    assert.deepEqual(await factsOf(page, 'Raw values'), { timestamp: '-1' });
    assert.equal((await factsOf(page, 'Time'))['As stored'], 'The source has no usable time.');
    await article(page, 'From the bridge').getByText('From the bridge').click();
    const files = panel(page).getByRole('region', { name: 'Attachments' });
    await files.getByText(BRIDGE.sha256).waitFor();
    await files.getByText('In the evidence: size and SHA-256 are of its bytes.').waitFor();
    await panel(page).getByRole('button', { name: 'Close the provenance panel' }).click();
    await panel(page).waitFor({ state: 'detached' });
  });
});

test('the keyboard goes through a chat, to its ends, to the timeline and back', async () => {
  await conversation({}, async (page) => {
    await page.keyboard.press('/');
    await page.keyboard.type('+447700900003');
    await page.getByText('2 of 5 chats').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    // The chat that was chosen has the keyboard.
    await feed(page).waitFor();
    await page.keyboard.press('End');
    await page.locator('article[aria-current][aria-posinset="109"]').waitFor();
    await page.locator('article[aria-current]:focus').waitFor();
    await page.keyboard.press('k');
    await page.locator('article[aria-current][aria-posinset="108"]').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.locator('article[aria-current][aria-posinset="109"]').waitFor();
    await page.keyboard.press('Home');
    await page.locator('article[aria-current][aria-posinset="1"]').waitFor();
    await feed(page).getByText('Beginning of the chat').waitFor();
    await page.keyboard.press('PageDown');
    const second = Number(await chosen(page).getAttribute('aria-posinset'));
    assert.ok(second > 3, `a page goes further than to message ${second}`);
    await page.keyboard.press('g');
    await feed(page).getByText('Instant 2024-03-22 14:40:00 +00:00').waitFor();
    await article(page, 'It is time.').click();
    await page.keyboard.press('l');
    await page.getByRole('main', { name: 'Timeline' }).waitFor();
    await page.getByRole('row', { selected: true }).filter({ hasText: 'It is time.' }).waitFor();
    await page.keyboard.press('ControlOrMeta+3');
    await page.locator('article[aria-current] >> text=It is time.').waitFor();
    // Enter does the same, and the way back from another chat's message leads to that chat.
    await page.keyboard.press('Enter');
    await page.getByRole('main', { name: 'Timeline' }).waitFor();
  });
});

test('chats are found, ordered, and counted by the filter; one becomes the filter', async () => {
  await conversation({}, async (page) => {
    const titles = async (): Promise<string[]> =>
      (await chats(page).getByRole('option').allInnerTexts()).map((text) => text.split('\n')[1]!);
    await page.getByRole('combobox', { name: 'Order of the chats' }).selectOption('messages');
    assert.deepEqual((await titles()).slice(0, 2), ['Saturday walk 🥾', 'Joanna Ho']);
    await page.getByRole('searchbox', { name: /Find a chat/ }).fill('nobody of that name');
    await page.getByText('No chat of that title, name or number.').waitFor();
    await page.getByRole('searchbox', { name: /Find a chat/ }).fill('maxi');
    assert.deepEqual((await titles()).length, 1);
    await page.getByRole('searchbox', { name: /Find a chat/ }).fill('');
    await open(page, /Saturday walk/);
    await page.getByRole('button', { name: 'Filter the timeline by this chat' }).click();
    await page.getByRole('main', { name: 'Timeline' }).waitFor();
    await page.getByText('109 of 427 messages').first().waitFor();
    await page.keyboard.press('ControlOrMeta+3');
    await chatOf(page, /Saturday walk.*109 matches.*109 messages/).waitFor();
    assert.equal(await chatOf(page, /match/).count(), 1);
    await page.getByRole('combobox', { name: 'Order of the chats' }).selectOption('matches');
    assert.equal((await titles())[0], 'Saturday walk 🥾');
  });
});

test('a case without chats says so', async () => {
  await conversation({ messages: 0 }, async (page) => {
    await page.getByRole('heading', { name: 'No chats' }).waitFor();
    await page.getByText('Add an exhibit to see its chats.').waitFor();
    await page.getByText('The case has no chats yet.').waitFor();
  });
});

test('a long chat scrolls without a jump, and the slider goes to any place in it', async () => {
  await conversation({ messages: 20_000 }, async (page) => {
    await page.getByRole('combobox', { name: 'Order of the chats' }).selectOption('messages');
    await chats(page).getByRole('option').first().click();
    await feed(page).waitFor();
    const slider = page.getByRole('slider', { name: 'Place in the chat' });
    const count = Number(await slider.getAttribute('aria-valuemax'));
    assert.ok(count > 800);
    await page.keyboard.press('End');
    await page.locator(`article[aria-posinset="${count}"][aria-current]`).waitFor();

    // What is loaded above does not move what is in sight, and leaves it the same element.
    const kept = page.locator(`article[aria-posinset="${count - 20}"]`);
    await kept.evaluate((one: { id: string }) => {
      one.id = 'kept';
    });
    const firstLoaded = async (): Promise<number> =>
      Number(await feed(page).getByRole('article').first().getAttribute('aria-posinset'));
    const firstBefore = await firstLoaded();
    const box = (await feed(page).boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    const start = (await kept.boundingBox())!.y;
    let wheeled = 0;
    const hasScrolled = (): Promise<void> =>
      until(async () => Math.abs((await kept.boundingBox())!.y - (start + wheeled)) <= 2);
    while ((await firstLoaded()) === firstBefore && wheeled < 20_000) {
      await page.mouse.wheel(0, -300);
      wheeled += 300;
      await hasScrolled();
    }
    assert.ok((await firstLoaded()) < firstBefore);
    await hasScrolled();
    assert.equal(await page.locator('#kept').getAttribute('aria-posinset'), String(count - 20));

    // By key and by pointer, with the place and the date read out.
    await slider.focus();
    await page.keyboard.press('Home');
    await feed(page).getByText('Beginning of the chat').waitFor();
    assert.match(
      (await slider.getAttribute('aria-valuetext'))!,
      /^Message 1 of [\d,]+, 2019-01-0\d \d\d:\d\d:\d\d \+00:00$/,
    );
    const track = (await slider.boundingBox())!;
    await page.mouse.click(track.x + 12, track.y + track.height / 2);
    await until(async () => Math.abs(Number(await slider.getAttribute('aria-valuenow')) - count / 2) < 20);
    await until(async () => {
      const seen = await slider.getAttribute('aria-valuenow');
      return page.locator(`article[aria-posinset="${seen}"]`).isVisible();
    });
    // At no time more than a stretch of it is in the document.
    assert.ok((await feed(page).getByRole('article').count()) <= 180);
  });
});
