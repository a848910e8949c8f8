import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { after, test } from 'node:test';
import { openRows } from '../../renderer/query/opened-rows.ts';
import { indexOf, makeSource, openMade } from '../../renderer/query/testing/made-case.ts';
import { findWitnesses } from '../../renderer/query/witnesses.ts';
import type { Account, Chat, IntakeRecord, Message } from '../../shared/model/index.ts';
import { threadline } from '../../tests/cli/threadline.ts';
import type { SampleManifest } from './make.ts';
import { at, bytesAt, INSTANT, openMsgstore, workFolder } from './testing/opened.ts';

const work = workFolder();
after(() => rmSync(work, { recursive: true, force: true }));

interface Imported {
  readonly out: string;
  readonly messages: readonly Message[];
  readonly chats: readonly Chat[];
  readonly accounts: readonly Account[];
  readonly records: readonly IntakeRecord[];
}

/** Imports an exhibit as case.json says. */
function imported({ reference, files, keyFile, timeZone }: SampleManifest['exhibits'][number]): Imported {
  const out = path.join(work, reference.replace('/', '-'));
  const { status, stderr } = threadline([
    'import',
    ...files.map((name) => at(name)),
    ...(keyFile === undefined ? [] : ['--key', at(keyFile)]),
    ...(timeZone === undefined ? [] : ['--timezone', timeZone]),
    '--exhibit',
    reference,
    '--media',
    '--out',
    out,
  ]);
  assert.equal(stderr, '');
  assert.equal(status, 0);
  const read = (name: string): string => readFileSync(path.join(out, name), 'utf8');
  const lines = <T>(name: string): T[] =>
    read(name)
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
  return {
    out,
    messages: lines('messages.jsonl'),
    chats: lines('chats.jsonl'),
    accounts: lines('accounts.jsonl'),
    records: JSON.parse(read('intake.json')),
  };
}

mkdirSync(work, { recursive: true });
const manifest: SampleManifest = JSON.parse(bytesAt('case.json').toString('utf8'));
const [android, iphone, laptop] = manifest.exhibits.map(imported) as [Imported, Imported, Imported];

const JONAS = '447700900187@s.whatsapp.net';
const OWNER = '447700900142@s.whatsapp.net';
const saying = ({ messages }: Imported, text: string): Message => {
  const found = messages.filter((message) => message.text === text);
  assert.equal(found.length, 1, text);
  return found[0]!;
};
const ofKind = ({ messages }: Imported, kind: Message['kind']): Message[] =>
  messages.filter((message) => message.kind === kind);

for (const [name, platforms, { records, messages, out }] of [
  ['AB/1', ['whatsapp'], android],
  ['AB/2', ['whatsapp'], iphone],
  ['AB/3', ['instagram', 'telegram'], laptop],
] as const) {
  test(`${name}: everything read is kept or named, nothing is damaged, and nothing needs a warning`, () => {
    const sum = (by: Readonly<Record<string, number>>): number =>
      Object.values(by).reduce((a, b) => a + b, 0);
    assert.deepEqual(
      records.map(({ platform }) => platform),
      platforms,
    );
    for (const { counts, damage, warnings } of records) {
      assert.equal(counts.read, counts.kept + sum(counts.skipped));
      assert.deepEqual(damage, []);
      assert.deepEqual(warnings, []);
    }
    assert.equal(
      records.reduce((all, { counts }) => all + counts.kept, 0),
      messages.length,
    );
    assert.equal(threadline(['verify', out]).status, 0);
  });
}

for (const [name, { messages }] of [
  ['AB/1', android],
  ['AB/2', iphone],
] as const) {
  test(`${name}: the last message before the instant is at 14:36:48`, () => {
    const times = messages.filter(({ sentAt }) => Date.parse(sentAt!) < INSTANT).map(({ sentAt }) => sentAt!);
    assert.equal(times.sort().at(-1), '2024-03-22T14:36:48.000Z');
  });
}

test('AB/1: every row of message and every call without one is accounted for', async () => {
  const store = await openMsgstore(work);
  const rows = (from: string): number => Number(store.prepare(`SELECT count(*) AS n FROM ${from}`).get()!.n);
  const calls = rows('call_log WHERE _id NOT IN (SELECT call_log_row_id FROM message_call_log)');
  assert.equal(android.records[0]!.counts.read, rows('message') + calls);
  store.close();
  assert.deepEqual(android.records[0]!.counts.skipped, { 'status -1 placeholder': 1 });
  assert.deepEqual(android.records[0]!.counts.unknownCodes, { 'message 117': 1 });
});

