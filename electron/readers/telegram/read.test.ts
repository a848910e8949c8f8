import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Refusal } from '../../../shared/model/index.ts';
import { memoryTree } from '../testing/memory-tree.ts';
import { telegram } from './loader.ts';
import { account, chat, inJson, readTree, service, written } from './testing/exports.ts';

const FILE = 'ChatExport_2024-03-23/result.json';
const ANA = 'user7123456789';
const GROUP = { name: 'Vans', type: 'private_supergroup', id: 1_555_000_111 };

const said = (text: unknown, more: object = {}) => written(10, 'user777', 'Bob', text, more);

async function one(message: object, files: Record<string, string> = {}, options = {}) {
  const json = inJson(chat([message]));
  const { messages, result } = await readTree(memoryTree({ [FILE]: json, ...files }), options);
  assert.equal(messages.length, 1);
  return { message: messages[0]!, result };
}

test('a chat is read with the exact place of each message, in any chunks', async () => {
  const json = inJson(chat([said('Grüße 😀'), written(11, ANA, 'Ana', 'hi', { reply_to_message_id: 10 })]));
  const bytes = Buffer.from(json);
  const places = ['"id": 10,', '"id": 11,'].map((text) => bytes.lastIndexOf('{', bytes.indexOf(text)));
  for (const chunk of [2 ** 16, 1, 50]) {
    const { messages, skipped, result } = await readTree(memoryTree({ [FILE]: json }, chunk));
    const common = {
      chat: 'user777',
      kind: 'text',
      sentAt: '2024-03-22T14:38:05.000Z',
      timeBasis: 'utc',
      timePrecision: 's',
    };
    assert.deepEqual(messages, [
      {
        ...common,
        sender: 'user777',
        direction: 'in',
        text: 'Grüße 😀',
        source: { file: FILE, byte: places[0], key: '10' },
      },
      {
        ...common,
        sender: ANA,
        direction: 'out',
        text: 'hi',
        replyTo: 1,
        source: { file: FILE, byte: places[1], key: '11' },
      },
    ]);
    assert.deepEqual(skipped, []);
    assert.deepEqual(result, {
      chats: [
        { id: 'user777', platform: 'telegram', title: 'Bob', type: 'direct', members: [ANA, 'user777'] },
      ],
      accounts: [
        {
          id: 'user777',
          platform: 'telegram',
          names: [{ name: 'Bob', from: `${FILE} chat name` }],
        },
        { id: ANA, platform: 'telegram', names: [{ name: 'Ana', from: `${FILE} from` }], isOwner: true },
      ],
      warnings: [],
      damage: [],
    });
  }
});

test('an account’s export has owner, contacts’ numbers, and all its chats, left ones too', async () => {
  const json = inJson(
    account(
      [
        chat([said('one')]),
        { ...GROUP, messages: [written(1, ANA, 'Ana', 'two'), written(2, 'user9', null, 'three')] },
      ],
      { left_chats: { about: '', list: [chat([], { id: 5, name: null, type: 'public_channel' })] } },
    ),
  );
  const { messages, result } = await readTree(memoryTree({ [FILE]: json }));
  assert.deepEqual(
    messages.map(({ chat: id, sender, direction, text }) => [id, sender, direction, text]),
    [
      ['user777', 'user777', 'in', 'one'],
      ['channel1555000111', ANA, 'out', 'two'],
      ['channel1555000111', 'user9', 'in', 'three'],
    ],
  );
  assert.deepEqual(
    result.chats.map(({ id, title, type, members }) => [id, title, type, members]),
    [
      ['user777', 'Bob', 'direct', [ANA, 'user777']],
      ['channel1555000111', 'Vans', 'group', [ANA, 'user9']],
      ['channel5', undefined, 'channel', []],
    ],
  );
  assert.deepEqual(result.accounts, [
    {
      id: ANA,
      platform: 'telegram',
      phone: '+447700900123',
      handle: 'ana_b',
      names: [
        { name: 'Ana Bäcker', from: `${FILE} personal_information` },
        { name: 'Ana', from: `${FILE} from` },
      ],
      isOwner: true,
    },
    {
      id: 'user777',
      platform: 'telegram',
      phone: '+447700900777',
      names: [
        { name: 'Bob', from: `${FILE} chat name` },
        { name: 'Bob Plumber', from: `${FILE} contacts` },
      ],
    },
    { id: 'user9', platform: 'telegram', names: [] },
  ]);
  assert.deepEqual(result.damage, []);
});

