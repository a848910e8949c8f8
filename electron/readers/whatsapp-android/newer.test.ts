import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MessageKind } from '../../../shared/model/index.ts';
import { ANA, BEN, CLEO, type Filler, GROUP, type Reading, readFilled } from './testing/made-evidence.ts';

/** One message in a chat with Ana; nothing is lost, and nothing unknown is said of it. */
async function one(fill: (filler: Filler) => void) {
  const reading = await readFilled((filler) => {
    filler.chat(1, ANA).chat(2, GROUP, 'Allotments').jid(5, BEN).jid(6, CLEO);
    fill(filler);
  });
  assert.deepEqual(reading.damage, []);
  assert.equal(reading.messages.length, 1);
  return { ...reading.messages[0]!, reading };
}

const plainWarnings = ({ warnings }: Reading): readonly string[] =>
  warnings.filter((warning) => !warning.includes('whose it is'));

test('an incoming text has its chat, sender, time and source', async () => {
  const { reading, ...message } = await one((f) =>
    f.message(7, {
      key_id: '3EB0C431C26A',
      text_data: 'Olá, até já 👋',
      timestamp: 1_711_118_285_123,
      received_timestamp: 1_711_118_286_001,
      status: 0,
    }),
  );
  assert.deepEqual(message, {
    chat: ANA,
    sender: ANA,
    direction: 'in',
    sentAt: '2024-03-22T14:38:05.123Z',
    timeBasis: 'utc',
    timePrecision: 'ms',
    receivedAt: '2024-03-22T14:38:06.001Z',
    kind: 'text',
    text: 'Olá, até já 👋',
    source: { file: 'msgstore.db', table: 'message', row: 7, key: '3EB0C431C26A', code: 0 },
  });
  assert.deepEqual(reading.chats, [
    { id: ANA, platform: 'whatsapp', type: 'direct', members: [ANA, 'owner'] },
    { id: GROUP, platform: 'whatsapp', title: 'Allotments', type: 'group', members: [] },
  ]);
  assert.deepEqual(reading.accounts, [
    { id: ANA, platform: 'whatsapp', phone: '+447700900001', names: [] },
    { id: 'owner', platform: 'whatsapp', names: [], isOwner: true },
  ]);
  assert.deepEqual(plainWarnings(reading), []);
});

test('an own text is sent by the owner, and its receipts say when it came and was read', async () => {
  const { sender, direction, receipts, source } = await one((f) =>
    f
      .message(1, { from_me: 1, status: 13, text_data: 'on my way', chat_row_id: 2 })
      .row('receipt_user', {
        message_row_id: 1,
        receipt_user_jid_row_id: 5,
        receipt_timestamp: 1_700_000_002_000,
        read_timestamp: 1_700_000_003_500,
        played_timestamp: 0,
      })
      .row('receipt_user', {
        message_row_id: 1,
        receipt_user_jid_row_id: 6,
        receipt_timestamp: 1_700_000_004_000,
        played_timestamp: 1_700_000_005_000,
      }),
  );
  assert.equal(sender, 'owner');
  assert.equal(direction, 'out');
  assert.deepEqual(receipts, [
    { account: BEN, delivered: '2023-11-14T22:13:22.000Z', read: '2023-11-14T22:13:23.500Z' },
    { account: CLEO, delivered: '2023-11-14T22:13:24.000Z', played: '2023-11-14T22:13:25.000Z' },
  ]);
  assert.equal(source.raw, undefined);
});

for (const [status, told] of [
  [4, undefined],
  [0, { status: 0 }],
  [5, { status: 5 }],
  [13, { status: 13 }],
] as const) {
  test(`an own message of status ${status} without receipts ${told ? 'keeps its status' : 'needs no more said'}`, async () => {
    const { source } = await one((f) => f.message(1, { from_me: 1, status, text_data: 'hello' }));
    assert.deepEqual(source.raw, told);
  });
}

test('in a group the sender is the one the row names', async () => {
  const { chat, sender } = await one((f) =>
    f.message(1, { chat_row_id: 2, sender_jid_row_id: 6, text_data: 'x' }),
  );
  assert.equal(chat, GROUP);
  assert.equal(sender, CLEO);
});

