import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryTree } from '../testing/memory-tree.ts';
import { x } from './loader.ts';
import { ACCOUNT, conversation, madeFile, readTree, written } from './testing/archives.ts';

const DIRECT = 'data/direct-messages.js';
const GROUP = 'data/direct-messages-group.js';

const direct = (...messages: unknown[]): string =>
  madeFile('direct_messages', [conversation('11-22', messages)]);
const group = (...messages: unknown[]): string =>
  madeFile('direct_messages_group', [conversation('900', messages)]);

async function one(more: object, files: Record<string, string> = {}) {
  const { messages, result } = await readTree(
    memoryTree({ [DIRECT]: direct(written('500', '22', 'hi', more)), 'data/account.js': ACCOUNT, ...files }),
  );
  assert.equal(messages.length, 1);
  return { message: messages[0]!, result };
}

test('messages are read with their exact places behind the assignment, in any chunks', async () => {
  const js = direct(written('501', '11', 'Grüße 😀'), written('500', '22', 'hi'));
  const bytes = Buffer.from(js);
  const places = ['"Grüße', '"hi"'].map((text) =>
    bytes.lastIndexOf('{\n          "messageCreate"', bytes.indexOf(text)),
  );
  for (const chunk of [2 ** 16, 1, 50]) {
    const { messages, skipped, result } = await readTree(
      memoryTree({ [DIRECT]: js, 'data/account.js': ACCOUNT }, chunk),
    );
    const common = {
      chat: '11-22',
      kind: 'text',
      sentAt: '2024-03-22T14:38:05.123Z',
      timeBasis: 'utc',
      timePrecision: 'ms',
    };
    assert.deepEqual(messages, [
      {
        ...common,
        sender: '11',
        direction: 'out',
        text: 'Grüße 😀',
        source: { file: DIRECT, byte: places[0], key: '501' },
      },
      {
        ...common,
        sender: '22',
        direction: 'in',
        text: 'hi',
        source: { file: DIRECT, byte: places[1], key: '500' },
      },
    ]);
    assert.deepEqual(skipped, []);
    assert.deepEqual(result, {
      chats: [{ id: '11-22', platform: 'x', type: 'direct', members: ['11', '22'] }],
      accounts: [
        {
          id: '11',
          platform: 'x',
          handle: 'ana_b',
          names: [
            { name: 'Ana B.', from: 'data/account.js accountDisplayName' },
            { name: 'ana_b', from: 'data/account.js username' },
          ],
          isOwner: true,
        },
        { id: '22', platform: 'x', names: [] },
      ],
      warnings: [],
      damage: [],
    });
  }
});

test('without an account file nobody is the owner', async () => {
  const { messages, result } = await readTree(memoryTree({ [DIRECT]: direct(written('1', '22', 'x')) }));
  assert.equal(messages[0]!.direction, undefined);
  assert.ok(result.accounts.every(({ isOwner }) => isOwner === undefined));
});

test('the short addresses of a text are followed by where they lead', async () => {
  const { message } = await one({
    text: 'see https://t.co/a',
    urls: [{ url: 'https://t.co/a', expanded: 'https://example.org/ü', display: 'example.org/ü' }],
  });
  assert.equal(message.text, 'see https://t.co/a\nhttps://example.org/ü');
});

test('reactions have who, what and when; edits are told, with their history', async () => {
  const { message } = await one({
    reactions: [
      { senderId: '11', reactionKey: 'like', eventId: '9', createdAt: '2024-03-22T14:40:00.000Z' },
      { senderId: '22', reactionKey: '🔥', eventId: '10', createdAt: 'soon' },
    ],
    editHistory: [{ text: 'before' }],
  });
  assert.deepEqual(message.reactions, [
    { sender: '11', emoji: 'like', at: '2024-03-22T14:40:00.000Z' },
    { sender: '22', emoji: '🔥' },
  ]);
  assert.deepEqual(message.edited, {});
  assert.deepEqual(message.source.raw, { editHistory: '[{"text":"before"}]' });
});

test('files are found by the message’s id and their name, also such as no address names', async () => {
  const url = 'https://ton.twitter.com/dm/500/499/aBc.jpg';
  const files = {
    'data/direct_messages_media/500-aBc.jpg': 'jpeg',
    'data/direct_messages_media/501-aBc.jpg': 'another message’s',
  };
  const { message } = await one({ mediaUrls: [url] }, files);
  assert.equal(message.kind, 'image');
  assert.deepEqual(message.attachments, [{ name: 'aBc.jpg', present: true }]);
  assert.deepEqual(message.attachmentPaths, ['data/direct_messages_media/500-aBc.jpg']);
  assert.deepEqual(message.source.raw, { mediaUrls: url });

  const film = { mediaUrls: ['https://video.twimg.com/dm_video/499/vid/640x360/small.mp4?tag=1'] };
  const other = await one(film, { 'data/direct_messages_media/500-large.mp4': 'mp4' });
  assert.deepEqual(
    [other.message.kind, other.message.attachments],
    ['video', [{ name: 'small.mp4', present: true }]],
  );
  assert.deepEqual(other.message.attachmentPaths, ['data/direct_messages_media/500-large.mp4']);

  const gif = { mediaUrls: ['https://video.twimg.com/dm_gif/499/x.mp4'] };
  const gone = (await one(gif)).message;
  assert.deepEqual(
    [gone.kind, gone.attachments, gone.attachmentPaths],
    ['gif', [{ name: 'x.mp4', present: false }], undefined],
  );

  const unnamed = (await one({}, { 'data/direct_messages_media/500-voice.aac': 'aac' })).message;
  assert.deepEqual([unnamed.kind, unnamed.attachments], ['audio', [{ name: 'voice.aac', present: true }]]);
});

