import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Account, Chat, Message } from '../../shared/model/index.ts';
import { makeImport } from './made-import.ts';
import { threadline, workFolder } from './threadline.ts';

const { folder, remove } = workFolder();
after(remove);

const message = (n: number, text: string, more: Partial<Message> = {}): Message => ({
  id: `AB-1:${n}`,
  exhibit: 'AB/1',
  platform: 'whatsapp',
  chat: 'ana@s.whatsapp.net',
  sender: n % 2 === 0 ? 'ana@s.whatsapp.net' : 'owner@s.whatsapp.net',
  sentAt: `2024-03-22T1${n}:00:00.000Z`,
  timeBasis: 'utc',
  timePrecision: 's',
  kind: 'text',
  text,
  source: { file: 'msgstore.db', table: 'message', row: n },
  ...more,
});
const messages = [
  message(1, 'The green van waits behind the station'),
  message(2, 'Which van? The GREEN one'),
  message(3, `${'many words before it '.repeat(8)}a van\u202e at last`),
  message(4, 'привет, встреча в 18'),
  message(5, '', { kind: 'document', attachments: [{ name: 'green-van.pdf', present: true }] }),
  message(6, 'https://example.com/plan', { chat: '1@g.us' }),
];
const accounts: Account[] = [
  {
    id: 'ana@s.whatsapp.net',
    exhibit: 'AB/1',
    platform: 'whatsapp',
    names: [{ name: 'Ana Ruíz', from: 'wa.db' }],
    phone: '+447700900123',
  },
  { id: 'owner@s.whatsapp.net', exhibit: 'AB/1', platform: 'whatsapp', names: [], isOwner: true },
];
const chats: Chat[] = [
  { id: 'ana@s.whatsapp.net', exhibit: 'AB/1', platform: 'whatsapp', type: 'direct', members: [] },
  { id: '1@g.us', exhibit: 'AB/1', platform: 'whatsapp', title: 'Garden', type: 'group', members: [] },
];

let made: string;
before(async () => {
  made = path.join(folder, 'import');
  mkdirSync(made);
  await makeImport(made, { messages, chats, accounts });
});

const ids = (stdout: string): string[] =>
  stdout.split('\n').flatMap((line) => /^AB-1:\d+/.exec(line)?.[0] ?? []);

async function found(query: string, ...options: string[]): Promise<string[]> {
  const { status, stdout, stderr } = threadline(['search', made, query, ...options]);
  assert.equal(status, 0, stderr);
  assert.match(stderr, new RegExp(`^${ids(stdout).length} messages? found\\n$`));
  return ids(stdout).map((id) => id.slice('AB-1:'.length));
}

test('a query finds by words, phrases, beginnings, fields and brackets', async () => {
  for (const [query, expected] of [
    ['green van', '1 2 5'],
    ['"green van"', '1 5'],
    ['stat*', '1'],
    ['grean~', '1 2 5'],
    ['van -green', '3'],
    ['from:ruiz', '2 4 6'],
    ['from:"07700 900123" van', '2'],
    ['in:garden or has:attachment', '5 6'],
    ['has:link', '6'],
    ['kind:document', '5'],
    ['before:2024-03-22T12:00 van', '1'],
    ['on:2024-03-22 (привет or station)', '1 4'],
    ['/v[ae]n\\b.*one/', '2'],
  ] as const) {
    assert.deepEqual((await found(query)).join(' '), expected, query);
  }
  assert.deepEqual(await found('privet', '--other-scripts'), ['4']);
  assert.deepEqual(
    await found('after:2024-03-22T16:30', '--timezone', 'Asia/Tokyo'),
    messages.map((_, i) => `${i + 1}`),
  );
});

test('a line names the message, and sets what was found off within its text, safe for a terminal', async () => {
  const { stdout } = threadline(['search', made, 'van last']);
  assert.equal(
    stdout,
    'AB-1:3  2024-03-22T13:00:00.000Z  Ana Ruíz, owner@s.whatsapp.net: …before it many words before it a »van«\\u{202e} at »last«\n'.replace(
      '…before it many words before it a',
      `…${messages[2]!.text!.slice(messages[2]!.text!.indexOf('van') - 40, messages[2]!.text!.indexOf('van')).trimEnd()}`,
    ),
  );
});

