/** Damaged pages: what stands before and after is read, what is lost is named, and nothing counts twice. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { Refusal } from '../../../shared/model/index.ts';
import { ANA, GROUP, MadeEvidence, type Reading } from './testing/made-evidence.ts';

const PAGE = 4096;

/** Its pages, each free to be changed. */
function pagesOf(evidence: MadeEvidence): Buffer[] {
  const bytes = readFileSync(evidence.at('msgstore.db'));
  return Array.from({ length: bytes.length / PAGE }, (_, i) => bytes.subarray(i * PAGE, (i + 1) * PAGE));
}

const withPages = (evidence: MadeEvidence, pages: readonly Buffer[]): MadeEvidence =>
  evidence.file('msgstore.db', Buffer.concat(pages));

/** Where damage is said to be, without what index or other table is concerned. */
const places = ({ damage }: Reading): (string | undefined)[] => damage.map(({ where }) => where);

const rows = ({ messages }: Reading): number[] => messages.map(({ source }) => source.row!);

function filledWith(count: number): MadeEvidence {
  return new MadeEvidence().database('msgstore.db', (f) => {
    f.chat(1, ANA);
    for (let id = 1; id <= count; id++) f.message(id, { text_data: `text of ${id}; ${'.'.repeat(150)}` });
  });
}

test('a page of messages that is damaged costs its rows, by their numbers', async () => {
  using evidence = filledWith(500);
  const pages = pagesOf(evidence);
  const page = pages.find((bytes) => bytes.includes('text of 250;'))!;
  const lost = [...page.toString('latin1').matchAll(/text of (\d+);/g)].map(([, id]) => Number(id));
  page.fill(0xee, 0, 100);
  withPages(evidence, pages);
  const reading = await evidence.read();
  const [first, last] = [Math.min(...lost), Math.max(...lost)];
  assert.ok(lost.length > 5);
  assert.deepEqual(places(reading), [`message, rows ${first} to ${last}`]);
  assert.deepEqual(
    rows(reading),
    Array.from({ length: 500 }, (_, i) => i + 1).filter((id) => id < first || id > last),
  );
});

test('a row whose long text is damaged keeps the rest of it', async () => {
  using evidence = new MadeEvidence();
  evidence.database('msgstore.db', (f) =>
    f
      .chat(1, ANA)
      .message(1, { text_data: 'before' })
      .message(2, { text_data: `long ${'y'.repeat(20_000)}` })
      .message(3, { text_data: 'after' }),
  );
  const pages = pagesOf(evidence);
  // An overflow page begins with the number of the next.
  for (const page of pages)
    if (page.subarray(4).every((byte) => byte === 0x79)) page.writeUInt32BE(0xffffff, 0);
  withPages(evidence, pages);
  const reading = await evidence.read();
  assert.deepEqual(
    reading.messages.map(({ text, sentAt }) => [text, sentAt]),
    [
      ['before', '2023-11-14T22:13:21.000Z'],
      [undefined, '2023-11-14T22:13:22.000Z'],
      ['after', '2023-11-14T22:13:23.000Z'],
    ],
  );
  assert.deepEqual(reading.damage, [
    {
      file: 'msgstore.db',
      where: 'message, row 2, text_data',
      reason: 'this value could not be read: its pages are damaged',
    },
  ]);
});

test('pages that lead round in a circle are left, and the reading ends', async () => {
  using evidence = filledWith(3000);
  const pages = pagesOf(evidence);
  const leaf = pages.findIndex((bytes) => bytes.includes('text of 1500;'));
  // Type 5 is an inner page of a table; each of its cells begins with the number of a child.
  const inner = pages.filter((bytes) => bytes[0] === 5 && bytes.readUInt16BE(3) > 20);
  assert.ok(inner.length > 0);
  for (const page of inner) {
    for (let cell = 0; cell < page.readUInt16BE(3); cell++)
      page.writeUInt32BE(leaf + 1, page.readUInt16BE(12 + 2 * cell));
  }
  withPages(evidence, pages);
  const reading = await evidence.read();
  assert.ok(reading.messages.length < 3000);
  assert.equal(new Set(rows(reading)).size, reading.messages.length);
  assert.ok(reading.damage.length > 0);
});

