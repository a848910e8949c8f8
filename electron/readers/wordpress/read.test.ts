import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryEntry } from '../testing/memory-tree.ts';
import { wordpress } from './loader.ts';
import { HEAD, type MadePost, madeExport, readExport, TAIL } from './testing/made-export.ts';

const CHAT = 'https://blog.example.org';

test('a post and its comments are messages of the site, each with its place in the file', async () => {
  const xml = madeExport([
    {
      id: 7,
      title: 'Tides',
      text: '<p>High water at 5 &amp; 17.</p>',
      categories: ['News', 'Sea'],
      comments: [
        {
          id: 40,
          author: 'Bob',
          email: 'Bob@Example.com',
          ip: '203.0.113.7',
          url: 'https://bob.example.com',
          gmt: '2024-03-22 20:00:00',
          text: 'Really?',
        },
        {
          id: 41,
          author: 'Ana B.',
          email: 'ana@example.org',
          userId: 1,
          parent: 40,
          text: 'Yes. ]]> indeed',
        },
      ],
    },
  ]);
  const { messages, result } = await readExport(xml);
  const bytes = Buffer.from(xml);
  const places = messages.map(({ source }) => [source.byte, source.line]);
  assert.deepEqual(
    places,
    ['<item>', '<wp:comment>', '<wp:comment>'].map((tag, n) => {
      const at = bytes.indexOf(tag, n === 2 ? bytes.indexOf('<wp:comment>') + 1 : 0);
      return [at, bytes.subarray(0, at).toString().split('\n').length];
    }),
  );
  const strip = messages.map(({ source, ...message }) => ({ ...message, key: source.key, raw: source.raw }));
  assert.deepEqual(strip, [
    {
      chat: CHAT,
      sender: 'blog.example.org user ana',
      sentAt: '2024-03-22T14:38:05.000Z',
      timeBasis: 'utc',
      timePrecision: 's',
      kind: 'post',
      text: 'Tides\n\n<p>High water at 5 &amp; 17.</p>',
      key: 'post 7',
      raw: { 'wp:status': 'publish', link: 'https://blog.example.org/?p=7', category: 'News, Sea' },
    },
    {
      chat: CHAT,
      sender: 'bob@example.com',
      sentAt: '2024-03-22T20:00:00.000Z',
      timeBasis: 'utc',
      timePrecision: 's',
      kind: 'comment',
      text: 'Really?',
      replyTo: 1,
      key: 'comment 40',
      raw: {
        'wp:comment_approved': '1',
        'wp:comment_author_IP': '203.0.113.7',
        'wp:comment_author_url': 'https://bob.example.com',
      },
    },
    {
      chat: CHAT,
      sender: 'blog.example.org user ana',
      sentAt: '2024-03-22T14:38:05.000Z',
      timeBasis: 'utc',
      timePrecision: 's',
      kind: 'comment',
      text: 'Yes. ]]> indeed',
      replyTo: 2,
      key: 'comment 41',
      raw: { 'wp:comment_approved': '1', 'wp:comment_user_id': '1' },
    },
  ]);
  assert.deepEqual(result.chats, [
    {
      id: CHAT,
      platform: 'wordpress',
      title: 'Harbour notes',
      type: 'blog',
      members: ['blog.example.org user ana', 'bob@example.com'],
    },
  ]);
  assert.deepEqual(result.accounts, [
    {
      id: 'blog.example.org user ana',
      platform: 'wordpress',
      handle: 'ana@example.org',
      names: [
        { name: 'Ana B.', from: 'site.xml wp:author_display_name' },
        { name: 'Ana Baker', from: 'site.xml wp:author_first_name, wp:author_last_name' },
        { name: 'ana', from: 'site.xml wp:author_login' },
        { name: 'ana@example.org', from: 'site.xml wp:author_email' },
      ],
    },
    {
      id: 'bob@example.com',
      platform: 'wordpress',
      handle: 'Bob@Example.com',
      names: [
        { name: 'Bob', from: 'site.xml wp:comment_author' },
        { name: 'Bob@Example.com', from: 'site.xml wp:comment_author_email' },
      ],
    },
  ]);
  assert.deepEqual([result.damage, result.warnings], [[], []]);
});

