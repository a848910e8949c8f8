import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { memoryTree } from '../testing/memory-tree.ts';
import { jsonLinesOf, readTree, STATEMENT } from './testing/folders.ts';

const FOLDER = path.join(import.meta.dirname, 'broken');
const FILE = 'messages.jsonl';

interface Outcome {
  /** Between the good lines around; `null` for a message without text. */
  readonly texts?: readonly (string | null)[];
  readonly skipped?: readonly number[];
  /** `where: reason` of each. */
  readonly damage?: readonly RegExp[];
}

/** A line that is skipped for what it says of a field. */
const left = (...faults: readonly string[]): Outcome => ({
  skipped: faults.map((_, n) => n + 2),
  damage: faults.map(
    (fault, n) => new RegExp(`^line ${n + 2}, byte \\d+: ${fault}: a line was left out: it is not as docs`),
  ),
});

/** What becomes of each file of the folder, each of which has a good line before and after its defect. */
const OUTCOMES: Readonly<Record<string, Outcome>> = {
  'cut-in-a-line': { skipped: [3], damage: [/^line 3, byte 98.*: it is not valid JSON$/] },
  'not-json': { skipped: [2], damage: [/^line 2, byte 49.*: it is not valid JSON$/] },
  'no-object': left('should be an object', 'should be an object', 'should be an object'),
  'unknown-field': left('sentat should be no field of that name'),
  'unknown-field-inside': left('reactions\\.0\\.who should be no field of that name'),
  'null-for-absent': left('sender should be string'),
  'wrong-type': left('mentions should be Array', 'text should be string', 'forwarded should be boolean'),
  'no-chat': left('chat should be there'),
  'empty-chat': left('chat should be a text that is not empty'),
  'unknown-kind': left('kind should be .*"text".*'),
  'unknown-platform': {
    skipped: [2, 3],
    damage: [
      /^line 2.*platform should be .*"signal"/,
      /^line 3, byte \d+: .*its platform is none of the folder/,
    ],
  },
  'dates-that-do-not-exist': left(
    'sentAt should be a time that exists.*',
    'sentAt should be a time that exists.*',
    'edited\\.at should be a time that exists.*',
  ),
  'clock-without-basis': left('sentAt should be with a Z.*', 'sentAt should be without a Z.*'),
  'no-such-place': left('location\\.lat should be a number from -90 to 90'),
  'negative-size': left('attachments\\.1\\.bytes should be a number that is not negative'),
  'no-hash': left('attachments\\.0\\.sha256 should be 64 digits.*'),
  'raw-of-lists': left('source\\.raw should be an object of texts.*'),
  deep: { skipped: [2], damage: [/nested deeper/] },
  'repeated-key': { texts: [null], damage: [/^line 2, byte \d+: a key occurs twice/] },
  'repeated-id': { texts: ['one'], damage: [/^line 2, byte 49: an id that a message before has/] },
  'lone-surrogate': { texts: ['\ufffd!'], damage: [/^line 2, byte 49: halves of surrogate pairs/] },
  'not-utf8': { texts: ['caf\ufffd'], damage: [/^line 2, byte \d+: bytes that are not UTF-8/] },
  'blank-lines': {},
  empty: {},
};

test('each file of the folder has its outcome here', () => {
  const names = Object.keys(OUTCOMES).map((name) => `${name}.jsonl`);
  assert.deepEqual(readdirSync(FOLDER).sort(), names.sort());
});

for (const [name, { texts = [], skipped = [], damage = [] }] of Object.entries(OUTCOMES)) {
  test(`broken/${name}.jsonl`, async () => {
    const bytes = readFileSync(path.join(FOLDER, `${name}.jsonl`));
    for (const chunk of [2 ** 16, 1]) {
      const read = await readTree(memoryTree({ 'threadline.json': STATEMENT, [FILE]: bytes }, chunk));
      assert.deepEqual(
        read.messages.map(({ text }) => text ?? null),
        name === 'empty' ? [] : ['one', ...texts, 'two'],
      );
      assert.deepEqual(
        read.skipped.map(({ source }) => source.line),
        skipped,
      );
      const named = read.result.damage.map(({ where, reason }) => `${where}: ${reason}`);
      assert.equal(named.length, damage.length, named.join('\n'));
      for (const [n, pattern] of damage.entries()) assert.match(named[n]!, pattern);
    }
  });
}

test('bad lines of the lists are named, and the good ones are there', async () => {
  const { result, messages } = await readTree(
    memoryTree({
      'threadline.json': STATEMENT,
      [FILE]: jsonLinesOf([{ chat: 'c', kind: 'text' }]),
      'chats.jsonl': jsonLinesOf([
        { id: 'c', type: 'direct', members: ['b'] },
        { id: 'd', type: 'room' },
        { id: 'c', type: 'group', title: 'T', members: ['a'] },
      ]),
      'accounts.jsonl': `${jsonLinesOf([
        { id: 'a', names: [{ name: 'A', from: 'x' }] },
        {
          id: 'a',
          names: [
            { name: 'A', from: 'x' },
            { name: 'B', from: 'x' },
          ],
          handle: '@a',
          isOwner: true,
        },
        { phone: '+1' },
      ])}{`,
    }),
  );
  assert.equal(messages.length, 1);
  assert.deepEqual(result.chats, [{ id: 'c', platform: 'signal', type: 'direct', members: ['a', 'b'] }]);
  assert.deepEqual(result.accounts, [
    {
      id: 'a',
      platform: 'signal',
      handle: '@a',
      names: [
        { name: 'A', from: 'x' },
        { name: 'B', from: 'x' },
      ],
      isOwner: true,
    },
  ]);
  assert.deepEqual(
    result.damage.map(({ file, where }) => `${file} ${/^line \d+/.exec(where!)![0]}`),
    ['chats.jsonl line 2', 'accounts.jsonl line 3', 'accounts.jsonl line 4'],
  );
});

test('of bytes changed anywhere the same is read in any chunks, and each line is kept or skipped', async () => {
  const whole = Buffer.from(
    jsonLinesOf([
      { id: 'a', chat: 'c', kind: 'text', text: 'é', sentAt: '2024-03-22T14:38:05.000Z', timeBasis: 'utc' },
      { chat: 'c', kind: 'image', attachments: [{ name: 'x.jpg', bytes: 3 }], replyTo: 'a' },
      {
        chat: 'd',
        kind: 'call',
        call: { video: true, outcome: 'missed' },
        source: { file: 'x', raw: { a: 1 } },
      },
    ]),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 1, max: 200 }),
      async (changes, chunk) => {
        const bytes = Buffer.from(whole);
        for (const [at, byte] of changes) bytes[at] = byte;
        const files = { 'threadline.json': STATEMENT, [FILE]: bytes };
        const read = await readTree(memoryTree(files));
        assert.deepEqual(await readTree(memoryTree(files, chunk)), read);
        const lines = bytes.toString('latin1').split('\n');
        const written = lines.flatMap((line, n) => (/^[ \t\r]*$/.test(line) ? [] : [n + 1]));
        const accounted = [...read.messages, ...read.skipped].map(({ source }) => source.line!);
        assert.deepEqual(
          accounted.sort((a, b) => a - b),
          written,
        );
      },
    ),
    { numRuns: 200 },
  );
});
