import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryTree } from '../testing/memory-tree.ts';
import { messenger } from './loader.ts';
import { madeThread, said } from './testing/exports.ts';

const THREAD = madeThread({ messages: [said('Bob', 'hi')] });
const ENCRYPTED = JSON.stringify({
  participants: ['Ana', 'Bob'],
  threadName: 'Bob_12',
  messages: [
    { isUnsent: false, media: [], reactions: [], senderName: 'Bob', text: 'x', timestamp: 1, type: 'text' },
  ],
});

async function found(files: Record<string, string>, name?: string) {
  const tree = memoryTree(files);
  const sources = await messenger.recognise(name === undefined ? tree : { ...tree, name });
  return sources.map(({ platform, title, paths }) => ({ platform, title, paths }));
}

test('all threads of a download are one source, the parts of each in the order of their numbers', async () => {
  const home = 'your_activity_across_facebook/messages';
  const files = {
    [`${home}/inbox/bob_1/message_1.json`]: THREAD,
    [`${home}/inbox/bob_1/message_2.json`]: THREAD,
    [`${home}/inbox/bob_1/message_10.json`]: THREAD,
    [`${home}/archived_threads/eve_2/message_1.json`]: THREAD,
    [`${home}/message_requests/x_3/message_1.json`]: THREAD,
    [`${home}/autofill_information.json`]: '{}',
    'personal_information/profile_information/profile_information.json': '{}',
    [`${home}/inbox/bob_1/photos/1.jpg`]: 'x',
  };
  assert.deepEqual(await found(files, 'facebook-ana.zip'), [
    {
      platform: 'messenger',
      title: 'Facebook Messenger messages (JSON), 3 chats, “facebook-ana.zip”',
      paths: [
        `${home}/archived_threads/eve_2/message_1.json`,
        `${home}/inbox/bob_1/message_1.json`,
        `${home}/inbox/bob_1/message_2.json`,
        `${home}/inbox/bob_1/message_10.json`,
        `${home}/message_requests/x_3/message_1.json`,
        'personal_information/profile_information/profile_information.json',
        `${home}/autofill_information.json`,
      ],
    },
  ]);
});

const platforms = async (files: Record<string, string>, name?: string): Promise<string[]> =>
  (await found(files, name)).map(({ platform }) => platform);

test('Instagram is known by its folders, its files, the archive’s name, or what messages name', async () => {
  const plain = { 'messages/inbox/bob_1/message_1.json': THREAD };
  assert.deepEqual(await platforms(plain), ['messenger']);
  assert.deepEqual(await platforms(plain, 'instagram-ana-2024.zip'), ['instagram']);
  assert.deepEqual(await platforms({ ...plain, 'followers_and_following/followers.json': '[]' }), [
    'instagram',
  ]);
  assert.deepEqual(
    await platforms({ 'your_instagram_activity/messages/inbox/bob_1/message_1.json': THREAD }),
    ['instagram'],
  );
  const lone = madeThread({
    messages: [
      { ...said('Bob', ''), photos: [{ uri: 'your_instagram_activity/messages/inbox/bob_1/photos/1.jpg' }] },
    ],
  });
  assert.deepEqual(await platforms({ 'message_1.json': lone }), ['instagram']);
  // A thread’s name says nothing.
  assert.deepEqual(await platforms({ 'messages/inbox/instagramfan_1/message_1.json': THREAD }), [
    'messenger',
  ]);
});

test('a download of Facebook and one of Instagram side by side are two sources', async () => {
  assert.deepEqual(
    await platforms({
      'facebook-ana/messages/inbox/bob_1/message_1.json': THREAD,
      'instagram-ana/messages/inbox/bob_1/message_1.json': THREAD,
    }),
    ['messenger', 'instagram'],
  );
});

test('parts of one download are one source, downloads with a profile each are not', async () => {
  const parts = {
    'facebook-1.zip/messages/inbox/bob_1/message_1.json': THREAD,
    'facebook-2.zip/messages/inbox/bob_1/message_2.json': THREAD,
    'facebook-3.zip/profile_information/profile_information.json': '{}',
  };
  assert.deepEqual(
    (await found(parts)).map(({ paths }) => paths),
    [
      [
        'facebook-1.zip/messages/inbox/bob_1/message_1.json',
        'facebook-2.zip/messages/inbox/bob_1/message_2.json',
        'facebook-3.zip/profile_information/profile_information.json',
      ],
    ],
  );
  const two = {
    'ana/facebook/messages/inbox/bob_1/message_1.json': THREAD,
    'ana/facebook/profile_information/profile_information.json': '{}',
    'bob/facebook/messages/inbox/ana_1/message_1.json': THREAD,
    'bob/facebook/profile_information/profile_information.json': '{}',
  };
  assert.equal((await found(two)).length, 2);
});

test('a thread’s folder or file alone is known by what it holds, and so are encrypted chats', async () => {
  assert.equal((await found({ 'message_1.json': THREAD, 'photos/1.jpg': 'x' })).length, 1);
  assert.equal((await found({ 'renamed.json': THREAD })).length, 1);
  assert.equal((await found({ 'Bob_12.json': ENCRYPTED, 'media/a.jpeg': 'x' })).length, 1);
});

test('other JSON is no thread', async () => {
  assert.deepEqual(
    await found({
      'message_1.json': '{"messages": []}',
      'result.json': '{"name": "x", "messages": [{"id": 1, "from": "x"}]}',
      'Groups/DM 1/messages.json': '{"messages": [{"creator": {"name": "x"}}]}',
      'a_1.json': '[1, 2]',
    }),
    [],
  );
});