async function one(post: Omit<MadePost, 'id'>, others: Record<string, string> = {}) {
  const { messages, result } = await readExport(madeExport([{ id: 1, ...post }]), others);
  return { message: messages[0]!, result };
}

test('a draft has no time, and its local date is kept as it is written', async () => {
  const { message, result } = await one({
    status: 'draft',
    gmt: '0000-00-00 00:00:00',
    modified: '0000-00-00 00:00:00',
  });
  assert.deepEqual([message.sentAt, message.timeBasis], [undefined, undefined]);
  assert.equal(message.source.raw!['wp:post_date'], '2024-03-22 15:38:05');
  assert.equal(message.source.raw!['wp:status'], 'draft');
  assert.deepEqual(result.damage, []);
});

test('a published post without a UTC date has the site’s own clock', async () => {
  const { message } = await one({ gmt: '0000-00-00 00:00:00', modified: '' });
  assert.deepEqual([message.sentAt, message.timeBasis], ['2024-03-22T15:38:05.000', 'device-local']);
});

test('a date that does not exist is kept as it is written, and named', async () => {
  for (const gmt of ['2024-02-31 10:00:00', '99999-01-01 00:00:00', 'yesterday']) {
    const { message, result } = await one({ gmt, local: gmt, modified: '' });
    assert.equal(message.sentAt, undefined);
    assert.equal(message.source.raw!['wp:post_date_gmt'], gmt);
    assert.match(result.damage[0]!.reason, /a date that does not exist/);
  }
});

test('what was changed later is edited, and what lies in the bin is deleted', async () => {
  const { message } = await one({ modified: '2024-04-01 08:00:00', status: 'trash' });
  assert.deepEqual(message.edited, { at: '2024-04-01T08:00:00.000Z' });
  assert.deepEqual(message.deleted, {});
});

test('pages and revisions are posts; other types are unknown, and settings of the site are skipped', async () => {
  const { messages, skipped } = await readExport(
    madeExport(
      ['page', 'revision', 'product', '', 'nav_menu_item', 'wp_global_styles'].map((type, id) => ({
        id,
        type,
      })),
    ),
  );
  assert.deepEqual(
    messages.map(({ kind, source }) => [kind, source.raw!['wp:post_type']]),
    [
      ['post', 'page'],
      ['post', 'revision'],
      ['unknown', 'product'],
      ['unknown', ''],
    ],
  );
  assert.deepEqual(
    skipped.map(({ reason, source }) => [reason, source.key]),
    [
      ['setting of the site (nav_menu_item)', 'post 4'],
      ['setting of the site (wp_global_styles)', 'post 5'],
    ],
  );
});

test('a file of the media library is found by its address, and never outside the evidence', async () => {
  const url = 'https://blog.example.org/wp-content/uploads/2024/03/Quay%20wall.JPG';
  const there = await one(
    { type: 'attachment', attachment: url },
    { 'backup/uploads/2024/03/quay wall.jpg': 'jpeg', 'uploads/2023/quay wall.jpg': 'other' },
  );
  assert.equal(there.message.kind, 'image');
  assert.deepEqual(there.message.attachments, [{ name: 'Quay wall.JPG', present: true }]);
  assert.deepEqual(there.message.attachmentPaths, ['backup/uploads/2024/03/quay wall.jpg']);
  const missing = await one({ type: 'attachment', attachment: url });
  assert.deepEqual(missing.message.attachments, [{ name: 'Quay wall.JPG', present: false }]);
  assert.equal(missing.message.attachmentPaths, undefined);
  for (const attachment of [
    'https://x.example/..%2f..%2fetc/passwd',
    'not an address',
    'https://x.example/%zz',
  ]) {
    const { message } = await one({ type: 'attachment', attachment }, { passwd: '' });
    assert.equal(message.kind, 'document');
    assert.equal(message.attachmentPaths, undefined, attachment);
  }
});

