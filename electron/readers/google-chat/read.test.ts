import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryTree } from '../testing/memory-tree.ts';
import { googleChat } from './loader.ts';
import { ANA, AT, BEN, group, ME, messagesJson, readAll, user } from './testing/made-chat.ts';

/** Reads one group, `DM abc` with Ana. */
async function read(messages: readonly unknown[], others: Record<string, string> = {}, chunk?: number) {
  const found = await readAll(
    googleChat,
    memoryTree({ ...user(), ...group('DM abc', messages), ...others }, chunk),
  );
  assert.equal(found.length, 1);
  return found[0]!;
}

const said = (text: string, more: Record<string, unknown> = {}) => ({
  creator: ANA,
  created_date: AT,
  text,
  topic_id: 't1',
  message_id: 'abc/t1/t1',
  ...more,
});

test('messages have their writers, times and direction, and stand where they stand', async () => {
  const path = 'Takeout/Google Chat/Groups/DM abc/messages.json';
  const list = [said('Größe 🎉'), said('back', { creator: ME, message_id: 'abc/t2/t2', topic_id: 't2' })];
  const { messages, result, skipped } = await read(list);
  const bytes = Buffer.from(messagesJson(list));
  const first = bytes.indexOf('{', 1);
  assert.deepEqual(messages, [
    {
      chat: 'DM abc',
      sender: 'ana@example.org',
      direction: 'in',
      sentAt: '2024-03-22T14:38:05.000Z',
      timeBasis: 'utc',
      timePrecision: 's',
      kind: 'text',
      text: 'Größe 🎉',
      source: { file: path, byte: first, key: 'abc/t1/t1' },
    },
    {
      chat: 'DM abc',
      sender: 'me@example.org',
      direction: 'out',
      sentAt: '2024-03-22T14:38:05.000Z',
      timeBasis: 'utc',
      timePrecision: 's',
      kind: 'text',
      text: 'back',
      source: { file: path, byte: bytes.indexOf('{\n      "creator"', first + 1), key: 'abc/t2/t2' },
    },
  ]);
  assert.deepEqual(skipped, []);
  assert.deepEqual(result, {
    chats: [
      {
        id: 'DM abc',
        platform: 'google-chat',
        type: 'direct',
        members: ['ana@example.org', 'me@example.org'],
      },
    ],
    accounts: [
      {
        id: 'me@example.org',
        platform: 'google-chat',
        handle: 'Me@example.org',
        names: [{ name: 'Me', from: 'Takeout/Google Chat/Users/User 1234/user_info.json user.name' }],
        isOwner: true,
      },
      {
        id: 'ana@example.org',
        platform: 'google-chat',
        handle: 'ana@example.org',
        names: [{ name: 'Ana', from: 'Takeout/Google Chat/Groups/DM abc/group_info.json members.name' }],
      },
    ],
    warnings: [],
    damage: [],
  });
});

test('spaces have titles, and are groups; a direct message of three is one, too; an empty space is told of', async () => {
  const tree = memoryTree({
    ...user(),
    ...group('Space s1', [said('x')], { title: 'Crew' }),
    ...group('DM three', [said('x')], { members: [ME, ANA, BEN] }),
    ...group('Space empty', undefined, { title: 'Nothing' }),
  });
  const [found] = await readAll(googleChat, tree);
  assert.deepEqual(
    found!.result.chats.map(({ id, title, type, members }) => [id, title, type, members.length]),
    [
      ['DM three', undefined, 'group', 3],
      ['Space empty', 'Nothing', 'group', 2],
      ['Space s1', 'Crew', 'group', 2],
    ],
  );
});

test('replies: a message that is quoted, the beginning of a topic, and what is not there', async () => {
  const { messages } = await read([
    said('head'),
    said('in topic', { message_id: 'abc/t1/m2' }),
    said('quotes', {
      message_id: 'abc/t3/t3',
      topic_id: 't3',
      quoted_message_metadata: { message_id: 'abc/t1/m2' },
    }),
    said('gone', { message_id: 'abc/t9/m9', topic_id: 't9' }),
    said('words', {
      message_id: 'abc/t4/t4',
      topic_id: 't4',
      quoted_message_metadata: { creator: ANA, text: 'old' },
    }),
    said('odd', { message_id: 'abc/t5/t5', topic_id: 'other' }),
    said('ends alike', { message_id: 'abc/t1/xt1' }),
  ]);
  assert.deepEqual(
    messages.map(({ replyTo, source }) => [replyTo, source.raw]),
    [
      [undefined, undefined],
      [1, undefined],
      [2, undefined],
      ['abc/t9/t9', undefined],
      [undefined, { quoted_message_metadata: JSON.stringify({ creator: ANA, text: 'old' }) }],
      [undefined, { topic_id: 'other' }],
      [1, undefined],
    ],
  );
});

