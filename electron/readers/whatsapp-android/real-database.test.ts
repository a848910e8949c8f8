import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MadeEvidence } from './testing/made-evidence.ts';
import { realDatabase } from './testing/true-schema.ts';

test('the samples’ database holds nine status posts in its older table, and two placeholders', async () => {
  using evidence = new MadeEvidence();
  const { messages, skipped, chats, accounts, damage } = await evidence
    .file('msgstore.db', realDatabase())
    .read();
  assert.deepEqual(damage, []);
  assert.deepEqual(
    skipped.map(({ reason, source }) => [reason, source.table, source.row]),
    [
      ['status -1 placeholder', 'message', 1],
      ['status -1 placeholder', 'messages', 1],
    ],
  );
  assert.deepEqual(
    messages.map(({ kind, source }) => [source.table, source.row, kind]),
    [
      ['messages', 7, 'image'],
      ['messages', 8, 'video'],
      ['messages', 10, 'image'],
      ['messages', 11, 'image'],
      ['messages', 12, 'image'],
      ['messages', 13, 'image'],
      ['messages', 15, 'video'],
      ['messages', 16, 'video'],
      ['messages', 17, 'video'],
    ],
  );
  assert.deepEqual(messages[0], {
    chat: 'status@broadcast',
    sender: '0@s.whatsapp.net',
    direction: 'in',
    kind: 'image',
    attachments: [
      {
        name: '512f6126774046e9999b4be9a1d5c2a5.jpg',
        mime: 'image/jpeg',
        bytes: 240653,
        sha256: '972ff2985ce981c91e5f69e7c6de1a2e17e72accef7f8a2e35222e01bac58598',
        present: false,
      },
    ],
    source: {
      file: 'msgstore.db',
      table: 'messages',
      row: 7,
      key: '1949745608522917871923533518570',
      code: 1,
      raw: { timestamp: 0 },
    },
  });
  assert.deepEqual(chats, [{ id: 'status@broadcast', platform: 'whatsapp', type: 'status', members: [] }]);
  assert.deepEqual(accounts, [
    { id: '0@s.whatsapp.net', platform: 'whatsapp', names: [] },
    { id: 'owner', platform: 'whatsapp', names: [], isOwner: true },
  ]);
});
