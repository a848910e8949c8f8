import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ANA, BEN, GROUP, type Reading, readFilled } from './testing/made-evidence.ts';

const places = ({ messages }: Reading): string[] =>
  messages.map(({ source, text }) => `${source.table} ${source.row}: ${text ?? ''}`);

const skips = ({ skipped }: Reading): string[] =>
  skipped.map(({ reason, source }) => `${source.table} ${source.row}: ${reason}`);

/** Bytes of a serialised Java object with these strings in it. */
function serialised(...strings: string[]): Uint8Array {
  const parts: Buffer[] = [Buffer.from([0xac, 0xed, 0x00, 0x05])];
  for (const value of strings) {
    const bytes = Buffer.from(value);
    const head = Buffer.from([0x74, bytes.length >> 8, bytes.length & 0xff]);
    parts.push(head, bytes);
  }
  return Buffer.concat(parts);
}

test('a database with the older table alone is read from it', async () => {
  const older = await readFilled(
    (f) => {
      f.db.exec(
        'DROP TABLE message; CREATE TABLE chat_list (_id INTEGER PRIMARY KEY, key_remote_jid TEXT UNIQUE, subject TEXT)',
      );
      f.row('chat_list', { key_remote_jid: GROUP, subject: 'Allotments' })
        .older(1, { data: 'first', received_timestamp: 1_500_000_001_900 })
        .older(2, { key_remote_jid: GROUP, remote_resource: BEN, data: 'from Ben' })
        .older(3, {
          key_remote_jid: GROUP,
          key_from_me: 1,
          remote_resource: `${ANA},${BEN}`,
          data: 'mine',
          status: 4,
        })
        .row('group_participants', { gjid: GROUP, jid: BEN })
        .row('group_participants', { gjid: GROUP, jid: '' });
    },
    { asOf2022: true },
  );
  assert.deepEqual(older.damage, []);
  assert.deepEqual(
    older.messages.map(({ chat, sender, direction, text, sentAt, receivedAt }) => [
      chat,
      sender,
      direction,
      text,
      sentAt,
      receivedAt,
    ]),
    [
      [ANA, ANA, 'in', 'first', '2017-07-14T02:40:01.000Z', '2017-07-14T02:40:01.900Z'],
      [GROUP, BEN, 'in', 'from Ben', '2017-07-14T02:40:02.000Z', undefined],
      [GROUP, 'owner', 'out', 'mine', '2017-07-14T02:40:03.000Z', undefined],
    ],
  );
  assert.deepEqual(older.messages[1]!.source, {
    file: 'msgstore.db',
    table: 'messages',
    row: 2,
    key: 'KEY2',
    code: 0,
  });
  assert.deepEqual(older.chats, [
    { id: GROUP, platform: 'whatsapp', title: 'Allotments', type: 'group', members: [BEN, 'owner'] },
    { id: ANA, platform: 'whatsapp', type: 'direct', members: [ANA, 'owner'] },
  ]);
});

test('a database with the newer table alone is read from it', async () => {
  const reading = await readFilled((f) => {
    f.db.exec('DROP TABLE messages');
    f.chat(1, ANA).message(4, { text_data: 'new' });
  });
  assert.deepEqual(places(reading), ['message 4: new']);
  assert.deepEqual(reading.damage, []);
});

test('of two generations that share no message, all are read, by row number', async () => {
  const reading = await readFilled((f) =>
    f
      .chat(1, ANA)
      .older(1, { data: 'one' })
      .older(3, { data: 'three' })
      .message(2, { text_data: 'two' })
      .message(4, { text_data: 'four' }),
  );
  assert.deepEqual(places(reading), [
    'messages 1: one',
    'message 2: two',
    'messages 3: three',
    'message 4: four',
  ]);
  assert.deepEqual(skips(reading), []);
  assert.match(reading.warnings.join('\n'), /2 messages stand in the older table messages alone/);
});

test('a message in both generations is one message, and the older row is accounted for', async () => {
  const reading = await readFilled((f) =>
    f
      .chat(1, ANA)
      .older(1, { data: 'old words' })
      .older(2, { data: 'only old' })
      .older(3, { data: 'three' })
      .message(1, { text_data: 'new words' })
      .message(3, { text_data: null })
      .message(5, { text_data: 'only new' }),
  );
  assert.deepEqual(places(reading), [
    'message 1: new words',
    'messages 2: only old',
    'message 3: three',
    'message 5: only new',
  ]);
  assert.deepEqual(skips(reading), [
    'messages 1: same message in the newer table message',
    'messages 3: same message in the newer table message',
  ]);
});