test('a contact’s number without its country is kept as it stands', async () => {
  const contacts = { list: [{ user_id: 777, first_name: '', last_name: '', phone_number: '07700 900777' }] };
  const json = inJson(account([chat([said('x')])], { contacts }));
  const { result } = await readTree(memoryTree({ [FILE]: json }));
  const bob = result.accounts.find(({ id }) => id === 'user777')!;
  assert.equal(bob.phone, undefined);
  assert.deepEqual(bob.names[1], { name: '07700 900777', from: `${FILE} contacts phone_number` });
});

test('in a group alone nobody is the owner; saved messages are the owner’s', async () => {
  const group = await readTree(memoryTree({ [FILE]: inJson({ ...GROUP, messages: [said('x')] }) }));
  assert.equal(group.messages[0]!.direction, undefined);
  assert.ok(group.result.accounts.every(({ isOwner }) => isOwner === undefined));
  const own = { type: 'saved_messages', id: 42, messages: [written(1, 'user42', 'Ana', 'x')] };
  const saved = await readTree(memoryTree({ [FILE]: inJson(own) }));
  assert.equal(saved.messages[0]!.direction, 'out');
  assert.equal(saved.result.accounts[0]!.isOwner, true);
});

test('formatted texts are plain texts, with their mentions, and where links lead', async () => {
  const { message } = await one(
    said([
      'see ',
      { type: 'text_link', text: 'here', href: 'https://example.org/a' },
      ', ',
      { type: 'link', text: 'https://example.org' },
      ' ',
      { type: 'bold', text: 'now' },
      ' ',
      { type: 'mention_name', text: 'Zoë', user_id: 7_123_456_789 },
      { type: 'custom_emoji', text: '😀', document_id: 'x.tgs' },
    ]),
  );
  assert.equal(message.text, 'see here, https://example.org now Zoë😀\nhttps://example.org/a');
  assert.deepEqual(message.mentions, [ANA]);
  const json = inJson(account([chat([said([{ type: 'mention', text: '@ana_b' }, ' hi'])])]));
  assert.deepEqual((await readTree(memoryTree({ [FILE]: json }))).messages[0]!.mentions, [ANA]);
});

test('a message with nothing but a text is read as one with more fields, whoever wrote before', async () => {
  const of = async (more: object, top: object) => {
    const messages = [
      ['user777', 'Bob'],
      ['user777', 'Bob'],
      [ANA, 'Ana'],
      ['user777', 'Robert'],
      ['user777', 'Bob'],
      [ANA, 'Ana'],
      ['user9', null],
      ['user9', null],
    ].map(([id, name], n) => written(n + 1, id!, name!, `${n}\ud800`, more));
    const read = await readTree(memoryTree({ [FILE]: inJson(chat(messages, top)) }));
    return {
      messages: read.messages.map(({ source: { byte: _, ...source }, ...message }) => ({
        source,
        ...message,
      })),
      chats: read.result.chats,
      accounts: read.result.accounts,
    };
  };
  for (const top of [{}, GROUP, { type: 'saved_messages', id: 7_123_456_789 }]) {
    assert.deepEqual(await of({}, top), await of({ author: null }, top));
  }
});

test('a text that only text_entities has is read', async () => {
  const { text: _, ...message } = said('', { text_entities: [{ type: 'plain', text: 'only here' }] });
  assert.equal((await one(message)).message.text, 'only here');
});

test('control characters that Telegram writes as \\xHH are read as meant', async () => {
  const json = inJson(chat([said('a_b')])).replaceAll('a_b', 'a\\x0bb');
  const { messages, result } = await readTree(memoryTree({ [FILE]: json }));
  assert.deepEqual(
    messages.map(({ text }) => text),
    ['a\u000bb'],
  );
  assert.match(result.damage[0]!.reason, /written as \\xHH/);
});

test('edits have their instant; the beginning of 1970 of older versions is none', async () => {
  const edit = async (more: object) => (await one(said('x', more))).message.edited;
  assert.deepEqual(await edit({ edited: '2024-03-22T15:39:05', edited_unixtime: '1711118345' }), {
    at: '2024-03-22T14:39:05.000Z',
  });
  assert.deepEqual(await edit({ edited: '2024-03-22T15:39:05' }), { at: '2024-03-22T15:39:05.000' });
  assert.equal(await edit({ edited: '1970-01-01T01:00:00' }), undefined);
});

