import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryTree } from '../testing/memory-tree.ts';
import { madeThread, metaJson, readTree, said } from './testing/exports.ts';

const PATH = 'messages/inbox/bob_1/message_1.json';
const PROFILE = 'profile_information/profile_information.json';
const ANA = metaJson({ profile_v2: { name: { full_name: 'Ana Bäcker' }, username: 'ana.b' } });

async function one(message: object, files: Record<string, string> = {}) {
  const { messages, result } = await readTree(
    memoryTree({ [PATH]: madeThread({ messages: [message] }), ...files }),
  );
  assert.equal(messages.length, 1);
  return { message: messages[0]!, result };
}

test('messages are read with their places, names and texts as they were typed', async () => {
  const json = madeThread({
    messages: [said('Bob', 'Grüße 😀', 1_711_118_290_007), said('Ana Bäcker', 'שלום')],
    title: 'Bób',
  });
  const { messages, skipped, result } = await readTree(memoryTree({ [PATH]: json, [PROFILE]: ANA }, [7]));
  const bytes = ['Bob', 'Ana B'].map((name) =>
    json.lastIndexOf('{', json.indexOf(`"sender_name": "${name}`)),
  );
  assert.deepEqual(messages, [
    {
      chat: 'inbox/bob_1',
      kind: 'text',
      source: { file: PATH, byte: bytes[0] },
      sender: 'Bob',
      sentAt: '2024-03-22T14:38:10.007Z',
      timeBasis: 'utc',
      timePrecision: 'ms',
      text: 'Grüße 😀',
      direction: 'in',
    },
    {
      chat: 'inbox/bob_1',
      kind: 'text',
      source: { file: PATH, byte: bytes[1] },
      sender: 'Ana Bäcker',
      sentAt: '2024-03-22T14:38:05.123Z',
      timeBasis: 'utc',
      timePrecision: 'ms',
      text: 'שלום',
      direction: 'out',
    },
  ]);
  assert.deepEqual(skipped, []);
  assert.deepEqual(result, {
    chats: [
      {
        id: 'inbox/bob_1',
        platform: 'messenger',
        title: 'Bób',
        type: 'direct',
        members: ['Ana Bäcker', 'Bob'],
      },
    ],
    accounts: [
      {
        id: 'Ana Bäcker',
        platform: 'messenger',
        handle: 'ana.b',
        names: [
          { name: 'Ana Bäcker', from: `${PATH} participants` },
          { name: 'Ana Bäcker', from: `${PROFILE} profile_v2.name.full_name` },
        ],
        isOwner: true,
      },
      { id: 'Bob', platform: 'messenger', names: [{ name: 'Bob', from: `${PATH} participants` }] },
    ],
    warnings: [],
    damage: [],
  });
});

test('without a profile nobody is the owner, and messages have no direction', async () => {
  const { message, result } = await one(said('Bob', 'x'));
  assert.equal(message.direction, undefined);
  assert.ok(result.accounts.every(({ isOwner }) => isOwner === undefined));
});

test('the owner is known from what forms are filled in with, too', async () => {
  const autofill = metaJson({
    autofill_information_v2: { FULL_NAME: ['Ana Bäcker'], email: ['a@example.org'] },
  });
  const { message } = await one(said('Ana Bäcker', 'x'), { 'messages/autofill_information.json': autofill });
  assert.equal(message.direction, 'out');
});

const instagram = (labels: Record<string, string>): Record<string, string> => ({
  'personal_information/personal_information/personal_information.json': metaJson({
    profile_user: [
      {
        string_map_data: Object.fromEntries(
          Object.entries(labels).map(([label, value]) => [label, { href: '', value, timestamp: 0 }]),
        ),
      },
    ],
  }),
});

