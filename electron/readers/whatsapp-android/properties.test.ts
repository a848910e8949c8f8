/** Whatever rows the two generations hold: every one is accounted for once, and the same each time. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ANA, BEN, GROUP, MadeEvidence } from './testing/made-evidence.ts';

const CHATS = [ANA, BEN, GROUP];
const key = fc.constantFrom('K1', 'K2', 'K3', 'K4', 'K5', '-1');
const cell = fc.oneof(
  fc.constant(null),
  fc.integer({ min: -2, max: 120 }),
  fc.constantFrom('text', '', 1_700_000_000_000, 9_007_199_254_740_993n, 1.25),
  fc.uint8Array({ maxLength: 4 }),
);
const id = fc.integer({ min: -2, max: 40 });
const newer = fc.record({
  _id: id,
  chat_row_id: fc.integer({ min: -1, max: 4 }),
  from_me: fc.integer({ min: 0, max: 1 }),
  key_id: key,
  sender_jid_row_id: cell,
  status: cell,
  timestamp: cell,
  message_type: cell,
  text_data: cell,
});
const older = fc.record({
  _id: id,
  key_remote_jid: fc.constantFrom(...CHATS, '-1', 'nobody'),
  key_from_me: fc.integer({ min: 0, max: 1 }),
  key_id: key,
  status: cell,
  timestamp: cell,
  media_wa_type: cell,
  data: cell,
  quoted_row_id: fc.integer({ min: 0, max: 3 }),
});
const quote = fc.record({
  message_row_id: id,
  chat_row_id: fc.integer({ min: 0, max: 4 }),
  parent_message_chat_row_id: fc.integer({ min: 0, max: 4 }),
  from_me: fc.integer({ min: 0, max: 1 }),
  key_id: key,
});
const logged = fc.record({
  _id: id,
  jid_row_id: fc.integer({ min: 0, max: 1004 }),
  from_me: fc.integer({ min: 0, max: 1 }),
  call_id: key,
  timestamp: cell,
  call_result: cell,
});
const link = fc.record({ message_row_id: id, call_log_row_id: id });

/** Rows that the database takes: SQLite leaves out those that break one of its unique keys. */
const rows = fc.record({
  message: fc.array(newer, { maxLength: 25 }),
  messages: fc.array(older, { maxLength: 25 }),
  message_quoted: fc.array(quote, { maxLength: 10 }),
  call_log: fc.array(logged, { maxLength: 8 }),
  message_call_log: fc.array(link, { maxLength: 8 }),
});

test('every row is a message, or part of one, or skipped, and just once', async () => {
  await fc.assert(
    fc.asyncProperty(rows, async (tables) => {
      using evidence = new MadeEvidence();
      let placed = 0;
      evidence.database('msgstore.db', (f) => {
        for (const [i, address] of CHATS.entries()) f.chat(i + 1, address);
        f.row('messages_quotes', { _id: 1, key_remote_jid: ANA, key_from_me: 0, key_id: 'K1' });
        f.row('messages_quotes', { _id: 2, key_remote_jid: GROUP, key_from_me: 1, key_id: 'K3' });
        for (const [table, list] of Object.entries(tables)) {
          for (const values of list) {
            const all = table === 'message' ? { ...values, sort_id: 0 } : values;
            const names = Object.keys(all);
            f.db
              .prepare(`INSERT OR IGNORE INTO ${table} (${names}) VALUES (${names.map(() => '?')})`)
              .run(...Object.values(all));
          }
        }
        for (const table of ['message', 'messages']) {
          placed += (f.db.prepare(`SELECT count(*) AS n FROM ${table}`).get() as { n: number }).n;
        }
        placed += (f.db.prepare('SELECT count(*) AS n FROM call_log').get() as { n: number }).n;
      });
      const reading = await evidence.read();
      assert.deepEqual(reading.damage, []);

      // A call that a message tells of is part of that message.
      const told = reading.messages
        .map(({ source }) => source.raw?.['call_log row'])
        .filter((row) => row !== undefined);
      const accounted = [...reading.messages, ...reading.skipped].map(
        ({ source }) => `${source.table} ${source.row}`,
      );
      for (const row of told) accounted.push(`call_log ${row}`);
      assert.equal(new Set(accounted).size, accounted.length);
      assert.equal(accounted.length, placed);

      for (const { replyTo } of reading.messages) {
        if (typeof replyTo !== 'number') continue;
        assert.ok(reading.messages[replyTo - 1] !== undefined);
      }
      const chatIds = new Set(reading.chats.map((chat) => chat.id));
      const accountIds = new Set(reading.accounts.map((account) => account.id));
      for (const message of reading.messages) {
        assert.ok(chatIds.has(message.chat), message.chat);
        if (message.sender !== undefined) assert.ok(accountIds.has(message.sender), message.sender);
      }
      assert.deepEqual(await evidence.read(), reading);
    }),
    { numRuns: 60 },
  );
});

test('a reply’s number is the place of the message with the quoted key', async () => {
  const keys = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 2, maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(
      keys,
      fc.array(fc.nat(1000), { minLength: 1, maxLength: 15 }),
      fc.boolean(),
      async (ids, picks, both) => {
        using evidence = new MadeEvidence();
        const quoted = new Map<number, number>();
        evidence.database('msgstore.db', (f) => {
          f.chat(1, ANA);
          for (const [i, row] of ids.entries()) {
            // Some in the older table alone, some in both, some placeholders between.
            if (both && i % 3 === 0) f.older(row);
            else f.message(row);
            if (both && i % 3 === 1) f.older(row);
            if (i % 5 === 0) f.message(100 + row, { status: -1 });
          }
          for (const pick of picks) {
            const [from, to] = [ids[pick % ids.length]!, ids[(pick * 7) % ids.length]!];
            if (quoted.has(from)) continue;
            quoted.set(from, to);
            f.row('message_quoted', {
              message_row_id: from,
              chat_row_id: 1,
              parent_message_chat_row_id: 1,
              from_me: 0,
              key_id: `KEY${to}`,
            });
          }
        });
        const { messages } = await evidence.read();
        for (const { replyTo, source } of messages) {
          const to = quoted.get(source.row!);
          if (to === undefined) assert.equal(replyTo, undefined);
          else assert.equal(messages[(replyTo as number) - 1]!.source.key, `KEY${to}`);
        }
      },
    ),
    { numRuns: 40 },
  );
});

test('more messages than one part holds keep their order, their numbers and what stands beside them', async () => {
  using evidence = new MadeEvidence();
  const count = 2500;
  evidence.database('msgstore.db', (f) => {
    f.chat(1, ANA);
    f.db.exec('BEGIN');
    for (let row = 1; row <= count; row++) {
      if (row % 2 === 0) f.message(row, { text_data: `t${row}` });
      if (row % 3 === 0) f.older(row, { key_id: row % 6 === 0 ? `KEY${row}` : `OWN${row}`, data: `o${row}` });
      f.row('message_mentions', { message_row_id: row, jid_row_id: 1001 });
    }
    f.db.exec('COMMIT');
  });
  const { messages, skipped, batches } = await evidence.read();
  const expected: string[] = [];
  for (let row = 1; row <= count; row++) {
    if (row % 2 === 0) expected.push(`message ${row}`);
    else if (row % 3 === 0) expected.push(`messages ${row}`);
  }
  assert.deepEqual(
    messages.map(({ source }) => `${source.table} ${source.row}`),
    expected,
  );
  assert.ok(messages.every(({ mentions }) => mentions?.length === 1));
  assert.equal(skipped.length, Math.floor(count / 6));
  assert.ok(batches > 1);
});
