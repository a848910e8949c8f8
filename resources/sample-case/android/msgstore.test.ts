import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after, test } from 'node:test';
import {
  databaseContent,
  INSTANT,
  messagesOf,
  openContacts,
  openMsgstore,
  workFolder,
} from '../testing/opened.ts';

const work = workFolder();
const store = await openMsgstore(work);
const contacts = openContacts();
after(() => {
  store.close();
  contacts.close();
  rmSync(work, { recursive: true, force: true });
});

const messages = messagesOf(store);
const count = (from: string): number => Number(store.prepare(`SELECT count(*) AS n FROM ${from}`).get()!.n);

test('the databases are whole', () => {
  for (const db of [store, contacts]) {
    assert.deepEqual(db.prepare('PRAGMA integrity_check').all().map(Object.values), [['ok']]);
    assert.equal(db.prepare('PRAGMA page_size').get()!.page_size, 4096);
  }
});

test('the last message before the instant is at 14:36:48, from the owner to Jonas Keller', () => {
  const before = messages.filter(({ timestamp }) => timestamp < INSTANT);
  const last = before.reduce((a, b) => (b.timestamp >= a.timestamp ? b : a));
  assert.equal(new Date(last.timestamp).toISOString(), '2024-03-22T14:36:48.000Z');
  assert.equal(last.text_data, "Now. Don't wait for quarter to.");
  assert.equal(last.raw_string, '447700900187@s.whatsapp.net');
  assert.equal(last.from_me, 1);
  assert.ok(messages.some(({ timestamp }) => timestamp > INSTANT));
});

/** What the case promises, where it stands, and at least how often. */
const FEATURES: readonly (readonly [what: string, from: string, least: number])[] = [
  ['chats', 'chat', 26],
  ['groups', 'chat WHERE subject IS NOT NULL', 8],
  [
    'status posts',
    `message JOIN chat ON chat._id = chat_row_id JOIN jid ON jid._id = jid_row_id
     WHERE raw_string = 'status@broadcast'`,
    15,
  ],
  ['texts', 'message WHERE message_type = 0', 2000],
  ['pictures', 'message WHERE message_type = 1', 40],
  ['media never downloaded', 'message_media WHERE file_path IS NULL', 5],
  ['voice notes', 'message WHERE message_type = 2 AND origin = 1', 5],
  ['audio files', 'message WHERE message_type = 2 AND origin = 0', 2],
  ['videos', 'message WHERE message_type = 3', 1],
  ['contact cards', 'message_vcard', 1],
  ['locations', 'message WHERE message_type = 5', 1],
  ['documents', 'message WHERE message_type = 9', 2],
  ['GIFs', 'message WHERE message_type = 13', 2],
  ['live locations', 'message WHERE message_type = 16', 1],
  ['stickers', 'message WHERE message_type = 20', 2],
  ['view-once pictures', 'message_view_once_media', 1],
  ['polls', 'message_poll', 2],
  ['votes', 'message_add_on_poll_vote', 4],
  ['messages deleted by their sender', 'message WHERE message_type = 15', 3],
  ['messages deleted by an administrator', 'message WHERE message_type = 64', 1],
  ['edited messages', 'message_edit_info', 2],
  ['reactions', "message_add_on_reaction WHERE reaction <> ''", 50],
  ['a reaction taken back', "message_add_on_reaction WHERE reaction = ''", 1],
  ['replies', 'message_quoted', 50],
  ['forwarded messages', 'message_forwarded', 3],
  ['mentions', 'message_mentions', 5],
  ['receipts', 'receipt_user', 1000],
  ['calls', 'call_log', 30],
  ['missed calls', 'call_log WHERE call_result = 2', 3],
  ['calls that messages show', 'message_call_log', 5],
  ['people in a call of a group', 'call_log_participant_v2', 2],
  ['messages that disappear', 'message_ephemeral', 10],
  ['a timer set', 'message_ephemeral_setting', 1],
  ['a hidden id with its number', 'jid_map', 1],
  ['a message of an unknown type', 'message WHERE message_type = 117', 1],
  ['past members', 'group_past_participant_user', 3],
  ['starred messages', 'message WHERE starred = 1', 2],
  ...[1, 5, 6, 11, 12, 14, 15, 18, 20, 27, 28, 56, 58, 67].map(
    (action) => [`events of type ${action}`, `message_system WHERE action_type = ${action}`, 1] as const,
  ),
];

