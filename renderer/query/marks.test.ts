import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { KeywordFinder, searchedTexts } from '../../shared/search/index.ts';
import type { WatchedList } from './api.ts';
import { gatherFiles } from './file-index.ts';
import { applyFilter, rowAt } from './filter.ts';
import { bitsOf, countMarks, hashesOf, listsIn, type Marks, markCase } from './marks.ts';
import {
  filterArbitrary,
  indexOf,
  makeSource,
  openMade,
  plainRows,
  sourcesArbitrary,
} from './testing/made-case.ts';
import { Structures, searched } from './testing/structures.ts';

const lists: readonly WatchedList[] = [
  { id: 'one', keywords: ['strasse', 'omega'] },
  { id: 'two', keywords: ['cafe'] },
];
const asWritten = [/straße|STRASSE|Ωmega/, /cafe\u0301|café/] as const;

/** Of a case without search structures. */
const access = {
  open: () => assert.fail('a block was asked for'),
  segments: openMade,
  onDamage: () => assert.fail('damage'),
};

async function marksOf(index: ReturnType<typeof indexOf>, watched: readonly WatchedList[]): Promise<Marks> {
  return (await markCase(index, access, await gatherFiles(index, openMade), watched))!;
}

test('keywords mark the messages in whose texts they stand, and a filter by lists leaves those', async () => {
  await fc.assert(
    fc.asyncProperty(
      sourcesArbitrary,
      filterArbitrary,
      fc.subarray(['one', 'two', 'gone']),
      async (sources, { query: _query, ...filter }, wanted) => {
        const index = indexOf(sources);
        const greek = [{ id: 'one', keywords: ['strasse', 'ωmega'] }, lists[1]!];
        const marks = await marksOf(index, greek);
        const rows = plainRows(index);
        const expected = rows.map(({ message }) =>
          asWritten.map((words) => searchedTexts(message).some((text) => words.test(text))),
        );
        assert.deepEqual(
          [...marks.rows],
          expected.map(([one, two]) => Number(one) + 2 * Number(two)),
        );
        assert.deepEqual(
          countMarks(marks).map(({ messages }) => messages),
          [0, 1].map((list) => expected.filter((own) => own[list]).length),
        );
        const without = applyFilter(index, filter, null, marks);
        const passing = Array.from({ length: without.count }, (_, i) => rowAt(without, i));
        assert.deepEqual(
          [...without.byList.subarray(0, 2)],
          [0, 1].map((list) => passing.filter((row) => expected[row]![list]).length),
        );
        const within = applyFilter(index, { ...filter, lists: wanted }, null, marks);
        const ids = ['one', 'two'];
        assert.deepEqual(
          Array.from({ length: within.count }, (_, i) => rowAt(within, i)),
          passing.filter((row) => ids.some((id, list) => wanted.includes(id) && expected[row]![list])),
        );
        assert.deepEqual(within.byList, without.byList);
      },
    ),
    { numRuns: 120 },
  );
});

test('a hash set marks its files and the messages that carry them', async () => {
  const [a, b] = ['aa'.repeat(32), 'bb'.repeat(32)];
  const carry = (sha256: string) => ({
    chat: 'Ana',
    kind: 'image' as const,
    attachments: [{ sha256, md5: 'cc'.repeat(16), present: true }],
    source: { file: 'f' },
  });
  const index = indexOf([makeSource('AB/1', null, [carry(a), carry(b), carry(a)])]);
  const marks = await marksOf(index, [{ id: 'set', files: Uint32Array.of(0) }, lists[0]!]);
  assert.deepEqual(
    [[...marks.rows], [...marks.files]],
    [
      [1, 0, 1],
      [1, 0],
    ],
  );
  assert.deepEqual(countMarks(marks)[0], { id: 'set', messages: 2, files: 1 });
  assert.deepEqual(listsIn(marks, 3), ['set', 'one']);
  assert.equal(bitsOf(null, ['set']), 0);
});

test('hashes go out as bytes; what is none goes out as noughts', async () => {
  const attachments = [
    { sha256: 'ab'.repeat(32), md5: '01'.repeat(16), present: true },
    { sha256: 'not a hash', present: false },
  ];
  const index = indexOf([
    makeSource('AB/1', null, [{ chat: 'Ana', kind: 'image', attachments, source: { file: 'f' } }]),
  ]);
  const { sha256, md5 } = hashesOf(await gatherFiles(index, openMade));
  assert.deepEqual([...sha256], [...Array(32).fill(0xab), ...Array(32).fill(0)]);
  assert.deepEqual([...md5], [...Array(16).fill(1), ...Array(16).fill(0)]);
});

const WORDS = [
  'strasse',
  'sigma',
  'café',
  'the',
  'at the',
  'ca*',
  'bomb at',
  'ωmega ςigma',
  'nowhere',
  'مرحبا',
];

test('search structures mark the messages that reading every text marks, also where some of them are lost', async () => {
  await fc.assert(
    fc.asyncProperty(
      sourcesArbitrary,
      fc.integer({ min: 1, max: 3 }),
      fc.array(fc.subarray(WORDS), { minLength: 1, maxLength: 3 }),
      fc.option(fc.nat({ max: 2 }), { nil: undefined }),
      fc.option(fc.nat(), { nil: undefined }),
      async (sources, perGroup, words, lostHead, lostRecord) => {
        const structures = new Structures();
        const query = searched(sources, structures, perGroup, lostHead === undefined ? {} : { lostHead });
        if (lostRecord !== undefined) structures.lose(lostRecord);
        const watched = words.map((keywords, list) => ({ id: `list ${list}`, keywords }));
        const { revision } = await query.api.summary();
        const counts = (await query.api.watch(watched, revision))!;
        const messages = plainRows(indexOf(sources)).map(({ message }) => message);
        for (const [list, { id, keywords }] of watched.entries()) {
          const finder = new KeywordFinder(keywords);
          const expected = messages.flatMap((message, row) =>
            finder.in(searchedTexts(message)).size > 0 ? [row] : [],
          );
          const { count } = await query.api.filter({ lists: [id], copies: true });
          assert.deepEqual(await query.api.rowHandles(0, count), expected, keywords.join());
          assert.deepEqual(counts[list], { id, messages: expected.length, files: 0 });
        }
      },
    ),
    { numRuns: 150 },
  );
});
