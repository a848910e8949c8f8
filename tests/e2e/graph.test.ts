/** The contact graph in a real browser: as a list, by keyboard and by what is saved; its canvas alone by pointer. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { buildViewPage, openViewPage, type ViewPage } from './view-page.ts';

let folder = '';
let view: ViewPage;
let page: Page;

before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'threadline-graph-'));
  await buildViewPage(path.join(folder, 'views'));
  view = await openViewPage(path.join(folder, 'views'), { view: 'graph' });
  page = view.page;
});
after(async () => {
  await view?.close();
  await rm(folder, { recursive: true, force: true });
});

const holds = (text: string): Promise<void> =>
  page.getByRole('status', { name: 'What the graph holds' }).getByText(text, { exact: true }).waitFor();
/** The shell's line: how many messages pass the filter. */
const passing = (text: string): Promise<void> => page.getByRole('contentinfo').getByText(text).waitFor();
const facts = (): Locator => page.getByRole('complementary', { name: 'People, groups and ties' });
const picture = (): Locator => page.getByRole('application', { name: /^Contact graph/ });

async function find(name: string): Promise<void> {
  await page.getByLabel('Find a person or group').pressSequentially(name);
  await page
    .getByRole('option', { name: new RegExp(`^${name}`) })
    .first()
    .waitFor();
  await page.keyboard.press('Enter');
  await facts().getByRole('heading', { name, level: 2 }).waitFor();
}

const WITHOUT_WEBGL = `
  const real = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
    return kind.includes('webgl') ? null : real.call(this, kind, ...rest);
  };`;

/** Back to an unfiltered graph with nothing selected, as each test begins. */
async function anew(): Promise<void> {
  await page.getByRole('tab', { name: 'Contacts' }).click();
  await page.evaluate(() => (globalThis as unknown as Driven).viewPage.commands.run('filters.clear'));
  await page.getByText('Groups as nodes').click();
  await picture().focus();
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: 'Selection' }).click();
  await holds('5 people, 1 group, 1 feed, 8 ties');
}

interface Driven {
  readonly viewPage: {
    readonly asked: { readonly name: string; readonly request: unknown }[];
    readonly commands: { run(id: string): void };
  };
  readonly graphPage: {
    draw(people: number, ties: number): Record<string, number>;
    spot(key: string): { x: number; y: number; radius: number } | null;
    readonly heard: string[];
  };
}

/** What the page asked to be saved last. */
async function saved(): Promise<{ name: string; bytes: Buffer }> {
  const last = await page.evaluate(() => {
    const { asked } = (globalThis as unknown as Driven).viewPage;
    const request = asked.findLast(({ name }) => name === 'file.save')?.request;
    const { suggestedName, bytes } = request as { suggestedName: string; bytes: Uint8Array };
    return { name: suggestedName, bytes: [...bytes] };
  });
  return { name: last.name, bytes: Buffer.from(last.bytes) };
}

async function save(format: 'PNG' | 'SVG'): Promise<{ name: string; bytes: Buffer }> {
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('menuitem', { name: `Save as ${format}…` }).click();
  await page.getByRole('status', { name: 'Contact graph' }).getByText('Saved as saved').waitFor();
  return saved();
}

test('the graph says what it holds, and lists everybody by messages', async () => {
  await anew();
  await page.getByRole('tab', { name: 'Everyone' }).click();
  const rows = page.getByRole('grid', { name: 'People and groups' }).getByRole('row');
  assert.deepEqual(await rows.allInnerTexts().then((all) => all.map((row) => row.replace(/\s+/g, ' '))), [
    'Name Messages Ties',
    'Marta Nowak Owner of AB/1 140 4',
    'Saturday walk 🥾 Group 109 4',
    'Joanna Ho 108 3',
    'بشير حداد 74 2',
    'Maximiliane Freifrau von Hohenstein-Großröhrsdorf zu Unterwellenborn (Büro, nur werktags) 70 1',
    'נועה כהן 35 1',
    'Joanna Ho Status feed 1 1',
  ]);
});