test('Instagram’s owner is known by name, with user name and number, and in other languages by any label', async () => {
  const english = instagram({ Name: 'Ana Bäcker', Username: 'ana_b', 'Phone Number': '+44 7700 900123' });
  const { message, result } = await one(said('Ana Bäcker', 'x'), english);
  assert.equal(message.direction, 'out');
  const owner = result.accounts.find(({ isOwner }) => isOwner)!;
  assert.deepEqual(
    [owner.id, owner.platform, owner.handle, owner.phone],
    ['Ana Bäcker', 'instagram', 'ana_b', '+447700900123'],
  );
  const french = instagram({ 'Nom d’utilisateur': 'ana_b', Nom: 'Ana Bäcker', Genre: 'femme' });
  assert.equal((await one(said('Ana Bäcker', 'x'), french)).message.direction, 'out');
  assert.equal((await one(said('Bob', 'x'), french)).message.direction, 'in');
});

test('files are found beside the thread, and the first list that has any makes the kind', async () => {
  const folder = 'messages/inbox/bob_1';
  const files = {
    [`${folder}/photos/1_ü.jpg`]: 'jpeg',
    [`${folder}/videos/2.mp4`]: 'mp4',
    [`${folder}/audio/audioclip-17111.mp4`]: 'aac',
    [`${folder}/files/Plan.pdf`]: 'pdf',
  };
  const kinds: [object, string][] = [
    [{ photos: [{ uri: `${folder}/photos/1_ü.jpg`, creation_timestamp: 1 }] }, 'image'],
    [{ videos: [{ uri: `${folder}/videos/2.mp4`, thumbnail: { uri: 'x' } }] }, 'video'],
    [{ audio_files: [{ uri: `${folder}/audio/audioclip-17111.mp4` }] }, 'voice'],
    [{ audio_files: [{ uri: `${folder}/audio/song.mp3` }] }, 'audio'],
    [{ gifs: [{ uri: `${folder}/gifs/3.gif` }] }, 'gif'],
    [{ files: [{ uri: `${folder}/FILES/plan.PDF` }] }, 'document'],
    [{ sticker: { uri: 'messages/stickers_used/1.png', ai_stickers: [] } }, 'sticker'],
  ];
  for (const [fields, kind] of kinds) {
    const { message, result } = await one({ ...said('Bob', ''), ...fields }, files);
    assert.equal(message.kind, kind);
    assert.equal(message.attachments!.length, 1);
    assert.deepEqual(result.damage, []);
  }
  const { message } = await one(
    {
      ...said('Bob', 'look'),
      photos: [{ uri: `${folder}/photos/1_ü.jpg` }, { uri: `${folder}/photos/gone.jpg` }],
      videos: [{ uri: `${folder}/videos/2.mp4` }],
    },
    files,
  );
  assert.deepEqual([message.kind, message.text], ['image', 'look']);
  assert.deepEqual(message.attachments, [
    { name: '1_ü.jpg', present: true },
    { name: 'gone.jpg', present: false },
    { name: '2.mp4', present: true },
  ]);
  assert.deepEqual(message.attachmentPaths, [
    `${folder}/photos/1_ü.jpg`,
    undefined,
    `${folder}/videos/2.mp4`,
  ]);
  assert.deepEqual(message.source.raw, { 'photos 2 uri': `${folder}/photos/gone.jpg` });
});

test('a path that leaves the export, or an address of the web, finds no file', async () => {
  for (const uri of ['../../secret/photos/1.jpg', 'https://cdn.example/photos/1.jpg', '/', '']) {
    const { message } = await one({ ...said('Bob', ''), photos: [{ uri }] }, { 'secret/photos/1.jpg': 'x' });
    assert.equal(message.attachments![0]!.present, false);
    assert.equal(message.attachmentPaths, undefined);
  }
});

test('what was shared is part of the text where the text does not have it', async () => {
  const link = 'https://example.org/a';
  const { message } = await one({
    ...said('Bob', 'see this'),
    type: 'Share',
    share: { link, share_text: 'Überschrift', original_content_owner: 'Zoë' },
  });
  assert.deepEqual([message.kind, message.text], ['text', `see this\n${link}\nÜberschrift`]);
  assert.deepEqual(message.source.raw, { 'share original_content_owner': 'Zoë' });
  assert.equal((await one({ ...said('Bob', `see ${link}`), share: { link } })).message.text, `see ${link}`);
});

