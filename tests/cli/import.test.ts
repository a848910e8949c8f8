import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { Account, Chat, IntakeRecord, Message } from '../../shared/model/index.ts';
import { SAMPLES, startThreadline, threadline, workFolder } from './threadline.ts';

const { folder, remove } = workFolder();
after(remove);

const crypt = (name: string): string => path.join(SAMPLES, 'whatsapp-crypt', name);
const text = (name: string): string => path.join(SAMPLES, 'whatsapp-text', name);
const sha256 = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

let made = 0;
const fresh = (): string => path.join(folder, `out-${++made}`);

interface Import {
  readonly out: string;
  readonly messages: Message[];
  readonly chats: Chat[];
  readonly accounts: Account[];
  readonly records: IntakeRecord[];
  readonly status: number | null;
  readonly stdout: string;
}

function lines<T>(file: string): T[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}

function imported(...args: string[]): Import {
  const out = fresh();
  const { status, stdout, stderr } = threadline(['import', ...args, '--out', out]);
  assert.ok(status === 0 || status === 4, stderr);
  assert.equal(stderr, '');
  return {
    out,
    status,
    stdout,
    messages: lines(path.join(out, 'messages.jsonl')),
    chats: lines(path.join(out, 'chats.jsonl')),
    accounts: lines(path.join(out, 'accounts.jsonl')),
    records: JSON.parse(readFileSync(path.join(out, 'intake.json'), 'utf8')),
  };
}

function accountedFor({ messages, chats, accounts, records, out }: Import): void {
  const sum = (counts: Readonly<Record<string, number>>): number =>
    Object.values(counts).reduce((a, b) => a + b, 0);
  for (const { counts } of records) {
    assert.equal(counts.read, counts.kept + sum(counts.outOfScope) + counts.privileged + sum(counts.skipped));
  }
  assert.equal(
    messages.length,
    records.reduce((all, { counts }) => all + counts.kept, 0),
  );
  assert.equal(new Set(messages.map(({ id }) => id)).size, messages.length);
  const chatIds = new Set(chats.map(({ id }) => id));
  const accountIds = new Set(accounts.map(({ id }) => id));
  for (const message of messages) {
    assert.ok(chatIds.has(message.chat));
    if (message.sender !== undefined) assert.ok(accountIds.has(message.sender));
    assert.ok(message.source.row !== undefined || message.source.byte !== undefined);
  }
  assert.equal(threadline(['verify', out]).status, 0);
}

const HEX_KEY = readFileSync(crypt('encrypted_backup.key')).subarray(-32).toString('hex');
const BACKUPS: [string, string][] = [
  ['msgstore.db.crypt12', crypt('key')],
  ['msgstore.db.crypt14', crypt('key')],
  ['msgstore-noexpiry.db.crypt14', crypt('key')],
  ['msgstore.db.crypt15', crypt('encrypted_backup.key')],
  ['msgstore.db.crypt15', HEX_KEY],
];

test('all four real backups are one database: the same rows give the same messages', () => {
  const results = BACKUPS.map(([name, key]) => imported(crypt(name), '--key', key, '--exhibit', 'AB/1'));
  for (const [index, result] of results.entries()) {
    accountedFor(result);
    const [name] = BACKUPS[index]!;
    assert.equal(result.records[0]!.sha256, sha256(crypt(name)));
    assert.equal(result.records[0]!.file, name);
    assert.equal(result.records[0]!.reader, 'whatsapp-android');
    assert.deepEqual(
      result.messages.map((message) => ({ ...message, source: { ...message.source, file: '' } })),
      results[0]!.messages.map((message) => ({ ...message, source: { ...message.source, file: '' } })),
    );
    assert.deepEqual(result.chats, results[0]!.chats);
    assert.deepEqual(result.accounts, results[0]!.accounts);
    assert.deepEqual(result.records[0]!.counts, results[0]!.records[0]!.counts);
  }
  // 1 row in `message` and 10 in the older `messages`: two placeholders, and nine posts of WhatsApp's own.
  const { read, kept, skipped } = results[0]!.records[0]!.counts;
  assert.deepEqual({ read, kept, skipped }, { read: 11, kept: 9, skipped: { 'status -1 placeholder': 2 } });
});