test('a person that is found has names, numbers, ties and chats beside the picture', async () => {
  await anew();
  await find('Joanna Ho');
  await facts().getByText('Wrote 108 messages, 3 ties').waitFor();
  await facts().getByText('+447700900002', { exact: true }).waitFor();
  await facts().getByText('wa.db wa_contacts.display_name').waitFor();
  const tables = facts().getByRole('table');
  const cells = async (table: Locator): Promise<string[]> =>
    (await table.getByRole('row').allInnerTexts()).map((row) => row.replace(/\s+/g, ' ').trim());
  assert.deepEqual(await cells(tables.nth(1)), [
    'Degree 2 ties, feeds left out',
    'Weighted degree 143 messages on them',
    'Community 1, around Marta Nowak: 4 in it',
  ]);
  assert.deepEqual(await cells(tables.nth(2)), [
    'With Messages To From',
    'Marta Nowak 108 72 36',
    'Saturday walk 🥾 Group 35',
    'Joanna Ho Status feed 1',
  ]);
  await facts()
    .getByRole('row', { name: /^Saturday walk/ })
    .last()
    .getByText('109')
    .waitFor();
  assert.deepEqual(await cells(tables.nth(3)), [
    'Chat Wrote Of all',
    'Joanna Ho Direct chat 72 108',
    'Saturday walk 🥾 Group 35 109',
    'Joanna Ho Status feed 1 1',
  ]);
});

test('a tie shows exactly its messages in the timeline, as does each row of ties', async () => {
  await anew();
  await find('Joanna Ho');
  await facts()
    .getByRole('row', { name: /^Marta Nowak/ })
    .getByRole('button', { name: 'Marta Nowak', exact: true })
    .click();
  await facts().getByRole('row', { name: 'Marta Nowak to Joanna Ho, in direct chats 36' }).waitFor();
  await facts().getByRole('row', { name: 'Joanna Ho to Marta Nowak, in direct chats 72' }).waitFor();
  await facts().getByRole('button', { name: 'Show the 108 messages in the timeline' }).click();
  await page.getByRole('main', { name: 'Timeline' }).waitFor();
  await passing('108 of 427 messages');

  await page.getByRole('tab', { name: 'Contacts' }).click();
  await holds('2 people, 1 tie');
  await facts().getByRole('heading', { name: 'Tie between Marta Nowak and Joanna Ho' }).waitFor();

  await anew();
  await find('Joanna Ho');
  await facts()
    .getByRole('button', { name: 'Joanna Ho in Saturday walk 🥾: 35 messages in the timeline' })
    .click();
  await passing('35 of 427 messages');
});

test('folded groups tie those who wrote in them, and their ties list what they count', async () => {
  await anew();
  await page.getByText('Groups folded').click();
  await holds('5 people, 1 feed, 8 ties');
  await find('Marta Nowak');
  await facts()
    .getByRole('row', { name: /^נועה כהן 72/ })
    .waitFor();
  await facts()
    .getByRole('button', { name: /^Between Marta Nowak and Joanna Ho: 180 messages/ })
    .click();
  await passing('180 of 427 messages');
});

test('a group has its writers and opens as a conversation', async () => {
  await anew();
  await find('Saturday walk');
  await facts().getByText('Group of AB/1, 4 members').waitFor();
  await facts().getByRole('heading', { name: '4 writers' }).waitFor();
  await facts()
    .getByRole('row', { name: /^נועה כהן 35/ })
    .waitFor();
  await facts().getByRole('button', { name: 'Open the conversation' }).click();
  await page.getByRole('main', { name: 'Conversation' }).waitFor();
});

test('the graph follows the filter, says when nothing passes, and comes back as it was', async () => {
  await anew();
  await find('נועה כהן');
  const phrase = page.getByLabel('Search messages');
  await phrase.fill('Morning');
  await holds('2 people, 1 tie');
  await facts().getByText('Not in the messages that pass the filter.').waitFor();
  await phrase.fill('no such words');
  await page.getByText('No message passes the filter').waitFor();
  await page.getByRole('button', { name: 'Clear the filter' }).click();
  await holds('5 people, 1 group, 1 feed, 8 ties');
  await facts().getByText('Wrote 35 messages, 1 tie').waitFor();
});

