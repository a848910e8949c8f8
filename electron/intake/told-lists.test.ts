/** An Android phone that tells its lists before its messages is stored as one that is read twice for them. */
import assert from 'node:assert/strict';
import type { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Scope } from '../../shared/scope/index.ts';
import { whatsappAndroid } from '../readers/whatsapp-android/loader.ts';
import { ANA, BEN, CLEO, GROUP, MadeEvidence } from '../readers/whatsapp-android/testing/made-evidence.ts';
import { storedUnder } from './testing/stored-under.ts';

const LID = '98765432109876@lid';
const OTHERS = '120363000000000002@g.us';
const CHANNEL = '120363000000000003@newsletter';
const ODD = 'somebody@elsewhere';
/** Rows 1 to 8 of `jid` in the made databases; 9 does not exist. */
const JIDS = [ANA, BEN, CLEO, LID, GROUP, OTHERS, CHANNEL, ODD];
const MINE = 1;

const jid = fc.integer({ min: 0, max: JIDS.length + 1 });
const direction = fc.constantFrom<number | string | null>(0, 0, 1, 1, 2, 'x', null);
const tables = fc.record({
  message: fc.array(
    fc.record({
      chat_row_id: fc.integer({ min: 1, max: 7 }),
      from_me: direction.map((value) => value ?? 0),
      sender_jid_row_id: fc.oneof(fc.constant(null), jid),
      message_type: fc.constantFrom<number | string | null>(0, 0, 0, 1, 7, 7, 8, 36, 90, null, 'x'),
      status: fc.constantFrom(0, 0, -1),
      text_data: fc.constantFrom(null, 'a text', 'ask Counsel'),
    }),
    { maxLength: 25 },
  ),
  message_mentions: fc.array(
    fc.record({ message_row_id: fc.integer({ min: 1, max: 25 }), jid_row_id: jid }),
    {
      maxLength: 6,
    },
  ),
  message_system_chat_participant: fc.array(
    fc.record({ message_row_id: fc.integer({ min: 1, max: 25 }), user_jid_row_id: jid }),
    { maxLength: 6 },
  ),
  call_log: fc.oneof(
    { weight: 2, arbitrary: fc.constant([]) },
    fc.array(
      fc.record({
        jid_row_id: jid,
        from_me: fc.integer({ min: 0, max: 1 }),
        group_jid_row_id: fc.constantFrom(0, 0, 5, 6),
        call_id: fc.constantFrom('KEY1', 'KEY2', 'KEY3', 'alone'),
      }),
      { maxLength: 3 },
    ),
  ),
  group_participant_user: fc.array(
    fc.record({ group_jid_row_id: fc.constantFrom(5, 6), user_jid_row_id: jid }),
    { maxLength: 6 },
  ),
  jid_map: fc.constantFrom([], [{ lid_row_id: 4, jid_row_id: 1 }], [{ lid_row_id: 4, jid_row_id: 5 }]),
});

const name = fc.constantFrom('Ana', 'Ben', 'Counsel');
const contacts = fc.array(
  fc.record({
    jid: fc.constantFrom(...JIDS),
    display_name: name,
    wa_name: fc.oneof(fc.constant(null), name),
  }),
  { maxLength: 4 },
);

const account = fc.oneof(
  fc.constantFrom(...JIDS.slice(0, 4)).map((id) => ({ id })),
  fc.constantFrom('+447700900001', '+447700900002').map((phone) => ({ phone })),
  name.map((listed) => ({ name: listed })),
);
const scope: fc.Arbitrary<Scope> = fc.record({
  clauses: fc.array(
    fc.record({
      accounts: fc.oneof(fc.constant('any' as const), fc.array(account, { minLength: 1, maxLength: 2 })),
      context: fc.record({ counterpart: fc.boolean(), wholeGroups: fc.boolean() }),
      uncertainTimes: fc.constant('keep' as const),
    }),
    { minLength: 1, maxLength: 2 },
  ),
  privileged: fc.record({
    accounts: fc.array(
      account.map((listed) => ({ account: listed, privilege: 'legal' as const })),
      { maxLength: 1 },
    ),
    words: fc.constantFrom<string[]>([], ['counsel']),
  }),
});

type Row = Readonly<Record<string, string | number | null>>;