test('a table beside the messages whose index is damaged is read without it', async () => {
  using evidence = new MadeEvidence();
  evidence.database('msgstore.db', (f) => {
    f.chat(1, ANA).chat(2, GROUP);
    for (let id = 1; id <= 300; id++) {
      f.message(id, { from_me: 1, status: 4 }).row('receipt_user', {
        message_row_id: id,
        receipt_user_jid_row_id: 1001,
        read_timestamp: 1_700_000_000_000 + id,
      });
    }
  });
  const pages = pagesOf(evidence);
  const db = evidence.at('msgstore.db');
  const { DatabaseSync } = await import('node:sqlite');
  const opened = new DatabaseSync(db, { readOnly: true });
  const { rootpage } = opened
    .prepare(`SELECT rootpage FROM sqlite_schema WHERE name = 'receipt_user_index'`)
    .get() as { rootpage: number };
  opened.close();
  pages[rootpage - 1]!.fill(0x77);
  withPages(evidence, pages);
  const reading = await evidence.read();
  assert.equal(reading.messages.length, 300);
  assert.ok(reading.messages.every(({ receipts }) => receipts![0]!.account === ANA));
  assert.deepEqual(reading.damage, [
    {
      file: 'msgstore.db',
      where: 'receipt_user',
      reason: 'its index is damaged; the table was read without it',
    },
  ]);
});

/** Every row at most once, replies to what is there, and nothing but the program's own words in the damage. */
function isConsistent(reading: Reading): void {
  const seen = new Set<string>();
  for (const { source } of [...reading.messages, ...reading.skipped]) {
    const place = `${source.table} ${source.row ?? source.raw?.row}`;
    assert.ok(!seen.has(place), place);
    seen.add(place);
  }
  for (const { replyTo } of reading.messages) {
    if (typeof replyTo === 'number') assert.ok(replyTo >= 1 && replyTo <= reading.messages.length);
  }
}

test('bytes changed at random give a refusal or a reading that adds up, the same each time', async () => {
  using evidence = new MadeEvidence();
  evidence.database('msgstore.db', (f) => {
    f.chat(1, ANA).chat(2, GROUP);
    for (let id = 1; id <= 300; id++) {
      f.message(id, {
        chat_row_id: 1 + (id % 2),
        text_data: `text of ${id}; ${'.'.repeat(id)}`,
        sender_jid_row_id: 1001,
      });
      if (id % 3 === 0) f.older(id, { data: `older text of ${id}` });
      if (id % 7 === 0)
        f.row('message_quoted', {
          message_row_id: id,
          chat_row_id: 1,
          parent_message_chat_row_id: 1,
          from_me: 0,
          key_id: `KEY${id - 1}`,
        });
      if (id % 5 === 0)
        f.row('message_media', { message_row_id: id, mime_type: 'image/jpeg', file_path: `Media/${id}.jpg` });
      if (id % 4 === 0) f.row('receipt_user', { message_row_id: id, receipt_user_jid_row_id: 1001 });
    }
    f.db.exec('VACUUM');
  });
  const whole = readFileSync(evidence.at('msgstore.db'));
  let refused = 0;
  let read = 0;
  const change = fc.record({ at: fc.nat(whole.length - 1), byte: fc.integer({ min: 0, max: 255 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 60 }), async (changes) => {
      const bytes = Buffer.from(whole);
      for (const { at, byte } of changes) bytes[at] = byte;
      evidence.file('msgstore.db', bytes);
      let reading: Reading;
      try {
        reading = await evidence.read();
      } catch (error) {
        assert.ok(error instanceof Refusal, String(error));
        refused++;
        return;
      }
      read++;
      isConsistent(reading);
      assert.deepEqual(await evidence.read(), reading);
    }),
    { numRuns: 60, seed: 2024 },
  );
  assert.ok(read > 10, `${read} read, ${refused} refused`);
});
