import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { Refusal } from '../../shared/model/index.ts';
import { KeywordFinder } from '../../shared/search/index.ts';
import { categoryOf, HASH_BYTES, HashRecords } from './hash-records.ts';
import { readHashSet } from './hash-set.ts';
import { readKeywords } from './keyword-list.ts';
import { textLines } from './text-lines.ts';

async function* pieces(bytes: Uint8Array, size = 7): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const read = (text: string | Buffer, size?: number) => readHashSet('set', pieces(Buffer.from(text), size));

test('a hash is found with the category that came first, and no other is', () => {
  const hashes = fc.array(fc.tuple(fc.nat({ max: 300 }), fc.nat({ max: 255 })), { maxLength: 400 });
  fc.assert(
    fc.property(hashes, fc.constantFrom('md5' as const, 'sha256' as const), (given, kind) => {
      // Some begin alike, which real ones hardly do.
      const hex = (n: number): string => {
        const digits = createHash(kind).update(`${n}`).digest('hex');
        return n % 7 === 0 ? `aabbccdd${digits.slice(8)}` : digits;
      };
      const records = new HashRecords(kind);
      const first = new Map<number, number>();
      for (const [n, category] of given) {
        records.add(hex(n), category);
        if (!first.has(n)) first.set(n, category);
      }
      const sorted = records.sorted();
      assert.equal(sorted.length, first.size * (HASH_BYTES[kind] + 1));
      for (let n = 0; n < 300; n++) {
        assert.equal(categoryOf(sorted, kind, Buffer.from(hex(n), 'hex')), first.get(n) ?? -1);
      }
    }),
    { numRuns: 60 },
  );
});

test('Project VIC JSON gives MD5 and SHA-256 with their categories, and counts what has neither', async () => {
  const set = await read(
    JSON.stringify({
      'odata.metadata': 'http://github.com/ICMEC/ProjectVic/DataModels/1.1.xml#Media',
      value: [
        { MediaID: 1, Category: 1, MD5: md5('a').toUpperCase(), SHA1: 'ab'.repeat(20), MediaSize: 5 },
        { MediaID: 2, Category: 2, MD5: md5('b'), SHA256: sha256('b') },
        { MediaID: 3, Category: 1, SHA1: 'cd'.repeat(20) },
        'odd',
      ],
    }),
  );
  assert.deepEqual([set.md5.count, set.sha256.count, set.categories], [2, 1, ['', '1', '2']]);
  assert.deepEqual(set.skipped, { 'record without an MD5 or SHA-256': 1, 'not a record': 1 });
  assert.equal(categoryOf(set.md5.sorted(), 'md5', Buffer.from(md5('a'), 'hex')), 1);
  assert.equal(categoryOf(set.sha256.sorted(), 'sha256', Buffer.from(sha256('b'), 'hex')), 2);
});

test('cases with media in them, and a bare list, are read as well', async () => {
  const nested = await read(
    JSON.stringify({ value: [{ CaseID: '1', Media: [{ md5: md5('a'), category: 'A' }] }] }),
  );
  assert.deepEqual([nested.md5.count, nested.categories], [1, ['', 'A']]);
  const bare = await read(`\ufeff${JSON.stringify([{ Md5: md5('a') }, { MD5: md5('b') }])}`);
  assert.equal(bare.md5.count, 2);
});

test('a plain list gives the hashes of each line, whatever stands beside them', async () => {
  const text = [
    'Name,MD5,Size',
    `a.jpg,${md5('a')},5`,
    `${sha256('b')} *b.jpg`,
    `"${md5('c').toUpperCase()}","${sha256('c')}"`,
    'ab'.repeat(20),
    '',
    `x${'0'.repeat(33)}`,
  ].join('\r\n');
  for (const size of [1, 5, 4096]) {
    const set = await read(text, size);
    assert.deepEqual([set.md5.count, set.sha256.count], [2, 2]);
    assert.deepEqual(set.skipped, { 'line without a hash': 2, 'line with a SHA-1 only': 1 });
  }
});

const broken: [what: string, bytes: string | Buffer, reason: RegExp][] = [
  ['an empty file', '', /no MD5 or SHA-256/],
  ['a text without a hash', 'hello\nworld', /no MD5 or SHA-256/],
  ['JSON cut off', `{"value":[{"MD5":"${md5('a')}"},{"MD5":"${md5('b')}"`, /broken at byte/],
  ['JSON with nothing in it', '{"value":[]}', /no MD5 or SHA-256/],
  [
    'more categories than a byte counts',
    JSON.stringify({ value: Array.from({ length: 300 }, (_, i) => ({ MD5: md5(`${i}`), Category: i + 1 })) }),
    /more than 255 categories/,
  ],
];
for (const [what, bytes, reason] of broken) {
  test(`${what} is refused, by its name`, async () => {
    await assert.rejects(
      read(bytes),
      (cause) => cause instanceof Refusal && cause.file === 'set' && reason.test(cause.reason),
    );
  });
}

test('lines are the same however a text is cut, in UTF-8 and both orders of UTF-16', async () => {
  const text = 'eins\r\nzwei\n\ndrei\r\u0441\u043b\u043e\u0432\u043e';
  const lines = ['eins', 'zwei', '', 'drei', '\u0441\u043b\u043e\u0432\u043e'];
  const le = Buffer.from(`\ufeff${text}`, 'utf16le');
  for (const bytes of [Buffer.from(text), Buffer.from(`\ufeff${text}`), le, Buffer.from(le).swap16()]) {
    for (const size of [2, 3, 1000]) {
      const found: (string | null)[] = [];
      for await (const some of textLines(pieces(bytes, size))) found.push(...some);
      assert.deepEqual(found, lines);
    }
  }
});

test('a line too long to be one stands as such, and the lines around it stay', async () => {
  const found: (string | null)[] = [];
  for await (const some of textLines(pieces(Buffer.from(`a\n${'x'.repeat(200_000)}\nb`), 1000)))
    found.push(...some);
  assert.deepEqual(found, ['a', null, 'b']);
});

test('keywords are taken once each; a line without a word is counted', async () => {
  const list = await readKeywords('words', pieces(Buffer.from('gun\n  gun \n!!!\nold bridge\nbegin*\n\n')));
  assert.deepEqual(list, {
    keywords: ['gun', 'old bridge', 'begin*'],
    skipped: { 'line that repeats another': 1, 'line without a word': 1 },
  });
  await assert.rejects(readKeywords('words', pieces(Buffer.from('...\n'))), /no keyword in it/);
});

test('keywords are found as the search box finds words: in any script, as phrases, and as beginnings', () => {
  const lists = [['gun', 'Old Bridge', 'explo*'], ['مدرسة', 'Straße', '07700 900123'], ['爆弾']];
  const finder = new KeywordFinder(lists.flat());
  const bitOf = lists.flatMap((words, list) => words.map(() => 1 << list));
  const bits = (...texts: string[]): number => [...finder.in(texts)].reduce((all, at) => all | bitOf[at]!, 0);
  assert.equal(bits('the GUN is here'), 1);
  assert.equal(bits('guns'), 0);
  assert.equal(bits('by the old bridge'), 1);
  assert.equal(bits('the bridge is old'), 0);
  assert.equal(bits('old', 'bridge'), 0);
  assert.equal(bits('an explosion'), 1);
  assert.equal(bits('في المدرسة مَدْرَسَة'), 2);
  assert.equal(bits('in der STRASSE'), 2);
  assert.equal(bits('call +44 7700 900123'), 2);
  assert.equal(bits('これは爆弾です gun'), 5);
  assert.equal(bits(), 0);
});
