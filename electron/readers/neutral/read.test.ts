import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { type EvidenceTree, entryLike } from '../../../shared/evidence/index.ts';
import { memoryTree } from '../testing/memory-tree.ts';
import { neutral } from './loader.ts';
import { jsonLinesOf, readSource, readTree, STATEMENT } from './testing/folders.ts';

const DOCS = path.join(import.meta.dirname, '../../../docs/readers/neutral.md');
const said = (more: object = {}) => ({ chat: 'c', kind: 'text', text: 'x', ...more });
const folder = (lines: readonly unknown[], files: Readonly<Record<string, string>> = {}) =>
  memoryTree({ 'threadline.json': STATEMENT, 'messages.jsonl': jsonLinesOf(lines), ...files });

test('the example in the docs is read as it says', async () => {
  const files: Record<string, string> = {};
  for (const [, name, text] of readFileSync(DOCS, 'utf8').matchAll(
    /^`([\w./]+)`:\n\n```\w+\n(.*?)^```$/gms,
  )) {
    files[name!] = text!;
  }
  assert.deepEqual(Object.keys(files).sort(), [
    'accounts.jsonl',
    'chats.jsonl',
    'media/2/van.txt',
    'messages.jsonl',
    'threadline.json',
  ]);
  const tree = memoryTree(files);
  const [source, ...more] = await neutral.recognise(tree);
  assert.deepEqual([source?.platform, more], ['signal', []]);
  const { messages, skipped, result } = await readSource(tree, source!);
  assert.deepEqual([skipped, result.damage, result.warnings], [[], [], []]);
  const second = files['messages.jsonl']!.indexOf('\n') + 1;
  const time = { timeBasis: 'utc', timePrecision: 's' };
  assert.deepEqual(messages, [
    {
      ...time,
      chat: 'c7',
      sender: '+447700900123',
      direction: 'in',
      sentAt: '2024-03-22T14:38:05.000Z',
      kind: 'text',
      text: 'Are you there?',
      source: {
        file: 'messages.jsonl',
        line: 1,
        byte: 0,
        raw: { id: 'm1', 'source.file': 'signal.sqlite', 'source.table': 'message', 'source.row': 1 },
      },
    },
    {
      chat: 'c7',
      sender: '+447700900456',
      direction: 'out',
      sentAt: '2024-03-22T14:39:11.250Z',
      timeBasis: 'utc',
      timePrecision: 'ms',
      kind: 'image',
      replyTo: 1,
      attachments: [{ name: 'van.txt', mime: 'text/plain', present: true }],
      attachmentPaths: ['media/2/van.txt'],
      source: {
        file: 'messages.jsonl',
        line: 2,
        byte: second,
        raw: {
          id: 'm2',
          'source.file': 'signal.sqlite',
          'source.table': 'message',
          'source.row': 2,
          'source.raw.expires_in': 0,
        },
      },
    },
    {
      ...time,
      chat: 'c7',
      sender: '+447700900123',
      direction: 'in',
      sentAt: '2024-03-22T15:02:00.000Z',
      kind: 'call',
      call: { video: false, seconds: 62, outcome: 'answered' },
      source: {
        file: 'messages.jsonl',
        line: 3,
        byte: files['messages.jsonl']!.indexOf('{"id":"m3"'),
        raw: { id: 'm3' },
      },
    },
  ]);
  assert.deepEqual(result.chats, [
    { id: 'c7', platform: 'signal', type: 'direct', members: ['+447700900123', '+447700900456'] },
  ]);
  assert.deepEqual(result.accounts, [
    {
      id: '+447700900123',
      platform: 'signal',
      phone: '+447700900123',
      names: [{ name: 'Ana', from: 'signal.sqlite recipient.profile_name' }],
    },
    { id: '+447700900456', platform: 'signal', phone: '+447700900456', names: [], isOwner: true },
  ]);
});