test('without date_unixtime a time is a reading of the computer’s clock, until its zone is given', async () => {
  const { date_unixtime: _, ...message } = said('x');
  const tree = memoryTree({ [FILE]: inJson(chat([message])) });
  assert.deepEqual((await telegram.recognise(tree))[0]!.needs, { timeZone: true });
  const local = (await one(message)).message;
  assert.deepEqual([local.sentAt, local.timeBasis], ['2024-03-22T15:38:05.000', 'device-local']);
  const { message: zoned, result } = await one(message, {}, { timeZone: 'Europe/Berlin' });
  assert.deepEqual([zoned.sentAt, zoned.timeBasis], ['2024-03-22T14:38:05.000Z', 'assumed-zone']);
  assert.equal(result.timeZone, 'Europe/Berlin');
  const twice = { ...message, date: '2024-10-27T02:30:00' };
  assert.equal((await one(twice, {}, { timeZone: 'Europe/Berlin' })).message.timeAmbiguous, true);
  await assert.rejects(one(message, {}, { timeZone: 'Mars/Base' }), Refusal);
});

test('forwards say from whom, and what came by a bot or was signed is kept raw', async () => {
  const { message } = await one(said('x', { forwarded_from: 'Zoë', via_bot: '@gif', author: 'Bo' }));
  assert.equal(message.forwarded, true);
  assert.deepEqual(message.source.raw, { forwarded_from: 'Zoë', via_bot: '@gif', author: 'Bo' });
  assert.equal((await one(said('x', { forwarded_from: null }))).message.forwarded, true);
});

test('replies lead to messages of this and of other chats, else to the id', async () => {
  const messages = [
    written(-999_999_990, 'user777', 'Bob', 'from before'),
    written(20, 'user777', 'Bob', 'b', { reply_to_message_id: -999_999_990 }),
    written(15, 'user777', 'Bob', 'out of order', { reply_to_message_id: 3 }),
    written(21, 'user777', 'Bob', 'c', { reply_to_message_id: 15 }),
  ];
  const elsewhere = [
    written(20, 'user9', 'Cy', 'd', { reply_to_message_id: 20, reply_to_peer_id: 'user777' }),
    written(22, 'user9', 'Cy', 'e', { reply_to_message_id: 4, reply_to_peer_id: 'channel8' }),
  ];
  const json = inJson(account([chat(messages), { ...GROUP, messages: elsewhere }]));
  const read = await readTree(memoryTree({ [FILE]: json }));
  assert.deepEqual(
    read.messages.map(({ replyTo }) => replyTo),
    [undefined, 1, '3', 3, 2, 'channel8 4'],
  );
});

test('reactions have who, and how many more there are', async () => {
  const reactions = [
    {
      type: 'emoji',
      count: 5,
      emoji: '👍',
      recent: [{ from: 'Ana', from_id: ANA, date: '2024-03-22T15:40:00' }],
    },
    { type: 'custom_emoji', count: 1, document_id: 'stickers/1.tgs' },
    { type: 'paid', count: 2 },
  ];
  const { message } = await one(said('x', { reactions }));
  assert.deepEqual(message.reactions, [
    { sender: ANA, emoji: '👍' },
    { emoji: '👍' },
    { emoji: 'custom_emoji' },
    { emoji: 'paid' },
  ]);
  assert.deepEqual(message.source.raw, {
    'reactions 1 dates': `${ANA} 2024-03-22T15:40:00`,
    'reactions 1 count': 5,
    'reactions 2 document_id': 'stickers/1.tgs',
    'reactions 3 count': 2,
  });
  const zoned = await one(said('x', { reactions }), {}, { timeZone: 'Europe/Berlin' });
  assert.equal(zoned.message.reactions![0]!.at, '2024-03-22T14:40:00.000Z');
});

test('files are found beside the export, and their sort makes the kind', async () => {
  const folder = 'ChatExport_2024-03-23';
  const files = {
    [`${folder}/photos/photo_1@22-03-2024_15-38-05.jpg`]: 'jpeg',
    [`${folder}/files/Plan.pdf`]: 'pdf',
    [`${folder}/voice_messages/audio_1.ogg`]: 'ogg',
  };
  const kinds: [object, string, boolean][] = [
    [{ photo: 'photos/photo_1@22-03-2024_15-38-05.jpg', photo_file_size: 4 }, 'image', true],
    [{ file: 'files/plan.PDF', mime_type: 'application/pdf' }, 'document', true],
    [{ file: 'voice_messages/audio_1.ogg', media_type: 'voice_message' }, 'voice', true],
    [{ file: 'video_files/v.mp4', media_type: 'video_file' }, 'video', false],
    [{ file: 'round_video_messages/v.mp4', media_type: 'video_message' }, 'video', false],
    [{ file: 'files/s.mp3', media_type: 'audio_file', performer: 'Zoë' }, 'audio', false],
    [{ file: 'stickers/s.webp', media_type: 'sticker', sticker_emoji: '😀' }, 'sticker', false],
    [{ file: 'video_files/a.mp4', media_type: 'animation' }, 'gif', false],
    [{ file: 'files/x.bin', media_type: 'hologram' }, 'unknown', false],
    [{ photo: 'photos/p.jpg', self_destruct_period_seconds: 2_147_483_647 }, 'view-once', false],
  ];
  for (const [fields, kind, present] of kinds) {
    const { message, result } = await one(said('', fields), files);
    assert.equal(message.kind, kind);
    assert.equal(message.attachments![0]!.present, present);
    assert.deepEqual(result.damage, []);
  }
  const { message } = await one(
    said('look', {
      file: 'files/Plan.pdf',
      file_name: 'Plan of Zoë.pdf',
      file_size: 3,
      mime_type: 'application/pdf',
    }),
    files,
  );
  assert.deepEqual(message.attachments, [
    { name: 'Plan of Zoë.pdf', mime: 'application/pdf', bytes: 3, present: true },
  ]);
  assert.deepEqual(message.attachmentPaths, [`${folder}/files/Plan.pdf`]);
});

