import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { QueryError } from '../../../shared/search/index.ts';
import type { CaseQuery } from '../case-query.ts';
import {
  indexOf,
  type MadeSource,
  makeSource,
  readerOfMade,
  rowsFound,
  sourcesArbitrary,
} from '../testing/made-case.ts';
import { type Fed, Structures, searched } from '../testing/structures.ts';

/** What is left of the sources, for the plain search to compare with. */
function without(sources: readonly MadeSource[], missing: Fed['missing'] = []): MadeSource[] {
  return sources.map((source, s) => {
    const kept = source.segments.filter((_, seq) => !missing.some(([its, q]) => its === s && q === seq));
    const ids = [source.lists.chats.map(({ id }) => id), source.lists.accounts.map(({ id }) => id)] as const;
    const messages = kept.flatMap((held) =>
      Array.from({ length: held.count }, (_, i) => readerOfMade(held).message(i, ...ids)),
    );
    return { ...source, segments: kept, messages };
  });
}

const queries = fc.constantFrom(
  'strasse',
  '"Ωmega ςigma"',
  'caf*',
  'not the',
  'from:ana bomb',
  'from:ana or in:friends',
  '/ma+/ or kind:image',
  'sigmo~ -at',
  'has:attachment',
  'exhibit:AB/1 on:2024-03-31',
);

async function rowsOf(query: CaseQuery, asked: string): Promise<number[]> {
  const { count } = await query.api.filter({ query: asked });
  return (await query.api.rows(0, count)).map(({ row }) => row);
}

const expectedRows = (sources: readonly MadeSource[], asked: string): number[] =>
  [...rowsFound(indexOf(sources), asked)!].flatMap((found, row) => (found === 1 ? [row] : []));

test('blocks, or messages one by one where they are lost, find what looking at every message finds', async () => {
  await fc.assert(
    fc.asyncProperty(
      sourcesArbitrary,
      fc.integer({ min: 1, max: 3 }),
      fc.array(queries, { minLength: 1, maxLength: 4 }),
      fc.array(fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 2 })), { maxLength: 2 }),
      fc.option(fc.nat({ max: 2 }), { nil: undefined }),
      fc.option(fc.nat(), { nil: undefined }),
      fc.boolean(),
      async (sources, perGroup, asked, missing, lostHead, lostRecord, lostBefore) => {
        const structures = new Structures();
        const fed = { missing, lostBefore, ...(lostHead === undefined ? {} : { lostHead }) };
        const query = searched(sources, structures, perGroup, fed);
        if (lostRecord !== undefined) structures.lose(lostRecord);
        const left = without(sources, missing);
        for (const one of asked) assert.deepEqual(await rowsOf(query, one), expectedRows(left, one), one);
      },
    ),
    { numRuns: 150 },
  );
});

const line = (text: string, i: number) => ({
  chat: 'Ana',
  kind: 'text' as const,
  text,
  source: { file: 'f', line: i },
});

test('a block that does not open is named once, and the search goes on without it', async () => {
  const structures = new Structures();
  const query = searched(
    [makeSource('AB/1', null, ['green van', 'blue van', 'green'].map(line))],
    structures,
    1,
  );
  structures.lose(0);
  assert.equal((await query.api.filter({ query: 'van' })).count, 2);
  assert.equal((await query.api.filter({ query: 'green' })).count, 2);
  const { damage } = await query.api.summary();
  assert.equal(damage.length, 1);
  assert.match(damage[0]!.reason, /^its search index: .* as exact$/);
});

test('a search that another one overtakes is answered with the newer one’s result', async () => {
  const source = makeSource('AB/1', null, ['one', 'two two', 'two'].map(line), { sizes: [0, 0] });
  const query = searched([source], new Structures(), 1);
  const [first, second] = await Promise.all([
    query.api.filter({ query: 'one' }),
    query.api.filter({ query: 'two' }),
  ]);
  assert.deepEqual([first.count, second.count], [2, 2]);
});

test('a query that cannot be answered says why, and the filter stays as it was', async () => {
  const query = searched([makeSource('AB/1', null, ['one', 'two'].map(line))], new Structures(), 1);
  assert.equal((await query.api.filter({ query: 'one' })).count, 1);
  await assert.rejects(query.api.filter({ query: '(one' }), QueryError);
  assert.equal((await query.api.rows(0, 9)).length, 1);
});

test('the same blocks are asked for once', async () => {
  const structures = new Structures();
  const query = searched([makeSource('AB/1', null, ['one', 'two'].map(line))], structures, 1);
  await query.api.filter({ query: 'one' });
  await query.api.filter({ query: 'two' });
  await query.api.filter({ query: 'one' });
  assert.equal(structures.asked, 1);
});