test('comments of every state and type are kept, and visitors told apart by what they typed', async () => {
  const { messages, result } = await readExport(
    madeExport([
      {
        id: 1,
        comments: [
          { id: 1, author: 'Bob', approved: 'spam' },
          { id: 2, author: 'Bob', approved: 'trash', email: 'none' },
          { id: 3, author: 'Other site', type: 'pingback', url: 'https://other.example', approved: '0' },
          { id: 4, type: 'order_note', userId: 9 },
          { id: 5 },
        ],
      },
    ]),
  );
  assert.deepEqual(
    messages
      .slice(1)
      .map(({ sender, kind, deleted, source }) => [
        sender,
        kind,
        deleted,
        source.raw!['wp:comment_approved'],
      ]),
    [
      ['blog.example.org visitor Bob', 'comment', undefined, 'spam'],
      ['blog.example.org visitor Bob', 'comment', {}, 'trash'],
      ['blog.example.org visitor Other site', 'comment', undefined, '0'],
      ['blog.example.org user-id 9', 'unknown', undefined, '1'],
      [undefined, 'comment', undefined, '1'],
    ],
  );
  assert.equal(result.accounts.length, 4);
});

test('a reply finds a later comment, and one that is not there by its key', async () => {
  const { messages } = await readExport(
    madeExport([
      { id: 3, type: 'nav_menu_item', comments: [{ id: 1 }] },
      {
        id: 4,
        comments: [
          { id: 10, parent: 12 },
          { id: 11, parent: 99 },
          { id: 12, parent: 12 },
        ],
      },
    ]),
  );
  assert.deepEqual(
    messages.map(({ replyTo }) => replyTo),
    ['post 3', undefined, 5, 'comment 99', 5],
  );
});

test('thousands of comments on one post keep their order and their post', async () => {
  const comments = Array.from({ length: 5000 }, (_, n) => ({ id: n + 1, parent: n % 3 === 0 ? n : 0 }));
  const { messages, result } = await readExport(madeExport([{ id: 1, comments }, { id: 2 }]));
  assert.equal(messages.length, 5002);
  for (const [n, { replyTo, source }] of messages.slice(1, -1).entries()) {
    assert.equal(source.key, `comment ${n + 1}`);
    assert.equal(replyTo, n % 3 === 0 && n > 0 ? n + 1 : 1);
  }
  assert.deepEqual(result.damage, []);
});

test('fields behind many comments are named when they come too late', async () => {
  const comments = Array.from({ length: 2500 }, (_, n) => ({ id: n + 1 }));
  const { messages, result } = await readExport(
    madeExport([{ id: 1, title: 'first', comments, more: '<wp:attachment_url>late</wp:attachment_url>' }]),
  );
  assert.equal(messages.length, 2501);
  assert.match(result.damage[0]!.reason, /fields behind many comments, not read/);
});

test('the file’s chunks make no difference', async () => {
  const xml = madeExport([
    { id: 1, title: 'Größe 照片', text: '🎉'.repeat(50), comments: [{ id: 1, text: 'é' }] },
  ]);
  const whole = await readExport(xml);
  assert.deepEqual(await readExport(xml, {}, {}, 1), whole);
  assert.deepEqual(await readExport(xml, {}, {}, 777), whole);
});

test('exports are known by the namespace they declare, whatever else lies beside them', async () => {
  const entries = [
    memoryEntry('a/site.000.xml', HEAD + TAIL),
    memoryEntry('a/site.001.XML', `\ufeff${HEAD}${TAIL}`),
    memoryEntry('feed.xml', '<rss version="2.0"><channel/></rss>'),
    memoryEntry('odd.xml', '<?xml version="1.0" encoding="x-unknown"?>'),
    memoryEntry('empty.xml', ''),
    memoryEntry('text.txt', HEAD),
  ];
  const found = await wordpress.recognise({ entries, leftOut: [], close: async () => {} });
  assert.deepEqual(
    found.map(({ paths, platform, needs }) => [paths, platform, needs]),
    [
      [['a/site.000.xml'], 'wordpress', {}],
      [['a/site.001.XML'], 'wordpress', {}],
    ],
  );
  const alone = [memoryEntry('download', HEAD + TAIL)];
  assert.equal((await wordpress.recognise({ entries: alone, leftOut: [], close: async () => {} })).length, 1);
});