test('what the export left out, or would lie outside of it, is not present', async () => {
  const left = '(File not included. Change data exporting settings to download.)';
  const { message } = await one(said('', { file: left, thumbnail: left, file_name: 'a.zip', file_size: 9 }));
  assert.deepEqual(message.attachments, [{ name: 'a.zip', bytes: 9, present: false }]);
  assert.equal(message.attachmentPaths, undefined);
  assert.equal(message.source.raw!.file, left);
  const outside = await one(said('', { photo: '../secret/1.jpg' }), { 'secret/1.jpg': 'x' });
  assert.equal(outside.message.attachments![0]!.present, false);
});

test('a small picture is taken where the file itself is not there', async () => {
  const fields = {
    file: 'video_files/v.mp4',
    thumbnail: 'video_files/v.mp4_thumb.jpg',
    media_type: 'video_file',
  };
  const { message } = await one(said('', fields), {
    'ChatExport_2024-03-23/video_files/v.mp4_thumb.jpg': 'x',
  });
  assert.deepEqual(message.attachmentPaths, [undefined, 'ChatExport_2024-03-23/video_files/v.mp4_thumb.jpg']);
});

test('contacts, places, polls and lists are read', async () => {
  const contact = await one(
    said('', {
      contact_information: { first_name: 'Zoë', last_name: 'K', phone_number: '+44 1' },
      contact_vcard: 'contacts/contact_1.vcf',
    }),
  );
  assert.deepEqual([contact.message.kind, contact.message.text], ['contact', 'Zoë K\n+44 1']);
  assert.equal(contact.message.attachments!.length, 1);
  const at = { location_information: { latitude: 52.5, longitude: 13.25 } };
  const place = await one(said('', { ...at, place_name: 'Café', address: 'Street 1' }));
  assert.deepEqual(
    [place.message.kind, place.message.location, place.message.text],
    ['location', { lat: 52.5, lon: 13.25, name: 'Café' }, 'Street 1'],
  );
  assert.equal(
    (await one(said('', { ...at, live_location_period_seconds: 900 }))).message.kind,
    'live-location',
  );
  const poll = await one(
    said('', {
      poll: {
        question: 'When?',
        closed: false,
        total_voters: 3,
        answers: [
          { text: 'now', voters: 2, chosen: true },
          { text: 'later', voters: 1, chosen: false },
        ],
      },
    }),
  );
  assert.equal(poll.message.kind, 'poll');
  assert.deepEqual(poll.message.poll, {
    question: 'When?',
    options: [
      { text: 'now', votes: 2 },
      { text: 'later', votes: 1 },
    ],
  });
  assert.deepEqual(poll.message.source.raw, { 'poll chosen': 'now', 'poll total_voters': 3 });
  const list = await one(said('', { todo_list: { title: 'Buy', answers: [{ text: 'rope', id: 1 }] } }));
  assert.equal(list.message.text, 'Buy\nrope');
});

test('calls have outcome and length', async () => {
  const call = async (more: object) => (await one(service(5, 'user777', 'Bob', 'phone_call', more))).message;
  const answered = await call({ duration_seconds: 61, discard_reason: 'hangup' });
  assert.deepEqual(
    [answered.kind, answered.direction, answered.call],
    ['call', 'in', { video: false, seconds: 61, outcome: 'answered' }],
  );
  assert.equal((await call({ discard_reason: 'missed' })).call!.outcome, 'missed');
  assert.equal((await call({ discard_reason: 'busy' })).call!.outcome, 'declined');
});