const KINDS: readonly [number, MessageKind][] = [
  [0, 'text'],
  [1, 'image'],
  [2, 'audio'],
  [3, 'video'],
  [4, 'contact'],
  [5, 'location'],
  [7, 'system'],
  [8, 'call'],
  [9, 'document'],
  [10, 'call'],
  [11, 'unknown'],
  [13, 'gif'],
  [14, 'contact'],
  [15, 'deleted'],
  [16, 'live-location'],
  [20, 'sticker'],
  [23, 'text'],
  [24, 'text'],
  [25, 'text'],
  [26, 'text'],
  [27, 'text'],
  [28, 'text'],
  [32, 'text'],
  [36, 'system'],
  [42, 'view-once'],
  [43, 'view-once'],
  [44, 'payment'],
  [45, 'text'],
  [46, 'text'],
  [49, 'text'],
  [55, 'text'],
  [56, 'system'],
  [57, 'text'],
  [62, 'video'],
  [64, 'deleted'],
  [66, 'poll'],
  [81, 'text'],
  [82, 'view-once'],
  [90, 'call'],
  [92, 'event'],
  [99, 'image'],
  [103, 'text'],
  [106, 'poll'],
  [112, 'system'],
  [117, 'unknown'],
  [-5, 'unknown'],
];

test('every message type has its kind, and an unknown one keeps its code', async () => {
  const { messages, damage } = await readFilled((f) => {
    f.chat(1, ANA);
    for (const [i, [type]] of KINDS.entries()) f.message(i + 1, { message_type: type });
    f.message(KINDS.length + 1, { message_type: null });
  });
  assert.deepEqual(
    messages.map(({ source, kind }) => [source.code, kind]),
    [...KINDS, [undefined, 'unknown']],
  );
  assert.deepEqual(damage, []);
});

test('an audio of origin 1 is a voice note', async () => {
  assert.equal((await one((f) => f.message(1, { message_type: 2, origin: 1 }))).kind, 'voice');
});

test('a file has what the source states of it, and its caption is the text', async () => {
  const { attachments, attachmentPaths, text } = await one((f) =>
    f.message(1, { message_type: 1 }).row('message_media', {
      message_row_id: 1,
      file_path: 'Media/WhatsApp Images/IMG-20240322-WA0003.jpg',
      mime_type: 'image/jpeg',
      file_length: 240653,
      file_size: 0,
      file_hash: 'ly/ymFzpgckeX2nnxt4aLhfnKszvf4ouNSIuAbrFhZg=',
      media_caption: 'the shed',
    }),
  );
  assert.deepEqual(attachments, [
    {
      name: 'IMG-20240322-WA0003.jpg',
      mime: 'image/jpeg',
      bytes: 240653,
      sha256: '972ff2985ce981c91e5f69e7c6de1a2e17e72accef7f8a2e35222e01bac58598',
      present: false,
    },
  ]);
  assert.equal(attachmentPaths, undefined);
  assert.equal(text, 'the shed');
});

test('a document has its own name, and a hash that is none stays as it is', async () => {
  const { attachments, source } = await one((f) =>
    f.message(1, { message_type: 9 }).row('message_media', {
      message_row_id: 1,
      file_path: 'Media/WhatsApp Documents/DOC-20240322-WA0004.pdf',
      media_name: 'Lease.pdf',
      mime_type: 'application/pdf',
      file_hash: 'not a hash',
    }),
  );
  assert.deepEqual(attachments, [{ name: 'Lease.pdf', mime: 'application/pdf', present: false }]);
  assert.deepEqual(source.raw, { file_hash: 'not a hash' });
});

test('a picture that may be seen once is a view-once, whichever way the database says it', async () => {
  const { kind } = await one((f) =>
    f.message(1, { message_type: 1 }).row('message_view_once_media', { message_row_id: 1, state: 1 }),
  );
  assert.equal(kind, 'view-once');
});

test('a message taken back by its sender says by whom and when', async () => {
  const message = await one((f) =>
    f.message(1, { message_type: 15, chat_row_id: 2, sender_jid_row_id: 5 }).row('message_revoked', {
      message_row_id: 1,
      revoked_key_id: 'OLDKEY',
      revoke_timestamp: 1_700_000_009_000,
    }),
  );
  assert.equal(message.kind, 'deleted');
  assert.deepEqual(message.deleted, { by: BEN, at: '2023-11-14T22:13:29.000Z' });
  assert.deepEqual(message.source.raw, { revoked_key_id: 'OLDKEY' });
});