test('the same message under two row numbers is found by chat, direction and key', async () => {
  const reading = await readFilled((f) =>
    f
      .chat(1, ANA)
      .older(1, { key_id: 'SAME', data: 'old', media_caption: 'caption', media_mime_type: 'image/jpeg' })
      .older(2, { key_id: 'SAME', key_from_me: 1, data: 'my own with the same key' })
      .older(3, { key_id: 'SAME', key_remote_jid: BEN, data: 'another chat with the same key' })
      .message(9, { key_id: 'SAME', message_type: 1 }),
  );
  assert.deepEqual(places(reading), [
    'messages 2: my own with the same key',
    'messages 3: another chat with the same key',
    'message 9: old',
  ]);
  assert.deepEqual(skips(reading), ['messages 1: same message in the newer table message']);
  assert.equal(reading.messages[2]!.attachments![0]!.mime, 'image/jpeg');
});

test('rows of both tables with one number that are two messages are both read, the newer first', async () => {
  const reading = await readFilled((f) =>
    f
      .chat(1, ANA)
      .older(1, { key_id: 'OLD', data: 'old' })
      .message(1, { key_id: 'NEW', text_data: 'new' })
      .row('message_mentions', { message_row_id: 1, jid_row_id: 1001 }),
  );
  assert.deepEqual(places(reading), ['message 1: new', 'messages 1: old']);
  // What stands beside belongs to the newer row.
  assert.deepEqual(
    reading.messages.map(({ mentions }) => mentions),
    [[ANA], undefined],
  );
});

test('what the newer row lacks comes from the older one', async () => {
  const reading = await readFilled((f) =>
    f
      .chat(1, GROUP)
      .jid(5, BEN)
      .older(1, {
        key_remote_jid: GROUP,
        remote_resource: BEN,
        timestamp: 1_500_000_001_000,
        received_timestamp: 1_500_000_002_000,
        media_wa_type: '2',
        origin: 1,
        media_mime_type: 'audio/ogg',
        media_size: 4321,
        media_name: 'PTT-1.opus',
        media_hash: 'ly/ymFzpgckeX2nnxt4aLhfnKszvf4ouNSIuAbrFhZg=',
        mentioned_jids: `${ANA},${BEN}`,
        forwarded: 1,
        thumb_image: serialised('java.io.File', 'Media/WhatsApp Voice Notes/PTT-1.opus'),
      })
      .message(1, { sender_jid_row_id: null, timestamp: 0, received_timestamp: null, message_type: null }),
  );
  const [message] = reading.messages;
  assert.deepEqual(message, {
    chat: GROUP,
    sender: BEN,
    direction: 'in',
    sentAt: '2017-07-14T02:40:01.000Z',
    timeBasis: 'utc',
    timePrecision: 'ms',
    receivedAt: '2017-07-14T02:40:02.000Z',
    kind: 'voice',
    forwarded: true,
    mentions: [ANA, BEN],
    attachments: [
      {
        name: 'PTT-1.opus',
        mime: 'audio/ogg',
        bytes: 4321,
        sha256: '972ff2985ce981c91e5f69e7c6de1a2e17e72accef7f8a2e35222e01bac58598',
        present: false,
      },
    ],
    source: { file: 'msgstore.db', table: 'message', row: 1, key: 'KEY1', code: 2 },
  });
});

test('tables beside the messages belong to older rows as well', async () => {
  const reading = await readFilled((f) =>
    f
      .chat(1, ANA)
      .jid(5, BEN)
      .older(1, { media_wa_type: '3' })
      .row('message_media', { message_row_id: 1, mime_type: 'video/mp4', file_length: 99 })
      .row('receipt_user', {
        message_row_id: 1,
        receipt_user_jid_row_id: 5,
        read_timestamp: 1_500_000_003_000,
      }),
  );
  const [message] = reading.messages;
  assert.deepEqual(message!.attachments, [{ mime: 'video/mp4', bytes: 99, present: false }]);
  assert.deepEqual(message!.receipts, [{ account: BEN, read: '2017-07-14T02:40:03.000Z' }]);
});

