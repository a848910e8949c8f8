/** Values of the wrong class, out of range, too long, or that point nowhere: all kept, and named. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { ANA, GROUP, MadeEvidence, readFilled } from './testing/made-evidence.ts';

test('a time that is none, or that no year has, is left out and stays as it was read', async () => {
  const times = [
    0,
    -1,
    3_093_527_980_800_000,
    253_402_300_799_999,
    9_007_199_254_740_993n,
    'yesterday',
    null,
    1.5,
  ];
  const { messages, damage } = await readFilled((f) => {
    f.chat(1, ANA);
    for (const [i, timestamp] of times.entries()) f.message(i + 1, { timestamp });
  });
  assert.deepEqual(
    messages.map(({ sentAt, timeBasis, source }) => [sentAt, timeBasis, source.raw]),
    [
      [undefined, undefined, { timestamp: 0 }],
      [undefined, undefined, { timestamp: -1 }],
      [undefined, undefined, { timestamp: 3_093_527_980_800_000 }],
      ['9999-12-31T23:59:59.999Z', 'utc', undefined],
      [undefined, undefined, { timestamp: '9007199254740993' }],
      [undefined, undefined, { timestamp: 'yesterday' }],
      [undefined, undefined, undefined],
      [undefined, undefined, { timestamp: 1.5 }],
    ],
  );
  assert.deepEqual(damage, []);
});

test('columns that hold another class than theirs keep what they hold', async () => {
  const { messages, damage } = await readFilled((f) =>
    f
      .chat(1, ANA)
      .message(1, { message_type: 'picture', text_data: Buffer.from('in a blob') })
      .message(2, { text_data: Buffer.from([0xff, 0xfe, 0x00]) })
      .message(3, { from_me: 'perhaps', status: 'sent', text_data: 42n })
      .message(4, { from_me: 7 })
      .message(5, { key_id: 99n, received_timestamp: Buffer.from([1, 2]) })
      .message(6, { sender_jid_row_id: 'nobody', message_type: 2 ** 40 }),
  );
  assert.deepEqual(
    messages.map(({ kind, text, direction, sender, source }) => [kind, text, direction, sender, source.raw]),
    [
      ['unknown', 'in a blob', 'in', ANA, { message_type: 'picture', text_data: 'blob of 9 bytes' }],
      ['text', undefined, 'in', ANA, { text_data: 'blob of 3 bytes' }],
      ['text', '42', undefined, undefined, { from_me: 'perhaps', status: 'sent' }],
      ['text', undefined, undefined, undefined, { from_me: 7 }],
      ['text', undefined, 'in', ANA, { received_timestamp: 'blob of 2 bytes' }],
      ['unknown', undefined, 'in', ANA, { sender_jid_row_id: 'nobody' }],
    ],
  );
  assert.equal(messages[4]!.source.key, '99');
  assert.equal(messages[5]!.source.code, 2 ** 40);
  assert.deepEqual(damage, []);
});

test('references that lead nowhere are kept, and counted in a warning', async () => {
  const { messages, warnings, chats } = await readFilled((f) =>
    f
      .chat(1, GROUP)
      .message(1, { sender_jid_row_id: 77, text_data: 'from nobody' })
      .message(2, { chat_row_id: 55, text_data: 'in no chat' })
      .message(3)
      .row('message_mentions', { message_row_id: 3, jid_row_id: 78 })
      .row('receipt_user', { message_row_id: 3, receipt_user_jid_row_id: 79, read_timestamp: 5 })
      .row('message_call_log', { message_row_id: 3, call_log_row_id: 12 })
      .row('message_mentions', { message_row_id: 4000, jid_row_id: 1001 })
      .row('message_location', { message_row_id: 4000, latitude: 1, longitude: 1 }),
  );
  assert.deepEqual(
    messages.map(({ chat, sender, source }) => [chat, sender, source.raw]),
    [
      [GROUP, undefined, { sender_jid_row_id: 77 }],
      ['chat 55', undefined, undefined],
      [GROUP, undefined, { 'mentioned jid_row_id': 78, receipt_user_jid_row_id: 79 }],
    ],
  );
  assert.deepEqual(
    chats.map(({ id, type }) => [id, type]),
    [
      [GROUP, 'group'],
      ['chat 55', 'direct'],
    ],
  );
  for (const said of [
    /a reference to a row that table jid does not have \(3 times\)/,
    /a message of a chat that tables chat and jid do not have.*\(once\)/,
    /1 rows of table message_mentions were not needed by any message/,
    /1 rows of table message_location were not needed by any message/,
    /1 rows of table message_call_log were not needed by any message/,
  ]) {
    assert.match(warnings.join('\n'), said);
  }
});

test('texts keep every character, and ones that are not UTF-8 are told of', async () => {
  const strange = 'a\u0000b \u202Eevil\u202C \uD83D\uDC68\u200D\uD83D\uDC69 \uFEFF';
  const { messages, warnings } = await readFilled((f) => {
    f.chat(1, ANA).message(1, { text_data: strange }).message(2);
    f.db
      .prepare('UPDATE message SET text_data = CAST(? AS TEXT) WHERE _id = 2')
      .run(Buffer.from([0x61, 0xff, 0x62]));
  });
  assert.equal(messages[0]!.text, strange);
  assert.equal(messages[1]!.text, 'a\ufffdb');
  assert.match(warnings.join('\n'), /a text with U\+FFFD.*\(once\)/);
});

test('a database in UTF-16 reads the same', async () => {
  using evidence = new MadeEvidence();
  evidence.bareDatabase('msgstore.db', (db) => {
    db.exec(`PRAGMA encoding = 'UTF-16le';
      CREATE TABLE message (_id INTEGER PRIMARY KEY, chat_row_id INTEGER, key_id TEXT, message_type INTEGER, text_data TEXT);
      INSERT INTO message VALUES (1, 1, 'A', 0, 'Olá 👋')`);
  });
  assert.ok(readFileSync(evidence.at('msgstore.db')).includes(Buffer.from('Olá 👋', 'utf16le')));
  assert.equal((await evidence.read()).messages[0]!.text, 'Olá 👋');
});

test('a text longer than any of WhatsApp’s is read; one beyond a million characters is cut, and named', async () => {
  const { messages, damage } = await readFilled((f) =>
    f
      .chat(1, ANA)
      .message(1, { text_data: 'short' })
      .message(2, { text_data: 'x'.repeat(200_000) })
      .message(3, { text_data: 'é'.repeat(1_500_000) })
      .message(4, { text_data: 'last' }),
  );
  assert.deepEqual(
    messages.map(({ text }) => text!.length),
    [5, 200_000, 1_048_576, 4],
  );
  assert.deepEqual(damage, [
    {
      file: 'msgstore.db',
      where: 'message, row 3, text_data',
      reason: 'longer than 1048576 characters; of it these were kept',
    },
  ]);
});

test('what many cards say together is cut where it is too long, and named', async () => {
  const { messages, damage } = await readFilled((f) => {
    f.chat(1, ANA).message(1, { message_type: 14 });
    for (let n = 0; n < 30; n++)
      f.row('message_vcard', { message_row_id: 1, vcard: `${n}${'A'.repeat(60_000)}` });
  });
  assert.equal(messages[0]!.text!.length, 2 ** 20);
  assert.deepEqual(
    damage.map(({ where }) => where),
    ['message, row 1'],
  );
});

test('a value that would fill the memory is left out and named, and the rest of its row is read', async () => {
  const { messages, damage } = await readFilled((f) => {
    f.chat(1, ANA).message(1).message(2, { text_data: 'after' });
    f.db.exec('UPDATE message SET text_data = hex(zeroblob(34000000)) WHERE _id = 1');
  });
  assert.deepEqual(
    messages.map(({ text, sentAt }) => [text, sentAt]),
    [
      [undefined, '2023-11-14T22:13:21.000Z'],
      ['after', '2023-11-14T22:13:22.000Z'],
    ],
  );
  assert.deepEqual(damage, [
    {
      file: 'msgstore.db',
      where: 'message, row 1, text_data',
      reason: 'this value could not be read: a value is larger than 64 MiB',
    },
  ]);
});

test('long values beside the messages are read as well', async () => {
  const vcard = `BEGIN:VCARD\nPHOTO:${'A'.repeat(150_000)}\nEND:VCARD`;
  const { messages, damage } = await readFilled((f) =>
    f
      .chat(1, ANA)
      .message(1, { message_type: 4 })
      .row('message_vcard', { message_row_id: 1, vcard })
      .message(2, { message_type: 25 })
      .row('message_template', { message_row_id: 2, content_text_data: 'T'.repeat(150_000) }),
  );
  assert.equal(messages[0]!.text, vcard);
  assert.equal(messages[1]!.text!.length, 150_000);
  assert.deepEqual(damage, []);
});

test('rows with numbers that no double holds are skipped and counted; negative ones are read', async () => {
  const { messages, skipped } = await readFilled((f) => {
    f.chat(1, ANA).message(1);
    f.db.exec(`INSERT INTO message (_id, chat_row_id, from_me, key_id, message_type, sort_id) VALUES
      (-7, 1, 0, 'N', 0, 0), (9223372036854775807, 1, 0, 'L', 0, 0), (-9223372036854775808, 1, 0, 'S', 0, 0)`);
  });
  assert.deepEqual(
    messages.map(({ source }) => source.row),
    [-7, 1],
  );
  assert.deepEqual(
    skipped.map(({ reason, source }) => [reason, source.table, source.raw]),
    [
      ['row number beyond 53 bits', 'message', { row: '9223372036854775807' }],
      ['row number beyond 53 bits', 'message', { row: '-9223372036854775808' }],
    ],
  );
});