test('a name that would leave the folder finds no file', async () => {
  const { message } = await one(
    { id: '../../secret', mediaUrls: ['https://x.example/../../secret.jpg', '../../secret.jpg'] },
    { 'secret.jpg': 'x', 'data/secret.jpg': 'x' },
  );
  assert.deepEqual(
    message.attachments!.map(({ present }) => present),
    [false, false],
  );
});

test('what happens in a group is told as such, and the last name given is its title', async () => {
  const at = (minute: number) => ({ createdAt: `2024-03-22T14:0${minute}:00.000Z` });
  const { messages, result } = await readTree(
    memoryTree({
      [GROUP]: group(
        { participantsLeave: { userIds: ['33'], ...at(6) } },
        { participantsLeave: { initiatingUserId: '22', userIds: ['44'], ...at(5) } },
        { conversationNameUpdate: { initiatingUserId: '22', name: 'New', ...at(4) } },
        { conversationNameUpdate: { initiatingUserId: '22', name: 'Old', ...at(3) } },
        { participantsJoin: { initiatingUserId: '22', userIds: ['33', '44'], ...at(2) } },
        { joinConversation: { initiatingUserId: '22', participantsSnapshot: ['22', '55', '11'], ...at(1) } },
      ),
      'data/account.js': ACCOUNT,
    }),
  );
  assert.deepEqual(
    messages.map(({ kind, direction, sender, system }) => [kind, direction, sender, system]),
    [
      ['system', 'system', undefined, { action: 'member-left', accounts: ['33'] }],
      ['system', 'system', '22', { action: 'member-removed', accounts: ['44'] }],
      ['system', 'system', '22', { action: 'subject-changed', value: 'New' }],
      ['system', 'system', '22', { action: 'subject-changed', value: 'Old' }],
      ['system', 'system', '22', { action: 'member-added', accounts: ['33', '44'] }],
      ['system', 'system', '22', { action: 'member-added', accounts: ['11'] }],
    ],
  );
  assert.deepEqual(messages[5]!.source.raw, { participantsSnapshot: '22 55 11' });
  assert.deepEqual(result.chats, [
    { id: '900', platform: 'x', title: 'New', type: 'group', members: ['11', '22', '33', '44', '55'] },
  ]);
});

test('events that are not known are kept, with all that they say', async () => {
  const { messages } = await readTree(
    memoryTree({
      [DIRECT]: direct({
        reactionCreate: {
          senderId: '22',
          reactionKey: 'like',
          eventId: '7',
          createdAt: '2024-03-22T14:38:05Z',
        },
      }),
    }),
  );
  assert.deepEqual(messages[0], {
    chat: '11-22',
    kind: 'unknown',
    sender: '22',
    sentAt: '2024-03-22T14:38:05.000Z',
    timeBasis: 'utc',
    timePrecision: 's',
    source: {
      file: DIRECT,
      byte: messages[0]!.source.byte,
      raw: { senderId: '22', reactionKey: 'like', eventId: '7', event: 'reactionCreate' },
    },
  });
});

test('a conversation of several parts is one chat, and an archive’s own name of it is its title', async () => {
  const part = (n: number) =>
    madeFile(
      'direct_messages_group',
      [conversation('900', [written(`${n}`, '22', `${n}`)], { name: 'Crew' })],
      n,
    );
  const { messages, result } = await readTree(
    memoryTree({
      'data/direct-messages-group-part10.js': part(10),
      'data/direct-messages-group-part2.js': part(2),
      [GROUP]: part(0),
      [DIRECT]: direct(written('1', '22', 'direct')),
    }),
  );
  assert.deepEqual(
    messages.map(({ text }) => text),
    ['direct', '0', '2', '10'],
  );
  assert.deepEqual(
    result.chats.map(({ id, title, type }) => [id, title, type]),
    [
      ['11-22', undefined, 'direct'],
      ['900', 'Crew', 'group'],
    ],
  );
});

test('an archive is known by its names and content, one source a folder', async () => {
  const found = async (files: Record<string, string>) =>
    (await x.recognise(memoryTree(files))).map(({ title, paths }) => [title, paths]);
  const file = direct(written('1', '22', 'x'));
  assert.deepEqual(
    await found({
      [`a/${DIRECT}`]: file,
      'a/data/account.js': ACCOUNT,
      'a/data/tweets.js': 'window.YTD.tweets.part0 = []',
      'a/data/direct-message-headers.js': 'window.YTD.direct_message_headers.part0 = []',
      [`b/${GROUP}`]: 'window.YTD.direct_messages_group.part0 = [ ]',
    }),
    [
      ['X (Twitter) direct messages, “a”', [`a/${DIRECT}`, 'a/data/account.js']],
      ['X (Twitter) direct messages, “b”', [`b/${GROUP}`]],
    ],
  );
  assert.equal((await found({ 'renamed.js': file })).length, 1);
  // A file of a program that has the same name.
  assert.deepEqual(await found({ 'src/direct-messages.js': 'export const a = 1;' }), []);
});