test('replies find lines before and after them; ids that would be those of other messages go to raw', async () => {
  const { messages, result } = await readTree(
    folder([
      said({ id: 'a', replyTo: 'b' }),
      said({ chat: 1 }),
      said({ id: 'b', replyTo: 'a' }),
      said({ replyTo: 'KEY9' }),
      said({ replyTo: 'AB-1:2' }),
      said({ replyTo: 'CD-2:2', exhibit: 'CD/2' }),
      said({ replyTo: 'CD-2:2', exhibit: 'EF' }),
      said({ id: 'a', replyTo: 'a' }),
    ]),
  );
  assert.deepEqual(
    messages.map(({ replyTo, source }) => [replyTo, source.raw?.replyTo]),
    [
      [2, undefined],
      [1, undefined],
      ['KEY9', undefined],
      [undefined, 'AB-1:2'],
      [undefined, 'CD-2:2'],
      ['CD-2:2', undefined],
      [1, undefined],
    ],
  );
  assert.deepEqual(result.warnings, [
    'the messages are of several exhibits and were read into this one; source.raw.exhibit says of which each is',
    'a reply to a message that is not among the lines; its id is in source.raw (2 times)',
  ]);
  assert.ok(
    result.damage.some(({ where, reason }) => where?.startsWith('line 8,') && /to the first/.test(reason)),
  );
});