test('a message removed by an admin names the admin, and nobody where the admin is not known', async () => {
  const named = await one((f) =>
    f
      .message(1, { message_type: 64, chat_row_id: 2, sender_jid_row_id: 5 })
      .row('message_revoked', { message_row_id: 1, revoked_key_id: 'KEY1', admin_jid_row_id: 6 }),
  );
  assert.equal(named.sender, BEN);
  assert.deepEqual(named.deleted, { by: CLEO });
  const unnamed = await one((f) => f.message(1, { message_type: 64, chat_row_id: 2, sender_jid_row_id: 5 }));
  assert.deepEqual(unnamed.deleted, {});
});

test('an edited message says when, and keeps the key it had first', async () => {
  const { edited, source } = await one((f) =>
    f.message(1, { text_data: 'at ten' }).row('message_edit_info', {
      message_row_id: 1,
      original_key_id: 'FIRST',
      edited_timestamp: 1_700_000_060_000,
      sender_timestamp: 1_700_000_059_000,
    }),
  );
  assert.deepEqual(edited, { at: '2023-11-14T22:14:20.000Z' });
  assert.deepEqual(source.raw, { original_key_id: 'FIRST' });
});

test('a forward is told by its flag or by its row', async () => {
  assert.equal((await one((f) => f.message(1, { origination_flags: 1 }))).forwarded, true);
  assert.equal((await one((f) => f.message(1, { origination_flags: 2 }))).forwarded, undefined);
  const byRow = await one((f) =>
    f.message(1).row('message_forwarded', { message_row_id: 1, forward_score: 127 }),
  );
  assert.equal(byRow.forwarded, true);
});

test('mentions are accounts, in the order of their rows', async () => {
  const { mentions } = await one((f) =>
    f
      .message(1, { text_data: '@447700900003 @447700900002' })
      .row('message_mentions', { _id: 1, message_row_id: 1, jid_row_id: 6 })
      .row('message_mentions', { _id: 2, message_row_id: 1, jid_row_id: 5 }),
  );
  assert.deepEqual(mentions, [CLEO, BEN]);
});

test('a location has its point and place', async () => {
  const { location, kind } = await one((f) =>
    f.message(1, { message_type: 5 }).row('message_location', {
      message_row_id: 1,
      latitude: 38.7139,
      longitude: -9.1394,
      place_name: 'Rossio',
      place_address: 'Praça D. Pedro IV, Lisboa',
    }),
  );
  assert.equal(kind, 'location');
  assert.deepEqual(location, { lat: 38.7139, lon: -9.1394, name: 'Rossio, Praça D. Pedro IV, Lisboa' });
});

test('a live location keeps how long it was shared, and where it ended', async () => {
  const { location, source } = await one((f) =>
    f.message(1, { message_type: 16 }).row('message_location', {
      message_row_id: 1,
      latitude: 10.5,
      longitude: 20.25,
      live_location_share_duration: 900,
      live_location_final_latitude: 10.75,
      live_location_final_longitude: 20.5,
      live_location_final_timestamp: 1_700_000_900_000,
    }),
  );
  assert.deepEqual(location, { lat: 10.5, lon: 20.25 });
  assert.deepEqual(source.raw, {
    live_location_share_duration: 900,
    live_location_final_latitude: 10.75,
    live_location_final_longitude: 20.5,
    live_location_final_timestamp: '2023-11-14T22:28:20.000Z',
  });
});

test('a point that is not on the globe is no location, and stays as it was read', async () => {
  const { location, source } = await one((f) =>
    f
      .message(1, { message_type: 5 })
      .row('message_location', { message_row_id: 1, latitude: 91, longitude: 0 }),
  );
  assert.equal(location, undefined);
  assert.deepEqual(source.raw, { latitude: 91, longitude: 0 });
});

test('contact cards are the text, one after another', async () => {
  const card = (name: string): string => `BEGIN:VCARD\nVERSION:3.0\nFN:${name}\nTEL:+447700900009\nEND:VCARD`;
  const { text } = await one((f) =>
    f
      .message(1, { message_type: 14, text_data: '2 contacts' })
      .row('message_vcard', { _id: 1, message_row_id: 1, vcard: card('Zoe') })
      .row('message_vcard', { _id: 2, message_row_id: 1, vcard: card('Adam') }),
  );
  assert.equal(text, `2 contacts\n${card('Zoe')}\n${card('Adam')}`);
});

test('a disappearing message says for how long and until when', async () => {
  const { source } = await one((f) =>
    f.message(1, { text_data: 'gone soon', starred: 1 }).row('message_ephemeral', {
      message_row_id: 1,
      duration: 604_800,
      expire_timestamp: 1_700_604_801_000,
    }),
  );
  assert.deepEqual(source.raw, {
    starred: 1,
    ephemeral_duration: 604_800,
    ephemeral_expires: '2023-11-21T22:13:21.000Z',
  });
});