for (const [name, header] of [
  ['pokemon.txt', /^\d\d\.\d\d\.\d{4}, \d\d:\d\d - /],
  ['lorem-2000.txt', /^\[\d{4}-\d\d-\d\d \d\d:\d\d\] /],
] as const) {
  test(`every line of ${name} is accounted for, and every message starts at its byte`, () => {
    const result = imported(text(name));
    accountedFor(result);
    const bytes = readFileSync(text(name));
    const headers = bytes
      .toString('utf8')
      .split('\n')
      .filter((line) => header.test(line)).length;
    assert.equal(result.records[0]!.counts.read, headers);
    assert.equal(result.messages.length, headers);
    for (const { source, text: body } of result.messages) {
      const end = bytes.indexOf('\n', source.byte!);
      // The last line has no line feed.
      const line = bytes.subarray(source.byte!, end < 0 ? bytes.length : end).toString('utf8');
      assert.match(line, header);
      if (body !== undefined) assert.ok(line.includes(body.split('\n')[0]!));
    }
    assert.equal(result.messages[0]!.exhibit, name);
  });
}

test('the same command gives the same bytes', () => {
  for (const args of [
    [crypt('msgstore.db.crypt15'), '--key', HEX_KEY],
    [text('lorem-2000.txt'), text('pokemon.txt'), '--timezone', 'Europe/Lisbon'],
  ]) {
    const [first, second] = [imported(...args), imported(...args)];
    for (const name of ['messages.jsonl', 'chats.jsonl', 'accounts.jsonl']) {
      assert.equal(sha256(path.join(first.out, name)), sha256(path.join(second.out, name)), name);
    }
  }
});

test('several files are exhibits in the order given, with names of their own', () => {
  const twin = path.join(folder, 'twin');
  mkdirSync(twin);
  writeFileSync(path.join(twin, 'pokemon.txt'), readFileSync(text('pokemon.txt')));
  const result = imported(text('pokemon.txt'), text('lorem-2000.txt'), path.join(twin, 'pokemon.txt'));
  accountedFor(result);
  assert.deepEqual(
    [...new Set(result.messages.map(({ exhibit }) => exhibit))],
    ['pokemon.txt', 'lorem-2000.txt', 'pokemon.txt (2)'],
  );
});

test('several files of one exhibit are read together, and ordinals go on', () => {
  const result = imported(text('pokemon.txt'), text('lorem-2000.txt'), '--exhibit', 'CD/2');
  accountedFor(result);
  assert.deepEqual(
    result.messages.map(({ id }) => id),
    result.messages.map((_, index) => `CD-2:${index + 1}`),
  );
  assert.equal(result.records.length, 2);
  assert.deepEqual(
    result.records.map(({ file, sha256: hash }) => [file, hash]).sort(),
    ['lorem-2000.txt', 'pokemon.txt'].map((name) => [name, sha256(text(name))]),
  );
});

test('without a warrant the basis that is given stands in the record, the log and the report', () => {
  const basis = 'consent of the owner, form 12';
  const { out, records } = imported(text('pokemon.txt'), '--basis', basis);
  assert.equal(records[0]!.legalBasis, basis);
  assert.match(
    readFileSync(path.join(out, 'custody.jsonl'), 'utf8'),
    /"legalBasis":"consent of the owner, form 12"/,
  );
  const page = (from: string): string => {
    const file = `${from}.html`;
    assert.equal(threadline(['report', from, '--out', file]).status, 0);
    return readFileSync(file, 'utf8');
  };
  assert.match(page(out), /Read without a warrant: consent of the owner, form 12\./);
  assert.match(page(imported(text('pokemon.txt')).out), /Read without a warrant; no legal basis was given\./);
});

test('local times become instants in the zone that is given, and stay local without one', () => {
  const local = imported(text('pokemon.txt')).messages[0]!;
  assert.deepEqual([local.sentAt, local.timeBasis], ['2016-04-15T15:04:00.000', 'device-local']);
  const zoned = imported(text('pokemon.txt'), '--timezone', 'Asia/Tokyo').messages[0]!;
  assert.deepEqual([zoned.sentAt, zoned.timeBasis], ['2016-04-15T06:04:00.000Z', 'assumed-zone']);
});