test('files of attachments are found by path, hash and name, in the folder only', async () => {
  const sha256 = 'ab'.repeat(32);
  const tree = memoryTree({
    'out.jpg': 'x',
    'lab/threadline.json': STATEMENT,
    'lab/messages.jsonl': jsonLinesOf([
      said({
        attachments: [
          { path: 'media/1/A.JPG' },
          { sha256, name: 'b.jpg' },
          { name: 'b.jpg' },
          { path: '../out.jpg', name: 'b.jpg' },
          { name: '../../out.jpg' },
          { path: 'out.jpg', present: true },
          { name: 'gone.jpg', sha256: 'cd'.repeat(32), md5: 'ef'.repeat(16), file: { type: 'image/jpeg' } },
        ],
      }),
    ]),
    'lab/media/1/a.jpg': 'x',
    [`lab/media/ab/${sha256}`]: 'x',
    'lab/media/b.jpg': 'x',
  });
  const { messages } = await readTree(tree);
  const { attachments, attachmentPaths, source } = messages[0]!;
  assert.deepEqual(attachmentPaths, [
    'lab/media/1/a.jpg',
    `lab/media/ab/${sha256}`,
    'lab/media/b.jpg',
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  assert.deepEqual(
    attachments!.map(({ present }) => present),
    [true, true, true, false, false, false, false],
  );
  assert.deepEqual(attachments![6], { name: 'gone.jpg', sha256: 'cd'.repeat(32), present: false });
  assert.deepEqual(source.raw, {
    'attachment 4: path': '../out.jpg',
    'attachment 6: path': 'out.jpg',
    'attachment 6: present': 'true',
    'attachment 7: md5': 'ef'.repeat(16),
    'attachment 7: file': '{"type":"image/jpeg"}',
  });
});

test('what the converter says of the source stays, whatever its keys', async () => {
  const { messages } = await readTree(
    memoryTree({
      'threadline.json': STATEMENT,
      'messages.jsonl':
        '{"chat":"c","kind":"unknown","source":{"key":"K1","code":-3,"row":9007199254740993,"raw":{"constructor":"a","__proto__":null}}}',
    }),
  );
  const { key, code, raw } = messages[0]!.source;
  assert.deepEqual([key, code], ['K1', -3]);
  assert.deepEqual(Object.entries(raw!), [
    ['source.row', '9007199254740993'],
    ['source.raw.constructor', 'a'],
    ['source.raw.__proto__', null],
  ]);
});

test('a zone that the investigator gives makes instants of device-local times, and of no others', async () => {
  const lines = [
    said({ sentAt: '2024-07-01T12:00:00.000', timeBasis: 'device-local' }),
    said({ sentAt: '2024-10-27T01:30:00.000', timeBasis: 'device-local' }),
    said({ sentAt: '2024-07-01T12:00:00.000Z', timeBasis: 'utc' }),
  ];
  const { messages, result } = await readTree(folder(lines), { timeZone: 'Europe/Lisbon' });
  assert.deepEqual(
    messages.map(({ sentAt, timeBasis, timeAmbiguous }) => [sentAt, timeBasis, timeAmbiguous]),
    [
      ['2024-07-01T11:00:00.000Z', 'assumed-zone', undefined],
      ['2024-10-27T00:30:00.000Z', 'assumed-zone', true],
      ['2024-07-01T12:00:00.000Z', 'utc', undefined],
    ],
  );
  assert.equal(result.timeZone, 'Europe/Lisbon');
  const without = await readTree(folder(lines));
  assert.deepEqual(
    [without.messages[0]!.sentAt, without.result.timeZone],
    ['2024-07-01T12:00:00.000', undefined],
  );
  await assert.rejects(readTree(folder(lines), { timeZone: 'Mars/Base' }), /not a time zone/);
});

/** The same tree, which counts how often a file of it is read. */
function counted(tree: EvidenceTree, file: string) {
  let times = 0;
  const entries = tree.entries.map((entry) =>
    entry.path === file ? entryLike(entry, { onUse: () => times++ }) : entry,
  );
  return { tree: { ...tree, entries }, times: () => times };
}

test('lines are read once, and once more only where one answers what no line before it is', async () => {
  const back = counted(folder([said({ id: 'a' }), said({ replyTo: 'a' })]), 'messages.jsonl');
  assert.equal((await readTree(back.tree)).messages[1]!.replyTo, 1);
  assert.equal(back.times(), 1);
  const ahead = counted(
    folder([said({ replyTo: 'K1' }), said({ id: 'a', replyTo: 'b' }), said({ id: 'b', replyTo: 'K2' })]),
    'messages.jsonl',
  );
  const { messages } = await readTree(ahead.tree);
  assert.deepEqual(
    messages.map(({ replyTo }) => replyTo),
    ['K1', 3, 'K2'],
  );
  assert.equal(ahead.times(), 2);
});

test('an import’s output is a source for each platform, and each line is in one of them', async () => {
  const tree = memoryTree({
    'messages.jsonl': `${jsonLinesOf([
      said({ platform: 'x', text: '1' }),
      said({ platform: 'signal', text: '2' }),
      said({ text: '3' }),
      said({ platform: 'telegram', text: '4' }),
      said({ platform: 'Signal', text: '5' }),
    ])}{"platform":"signal"\n`,
    'chats.jsonl': jsonLinesOf([{ id: 'c', platform: 'signal', type: 'direct', members: [] }]),
    'intake.json': JSON.stringify([{ platform: 'x' }, { platform: 'signal' }, { platform: 'x' }], null, 2),
    'custody.jsonl': '{}\n',
  });
  const sources = await neutral.recognise(tree);
  assert.deepEqual(
    sources.map(({ platform }) => platform),
    ['x', 'signal'],
  );
  const [x, signal] = await Promise.all(sources.map((source) => readSource(tree, source)));
  assert.deepEqual(
    [x!, signal!].map(({ messages, skipped, result }) => [
      messages.map(({ text }) => text),
      skipped.map(({ source }) => source.line),
      result.chats.length,
    ]),
    [
      [['1'], [3, 4, 5, 6], 0],
      [['2'], [], 1],
    ],
  );
});

test('a folder is known by what it says of itself', async () => {
  const platforms = async (files: Readonly<Record<string, string>>) =>
    (await neutral.recognise(memoryTree(files))).map(({ platform }) => platform);
  const messages = jsonLinesOf([said(), said({ platform: 'instagram' })]);
  const anyOf = '{"format":"threadline-neutral","version":1}';
  assert.deepEqual(await platforms({ 'a/threadline.json': anyOf, 'a/messages.jsonl': messages }), [
    'instagram',
  ]);
  assert.deepEqual(await platforms({ 'threadline.json': anyOf, 'messages.jsonl': '' }), ['other']);
  assert.deepEqual(await platforms({ 'messages.jsonl': messages }), []);
  assert.deepEqual(await platforms({ 'intake.json': '[{"platform":"x"}]', 'messages.jsonl': messages }), []);
  assert.deepEqual(await platforms({ 'b/threadline.json': anyOf, 'a/messages.jsonl': messages }), []);
  assert.deepEqual(await platforms({ 'threadline.json': '{"format":"yarn"}', 'messages.jsonl': '' }), []);
});

test('a folder that cannot be read says why, and stops nothing else', async () => {
  const fault = async (files: Readonly<Record<string, string>>) => {
    const { messages, result } = await readTree(
      memoryTree({ 'messages.jsonl': jsonLinesOf([said()]), ...files }),
    );
    assert.equal(messages.length, 0);
    assert.equal(result.damage.length, 1);
    return `${result.damage[0]!.file}: ${result.damage[0]!.reason}`;
  };
  const stated = (text: string) => fault({ 'threadline.json': text });
  assert.match(
    await stated('{"format":"threadline-neutral","version":2}'),
    /^threadline\.json: .*version is not 1/,
  );
  assert.match(await stated(STATEMENT.replace('signal', 'Signal')), /its platform is none/);
  assert.match(await stated('{"format":'), /not valid JSON/);
  assert.match(await stated(`"${'x'.repeat(70_000)}"`), /more than 65536 bytes/);
  assert.match(
    await fault({ 'intake.json': '[]', 'custody.jsonl': '' }),
    /^intake\.json: .*names no platform/,
  );
});