for (const [what, from, least] of FEATURES) {
  test(`the backup has ${what}`, () => {
    assert.ok(count(from) >= least, `${count(from)}, should be at least ${least}`);
  });
}

test('it has some 2,600 messages of some 40 accounts', () => {
  assert.ok(messages.length > 2500 && messages.length < 2800, String(messages.length));
  const accounts = count("jid WHERE server IN ('s.whatsapp.net', 'lid')");
  assert.ok(accounts >= 40 && accounts <= 50, String(accounts));
});

test('people write by day and in the evening, and sleep by night', () => {
  const perHour = new Map<number, number>();
  for (const { timestamp } of messages) {
    const hour = new Date(timestamp).getUTCHours();
    perHour.set(hour, (perHour.get(hour) ?? 0) + 1);
  }
  for (const hour of [2, 3, 4]) assert.equal(perHour.get(hour) ?? 0, 0, `${hour} o'clock`);
  assert.ok(perHour.get(19)! > perHour.get(9)!);
});

test('seven languages are in it, two written from right to left, letter for letter', () => {
  for (const words of [
    'انطلقنا! 🏮',
    'نوروز همگی مبارک 🌷',
    'Ich habe Angst',
    'Luego te cuento',
    'Kasia, jestem cała',
    'Aylin iyi, meydandayım',
    'Front of the parade is at the bridge',
  ]) {
    assert.equal(messages.filter(({ text_data }) => text_data === words).length, 1, words);
  }
});

test('the new time is what the edited message says, and a reply still quotes the old one', () => {
  const edited = store
    .prepare(
      'SELECT text_data, key_id FROM message JOIN message_edit_info ON message_row_id = _id WHERE text_data LIKE ?',
    )
    .get('New time%')!;
  assert.equal(edited.text_data, 'New time for everyone: 14:45. Same place');
  const quoted = store.prepare('SELECT text_data FROM message_quoted WHERE key_id = ?').get(edited.key_id!)!;
  assert.equal(quoted.text_data, 'New time for everyone: 14:30. Same place');
});

test('nobody has read a message before it was delivered, or only after answering it', () => {
  assert.equal(count('receipt_user WHERE read_timestamp < receipt_timestamp'), 0);
  const late = store
    .prepare(
      `SELECT message._id FROM message JOIN receipt_user ON receipt_user.message_row_id = message._id
       JOIN message_quoted ON message_quoted.key_id = message.key_id
       JOIN message AS answer ON answer._id = message_quoted.message_row_id
       WHERE answer.sender_jid_row_id = receipt_user_jid_row_id AND (read_timestamp IS NULL OR read_timestamp > answer.timestamp)`,
    )
    .all();
  assert.deepEqual(late, []);
});

/** The ranges of people.ts. */
const FICTIONAL = /^(?:447700900\d{3}|1\d{3}55501\d\d|493023125\d{3})$/;
const HIDDEN = new Set(['90071992547401', '62158430094417']);

test('every number is of a range that is kept free for fiction', () => {
  const users = store.prepare("SELECT user, server FROM jid WHERE server IN ('s.whatsapp.net', 'lid')").all();
  for (const { user, server } of users) {
    assert.ok(
      server === 'lid' ? HIDDEN.has(String(user)) : FICTIONAL.test(String(user)),
      `${user}@${server}`,
    );
  }
  const texts = [
    ...messages.map(({ text_data }) => text_data ?? ''),
    ...databaseContent(store).rows.message_vcard!.map(({ vcard }) => String(vcard)),
    ...databaseContent(contacts).rows.wa_contacts!.flatMap(({ jid, number }) =>
      String(jid).endsWith('@g.us') ? [] : [String(jid), String(number)],
    ),
  ];
  const numbers = texts
    .flatMap((text) => text.match(/\d[\d ()-]{7,}\d/g) ?? [])
    .map((text) => text.replace(/\D/g, ''));
  assert.ok(numbers.length >= 80);
  assert.deepEqual(
    numbers.filter((digits) => !FICTIONAL.test(digits) && !HIDDEN.has(digits)),
    [],
  );
});