test('AB/1: the owner is known, and everybody has the names that the phone knows', () => {
  const owner = android.accounts.filter(({ isOwner }) => isOwner);
  assert.deepEqual(
    owner.map(({ id }) => id),
    [OWNER],
  );
  const yusuf = android.accounts.find(({ phone }) => phone === '+447700900201')!;
  assert.deepEqual(
    yusuf.names.map(({ name }) => name),
    ['Yusuf Karim', 'يوسف كريم'],
  );
  assert.equal(android.chats.length, 26);
  assert.equal(android.chats.filter(({ type }) => type === 'group').length, 8);
});

test('AB/1: who hides the number is known by it where the phone maps it, and by the id where not', () => {
  assert.equal(saying(android, 'he will talk').sender, '447700900155@s.whatsapp.net');
  assert.equal(saying(android, 'Oliver, at the meadow, fine').sender, '62158430094417@lid');
});

test('AB/1: edits, deletions, reactions, replies, mentions and forwards come through', () => {
  const edited = saying(android, 'New time for everyone: 14:45. Same place');
  assert.deepEqual(edited.edited, { at: '2024-03-22T09:15:37.000Z' });
  assert.deepEqual(
    edited.reactions?.map(({ emoji }) => emoji),
    ['👍', '👍', '✅'],
  );
  assert.equal(saying(android, '14:30 is the old time. You said quarter to on the phone').replyTo, edited.id);

  const deleted = ofKind(android, 'deleted');
  assert.equal(deleted.length, 4);
  assert.deepEqual(deleted.find(({ sentAt }) => sentAt === '2024-03-22T13:41:27.000Z')?.deleted, {
    by: OWNER,
    at: '2024-03-22T14:52:23.000Z',
  });
  assert.deepEqual(saying(android, "Now. Don't wait for quarter to.").reactions, [
    { sender: JONAS, emoji: '👍', at: '2024-03-22T14:37:05.000Z' },
  ]);
  assert.deepEqual(saying(android, '@447700900142 pick up').mentions, [OWNER]);
  assert.ok(
    android.messages.some(({ forwarded, text }) => forwarded && text?.startsWith('Stewards: Ferry Road')),
  );
});

test('AB/1: calls, polls, places, contacts and files come through', () => {
  const missed = ofKind(android, 'call').filter(
    ({ sentAt }) => sentAt! > '2024-03-22' && sentAt! < '2024-03-22T14:40',
  );
  assert.deepEqual(
    missed.map(({ sentAt, call }) => [sentAt, call?.outcome]),
    [
      ['2024-03-22T14:31:02.000Z', 'missed'],
      ['2024-03-22T14:31:40.000Z', 'missed'],
    ],
  );
  assert.deepEqual(ofKind(android, 'poll')[0]?.poll, {
    question: 'Where do we meet on Wednesday?',
    options: [
      { text: 'Ferry café', votes: 2 },
      { text: "Owen's garage", votes: 4 },
      { text: 'Depot car park', votes: 0 },
    ],
  });
  assert.deepEqual(ofKind(android, 'location')[0]?.location, {
    lat: 53.3512,
    lon: 1.6248,
    name: 'Weir Bridge, north steps',
  });
  assert.equal(ofKind(android, 'live-location').length, 1);
  assert.equal(ofKind(android, 'view-once').length, 1);
  assert.match(ofKind(android, 'contact')[0]!.text!, /Marcus Bell/);
  const map = saying(android, 'Where everybody stands. Delete it after');
  assert.deepEqual(
    map.attachments?.map(({ mime, present }) => [mime, present]),
    [['image/jpeg', true]],
  );
});

test('AB/1: texts from right to left are the same letters in the same order', () => {
  assert.equal(saying(android, 'انطلقنا! 🏮').kind, 'image');
  assert.equal(saying(android, 'نوروز شما هم پیروز، سال خوبی داشته باشید').kind, 'text');
});

test('AB/2: what AB/1 has deleted is still there', () => {
  const text = 'If anybody asks, we were at the Anchor until three';
  assert.equal(saying(iphone, text).sentAt, '2024-03-22T13:41:27.000Z');
  assert.ok(!android.messages.some((message) => message.text === text));
  assert.equal(saying(iphone, 'R. is at the north steps already').sentAt, '2024-03-22T14:20:11.000Z');
});

test('AB/2: its kinds of messages come through, with their files', () => {
  const kinds = new Set(iphone.messages.map(({ kind }) => kind));
  for (const kind of [
    'text',
    'image',
    'video',
    'gif',
    'sticker',
    'voice',
    'document',
    'contact',
    'location',
    'poll',
    'call',
    'deleted',
    'system',
  ] as const) {
    assert.ok(kinds.has(kind), kind);
  }
  const edited = iphone.messages.filter((message) => message.edited);
  assert.equal(edited.length, 1);
  assert.match(edited[0]!.text!, /Be at the steps at 14:15/);
  const attachments = iphone.messages.flatMap((message) => message.attachments ?? []);
  assert.ok(attachments.filter(({ present }) => present).length >= 6);
  assert.ok(attachments.filter(({ present }) => !present).length >= 5);
});