test('reactions have who and, of newer exports, when', async () => {
  const { message } = await one({
    ...said('Bob', 'x'),
    reactions: [
      { reaction: '😍', actor: 'Ana Bäcker', timestamp: 1_711_118_300 },
      { reaction: '👍', actor: 'Cy' },
    ],
  });
  assert.deepEqual(message.reactions, [
    { sender: 'Ana Bäcker', emoji: '😍', at: '2024-03-22T14:38:20.000Z' },
    { sender: 'Cy', emoji: '👍' },
  ]);
});

test('a message that was unsent is deleted by its sender, with what is left of it', async () => {
  const { message } = await one({
    sender_name: 'Bob',
    timestamp_ms: 1_711_118_285_123,
    is_unsent: true,
    reactions: [{ reaction: '😢', actor: 'Ana Bäcker' }],
  });
  assert.deepEqual([message.kind, message.deleted, message.reactions!.length], ['deleted', { by: 'Bob' }, 1]);
  assert.deepEqual((await one({ ...said('Bob', 'x'), is_taken_down: true })).message.deleted, {});
});

test('calls have length and outcome, and video where Facebook’s sentence says so', async () => {
  const call = async (fields: object, text = 'Bob called you.') =>
    (await one({ ...said('Bob', text), ...fields })).message.call;
  assert.deepEqual(await call({ call_duration: 61 }), { video: false, seconds: 61, outcome: 'answered' });
  assert.deepEqual(await call({ call_duration: 0, missed: true }), { video: false, outcome: 'missed' });
  assert.deepEqual(await call({ type: 'Call', call_duration: 0 }), { video: false, outcome: 'unknown' });
  assert.deepEqual(await call({ call_duration: 5 }, 'Bob started a video chat.'), {
    video: true,
    seconds: 5,
    outcome: 'answered',
  });
});

test('members who come and go are system messages', async () => {
  const event = async (type: string, ...names: string[]) =>
    (await one({ ...said('Bob', 'text'), type, users: names.map((name) => ({ name })) })).message;
  const added = await event('Subscribe', 'Zoë', 'Cy');
  assert.deepEqual(
    [added.kind, added.direction, added.system],
    ['system', 'system', { action: 'member-added', accounts: ['Zoë', 'Cy'] }],
  );
  assert.deepEqual((await event('Unsubscribe', 'Cy')).system, { action: 'member-removed', accounts: ['Cy'] });
  assert.deepEqual((await event('Unsubscribe', 'Bob')).system, { action: 'member-left', accounts: ['Bob'] });
});

test('a type that is not known makes the kind unknown, and what is not read is kept raw', async () => {
  const { message } = await one({
    ...said('Bob', 'x'),
    type: 'Plan',
    ip: '203.0.113.7',
    note: 'Größe',
    nested: { a: [1] },
    is_geoblocked_for_viewer: true,
    bumped_message_metadata: { bumped_message: 'é', is_bumped: true },
  });
  assert.equal(message.kind, 'unknown');
  assert.deepEqual(message.source.raw, {
    type: 'Plan',
    ip: '203.0.113.7',
    note: 'Größe',
    nested: '{"a":[1]}',
    is_geoblocked_for_viewer: 'true',
    bumped_message: 'é',
  });
  const empty = await one({ sender_name: 'Bob', timestamp_ms: 1_711_118_285_123 });
  assert.equal(empty.message.kind, 'unknown');
});

test('groups are known by their participants, their picture, or the link to join by', async () => {
  const type = async (more: object, participants = ['Ana', 'Bob']) => {
    const json = madeThread({ messages: [said('Bob', 'x')], participants, more: { ...more } });
    return (await readTree(memoryTree({ [PATH]: json }))).result.chats[0]!.type;
  };
  assert.equal(await type({}), 'direct');
  assert.equal(await type({}, ['Ana', 'Bob', 'Cy']), 'group');
  assert.equal(await type({ image: { uri: 'x' } }), 'group');
  assert.equal(await type({ joinable_mode: { mode: 1, link: '' } }), 'group');
  assert.equal(await type({ thread_type: 'RegularGroup' }), 'group');
});