test('--json gives the summary, and the log names every file with its hash', () => {
  const out = fresh();
  const { stdout, status } = threadline(['import', text('pokemon.txt'), '--out', out, '--json']);
  assert.equal(status, 0);
  const summary = JSON.parse(stdout);
  assert.equal(summary.out, out);
  assert.equal(summary.records[0].counts.kept, lines(path.join(out, 'messages.jsonl')).length);
  for (const file of summary.files) assert.equal(file.sha256, sha256(path.join(out, file.name)));
  const entries = lines<{ action: string; subjects: Record<string, unknown>[] }>(
    path.join(out, 'custody.jsonl'),
  );
  assert.deepEqual(
    entries.map(({ action }) => action),
    ['evidence-hashed', 'exhibit-imported', 'output-written'],
  );
  assert.equal(entries[0]!.subjects[1]!.sha256, sha256(text('pokemon.txt')));
  assert.deepEqual(readdirSync(out).sort(), [
    'accounts.jsonl',
    'chats.jsonl',
    'custody.jsonl',
    'intake.json',
    'messages.jsonl',
  ]);
});

test('evidence is left as it was', () => {
  const before = [...BACKUPS.map(([name]) => crypt(name)), text('pokemon.txt')].map(sha256);
  imported(crypt('msgstore.db.crypt14'), '--key', crypt('key'));
  assert.deepEqual([...BACKUPS.map(([name]) => crypt(name)), text('pokemon.txt')].map(sha256), before);
  assert.deepEqual(readdirSync(path.join(SAMPLES, 'whatsapp-text')).sort(), [
    'lorem-2000.txt',
    'pokemon.txt',
  ]);
});

function evidence(name: string, bytes: Buffer | string): string {
  const file = path.join(folder, name);
  writeFileSync(file, bytes);
  return file;
}

const backup = readFileSync(crypt('msgstore.db.crypt15'));
const flipped = Buffer.from(backup);
flipped[flipped.length >> 1]! ^= 1;

const refusals: [string, string, readonly string[], RegExp][] = [
  ['a backup without a key', crypt('msgstore.db.crypt15'), [], /key/],
  ['a key of another backup', crypt('msgstore.db.crypt15'), ['--key', 'ab'.repeat(32)], /key|tag/],
  ['the other kind of key', crypt('msgstore.db.crypt14'), ['--key', HEX_KEY], /key/],
  [
    'a key file that is not there',
    crypt('msgstore.db.crypt15'),
    ['--key', path.join(folder, 'no.key')],
    /no\.key/,
  ],
  [
    'one changed bit in a backup',
    evidence('flipped.crypt15', flipped),
    ['--key', HEX_KEY],
    /tag|changed|damage/,
  ],
  [
    'half a backup',
    evidence('half.crypt15', backup.subarray(0, backup.length >> 1)),
    ['--key', HEX_KEY],
    /./,
  ],
  ['an empty file', evidence('empty.txt', ''), [], /empty/],
  [
    'a text of another program',
    evidence('notes.txt', 'Buy milk.\nCall Ana.\n'),
    [],
    /nothing that Threadline can read/,
  ],
  ['a file that is not there', path.join(folder, 'nowhere.zip'), [], /no such file/],
];

for (const [what, file, options, reason] of refusals) {
  test(`${what} is refused in one line that names the file, and nothing is kept`, () => {
    const parent = fresh();
    mkdirSync(parent);
    const temporary = fresh();
    mkdirSync(temporary);
    const { status, stdout, stderr } = threadline(
      ['import', text('pokemon.txt'), file, '--out', path.join(parent, 'deep', 'out'), ...options],
      temporary,
    );
    assert.equal(status, 3, stderr);
    assert.equal(stdout, '');
    assert.match(stderr, /^threadline: [^\n]+\n$/);
    assert.ok(stderr.includes(path.basename(file)) || stderr.includes('no.key'), stderr);
    assert.match(stderr, reason);
    assert.deepEqual(readdirSync(parent), []);
    assert.deepEqual(readdirSync(temporary), []);
  });
}

test('damage is named in intake.json, and the status is 4', () => {
  const broken = Buffer.from(readFileSync(text('pokemon.txt')));
  broken[broken.indexOf('Hey guys')] = 0xff;
  const result = imported(evidence('broken.txt', broken));
  assert.equal(result.status, 4);
  accountedFor(result);
  assert.ok(result.records[0]!.damage.length > 0);
  assert.match(result.stdout, /damage: /);
});

/** A text export that takes the intake a while: 400,000 messages. */
function longExport(): string {
  const file = path.join(folder, 'long.txt');
  if (!existsSync(file)) {
    let chat = '';
    for (let n = 0; n < 400_000; n++) {
      const at = new Date(Date.UTC(2020, 0, 1) + n * 60_000).toISOString();
      chat += `${at.slice(8, 10)}.${at.slice(5, 7)}.${at.slice(0, 4)}, ${at.slice(11, 16)} - Ana: message ${n}\n`;
    }
    writeFileSync(file, chat);
  }
  return file;
}