test('what happens in a chat is a system message, with whom it is about', async () => {
  const event = async (action: string, more: object = {}) =>
    (await one(service(5, 'user777', 'Bob', action, more))).message;
  const added = await event('invite_members', { members: ['Zoë', null, 'Cy'] });
  assert.deepEqual(
    [added.kind, added.direction, added.sender, added.system],
    ['system', 'system', 'user777', { action: 'member-added', accounts: ['name: Zoë', 'name: Cy'] }],
  );
  assert.deepEqual(added.source.raw, { action: 'invite_members' });
  assert.deepEqual((await event('remove_members', { members: ['Bob'] })).system, {
    action: 'member-left',
    accounts: ['user777'],
  });
  assert.deepEqual((await event('remove_members', { members: ['Cy'] })).system, {
    action: 'member-removed',
    accounts: ['name: Cy'],
  });
  assert.deepEqual((await event('join_group_by_link', { inviter: 'Group' })).system, {
    action: 'member-joined-by-link',
    accounts: ['user777'],
  });
  assert.deepEqual((await event('edit_group_title', { title: 'Vans' })).system, {
    action: 'subject-changed',
    value: 'Vans',
  });
  assert.deepEqual((await event('topic_created', { title: 'Plans' })).system, {
    action: 'settings-changed',
    value: 'Plans',
  });
  assert.equal((await event('pin_message', { message_id: 3 })).source.raw!.message_id, 3);
  assert.deepEqual((await event('dance', { steps: 2 })).system, { action: 'unknown', value: 'dance' });
  assert.equal((await event('send_payment', { amount: 5, currency: 'EUR' })).kind, 'payment');
});

test('a message of another type, or with nothing that is known, is kept as unknown', async () => {
  const other = await one({ ...said('x'), type: 'unsupported' });
  assert.deepEqual([other.message.kind, other.message.text], ['unknown', 'x']);
  assert.deepEqual(other.message.source.raw, { type: 'unsupported' });
  const empty = await one(said('', { hologram: { a: [1] } }));
  assert.deepEqual([empty.message.kind, empty.message.source.raw], ['unknown', { hologram: '{"a":[1]}' }]);
});

test('posts of a channel are the channel’s', async () => {
  const json = inJson({
    name: 'News',
    type: 'public_channel',
    id: 99,
    messages: [written(1, 'channel99', 'News', 'x', { author: 'Zoë' })],
  });
  const { messages, result } = await readTree(memoryTree({ [FILE]: json }));
  assert.deepEqual([messages[0]!.chat, messages[0]!.sender], ['channel99', 'channel99']);
  assert.deepEqual(
    result.chats.map(({ type }) => type),
    ['channel'],
  );
});

test('numbers of older versions have their kind in them, those of users of today do not', async () => {
  const old = (id: number, fromId: number) => {
    const { date_unixtime: _, ...message } = written(id, '', 'Bob', 'x');
    return { ...message, from_id: fromId };
  };
  const group = { name: 'Old', type: 'private_group', id: 2 ** 32 + 55 };
  const json = inJson({ ...group, messages: [old(1, 777), old(2, 2 ** 33 + 8)] });
  const { messages } = await readTree(memoryTree({ [FILE]: json }));
  assert.deepEqual(
    messages.map(({ chat: id, sender }) => [id, sender]),
    [
      ['chat55', 'user777'],
      ['chat55', 'channel8'],
    ],
  );
  const today = inJson({ ...group, id: 5_012_345_678, messages: [said('x', { from_id: 7_123_456_789 })] });
  const read = (await readTree(memoryTree({ [FILE]: today }))).messages[0]!;
  assert.deepEqual([read.chat, read.sender], ['chat5012345678', ANA]);
});

test('exports are known by what they hold, each is one source, and files of others are not taken', async () => {
  const sources = await telegram.recognise(
    memoryTree({
      'a/result.json': inJson(chat([said('x')])),
      'b/DataExport.json': inJson(account([])),
      'c/result.json': inJson({ results: [{ type: 'personal', id: 1, messages: [] }] }),
      'd/message_1.json': inJson({ participants: [], messages: [{ sender_name: 'A', timestamp_ms: 1 }] }),
      'e/result.json': 'not JSON',
      'f/result.json': '',
    }),
  );
  assert.deepEqual(
    sources.map(({ paths, title, needs }) => [paths, title, needs]),
    [
      [['a/result.json'], 'Telegram Desktop export (JSON), “a”', {}],
      [['b/DataExport.json'], 'Telegram Desktop export (JSON), “b”', {}],
    ],
  );
});