test('AB/2: the reading in the repeated hour is marked, and no other', () => {
  assert.deepEqual(
    iphone.messages.filter(({ timeAmbiguous }) => timeAmbiguous).map(({ sentAt }) => sentAt),
    ['2023-10-29T00:34:10.000Z', '2023-10-29T00:36:02.000Z'],
  );
});

test('AB/2: a message that it says was deleted is whole on AB/1', () => {
  const told = saying(android, 'They are on the bridge');
  const deleted = iphone.messages.filter(({ sentAt }) => sentAt === told.sentAt);
  assert.deepEqual(
    deleted.map(({ kind, text }) => [kind, text]),
    [['deleted', '\u200eYou deleted this message.']],
  );
});

test('AB/3: both platforms come through, with who wrote to whom and the number behind “R.”', () => {
  assert.equal(laptop.chats.length, 8);
  const owners = laptop.accounts.filter(({ isOwner }) => isOwner);
  assert.deepEqual(
    owners.map(({ platform, phone }) => [platform, phone]),
    [
      ['instagram', '+447700900187'],
      ['telegram', '+447700900187'],
    ],
  );
  const r = laptop.accounts.find(({ phone }) => phone === '+447700900155')!;
  assert.equal(r.names[0]!.name, 'R.');
  const [asked, told] = [
    saying(laptop, 'North steps. Daniel says when'),
    saying(laptop, 'i see the first lanterns'),
  ];
  assert.deepEqual([asked.direction, told.direction, told.replyTo], ['out', 'in', asked.id]);
  assert.equal(told.sentAt, '2024-03-22T14:34:51.000Z');
  assert.deepEqual(saying(laptop, "Done. You're welcome 🙃").reactions, [
    { sender: 'Jonas Keller', emoji: '❤️', at: '2024-03-03T10:06:45.000Z' },
  ]);
  assert.deepEqual(
    ofKind(laptop, 'deleted').map(({ sender }) => sender),
    ['Tessa Rowe'],
  );
  assert.ok(laptop.chats.some(({ members }) => members.includes('Jörg Höpfner')));
  assert.equal(saying(laptop, 'جسر السد مغلق حتى إشعار آخر. الرجاء الابتعاد عنه.').chat, 'channel1840226115');
});

test('the timetable that Daniel Marsh passed on is the one in Jonas Keller’s notes to himself', () => {
  const timetables = ({ messages }: Imported): (string | undefined)[] =>
    messages
      .flatMap(({ attachments = [] }) => attachments)
      .filter(({ name, present }) => present && name?.endsWith('timetable.pdf'))
      .map(({ sha256 }) => sha256);
  const [noted] = timetables(laptop);
  assert.equal(timetables(laptop).length, 1);
  assert.ok(timetables(android).includes(noted));
  assert.ok(timetables(iphone).includes(noted));
});

test('a picture that was sent from one phone to the other has the same SHA-256 on both', () => {
  const pictures = ({ messages }: Imported): string[] =>
    messages
      .filter(({ sentAt }) => sentAt === '2024-03-05T20:16:10.000Z')
      .flatMap((message) => message.attachments ?? [])
      .map(({ sha256 }) => sha256!);
  assert.equal(pictures(android).length, 1);
  assert.deepEqual(pictures(iphone), pictures(android));
});

test('the phones are one chat’s two witnesses: what one of them deleted or lacks is found by its words on the other', async () => {
  const sources = [makeSource('AB/1', null, android.messages), makeSource('AB/2', null, iphone.messages)];
  const { columns, exhibits } = indexOf(sources);
  const witnesses = (await findWitnesses(columns, exhibits.length, openMade))!;
  const [pair] = witnesses.pairs;
  assert.ok(pair!.matched > 100, String(pair!.matched));
  assert.ok(Math.abs(pair!.matching.offset!.median) < 60_000);
  const opened = await openRows(columns, columns.origin.keys(), openMade);
  const textOf = (row: number): string => {
    const { reader, i } = opened(row);
    return reader.text(i) ?? '';
  };
  const found = pair!.differences.map(({ kind, first, second }) => ({
    kind,
    first: first < 0 ? null : textOf(witnesses.rows[0]![first]!),
    second: second < 0 ? null : textOf(witnesses.rows[1]![second]!),
  }));
  assert.deepEqual(found, [
    { kind: 'deleted', first: '', second: 'If anybody asks, we were at the Anchor until three' },
    { kind: 'deleted', first: 'They are on the bridge', second: '\u200eYou deleted this message.' },
    { kind: 'missing', first: null, second: 'R. is at the north steps already' },
  ]);
});
