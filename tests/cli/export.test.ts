/** `threadline export --parquet`, read back with DuckDB. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, test } from 'node:test';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { Account, Chat, Message } from '../../shared/model/index.ts';
import { makeImport } from './made-import.ts';
import { threadline, workFolder } from './threadline.ts';

const work = workFolder();
after(work.remove);

const OWNER = '447700900001@s.whatsapp.net';
const ANA = '447700900002@s.whatsapp.net';
const GROUP = '1@g.us';
const SHA = 'ab'.repeat(32);

const chat = (id: string, type: Chat['type'], members: string[]): Chat => ({
  id,
  exhibit: 'AB/1',
  platform: 'whatsapp',
  type,
  members,
});
const account = (id: string, more: Partial<Account> = {}): Account => ({
  id,
  exhibit: 'AB/1',
  platform: 'whatsapp',
  names: [{ name: `Name of ${id.slice(0, 12)}`, from: 'wa.db' }],
  ...more,
});
let row = 0;
const message = (more: Partial<Message>): Message => ({
  id: `AB-1:${++row}`,
  exhibit: 'AB/1',
  platform: 'whatsapp',
  chat: ANA,
  kind: 'text',
  source: { file: 'msgstore.db', table: 'message', row },
  ...more,
});
const at = (sentAt: string): Partial<Message> => ({ sentAt, timeBasis: 'utc', timePrecision: 's' });

const MESSAGES: readonly Message[] = [
  message({ ...at('2024-03-22T14:38:05.000Z'), sender: OWNER, text: 'The old bridge 👋 مرحبا' }),
  message({
    ...at('2024-03-22T14:39:05.250Z'),
    sender: ANA,
    kind: 'image',
    attachments: [
      {
        name: 'x.pdf',
        mime: 'application/pdf',
        bytes: 5_000_000_000,
        sha256: SHA,
        md5: 'cd'.repeat(16),
        present: true,
        file: { type: 'image/png', mismatch: ['name', 'mime'] },
      },
    ],
    reactions: [{ sender: OWNER, emoji: '👍' }],
  }),
  message({
    ...at('2024-04-01T00:00:00.000Z'),
    chat: GROUP,
    sender: ANA,
    kind: 'image',
    attachments: [{ sha256: SHA, present: false }, { present: false }],
  }),
  message({
    sentAt: '2024-04-02T10:00:00.000',
    timeBasis: 'device-local',
    chat: GROUP,
    sender: OWNER,
    deleted: { by: OWNER },
  }),
  message({ chat: GROUP, kind: 'system', system: { action: 'group-created' }, text: '' }),
];

async function made(name: string, messages: readonly Message[] = MESSAGES): Promise<string> {
  const folder = path.join(work.folder, name);
  mkdirSync(folder);
  await makeImport(folder, {
    messages,
    chats: [chat(ANA, 'direct', [ANA]), chat(GROUP, 'group', [ANA, OWNER])],
    accounts: [account(OWNER, { isOwner: true, phone: '+447700900001' }), account(ANA)],
  });
  return folder;
}

const PAGE = readFileSync(path.resolve(import.meta.dirname, '../../docs/parquet.md'), 'utf8');
const BLOCKS = [...PAGE.matchAll(/^```sql\n([\s\S]*?)^```/gm)].map(([, sql]) => sql!);

/** The dataset as the page opens it. */
async function opened(out: string): Promise<DuckDBConnection> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run(`SET file_search_path = '${out.replaceAll("'", "''")}'`);
  await connection.run("SET TimeZone = 'UTC'");
  await connection.run(
    BLOCKS[0]!.replaceAll(/read_parquet\('/g, `read_parquet('${out.replaceAll("'", "''")}/`),
  );
  return connection;
}

async function rows(connection: DuckDBConnection, sql: string): Promise<unknown[]> {
  const result = await connection.runAndReadAll(sql);
  return result.getRowObjectsJson();
}

test('everything of an import comes back from the dataset as it was', async () => {
  const folder = await made('import');
  const out = path.join(work.folder, 'dataset');
  const { status, stdout, stderr } = threadline(['export', folder, '--parquet', out, '--json']);
  assert.equal(status, 0, stderr);
  const summary = JSON.parse(stdout);
  assert.deepEqual(summary.rows, {
    messages: 5,
    attachments: 3,
    accounts: 2,
    chats: 2,
    members: 3,
    edges: 4,
  });

  const db = await opened(out);
  const lines = await rows(db, 'SELECT json FROM messages ORDER BY id');
  assert.deepEqual(
    lines,
    readFileSync(path.join(folder, 'messages.jsonl'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((json) => ({ json })),
  );
  assert.deepEqual(
    await rows(
      db,
      'SELECT id, sender, epoch_ms(sent_at) AS ms, sent_local, text, deleted, deleted_by, attachments, source_row, CAST(month AS VARCHAR) AS month, exhibit_ref FROM messages ORDER BY id',
    ),
    MESSAGES.map((one) => {
      const isUtc = one.timeBasis === 'utc';
      return {
        id: one.id,
        sender: one.sender ?? null,
        ms: isUtc ? String(Date.parse(one.sentAt!)) : null,
        sent_local: one.timeBasis === 'device-local' ? one.sentAt : null,
        text: one.text ?? null,
        deleted: one.deleted !== undefined,
        deleted_by: one.deleted?.by ?? null,
        attachments: one.attachments?.length ?? 0,
        source_row: String(one.source.row),
        month: isUtc ? one.sentAt!.slice(0, 7) : null,
        exhibit_ref: 'AB-1',
      };
    }),
  );
  assert.deepEqual(
    await rows(
      db,
      'SELECT message, position, name, bytes, type, mismatch, md5, present FROM attachments ORDER BY message, position',
    ),
    [
      {
        message: 'AB-1:2',
        position: 0,
        name: 'x.pdf',
        bytes: '5000000000',
        type: 'image/png',
        mismatch: true,
        md5: 'cd'.repeat(16),
        present: true,
      },
      {
        message: 'AB-1:3',
        position: 0,
        name: null,
        bytes: null,
        type: null,
        mismatch: null,
        md5: null,
        present: false,
      },
      {
        message: 'AB-1:3',
        position: 1,
        name: null,
        bytes: null,
        type: null,
        mismatch: null,
        md5: null,
        present: false,
      },
    ],
  );
  assert.deepEqual(
    await rows(
      db,
      'SELECT source, target, target_kind, messages, epoch_ms(last_at) AS last FROM edges ORDER BY target_kind, source',
    ),
    [
      {
        source: OWNER,
        target: ANA,
        target_kind: 'account',
        messages: '1',
        last: String(Date.parse('2024-03-22T14:38:05Z')),
      },
      {
        source: ANA,
        target: OWNER,
        target_kind: 'account',
        messages: '1',
        last: String(Date.parse('2024-03-22T14:39:05.250Z')),
      },
      { source: OWNER, target: GROUP, target_kind: 'chat', messages: '1', last: null },
      {
        source: ANA,
        target: GROUP,
        target_kind: 'chat',
        messages: '1',
        last: String(Date.parse('2024-04-01T00:00:00Z')),
      },
    ],
  );
  assert.deepEqual(await rows(db, 'SELECT id, phone, name, is_owner FROM accounts ORDER BY id'), [
    { id: OWNER, phone: '+447700900001', name: 'Name of 447700900001', is_owner: true },
    { id: ANA, phone: null, name: 'Name of 447700900002', is_owner: false },
  ]);
  assert.deepEqual(
    await rows(db, 'SELECT chat, count(*)::INTEGER AS members FROM members GROUP BY chat ORDER BY chat'),
    [
      { chat: GROUP, members: 2 },
      { chat: ANA, members: 1 },
    ],
  );

  const schema = JSON.parse(readFileSync(path.join(out, '_schema.json'), 'utf8'));
  assert.equal(schema.files.length, summary.files);
  for (const { path: name, sha256 } of schema.files) {
    assert.equal(
      createHash('sha256')
        .update(readFileSync(path.join(out, name)))
        .digest('hex'),
      sha256,
      name,
    );
  }
  for (const [table, columns] of Object.entries(schema.tables) as [string, { name: string }[]][]) {
    const described = (await rows(db, `DESCRIBE ${table}`)) as { column_name: string }[];
    const names = columns.map(({ name }) => name);
    assert.deepEqual(
      described.map(({ column_name: name }) => name).filter((name) => names.includes(name)),
      names,
    );
  }
  assert.match(
    readFileSync(path.join(folder, 'custody.jsonl'), 'utf8'),
    /report-written.*dataset\/_schema\.json/,
  );
});

test('every query of the page runs, and answers', async () => {
  const folder = await made('for-queries');
  const out = path.join(work.folder, 'queried');
  assert.equal(threadline(['export', folder, '--parquet', out]).status, 0);
  const db = await opened(out);
  assert.ok(BLOCKS.length > 8);
  const answers: unknown[][] = [];
  for (const sql of BLOCKS.slice(1)) answers.push(await rows(db, sql));
  // Every question but that of common contacts and of texts is answered by this small import.
  const [hour, days, writers, ties, common, word, shared, misnamed, reactions, bases] = answers;
  assert.deepEqual([hour!.length, days!.length, writers!.length, bases!.length], [2, 2, 2, 3]);
  assert.deepEqual(
    ties!.map((tie) => (tie as { messages: string }).messages),
    ['2'],
  );
  assert.deepEqual(common, [{ target: GROUP }]);
  assert.equal((word![0] as { text: string }).text, 'The old bridge 👋 مرحبا');
  assert.deepEqual((shared![0] as { first_sender: string; sendings: string }).first_sender, ANA);
  assert.deepEqual(misnamed, [
    {
      message: misnamed!.map((one) => (one as { message: string }).message)[0],
      name: 'x.pdf',
      mime: 'application/pdf',
      type: 'image/png',
    },
  ]);
  assert.deepEqual(
    reactions!.map((one) => (one as { emoji: string }).emoji),
    ['👍'],
  );
});

test('many messages become several files, none of which is lost', async () => {
  const many = Array.from({ length: 120_000 }, (_, i) =>
    message({
      ...at(new Date(Date.UTC(2024, 0, 1) + i * 30_000).toISOString()),
      sender: i % 2 ? OWNER : ANA,
      text: `message ${i}`,
    }),
  );
  const folder = await made('many', many);
  const out = path.join(work.folder, 'many-out');
  assert.equal(threadline(['export', folder, '--parquet', out]).status, 0);
  const db = await opened(out);
  assert.deepEqual(
    await rows(db, 'SELECT count(*)::INTEGER AS messages, count(DISTINCT id)::INTEGER AS ids FROM messages'),
    [{ messages: 120_000, ids: 120_000 }],
  );
  assert.ok(readdirSync(path.join(out, 'messages', 'exhibit_ref=AB-1', 'month=2024-01')).length > 1);
});

test('an import that was changed is refused, and nothing of the dataset stays', async () => {
  const folder = await made('changed');
  appendFileSync(path.join(folder, 'messages.jsonl'), `${JSON.stringify(MESSAGES[0])}\n`);
  const out = path.join(work.folder, 'changed-out');
  const { status, stderr } = threadline(['export', folder, '--parquet', out]);
  assert.equal(status, 3);
  assert.match(stderr, /messages\.jsonl: its SHA-256 is/);
  assert.ok(!existsSync(out));
  assert.ok(!readdirSync(work.folder).some((name) => name.startsWith('.changed-out')));
});

test('what cannot be carried out is said with status 2', async () => {
  const folder = await made('usage');
  for (const [args, words] of [
    [['export'], /one DIR is needed/],
    [['export', folder], /--parquet OUT is needed/],
    [['export', folder, '--parquet', work.folder], /it is there already/],
    [
      ['export', path.join(work.folder, 'none'), '--parquet', path.join(work.folder, 'new')],
      /is not a folder/,
    ],
  ] as [string[], RegExp][]) {
    const { status, stderr } = threadline(args);
    assert.equal(status, 2);
    assert.match(stderr, words);
  }
});