function fill(
  evidence: MadeEvidence,
  made: Readonly<Record<string, readonly Row[]>>,
  { odd = false }: { readonly odd?: boolean } = {},
): void {
  evidence.database('msgstore.db', (f) => {
    for (const [i, address] of JIDS.entries()) f.jid(i + 1, address);
    f.jid(20, '447700900999@s.whatsapp.net');
    // Chats of Ana, Ben, the hidden id and both groups; chats 6 and 7 are not there.
    for (const [i, row] of [1, 2, 4, 5, 6, ...(odd ? [8] : [])].entries())
      f.row('chat', { _id: i + 1, jid_row_id: row });
    for (const [table, rows] of Object.entries(made)) {
      for (const [i, values] of rows.entries()) {
        const more: Row =
          table === 'message'
            ? { _id: i + 1, key_id: `KEY${i + 1}`, timestamp: 1_700_000_000_000 + i, sort_id: i + 1 }
            : table === 'call_log'
              ? { _id: i + 1, timestamp: 1_700_000_000_000 }
              : {};
        const all = { ...values, ...more };
        const names = Object.keys(all);
        f.db
          .prepare(`INSERT OR IGNORE INTO ${table} (${names}) VALUES (${names.map(() => '?')})`)
          .run(...Object.values(all));
      }
    }
  });
}

function fillContacts(evidence: MadeEvidence, rows: readonly Row[]): void {
  evidence.bareDatabase('wa.db', (db: DatabaseSync) => {
    db.exec('CREATE TABLE wa_contacts (_id INTEGER PRIMARY KEY, jid TEXT, display_name TEXT, wa_name TEXT)');
    const put = db.prepare('INSERT INTO wa_contacts (jid, display_name, wa_name) VALUES (?, ?, ?)');
    for (const row of rows) put.run(row.jid!, row.display_name!, row.wa_name!);
  });
}

const stored = (evidence: MadeEvidence, under: Scope, isTold: boolean, scratch: string) =>
  storedUnder(whatsappAndroid, evidence, under, { isTold, scratch });

test('an Android phone that tells its lists first is stored as one that is read twice', async () => {
  let told = 0;
  await fc.assert(
    fc.asyncProperty(tables, contacts, scope, fc.boolean(), async (made, book, under, odd) => {
      using evidence = new MadeEvidence();
      fill(evidence, made, { odd });
      fillContacts(evidence, book);
      const first = await stored(evidence, under, true, 'told');
      const twice = await stored(evidence, under, false, 'twice');
      if (first.told) told++;
      assert.equal(twice.told, false);
      assert.deepEqual(first.stored, twice.stored);
    }),
    { numRuns: 80 },
  );
  assert.ok(told > 8, `the lists were told ${told} times of 80`);
});

const listed: Scope = {
  clauses: [
    {
      accounts: [{ name: 'Ana' }],
      context: { counterpart: true, wholeGroups: true },
      uncertainTimes: 'keep',
    },
  ],
  privileged: { accounts: [], words: [] },
};
const anasPhone = {
  message: [
    { chat_row_id: 1, from_me: 0, sender_jid_row_id: null, message_type: 0, text_data: 'by Ana' },
    { chat_row_id: 4, from_me: 0, sender_jid_row_id: 2, message_type: 0, text_data: 'with Ana in the group' },
    { chat_row_id: 2, from_me: 0, sender_jid_row_id: null, message_type: 0, text_data: 'by Ben' },
  ],
  group_participant_user: [{ group_jid_row_id: 5, user_jid_row_id: MINE }],
};

test('a phone as phones are is read once, and listed names and groups are known from its first message on', async () => {
  using evidence = new MadeEvidence();
  fill(evidence, {
    ...anasPhone,
    call_log: [{ jid_row_id: 1, from_me: 1, group_jid_row_id: 5, call_id: 'a' }],
  });
  fillContacts(evidence, [{ jid: ANA, display_name: 'Ana', wa_name: null }]);
  const { told, reads, stored: result } = await stored(evidence, listed, true, 'told');
  assert.deepEqual(
    [told, reads],
    [false, 2],
    'an own call in a group in which the owner neither is nor wrote',
  );
  using other = new MadeEvidence();
  fill(other, { ...anasPhone, call_log: [{ jid_row_id: 1, from_me: 0, group_jid_row_id: 5, call_id: 'a' }] });
  fillContacts(other, [{ jid: ANA, display_name: 'Ana', wa_name: null }]);
  const once = await stored(other, listed, true, 'told');
  assert.deepEqual([once.told, once.reads], [true, 1]);
  for (const { kept } of [result, once.stored]) {
    assert.deepEqual(
      kept.map(({ text }) => text),
      ['by Ana', 'with Ana in the group', undefined],
    );
  }
});

test('messages of the older generation are read twice: whose they are is known at their end', async () => {
  using evidence = new MadeEvidence();
  fill(evidence, {
    ...anasPhone,
    messages: [{ _id: 9, key_remote_jid: ANA, key_from_me: 0, key_id: 'OLD', status: 0, media_wa_type: '0' }],
  });
  fillContacts(evidence, []);
  const { told, reads } = await stored(evidence, listed, true, 'told');
  assert.deepEqual([told, reads], [false, 2]);
});