test('lines come as they stand in messages.jsonl, counts by chat, and no more than asked for', async () => {
  const lines = readFileSync(path.join(made, 'messages.jsonl'), 'utf8').split('\n');
  const json = threadline(['search', made, 'van', '--json', '--limit', '2']);
  assert.equal(json.stdout, `${lines[0]}\n${lines[1]}\n`);
  assert.match(json.stderr, /^4 messages found; the first 2 are shown\n$/);
  const count = threadline(['search', made, 'van or has:link', '--count']);
  assert.equal(count.stdout, '        4  Ana Ruíz\n        1  Garden\n');
});

test('a query with a fault is refused with the place of it', async () => {
  const { status, stdout, stderr } = threadline(['search', made, 'van and (green']);
  assert.deepEqual([status, stdout], [2, '']);
  assert.equal(stderr, 'threadline: A bracket is not closed.\n  van and (green\n          ^\n');
  const zoned = threadline(['search', '--timezone', 'Asia/Tokyo', made, 'van and (green']);
  assert.equal(zoned.stderr, stderr);
  for (const query of ['', '/(/', 'tag:x', 'before:tomorrow']) {
    assert.equal(threadline(['search', made, query]).status, 2, query);
  }
  assert.equal(threadline(['search', made]).status, 2);
  for (const [query, marks] of [
    ['van -tag:point', '     ^^^^^^^^^'],
    ['has:note', '^^^^^^^^'],
    ['has:tag', '^^^^^^^'],
  ] as const) {
    const refused = threadline(['search', made, query]);
    assert.deepEqual([refused.status, refused.stdout], [2, '']);
    assert.match(refused.stderr, /An import has no tags and notes: they stand in the case/);
    assert.ok(refused.stderr.endsWith(`\n  ${query}\n  ${marks}\n`), refused.stderr);
  }
  assert.equal(threadline(['search', path.join(folder, 'none'), 'x']).status, 2);
});

test('a keyword list gives a hit table, of all messages or of those that a query finds', () => {
  const list = path.join(folder, 'words.txt');
  writeFileSync(list, 'green van\n\nVAN\n=cmd|van\nmeet*\n07700 900123\nVAN\nпривет\n***\n');
  const all = threadline(['search', made, '--keywords', list]);
  assert.deepEqual(
    [all.status, all.stdout.split('\n').map((line) => line.split('\t'))],
    [
      0,
      [
        ['keyword', 'messages', 'chats', 'senders', 'first', 'last'],
        ['green van', '2', '1', '1', '2024-03-22T11:00:00.000Z', '2024-03-22T15:00:00.000Z'],
        ['VAN', '4', '1', '2', '2024-03-22T11:00:00.000Z', '2024-03-22T15:00:00.000Z'],
        ["'=cmd|van", '0', '0', '0', '', ''],
        ['meet*', '0', '0', '0', '', ''],
        ['07700 900123', '0', '0', '0', '', ''],
        ['привет', '1', '1', '1', '2024-03-22T14:00:00.000Z', '2024-03-22T14:00:00.000Z'],
        [''],
      ],
    ],
  );
  assert.match(all.stderr, /words\.txt: 1 × line that repeats another not taken/);
  assert.match(all.stderr, /words\.txt: 1 × line without a word not taken/);
  assert.match(all.stderr, /3 of 6 keywords found/);
  const within = threadline(['search', made, 'from:ruiz', '--keywords', list, '--json']);
  assert.deepEqual(JSON.parse(within.stdout.split('\n')[1]!), {
    keyword: 'VAN',
    messages: 1,
    chats: 1,
    senders: 1,
    first: { id: 'AB-1:2', sentAt: '2024-03-22T12:00:00.000Z' },
    last: { id: 'AB-1:2', sentAt: '2024-03-22T12:00:00.000Z' },
  });
  assert.equal(threadline(['search', made, '--keywords', path.join(folder, 'none.txt')]).status, 3);
  assert.equal(threadline(['search', made, '--keywords', list, '--count']).status, 2);
});

test('an import that was changed is refused', async () => {
  const other = path.join(folder, 'changed');
  mkdirSync(other);
  await makeImport(other, { messages, chats, accounts });
  const file = path.join(other, 'messages.jsonl');
  writeFileSync(file, readFileSync(file, 'utf8').replace('station', 'airport'));
  const { status, stderr } = threadline(['search', other, 'airport']);
  assert.equal(status, 3);
  assert.match(stderr, /messages\.jsonl: its SHA-256 is/);
});