test('business messages say what their tables hold', async () => {
  const { messages, damage } = await readFilled((f) => {
    f.chat(1, ANA)
      .message(1, { message_type: 44 })
      .row('message_order', {
        message_row_id: 1,
        order_title: 'Spring order',
        message: 'Two of each, please',
        item_count: 4,
        currency_code: 'EUR',
        total_amount_1000: 25_500,
      })
      .message(2, { message_type: 23 })
      .row('message_product', {
        message_row_id: 2,
        title: 'Spade',
        description: 'Ash handle',
        amount_1000: 9990,
        currency_code: 'GBP',
      })
      .message(3, { message_type: 24 })
      .row('message_group_invite', {
        message_row_id: 3,
        group_jid_row_id: 9,
        admin_jid_row_id: 9,
        group_name: 'Allotments',
        invite_code: 'AbC',
      })
      .message(4, { message_type: 25 })
      .row('message_template', {
        message_row_id: 4,
        content_text_data: 'Your parcel is here',
        footer_text_data: 'Reply STOP',
      })
      .row('message_template_button', {
        message_row_id: 4,
        text_data: 'Track',
        extra_data: 'https://example.org/t',
      })
      .message(5, { message_type: 46 })
      .row('message_ui_elements_reply', {
        message_row_id: 5,
        reply_description: 'Option B',
        reply_values: 'b',
      })
      .message(6, { message_type: 45 })
      .row('message_ui_elements', { message_row_id: 6, element_type: 1, element_content: 'Pick one' })
      .message(7)
      .row('message_payment', { message_row_id: 7, amount_with_symbol: '₹500' });
  });
  assert.deepEqual(
    messages.map(({ kind, text, source }) => [kind, text, source.raw]),
    [
      ['payment', 'Spring order\nTwo of each, please', { item_count: 4, total: '25.5 EUR' }],
      ['text', 'Spade\nAsh handle', { price: '9.99 GBP' }],
      ['text', 'Allotments', { invite_code: 'AbC' }],
      ['text', 'Your parcel is here\nReply STOP', { buttons: 'Track\nhttps://example.org/t' }],
      ['text', 'Option B', undefined],
      ['text', 'Pick one', undefined],
      ['payment', '₹500', { amount: '₹500' }],
    ],
  );
  assert.deepEqual(damage, []);
});

test('a message of a business with a picture is a picture', async () => {
  const { kind, text } = await one((f) =>
    f
      .message(1, { message_type: 27 })
      .row('message_template', { message_row_id: 1, content_text_data: 'New in' })
      .row('message_media', { message_row_id: 1, mime_type: 'image/jpeg' }),
  );
  assert.equal(kind, 'image');
  assert.equal(text, 'New in');
});

test('an event has its name, place and times', async () => {
  const { kind, text, location, source } = await one((f) =>
    f.message(1, { message_type: 92 }).row('message_event', {
      message_row_id: 1,
      name: 'Harvest',
      description: 'Bring boots',
      location_latitude: 51.5,
      location_longitude: -0.12,
      location_name: 'Plot 9',
      start_time: 1_700_100_000_000,
    }),
  );
  assert.equal(kind, 'event');
  assert.equal(text, 'Harvest\nBring boots');
  assert.deepEqual(location, { lat: 51.5, lon: -0.12, name: 'Plot 9' });
  assert.deepEqual(source.raw, { start_time: '2023-11-16T02:00:00.000Z' });
});

test('an album counts its pictures, and each of them names the album', async () => {
  const { messages } = await readFilled((f) =>
    f
      .chat(1, ANA)
      .message(1, { message_type: 99 })
      .row('message_album', { message_row_id: 1, image_count: 2, video_count: 1 })
      .message(2, { message_type: 1 })
      .row('message_association', { child_message_row_id: 2, parent_message_row_id: 1, association_type: 2 }),
  );
  assert.deepEqual(messages[0]!.source.raw, { album_images: 2, album_videos: 1 });
  assert.deepEqual(messages[1]!.source.raw, { parent_message_row_id: 1, association_type: 2 });
});

test('a database as of 2022, without the newer tables, is read without a word of them', async () => {
  const reading = await readFilled((f) => f.chat(1, ANA).message(1, { text_data: 'hi' }), { asOf2022: true });
  assert.deepEqual([reading.damage, plainWarnings(reading)], [[], []]);
  assert.equal(reading.messages[0]!.text, 'hi');
});