test('deleted messages, edits with what stood before, and reactions', async () => {
  const { messages } = await read([
    {
      creator: ANA,
      created_date: AT,
      message_state: 'DELETED',
      deleted_date: AT,
      deletion_metadata: { deletion_type: 'CREATOR' },
    },
    {
      creator: ANA,
      created_date: AT,
      message_state: 'DELETED',
      deletion_metadata: { deletion_type: 'ADMIN' },
    },
    said('new', {
      updated_date: 'Friday, March 22, 2024 at 2:40:00 PM UTC',
      previous_message_versions: [{ text: 'old' }],
    }),
    said('liked', {
      reactions: [
        { emoji: { unicode: '👍' }, reactor_emails: ['Ben@example.org', 'me@example.org'] },
        { emoji: { custom_emoji: { shortcode: ':party:' } } },
      ],
    }),
  ]);
  const at = '2024-03-22T14:38:05.000Z';
  assert.deepEqual(
    messages.map(({ kind, deleted, edited, reactions, source }) => ({
      kind,
      deleted,
      edited,
      reactions,
      raw: source.raw,
    })),
    [
      {
        kind: 'deleted',
        deleted: { by: 'ana@example.org', at },
        edited: undefined,
        reactions: undefined,
        raw: { deletion_metadata: 'CREATOR' },
      },
      {
        kind: 'deleted',
        deleted: {},
        edited: undefined,
        reactions: undefined,
        raw: { deletion_metadata: 'ADMIN' },
      },
      {
        kind: 'text',
        deleted: undefined,
        edited: { at: '2024-03-22T14:40:00.000Z' },
        reactions: undefined,
        raw: { previous_message_versions: '[{"text":"old"}]' },
      },
      {
        kind: 'text',
        deleted: undefined,
        edited: undefined,
        reactions: [
          { sender: 'ben@example.org', emoji: '👍' },
          { sender: 'me@example.org', emoji: '👍' },
          { emoji: ':party:' },
        ],
        raw: undefined,
      },
    ],
  );
});

test('attached files are found in the folder of their group, in whatever part of the Takeout it lies', async () => {
  const file = (original: string, exported: string) => ({ original_name: original, export_name: exported });
  const list = [
    said('', { attached_files: [file('a.PNG', 'File-a.PNG'), file('gone.mp4', 'File-gone.mp4')] }),
    said('', { attached_files: [file('b.pdf', 'File-b.pdf')] }),
    said('', { attached_files: [file('c', '../../../../etc/passwd'), { original_name: 'd' }] }),
    said('', { attached_files: [file('a.PNG', 'File-a.PNG')] }),
  ];
  const part = (n: number, files: Record<string, string>) =>
    Object.fromEntries(
      Object.entries(files).map(([path, text]) => [`takeout-20240322T143805Z-00${n}.zip/${path}`, text]),
    );
  const tree = memoryTree({
    ...part(1, {
      ...user(),
      ...group('DM abc', list),
      'Takeout/Google Chat/Groups/DM abc/File-a.png': 'png',
    }),
    ...part(2, {
      ...group('Space s', [said('other part')]),
      'Takeout/Google Chat/Groups/DM abc/File-b.pdf': 'pdf',
    }),
    'etc/passwd': 'x',
  });
  const found = await readAll(googleChat, tree);
  assert.equal(found.length, 1);
  assert.equal(found[0]!.title, 'Google Chat export, “takeout-20240322T143805Z/Takeout/Google Chat”');
  const { messages, result } = found[0]!;
  assert.deepEqual(
    messages.map(({ kind, text, attachments, attachmentPaths, direction }) => [
      kind,
      text,
      attachments,
      attachmentPaths,
      direction,
    ]),
    [
      [
        'image',
        undefined,
        [
          { name: 'a.PNG', present: true },
          { name: 'gone.mp4', present: false },
        ],
        ['takeout-20240322T143805Z-001.zip/Takeout/Google Chat/Groups/DM abc/File-a.png', undefined],
        'in',
      ],
      [
        'document',
        undefined,
        [{ name: 'b.pdf', present: true }],
        ['takeout-20240322T143805Z-002.zip/Takeout/Google Chat/Groups/DM abc/File-b.pdf'],
        'in',
      ],
      [
        'document',
        undefined,
        [
          { name: 'c', present: false },
          { name: 'd', present: false },
        ],
        undefined,
        'in',
      ],
      ['image', undefined, [{ name: 'a.PNG', present: false }], undefined, 'in'],
      ['text', 'other part', undefined, undefined, 'in'],
    ],
  );
  assert.match(result.warnings[0]!, /name in the export an earlier one has.*\(once\)$/);
});

