/** Every screen of the window on made cases, as far as a picture or an audit wants it: see renderer/app/testing. */
import type { Locator, Page } from 'playwright-core';
import type { ViewPageOptions } from './view-page.ts';

export interface Screen {
  readonly name: string;
  readonly options: ViewPageOptions;
  /** Brings it to what is to be seen; the view is there when it is called. */
  readonly prepare: (page: Page) => Promise<void>;
}

const LONG_NAME =
  'OPERATION WITH A NAME THAT GOES ON UNTIL NOBODY READS IT, عملية ذات اسم طويل جدا, VOLUME 12 OF 14';
/** Two phones, a text export and another platform, with names in several scripts. */
const FULL: ViewPageOptions = { messages: 400, second: true, text: true, more: { telegram: 1 } };
const EMPTY: ViewPageOptions = { messages: 0 };

const main = (page: Page, name: string): Locator => page.getByRole('main', { name, exact: true });
const grid = (page: Page, name: string): Locator => page.getByRole('grid', { name });

/** What a view shows first; its name is that of its landmark. */
const seen =
  (name: string, what?: (page: Page) => Locator) =>
  async (page: Page): Promise<void> => {
    await main(page, name).waitFor();
    await what?.(page).first().waitFor();
  };

async function selectMessage(page: Page): Promise<void> {
  const messages = grid(page, 'Messages');
  await messages.getByRole('row').nth(5).waitFor();
  await messages.focus();
  await page.keyboard.press('ArrowDown');
  await messages.locator('[role=row][aria-selected=true]').waitFor();
}

async function tag(page: Page, name: string): Promise<void> {
  await page.keyboard.press('t');
  const field = page.getByRole('combobox', { name: 'Find or name a tag' });
  await field.fill(name);
  await page.keyboard.press('Enter');
  await field.waitFor({ state: 'detached' });
}

async function annotate(page: Page): Promise<void> {
  await selectMessage(page);
  await tag(page, 'Pick-up point');
  await tag(page, 'مهم جدا');
  await tag(page, 'A tag whose name is as long as a name of a tag may be, which is eighty letters ok');
  await page.keyboard.press('n');
  const note = page.getByRole('textbox', { name: 'Note' });
  await note.fill('who is this?\nقال الشاهد إنه لا يعرفه');
  await page.keyboard.press('Control+Enter');
  await note.waitFor({ state: 'detached' });
}

async function openConversation(page: Page): Promise<void> {
  const chats = page.getByRole('listbox', { name: 'Chats' });
  await chats.getByRole('option').first().click();
  await page.getByRole('feed', { name: 'Messages' }).getByRole('article').first().waitFor();
}

const drawn = (page: Page): Locator => page.getByRole('application', { name: /^Contact graph/ });
const button = (page: Page, name: string | RegExp): Locator => page.getByRole('button', { name });