test('arrow keys go from person to person on the picture, and are said; Enter shows, Escape lets go', async () => {
  await anew();
  const said = page.getByRole('status', { name: 'Selection' });
  await picture().focus();
  await page.keyboard.press('ArrowUp');
  await said.getByText('\u2068Marta Nowak\u2069: 140 messages, 4 ties').waitFor();
  await facts().getByRole('heading', { name: 'Marta Nowak' }).waitFor();
  const heads = new Set<string | null>();
  for (const key of [
    'ArrowUp',
    'ArrowUp',
    'ArrowRight',
    'ArrowDown',
    'ArrowLeft',
    'ArrowDown',
    'ArrowLeft',
  ]) {
    await page.keyboard.press(key);
    heads.add(await facts().getByRole('heading', { level: 2 }).textContent());
  }
  assert.ok(heads.size >= 3, [...heads].join(', '));
  await page.keyboard.press('Escape');
  await facts().getByText('Select a person, a group, a community or a tie').waitFor();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await page.getByRole('main', { name: 'Timeline' }).waitFor();
  await passing('140 of 427 messages');
});

test('the list moves the same selection and finds by number', async () => {
  await anew();
  await page.getByRole('tab', { name: 'Everyone' }).click();
  const grid = page.getByRole('grid', { name: 'People and groups' });
  await grid.focus();
  await page.keyboard.press('End');
  await grid.getByRole('row', { name: /^Joanna Ho Status feed/, selected: true }).waitFor();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await grid.getByRole('row', { name: /^Saturday walk/, selected: true }).waitFor();
  await page.getByLabel('Search people and groups').fill('+44 7700 900004');
  await page.getByText('1 person or group', { exact: true }).waitFor();
  await grid.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await passing('35 of 427 messages');
});