test('calls are events; links keep what is said of them, fonts are left out', async () => {
  const url = { start_index: 0, length: 3, url_metadata: { title: 'A page' } };
  const { messages } = await read([
    said('', {
      annotations: [{ gsuite_integration_metadata: { call_data: { call_status: 'CALL_MISSED' } } }],
    }),
    said('see', { annotations: [url, { format_metadata: { format_type: 'BOLD' } }] }),
    said('bold', { annotations: [{ format_metadata: { format_type: 'BOLD' } }] }),
  ]);
  assert.deepEqual(
    messages.map(({ kind, system, direction, source }) => [
      kind,
      system,
      direction,
      Object.keys(source.raw ?? {}),
    ]),
    [
      ['system', { action: 'call', value: 'CALL_MISSED' }, 'system', ['annotations']],
      ['text', undefined, 'in', ['annotations']],
      ['text', undefined, 'in', []],
    ],
  );
  assert.equal(messages[1]!.source.raw!.annotations, JSON.stringify([url]));
});

test('people without an address, bots, and fields that are not known', async () => {
  const { messages, result } = await read([
    said('a', { creator: { name: 'Deleted User', user_type: 'Human' } }),
    said('b', {
      creator: { name: 'Poll', email: 'poll@bot', user_type: 'Bot' },
      constructor: 5,
      new_field: { x: [1] },
    }),
    said('c', { creator: undefined }),
  ]);
  assert.deepEqual(
    messages.map(({ sender, direction, source }) => [sender, direction, source.raw]),
    [
      ['name Deleted User', 'in', undefined],
      ['poll@bot', 'in', { 'creator.user_type': 'Bot', constructor: 5, new_field: '{"x":[1]}' }],
      [undefined, undefined, undefined],
    ],
  );
  assert.ok(result.accounts.some(({ id, handle }) => id === 'name Deleted User' && handle === undefined));
});

test('without the user’s own file nothing has a direction, and that is said', async () => {
  const [found] = await readAll(googleChat, memoryTree(group('DM abc', [said('x')])));
  assert.equal(found!.messages[0]!.direction, undefined);
  assert.deepEqual(found!.result.warnings, ['nothing says whose export it is: messages have no direction']);
});

test('a messages.json alone is known by what is in it', async () => {
  const alone = await readAll(
    googleChat,
    memoryTree({ 'x/messages.json': `\ufeff${messagesJson([said('x')])}` }),
  );
  assert.deepEqual(
    alone.map(({ messages }) => messages.length),
    [1],
  );
  const renamed = await readAll(googleChat, memoryTree({ 'chat.json': messagesJson([said('x')]) }));
  assert.equal(renamed.length, 1);
  const others = {
    'messages.json': '{"messages": [{"sender_name": "x"}]}',
    'a/messages.json': '[]',
    'b/messages.json': '',
  };
  assert.deepEqual(await readAll(googleChat, memoryTree(others)), []);
});

test('two exports in one folder are two sources', async () => {
  const files = { ...user(), ...group('DM abc', [said('x')]) };
  const under = (folder: string) =>
    Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]));
  const found = await readAll(googleChat, memoryTree({ ...under('phone'), ...under('laptop') }));
  assert.deepEqual(
    found.map(({ title, messages }) => [title, messages.length]),
    [
      ['Google Chat export, “laptop/Takeout/Google Chat”', 1],
      ['Google Chat export, “phone/Takeout/Google Chat”', 1],
    ],
  );
});

test('the file’s chunks make no difference', async () => {
  const list = Array.from({ length: 30 }, (_, n) => said(`№ ${n} 🎉`, { message_id: `abc/t1/m${n}` }));
  const whole = await read(list);
  assert.deepEqual(await read(list, {}, 1), whole);
  assert.deepEqual(await read(list, {}, 777), whole);
});