test('parts of a thread, even in several archives, are one chat with the members of all', async () => {
  const part = (n: number, name: string) =>
    madeThread({ participants: ['Ana', name], messages: [said(name, `part ${n}`)] });
  const { messages, result } = await readTree(
    memoryTree({
      'b.zip/messages/inbox/bob_1/message_1.json': part(1, 'Bob'),
      'a.zip/messages/inbox/bob_1/message_2.json': part(2, 'Bob'),
      'a.zip/messages/inbox/bob_1/message_10.json': part(10, 'Cy'),
    }),
  );
  assert.deepEqual(
    messages.map(({ text }) => text),
    ['part 1', 'part 2', 'part 10'],
  );
  assert.deepEqual(
    result.chats.map(({ id, type, members }) => [id, type, members]),
    [['inbox/bob_1', 'group', ['Ana', 'Bob', 'Cy']]],
  );
});

test('accounts that are gone are not taken for one, and two of one name are warned of', async () => {
  const thread = madeThread({
    participants: ['Facebook user', 'Ana'],
    messages: [said('Facebook user', 'x')],
  });
  const { messages, result } = await readTree(
    memoryTree({
      'messages/inbox/a_1/message_1.json': thread,
      'messages/inbox/b_2/message_1.json': thread,
      'messages/inbox/c_3/message_1.json': madeThread({ participants: ['Bob', 'Bob', 'Ana'], messages: [] }),
    }),
  );
  assert.deepEqual(
    messages.map(({ sender }) => sender),
    ['Facebook user (inbox/a_1)', 'Facebook user (inbox/b_2)'],
  );
  assert.deepEqual(result.warnings, [
    'chats with two participants of one name, whose messages the export does not tell apart (once)',
  ]);
});

test('end-to-end encrypted chats are read in their own form, and their texts are never repaired', async () => {
  const at = 1_746_073_791_906;
  const base = { isUnsent: false, media: [], reactions: [], senderName: 'Bób', timestamp: at, type: 'text' };
  const json = JSON.stringify({
    participants: ['Ana', 'Bób'],
    threadName: 'Bób_40',
    messages: [
      { ...base, text: 'Ã© 😀', reactions: [{ actor: 'Ana', reaction: '❤' }] },
      { ...base, text: '', type: 'media', media: [{ uri: './media/a-1.jpeg' }] },
      { ...base, text: '', type: 'media', media: [{ uri: 'Failed to download media' }] },
      { ...base, text: 'gone', type: 'placeholder' },
      { ...base, text: '', isUnsent: true },
      { ...base, text: 'https://example.org', type: 'link' },
    ],
  });
  const { messages, result } = await readTree(
    memoryTree({ 'e2ee/Bób_40.json': json, 'e2ee/media/a-1.jpeg': 'x', 'media/a-1.jpeg': 'y' }),
  );
  assert.deepEqual(
    messages.map(({ kind, text, sender }) => [kind, text, sender]),
    [
      ['text', 'Ã© 😀', 'Bób'],
      ['image', undefined, 'Bób'],
      ['unknown', undefined, 'Bób'],
      ['unknown', 'gone', 'Bób'],
      ['deleted', undefined, 'Bób'],
      ['text', 'https://example.org', 'Bób'],
    ],
  );
  assert.equal(messages[0]!.sentAt, '2025-05-01T04:29:51.906Z');
  assert.deepEqual(messages[0]!.reactions, [{ sender: 'Ana', emoji: '❤' }]);
  assert.deepEqual(messages[1]!.attachmentPaths, ['e2ee/media/a-1.jpeg']);
  assert.deepEqual(messages[2]!.source.raw, { 'media uri': 'Failed to download media' });
  assert.deepEqual(messages[2]!.attachments, [{ present: false }]);
  assert.deepEqual(messages[3]!.source.raw, { type: 'placeholder' });
  assert.deepEqual(
    result.chats.map(({ id, title, type }) => [id, title, type]),
    [['Bób_40', 'Bób', 'direct']],
  );
});

test('a thread’s file alone is named by the archive or by its path', async () => {
  const tree = memoryTree({ 'message_1.json': madeThread({ messages: [said('Bob', 'x')] }) });
  assert.equal((await readTree(tree)).messages[0]!.chat, 'message_1.json');
  assert.equal((await readTree({ ...tree, name: 'bob_1.zip' })).messages[0]!.chat, 'bob_1.zip');
});