/** Starts a long import and returns once messages are being written. */
async function midImport(parent: string, temporary: string) {
  mkdirSync(parent);
  mkdirSync(temporary);
  const run = startThreadline(['import', longExport(), '--out', path.join(parent, 'out')], temporary);
  const ended = once(run, 'exit');
  const partial = (): string | undefined => readdirSync(parent).find((name) => name.includes('.partial-'));
  for (;;) {
    const name = partial();
    const file = name && path.join(parent, name, 'messages.jsonl');
    if (file && existsSync(file) && readFileSync(file).length > 0) break;
    assert.equal(run.exitCode, null, 'the import ended before it could be stopped');
    await pause(5);
  }
  assert.equal(readdirSync(temporary).length, 1, 'a scratch folder is in use');
  return { run, ended };
}

test('Ctrl-C in the middle of an import leaves nothing, in the output or in scratch', async () => {
  const [parent, temporary] = [fresh(), fresh()];
  const { run, ended } = await midImport(parent, temporary);
  run.kill('SIGINT');
  const [code] = await ended;
  assert.equal(code, process.platform === 'win32' ? null : 130);
  if (process.platform === 'win32') return;
  assert.deepEqual(readdirSync(parent), []);
  assert.deepEqual(readdirSync(temporary), []);
});

test('what a killed import left is gone after the next one', async () => {
  const [parent, temporary] = [fresh(), fresh()];
  const { run, ended } = await midImport(parent, temporary);
  run.kill('SIGKILL');
  await ended;
  assert.ok(!existsSync(path.join(parent, 'out')));
  // As if the intake process had been killed with it, before it could clean up.
  mkdirSync(path.join(temporary, `threadline-scratch-${run.pid}-left`));
  writeFileSync(path.join(temporary, `threadline-scratch-${run.pid}-left`, 'msgstore.db'), 'plaintext');
  const { status } = threadline(
    ['import', text('pokemon.txt'), '--out', path.join(parent, 'out')],
    temporary,
  );
  assert.equal(status, 0);
  assert.deepEqual(readdirSync(parent), ['out']);
  for (let tries = 0; readdirSync(temporary).length > 0 && tries < 100; tries++) await pause(50);
  assert.deepEqual(readdirSync(temporary), []);
});

test('inspect says what a file is, its hash and the key it needs, and decrypts nothing', () => {
  const { status, stdout } = threadline([
    'inspect',
    crypt('msgstore.db.crypt15'),
    crypt('msgstore.db.crypt12'),
    '--json',
  ]);
  assert.equal(status, 0);
  const [crypt15, crypt12] = JSON.parse(stdout);
  assert.equal(crypt15.sha256, sha256(crypt('msgstore.db.crypt15')));
  assert.equal(crypt15.needsKey, 'whatsapp-crypt15-root');
  assert.equal(crypt12.needsKey, 'whatsapp-key-file');
  assert.deepEqual(crypt15.sources, []);
  const readable = threadline(['inspect', text('pokemon.txt')]);
  assert.equal(readable.status, 0);
  assert.match(readable.stdout, new RegExp(sha256(text('pokemon.txt'))));
  assert.match(readable.stdout, /asks for the device’s time zone/);
});

test('inspect refuses what it does not know, by name', () => {
  const { status, stderr } = threadline(['inspect', evidence('memo.txt', 'nothing of note\n')]);
  assert.equal(status, 3);
  assert.match(stderr, /^threadline: memo\.txt: /);
});

test('an import imports again to the same messages, chats and accounts but for their source', () => {
  for (const first of [
    imported(text('pokemon.txt'), '--exhibit', 'AB/1'),
    imported(crypt('msgstore.db.crypt15'), '--key', HEX_KEY, '--exhibit', 'AB/1', '--media'),
  ]) {
    const again = imported(first.out, '--exhibit', 'AB/1');
    accountedFor(again);
    assert.equal(again.status, 0);
    assert.equal(again.records[0]!.reader, 'neutral');
    const unsourced = ({ messages }: Import) => messages.map(({ source: _source, ...message }) => message);
    assert.deepEqual(unsourced(again), unsourced(first));
    assert.deepEqual([again.chats, again.accounts], [first.chats, first.accounts]);
    for (const [n, { source }] of again.messages.entries()) {
      assert.deepEqual([source.file, source.line], ['messages.jsonl', n + 1]);
      assert.equal(source.raw?.['source.file'], first.messages[n]!.source.file);
    }
  }
});