export const SCREENS: readonly Screen[] = [
  {
    name: 'start',
    options: { ...EMPTY, more: { start: 1 } },
    prepare: async (page) => page.getByRole('heading', { name: 'New case' }).waitFor(),
  },
  {
    name: 'start-no-warrant',
    options: { ...EMPTY, more: { start: 1 } },
    prepare: async (page) => {
      await page.getByText('No warrant', { exact: true }).click();
      await button(page, 'Create the case').click();
      await page.getByText('A reference is needed.').waitFor();
    },
  },
  { name: 'overview', options: FULL, prepare: seen('Overview') },
  { name: 'overview-empty', options: EMPTY, prepare: seen('Overview') },
  {
    name: 'overview-long-name',
    options: { ...FULL, more: { reference: LONG_NAME, standing: 'warrant', withheld: 3 } },
    prepare: seen('Overview'),
  },
  {
    name: 'add-exhibit',
    options: EMPTY,
    prepare: async (page) => {
      await button(page, 'Add exhibit').first().click();
      await page.evaluate("viewPage.main.dialogs.push(['/evidence/msgstore.db.crypt15', '/evidence/wa.db'])");
      await button(page, 'Choose files…').click();
      await page.getByLabel('Exhibit reference').waitFor();
    },
  },
  { name: 'timeline', options: { ...FULL, view: 'timeline' }, prepare: selectMessage },
  {
    name: 'timeline-annotated',
    options: { ...FULL, view: 'timeline' },
    prepare: async (page) => {
      await annotate(page);
      await page.keyboard.press('ControlOrMeta+i');
      await page.getByRole('complementary', { name: 'Provenance' }).getByText('_chat.txt').first().waitFor();
    },
  },
  {
    name: 'timeline-nothing-found',
    options: { ...FULL, view: 'timeline' },
    prepare: async (page) => {
      await page.getByLabel('Search messages').fill('nothing has these words');
      await page
        .getByText('Nothing passes')
        .or(page.getByText(/No message/))
        .first()
        .waitFor();
    },
  },
  {
    name: 'timeline-empty',
    options: { ...EMPTY, view: 'timeline' },
    prepare: seen('Timeline', (page) => page.getByText('No messages')),
  },
  {
    name: 'conversation',
    options: { ...FULL, view: 'conversation' },
    prepare: async (page) => {
      await main(page, 'Conversation').waitFor();
      await openConversation(page);
    },
  },
  { name: 'conversation-empty', options: { ...EMPTY, view: 'conversation' }, prepare: seen('Conversation') },
  { name: 'graph', options: { ...FULL, view: 'graph' }, prepare: seen('Contacts', drawn) },
  {
    name: 'graph-measures',
    options: { ...FULL, view: 'graph' },
    prepare: async (page) => {
      await drawn(page).waitFor();
      await button(page, 'Measures').click();
      await page.getByRole('grid').or(page.getByRole('table')).first().waitFor();
    },
  },
  {
    name: 'graph-changes',
    options: { ...FULL, view: 'graph' },
    prepare: async (page) => {
      await drawn(page).waitFor();
      await page.getByRole('tab', { name: 'Changes' }).click();
    },
  },
  { name: 'graph-empty', options: { ...EMPTY, view: 'graph' }, prepare: seen('Contacts') },
  {
    name: 'search',
    options: { ...FULL, view: 'search' },
    prepare: seen('Search'),
  },
  {
    name: 'people',
    options: { ...FULL, view: 'people' },
    prepare: seen('People', (page) => grid(page, 'People').getByRole('row').nth(1)),
  },
  { name: 'differences', options: { ...FULL, view: 'differences' }, prepare: seen('Differences') },
  { name: 'files', options: { ...FULL, view: 'files' }, prepare: seen('Files') },
  { name: 'lists', options: { ...FULL, view: 'lists' }, prepare: seen('Lists') },
  {
    name: 'tags',
    options: { ...FULL, view: 'timeline' },
    prepare: async (page) => {
      await annotate(page);
      await page.keyboard.press('ControlOrMeta+Shift+t');
      await page.getByRole('table', { name: 'Tags' }).waitFor();
    },
  },
  {
    name: 'tags-empty',
    options: { ...FULL, view: 'tags' },
    prepare: seen('Tags', (page) => page.getByText('No tags and no notes')),
  },
  {
    name: 'tag-dialog',
    options: { ...FULL, view: 'timeline' },
    prepare: async (page) => {
      await annotate(page);
      await page.keyboard.press('t');
      await page.getByRole('combobox', { name: 'Find or name a tag' }).waitFor();
      await page.getByRole('option').first().waitFor();
    },
  },
  {
    name: 'report-dialog',
    options: { ...FULL, view: 'timeline' },
    prepare: async (page) => {
      await annotate(page);
      await page.getByLabel('Search messages').fill('has:tag');
      await page.getByRole('list', { name: 'Filtered by' }).getByText('has:tag').waitFor();
      await page.keyboard.press('ControlOrMeta+Shift+e');
      await page.getByRole('dialog', { name: 'Write a report' }).waitFor();
    },
  },
  {
    name: 'commands',
    options: { ...FULL, view: 'timeline' },
    prepare: async (page) => {
      await selectMessage(page);
      await page.keyboard.press('ControlOrMeta+k');
      await page.getByLabel('Find a command').waitFor();
    },
  },
  {
    name: 'warrant',
    options: { ...FULL, view: 'warrant', more: { standing: 'warrant', withheld: 3 } },
    prepare: seen('Warrant'),
  },
  { name: 'custody', options: { ...FULL, view: 'custody' }, prepare: seen('Custody') },
  {
    name: 'quarantine',
    options: { ...FULL, view: 'quarantine', more: { standing: 'warrant', withheld: 3 } },
    prepare: seen('Quarantine'),
  },
];

export const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const;
export const THEMES = ['light', 'dark'] as const;