test('receipts of older messages stand in their own table, or in the row of a direct chat', async () => {
  const reading = await readFilled((f) =>
    f
      .chat(1, ANA)
      .chat(2, GROUP)
      .older(1, {
        key_from_me: 1,
        status: 13,
        receipt_device_timestamp: 1_500_000_002_000,
        read_device_timestamp: 1_500_000_003_000,
        played_device_timestamp: -1,
      })
      .older(2, { key_from_me: 1, key_remote_jid: GROUP, status: 5 })
      .row('receipts', {
        key_remote_jid: GROUP,
        key_id: 'KEY2',
        remote_resource: BEN,
        receipt_device_timestamp: 1_500_000_004_000,
      }),
  );
  assert.deepEqual(
    reading.messages.map(({ receipts, source }) => [receipts, source.raw]),
    [
      [
        [{ account: ANA, delivered: '2017-07-14T02:40:02.000Z', read: '2017-07-14T02:40:03.000Z' }],
        undefined,
      ],
      [[{ account: BEN, delivered: '2017-07-14T02:40:04.000Z' }], undefined],
    ],
  );
});

test('an older system row is one of status 6; its size says what happened and its object to whom', async () => {
  const reading = await readFilled((f) =>
    f
      .older(1, {
        key_remote_jid: GROUP,
        status: 6,
        media_size: 12,
        remote_resource: ANA,
        key_from_me: 1,
        thumb_image: serialised('java.util.ArrayList', BEN, '447700900003@s.whatsapp.net'),
      })
      .older(2, {
        key_remote_jid: GROUP,
        status: 6,
        media_size: 1,
        remote_resource: ANA,
        data: 'New subject',
      }),
  );
  assert.deepEqual(
    reading.messages.map(({ kind, direction, sender, system }) => ({ kind, direction, sender, system })),
    [
      {
        kind: 'system',
        direction: 'system',
        sender: ANA,
        system: { action: 'member-added', accounts: [BEN, '447700900003@s.whatsapp.net'] },
      },
      {
        kind: 'system',
        direction: 'system',
        sender: ANA,
        system: { action: 'subject-changed', value: 'New subject' },
      },
    ],
  );
});

test('older rows tell of locations, contacts, revoked messages and pictures in the text column', async () => {
  const reading = await readFilled((f) =>
    f
      .older(1, { media_wa_type: '5', latitude: 38.7, longitude: -9.1, media_name: 'Rossio' })
      .older(2, { media_wa_type: '4', media_name: 'Zoe', data: 'BEGIN:VCARD\nFN:Zoe\nEND:VCARD' })
      .older(3, { edit_version: 7, data: null })
      .older(4, {
        media_wa_type: '1',
        media_mime_type: 'image/jpeg',
        data: '/9j/4AAQSkZJRgABAQ',
        media_caption: 'us',
      })
      .older(5, { latitude: 0, longitude: 0, data: 'a text has no place' }),
  );
  assert.deepEqual(
    reading.messages.map(({ kind, text, location }) => [kind, text, location]),
    [
      ['location', undefined, { lat: 38.7, lon: -9.1, name: 'Rossio' }],
      ['contact', 'BEGIN:VCARD\nFN:Zoe\nEND:VCARD', undefined],
      ['deleted', undefined, undefined],
      ['image', 'us', undefined],
      ['text', 'a text has no place', undefined],
    ],
  );
  assert.deepEqual(reading.messages[2]!.deleted, { by: ANA });
  assert.deepEqual(reading.messages[3]!.source.raw, { data: 'base64 picture of 18 characters' });
});

test('the rows of status −1 that open chats are skipped, unless they say something', async () => {
  const reading = await readFilled((f) =>
    f
      .chat(1, ANA)
      .message(1, { status: -1, chat_row_id: -1, key_id: '-1' })
      .message(2, { status: -1 })
      .message(3, { status: -1, text_data: 'said all the same' })
      .older(5, { key_remote_jid: '-1', key_id: '-1', status: -1, media_wa_type: '-1' }),
  );
  assert.deepEqual(places(reading), ['message 3: said all the same']);
  assert.deepEqual(skips(reading), [
    'message 1: status -1 placeholder',
    'message 2: status -1 placeholder',
    'messages 5: status -1 placeholder',
  ]);
});

test('missing columns and tables read as empty', async () => {
  const reading = await readFilled((f) => {
    f.db.exec(`DROP TABLE message; DROP TABLE message_media; DROP TABLE jid; DROP TABLE receipt_user; DROP TABLE chat;
      CREATE TABLE message (_id INTEGER PRIMARY KEY, text_data TEXT, timestamp INTEGER)`);
    f.row('message', { _id: 1, text_data: 'all that is left', timestamp: 1_700_000_000_000 });
  });
  assert.deepEqual(reading.messages, [
    {
      chat: 'chat unknown',
      sentAt: '2023-11-14T22:13:20.000Z',
      timeBasis: 'utc',
      timePrecision: 'ms',
      kind: 'unknown',
      text: 'all that is left',
      source: { file: 'msgstore.db', table: 'message', row: 1 },
    },
  ]);
});