test('PNG and SVG hold the picture with its caption; names and phrases cannot become markup', async () => {
  await anew();
  await page.getByLabel('Search messages').fill('<b>not bold</b> & "quoted"');
  await holds('2 people, 1 tie');
  const png = await save('PNG');
  assert.equal(png.name, 'OP LANTERN contact graph.png');
  assert.deepEqual([...png.bytes.subarray(0, 8)], [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const stage = (await picture().boundingBox())!;
  assert.equal(png.bytes.readUInt32BE(16), 2 * Math.round(stage.width));
  assert.ok(png.bytes.readUInt32BE(20) > 2 * stage.height);

  const svg = (await save('SVG')).bytes.toString('utf8');
  assert.match(svg, /^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  assert.ok(svg.includes('Search: &lt;b&gt;not bold&lt;/b&gt; &amp; &quot;quoted&quot;'));
  assert.ok(svg.includes('>Owner: \u2068Marta Nowak\u2069</text>'));
  assert.match(svg, /2 people, 1 tie; 1 message; 2024-03-22 14:10:00 \+00:00/);
  assert.equal(svg.match(/<circle [^>]*fill="#4c78b5"/g)?.length, 2);
  const rect = '<rect width="\\d+" height="\\d+" fill="';
  assert.match(svg, new RegExp(`${rect}#f6f7f9"`));

  await page.evaluate("document.body.classList.add('bp6-dark')");
  assert.match((await save('SVG')).bytes.toString('utf8'), new RegExp(`${rect}#1c2127"`));
  await page.evaluate("document.body.classList.remove('bp6-dark')");
  await anew();
  const whole = (await save('SVG')).bytes.toString('utf8');
  assert.ok(whole.includes('All messages, unfiltered'));
  // The group and the status feed.
  assert.equal(whole.match(/<rect [^>]*fill="#738091"/g)?.length, 2);
});

test('the picture is made anew when the graphics driver drops it', async () => {
  await anew();
  await find('Joanna Ho');
  await page.evaluate(`document.querySelector('canvas.sigma-nodes').dataset.lost = 'yes'`);
  await page.evaluate(
    `document.querySelector('canvas.sigma-nodes').getContext('webgl2').getExtension('WEBGL_lose_context').loseContext()`,
  );
  await page.locator('canvas.sigma-nodes:not([data-lost])').waitFor();
  assert.equal(await page.locator('canvas.sigma-nodes').count(), 1);
  // The picture that is there now has the same people, and the same one set off.
  const svg = (await save('SVG')).bytes.toString('utf8');
  assert.equal(svg.match(/fill="#215db0"/g)?.length, 1);
  assert.equal(svg.match(/<circle [^>]*fill="#4c78b5"/g)?.length, 4);
});

const measures = (): Locator => page.getByRole('grid', { name: 'Measures of people and groups' });
const rowsOf = async (grid: Locator): Promise<string[]> =>
  (await grid.getByRole('row').allInnerTexts()).map((row) => row.replace(/\s+/g, ' ').trim());

test('the table holds the measures of all, sorts by each, moves the selection, and is saved without formulas', async () => {
  await anew();
  await page.getByRole('button', { name: 'Measures' }).click();
  await page.getByText('Betweenness: exact').waitFor();
  assert.deepEqual(await rowsOf(measures()), [
    'Person or group Messages Degree Weighted degree Betweenness Community',
    'Marta Nowak Owner of AB/1 140 4 354 45.0 % 1',
    'Saturday walk 🥾 Group 109 4 109 45.0 % 2',
    'Joanna Ho 108 2 143 0 1',
    'بشير حداد 74 2 108 0 1',
    'Maximiliane Freifrau von Hohenstein-Großröhrsdorf zu Unterwellenborn (Büro, nur werktags) 70 1 103 0 1',
    'נועה כהן 35 1 35 0 2',
  ]);
  await measures().getByRole('button', { name: 'Weighted degree' }).click();
  await page
    .getByRole('columnheader', { name: 'Weighted degree' })
    .and(page.locator('[aria-sort=descending]'))
    .waitFor();
  assert.match((await rowsOf(measures()))[2]!, /^Joanna Ho/);
  await measures().getByRole('button', { name: 'Person or group' }).click();
  await measures().getByRole('row').nth(1).getByText('Joanna Ho').waitFor();
  await measures().focus();
  await page.keyboard.press('ArrowDown');
  await facts().getByRole('heading', { name: 'Joanna Ho', level: 2 }).waitFor();
  await facts().getByRole('row', { name: 'Weighted degree 143 messages on them' }).waitFor();

  await page.getByRole('button', { name: 'Save as CSV…' }).click();
  await page.getByRole('status', { name: 'Saving the measures' }).getByText('Saved as saved').waitFor();
  const { name, bytes } = await saved();
  assert.equal(name, 'OP LANTERN contact measures.csv');
  const lines = bytes.toString('utf8').split('\r\n');
  assert.equal(
    lines[0],
    '\ufeffname,what,ids,messages,degree,weighted_degree,betweenness,betweenness_error,community',
  );
  assert.equal(lines[1], 'Joanna Ho,Person,447700900002@s.whatsapp.net,108,2,143,0,,1');
  assert.equal(lines.length, 8);
  await page.getByRole('button', { name: 'Measures' }).click();
  await measures().waitFor({ state: 'detached' });
});

test('two people are compared: each step of a path, and each common contact, leads to its messages', async () => {
  await anew();
  await find('Joanna Ho');
  await facts().getByRole('button', { name: 'Compare with others' }).click();
  await facts().getByLabel('Add a person or group to compare').pressSequentially('Maximiliane');
  await page
    .locator('.bp6-popover')
    .getByRole('option', { name: /^Maximiliane/ })
    .first()
    .waitFor();
  await page.keyboard.press('Enter');
  await facts().getByText('1 path of 2 steps').waitFor();
  await facts().getByText('1 person or group tied to both').waitFor();
  await facts().getByText('Strongest ties').click();
  await facts().getByText('1 path by the strongest ties').waitFor();
  await facts().getByRole('button', { name: 'Draw these paths' }).click();
  await page
    .getByRole('status', { name: 'Part drawn' })
    .getByText('Shortest paths: 3 people and groups')
    .waitFor();
  await page.getByText('Drawn of it: 3 people, 2 ties').waitFor();
  const steps = facts().getByRole('list', { name: 'Steps' });
  await steps.getByRole('button', { name: '103 messages' }).click();
  await passing('103 of 427 messages');

  await anew();
  await page.getByRole('tab', { name: 'Connections' }).click();
  await facts()
    .getByRole('button', { name: 'Marta Nowak and Joanna Ho: 108 messages in the timeline' })
    .click();
  await passing('108 of 427 messages');
  await anew();
  await page.getByRole('tab', { name: 'Connections' }).click();
  for (const name of [/^Take Joanna/, /^Take Maximiliane/])
    await facts().getByRole('button', { name }).click();
  await facts().getByText('Choose two or more people or groups').waitFor();
  await page.getByRole('button', { name: 'Back to the whole graph' }).click();
  await page.getByRole('status', { name: 'Part drawn' }).waitFor({ state: 'detached' });
});

test('an ego network is drawn by its steps', async () => {
  await anew();
  await find('נועה כהן');
  await facts().getByRole('button', { name: 'Draw 1 step around' }).click();
  await page.getByText('Drawn of it: 1 person, 1 group, 1 tie').waitFor();
  await facts().getByRole('button', { name: 'Draw 2 steps around' }).click();
  await page.getByText('Drawn of it: 4 people, 1 group, 6 ties').waitFor();
  await page.getByRole('button', { name: 'Back to the whole graph' }).click();
  await page.getByText('Drawn of it').waitFor({ state: 'detached' });
});

test('changes between two periods add up, and each figure leads to its messages', async () => {
  await anew();
  await page.getByRole('tab', { name: 'Changes' }).click();
  const counts = facts().getByRole('status', { name: 'Changes' });
  await counts.getByText(/200 messages on ties in the first period, 227 in the second/).waitFor();
  await counts.getByText(/^2 new, 0 gone, 6 stronger, 0 weaker, 0 the same/).waitFor();
  const list = facts().getByRole('grid', { name: 'Changed ties' });
  await list.getByRole('row').nth(7).waitFor();
  await facts().getByLabel('Which changes').selectOption('new');
  await list.getByRole('row').nth(2).waitFor({ state: 'detached' });
  await facts().getByLabel('Which changes').selectOption('');
  await list
    .getByRole('row', { name: /^Marta Nowak – Joanna Ho/ })
    .getByRole('button', { name: /^50 messages in the first period/ })
    .click();
  await passing('50 of 427 messages');
  await page.getByRole('tab', { name: 'Contacts' }).click();
  await facts().getByRole('button', { name: 'Second period: take the filter’s dates' }).click();
  await counts.getByText(/0 new, 0 gone, 0 stronger, 0 weaker, 1 the same/).waitFor();
  await facts().getByRole('button', { name: 'Halves of the case’s time' }).click();
  await facts().getByRole('button', { name: 'Clear First period: from' }).click();
  await facts().getByText('A period needs a beginning and a later end.').waitFor();
  await facts().getByRole('button', { name: 'Halves of the case’s time' }).click();
  // The tie of the figure that was followed is still the filter's.
  await counts.getByText(/^0 new, 0 gone, 1 stronger/).waitFor();
});

test('none of this made an error', () => {
  assert.deepEqual(view.errors, []);
});

test('without messages the view says so; without WebGL it says so and the list still works', async () => {
  const empty = await openViewPage(path.join(folder, 'views'), { view: 'graph', messages: 0 });
  try {
    await empty.page.getByText('No messages yet').waitFor();
    assert.deepEqual(empty.errors, []);
  } finally {
    await empty.close();
  }
  const blind = await openViewPage(path.join(folder, 'views'), { view: 'overview', messages: 10 });
  try {
    await blind.page.evaluate(WITHOUT_WEBGL);
    await blind.page.getByRole('tab', { name: 'Contacts' }).click();
    await blind.page.getByText('cannot draw the graph (no WebGL)').waitFor();
    await blind.page.getByRole('tab', { name: 'Everyone' }).click();
    await blind.page.getByRole('row', { name: /^Marta Nowak/ }).click();
    await blind.page.getByRole('tab', { name: 'Selection' }).click();
    await blind.page.getByRole('heading', { name: 'Marta Nowak' }).waitFor();
    assert.deepEqual(blind.errors, []);
  } finally {
    await blind.close();
  }
});

test('of a crowd the strongest ties are drawn, what is left out is said, and who is looked for is drawn too', async () => {
  const site = path.join(folder, 'crowd');
  await buildViewPage(site, 'views/graph/testing/crowd');
  const crowd = await openViewPage(site);
  try {
    const { page: of } = crowd;
    await of.getByText('2,601 people, 40 groups, 5,200 ties', { exact: true }).waitFor();
    await of.getByText(/^Drawn: \d+ communities of 2,641 people and groups$/).waitFor();
    // By keyboard: the largest is the owner's; Enter opens it, and there is a way back.
    const stage = of.getByRole('application', { name: /^Contact graph/ });
    await stage.focus();
    await of.keyboard.press('ArrowUp');
    await of.getByRole('heading', { name: /^Community of \u2068Person 0\u2069 and [\d,]+ others/ }).waitFor();
    await of.keyboard.press('Enter');
    await of
      .getByRole('status', { name: 'Part drawn' })
      .getByText(/^Community of \u2068Person 0\u2069/)
      .waitFor();
    await of.getByRole('button', { name: 'Back to the communities' }).click();
    await of.getByText('People and ties', { exact: true }).click();
    // The thousand with the most messages, and the owner.
    await of.getByText('Left out: 1,600 people, 40 groups, 4,200 ties.').waitFor();
    await of.getByLabel('How many of the strongest ties are drawn').selectOption('100');
    await of.getByText('Left out: 2,500 people, 40 groups, 5,100 ties.').waitFor();
    // Of the weakest: one message to the owner and one in a group.
    await of.getByLabel('Find a person or group').pressSequentially('Person 2550');
    await of.getByRole('option', { name: /^Person 2550/ }).waitFor();
    await of.keyboard.press('Enter');
    await of.getByText('Wrote 2 messages, 2 ties').waitFor();
    await of.getByText('Left out: 2,499 people, 39 groups, 5,098 ties.').waitFor();
    await of.getByLabel('Search messages').fill('nobody wrote this');
    await of.getByText('No message passes the filter').waitFor();
    assert.deepEqual(crowd.errors, []);
  } finally {
    await crowd.close();
  }
});

test('the canvas draws 20,000 people and as many ties, and finds them under the pointer', async () => {
  const site = path.join(folder, 'canvas');
  await buildViewPage(site, 'views/graph/testing/canvas');
  const canvas = await openViewPage(site, { viewport: { width: 640, height: 480 } });
  try {
    const spot = (key: string) =>
      canvas.page.evaluate((of) => (globalThis as unknown as Driven).graphPage.spot(of), key);
    const heard = () => canvas.page.evaluate(() => (globalThis as unknown as Driven).graphPage.heard);
    await canvas.page.evaluate(() => (globalThis as unknown as Driven).graphPage.draw(20_000, 20_000));
    const far = (await spot('p19999'))!;
    await canvas.page.mouse.click(far.x, far.y);
    await canvas.page.evaluate(() => (globalThis as unknown as Driven).graphPage.draw(6, 6));
    const [one, two] = [(await spot('p0'))!, (await spot('p1'))!];
    await canvas.page.mouse.move(one.x + 1, one.y + 1);
    await canvas.page.mouse.dblclick(one.x, one.y);
    await canvas.page.waitForTimeout(400);
    await canvas.page.mouse.click((one.x + two.x) / 2, (one.y + two.y) / 2);
    await canvas.page.waitForTimeout(400);
    await canvas.page.mouse.click(4, 4);
    const events = await heard();
    assert.deepEqual(
      events.filter((event) => !event.startsWith('hover')),
      ['pick node p19999', 'pick node p0', 'open p0', 'pick tie p0 p1', 'pick nothing'],
    );
    assert.ok(events.includes('hover node p0'));
    assert.deepEqual(canvas.errors, []);
  } finally {
    await canvas.close();
  }
});
