import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Message } from '../../../shared/model/index.ts';
import { MessageTerms, parseQuery, phrasesOf, planOf, searchedTexts } from '../../../shared/search/index.ts';
import { wordTest } from '../../../shared/search/plan.ts';
import type { SearchProgress } from '../api.ts';
import type { CaseQuery } from '../case-query.ts';
import {
  filterArbitrary,
  indexOf,
  makeSource,
  plainRows,
  sourcesArbitrary,
  ZONE,
} from '../testing/made-case.ts';
import { Structures, searched } from '../testing/structures.ts';
import { termTest } from './term-tests.ts';

const queries = fc.constantFrom(
  'strasse',
  '"Ωmega ςigma"',
  'caf*',
  'not the',
  'from:ana bomb',
  '/ma+/ or kind:image',
  '/omb/',
  'strasse or caf* or sigma~ -at',
);
const perGroup = fc.integer({ min: 1, max: 3 });

test('the first rows of a filter are the first of its result', async () => {
  await fc.assert(
    fc.asyncProperty(
      sourcesArbitrary,
      perGroup,
      filterArbitrary,
      queries,
      fc.integer({ min: 1, max: 5 }),
      async (sources, segments, rest, asked, most) => {
        const query = searched(sources, new Structures(), segments);
        const filter = { ...rest, query: asked };
        const first = await query.api.firstRows(filter, most);
        await query.api.filter(filter);
        const rows = await query.api.rows(0, most);
        assert.deepEqual(first, rows);
      },
    ),
    { numRuns: 200 },
  );
});

/** BM25 as the literature has it, message by message. */
function plainScores(messages: readonly Message[], asked: string): number[] {
  const plan = planOf(parseQuery(asked)!);
  const lengths = messages.map(({ text = '' }) => Buffer.byteLength(text));
  const mean = Math.max(1, lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, messages.length));
  const scores = messages.map(() => 0);
  for (const parts of phrasesOf(plan)) {
    const times = messages.map((message) => new MessageTerms(searchedTexts(message)).phrase(parts).length);
    const having = times.filter((own) => own > 0).length;
    const weight = Math.log(1 + (messages.length - having + 0.5) / (having + 0.5));
    for (const [i, own] of times.entries()) {
      scores[i]! += (weight * own * 2.2) / (own + 1.2 * (0.25 + (0.75 * lengths[i]!) / mean));
    }
  }
  return scores;
}

test('rows by relevance stand by BM25, and by time where it is equal', async () => {
  await fc.assert(
    fc.asyncProperty(
      sourcesArbitrary,
      perGroup,
      queries,
      fc.option(fc.nat({ max: 1 }), { nil: undefined }),
      async (sources, segments, asked, lostHead) => {
        const structures = new Structures();
        const query = searched(sources, structures, segments, lostHead === undefined ? {} : { lostHead });
        const scores = plainScores(
          plainRows(indexOf(sources)).map(({ message }) => message),
          asked,
        );
        const { count } = await query.api.filter({ query: asked });
        const byTime = await query.api.rows(0, count);
        const rows = await query.api.relevantRows(0, count);
        assert.deepEqual(
          rows.map(({ row, position }) => [row, position]).sort(([a], [b]) => a! - b!),
          byTime.map(({ row, position }) => [row, position]),
        );
        for (const [i, { row }] of rows.slice(1).entries()) {
          const [before, own] = [scores[rows[i]!.row]!, scores[row]!];
          const isClose = Math.abs(before - own) < 1e-5;
          assert.ok(before > own || (isClose && (before !== own || rows[i]!.row < row)), `${before} ${own}`);
        }
      },
    ),
    { numRuns: 150 },
  );
});

const KEYWORDS = ['strasse', 'sigma', 'café', 'the', 'bom*', 'ωmega at', 'nowhere', 'מרחבא', 'مرحبا'];

test('the hit table counts what a search for each keyword finds, in the case and in a result', async () => {
  await fc.assert(
    fc.asyncProperty(
      sourcesArbitrary,
      perGroup,
      fc.subarray(KEYWORDS),
      filterArbitrary,
      fc.option(fc.nat({ max: 1 }), { nil: undefined }),
      fc.boolean(),
      async (sources, segments, keywords, { query: _query, ...rest }, lostHead, copies) => {
        const filter = { ...rest, ...(copies ? { copies: true as const } : {}) };
        const query = searched(
          sources,
          new Structures(),
          segments,
          lostHead === undefined ? {} : { lostHead },
        );
        for (const within of [false, true]) {
          await query.api.filter(filter);
          const hits = (await query.api.keywordHits(keywords, within))!;
          assert.deepEqual(
            hits.map(({ keyword }) => keyword),
            keywords,
          );
          for (const own of hits) {
            const asked = {
              ...(within ? filter : copies ? { copies: true as const } : {}),
              query: `keyword:"${own.keyword}"`,
            };
            const { count } = await query.api.filter(asked);
            const rows = await query.api.rows(0, count);
            const timed = rows.filter(({ when }) => !Number.isNaN(when));
            const end = (row: (typeof rows)[number] | undefined) =>
              row ? { row: row.row, when: row.when } : null;
            assert.deepEqual(own, {
              keyword: own.keyword,
              messages: count,
              chats: new Set(rows.map(({ chat }) => chat)).size,
              people: new Set(rows.map(({ sender }) => sender).filter((sender) => sender >= 0)).size,
              first: end(timed[0]),
              last: end(timed.at(-1)),
            });
          }
        }
      },
    ),
    { numRuns: 100 },
  );
});

const WORDS = ['strasse', 'omega', 'sigma'];

test('a message that several exhibits hold counts once in the hit table, as in the result that a row opens', async () => {
  const events = fc.array(
    fc.record({
      sender: fc.nat(1),
      words: fc.array(fc.constantFrom(...WORDS), { minLength: 2, maxLength: 2 }),
    }),
    { minLength: 1, maxLength: 8 },
  );
  let folded = 0;
  await fc.assert(
    fc.asyncProperty(events, fc.boolean(), fc.boolean(), async (made, within, copies) => {
      const phones = [0, 1].map((phone) =>
        makeSource(
          `AB/${phone + 1}`,
          null,
          made.map(({ sender, words }, i) => ({
            chat: '1@g.us',
            sender: `44770090000${sender}@s.whatsapp.net`,
            kind: 'text' as const,
            // Each phone has a text of its own: a word may stand in the later copy alone.
            text: words[phone]!,
            sentAt: new Date(Date.UTC(2024, 2, 30, 22, i, phone)).toISOString(),
            timeBasis: 'utc' as const,
            source: { file: 'f', table: 'message', row: i, key: `KEY-${i}` },
          })),
        ),
      );
      const query = searched(phones, new Structures(), 1);
      const filter = { ...(within ? { people: [0] } : {}), ...(copies ? { copies: true as const } : {}) };
      await query.api.filter(filter);
      for (const own of (await query.api.keywordHits(WORDS, within))!) {
        const result = await query.api.filter({ ...filter, query: `keyword:"${own.keyword}"` });
        const counted = [result.byChat, result.byPerson].map((by) => by.filter((n) => n > 0).length);
        assert.deepEqual(
          [own.messages, own.first?.when ?? null, own.last?.when ?? null],
          [result.count, result.from, result.to],
        );
        if (!within) assert.deepEqual([own.chats, own.people], counted);
        if (!copies)
          folded +=
            (await query.api.filter({ ...filter, query: own.keyword, copies: true })).count - own.messages;
      }
    }),
    { numRuns: 60 },
  );
  assert.ok(folded > 0);
});

const line = (text: string, i: number) => ({
  chat: 'Ana',
  kind: 'text' as const,
  text,
  source: { file: 'f', line: i },
});

/** Messages that take an expression without required letters long enough for several slices. */
function slowCase(): CaseQuery {
  const texts = Array.from({ length: 20_000 }, (_, i) => `${'a b '.repeat(40)}${i}`);
  return searched(
    [makeSource('AB/1', null, texts.map(line), { sizes: [4000, 4000, 4000, 4000, 4000] })],
    new Structures(),
    2,
  );
}
const SLOW = '/((a|b)\\s)+[0-9]*(y|z)/';

test('while a long search runs other calls are answered, and it tells how far it is', async () => {
  const query = slowCase();
  await query.api.filter({});
  const done: number[] = [];
  let isFound = false;
  const search = query.api
    .filter({ query: SLOW }, (progress) => done.push(progress.done))
    .then(() => {
      isFound = true;
    });
  await new Promise((resolve) => setTimeout(resolve, 5));
  assert.equal((await query.api.message(7)).row, 7);
  assert.equal((await query.api.conversation(0)).count, 20_000);
  assert.equal(isFound, false);
  await search;
  assert.deepEqual(
    done,
    done.toSorted((a, b) => a - b),
  );
  assert.equal(done.at(-1), 1);
});

test('what a search tells to have found is in its result, and at the end is all of it where nothing is a copy', async () => {
  await fc.assert(
    fc.asyncProperty(
      sourcesArbitrary,
      perGroup,
      filterArbitrary,
      queries,
      fc.boolean(),
      async (sources, segments, rest, asked, copies) => {
        const query = searched(sources, new Structures(), segments);
        const told: SearchProgress[] = [];
        const filter = { ...rest, query: asked, ...(copies ? { copies: true as const } : {}) };
        const { count } = await query.api.filter(filter, (progress) => told.push(progress));
        for (const { atLeast } of told) assert.ok(atLeast <= count);
        const all = told.at(-1)?.atLeast ?? 0;
        if (copies) assert.equal(all, count);
      },
    ),
    { numRuns: 100 },
  );
});

test('months hold all messages of a result that have a time, each in its own, whatever the dates of the filter', async () => {
  await fc.assert(
    fc.asyncProperty(sourcesArbitrary, filterArbitrary, async (sources, filter) => {
      const query = searched(sources, new Structures(), 2);
      const { from: _from, to: _to, ...undated } = filter;
      const { count } = await query.api.filter(undated);
      const rows = await query.api.rows(0, count);
      const plain = new Map<string, number>();
      for (const { when } of rows) {
        if (Number.isNaN(when)) continue;
        const month = new Date(when + ZONE.offsetAt(when)).toISOString().slice(0, 7);
        plain.set(month, (plain.get(month) ?? 0) + 1);
      }
      await query.api.filter(filter);
      const months = await query.api.months();
      assert.deepEqual(
        months.map(({ from, count: own }) => [
          new Date(from + ZONE.offsetAt(from)).toISOString().slice(0, 19),
          own,
        ]),
        [...plain].map(([month, own]) => [`${month}-01T00:00:00`, own]),
      );
      for (const { from, to, count: own } of months) {
        assert.equal((await query.api.filter({ ...undated, from, to })).count, own);
      }
    }),
    { numRuns: 60 },
  );
});

test('a long search ends when a filter without one is set', async () => {
  const query = slowCase();
  await query.api.filter({});
  let told = 0;
  const first = query.api.filter({ query: SLOW }, () => told++);
  await new Promise((resolve) => setTimeout(resolve, 5));
  const all = await query.api.filter({});
  assert.equal((await first).count, all.count);
  const before = told;
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.equal(told, before);
});

test('snippets show where a query stands, as the lists mark it', async () => {
  const query = searched(
    [
      makeSource('AB/1', null, [
        line(`${'long before '.repeat(60)}the green van, then ${'long after '.repeat(60)}`, 0),
        line('green', 1),
        { ...line('no word of it', 2), attachments: [{ name: 'green van.jpg', present: true }] },
      ]),
    ],
    new Structures(),
    1,
  );
  await query.api.filter({ query: 'green or van' });
  const snippets = await query.api.snippets({ query: 'green or van' }, [0, 1, 2]);
  const set = (at: number) => snippets[at]!.found.map(([start, end]) => snippets[at]!.text.slice(start, end));
  assert.deepEqual([set(0), set(1), set(2)], [['green', 'van'], ['green'], ['green', 'van']]);
  assert.deepEqual(
    snippets.map((one) => [one!.begunBefore, one!.goesOn]),
    [
      [true, true],
      [false, false],
      [false, false],
    ],
  );
  assert.ok(snippets[0]!.text.startsWith('before long'));
});

test('a long search ends when another filter is set, and a hit table when it is stopped', async () => {
  const query = slowCase();
  await query.api.filter({});
  let told = 0;
  const first = query.api.filter({ query: SLOW }, () => told++);
  await new Promise((resolve) => setTimeout(resolve, 5));
  const second = await query.api.filter({ query: '"1 a" or 77' });
  assert.equal((await first).count, second.count);
  const before = told;
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.equal(told, before);

  const words = Array.from({ length: 300 }, (_, i) => `w${i}`);
  const table = query.api.keywordHits(words, false, () => void query.api.stopKeywordHits());
  assert.equal(await table, null);
});

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'é', 'ж', '中', '1'), minLength: 1, maxLength: 7 });

test('words are held against near ones and parts by their bytes as by their letters', () => {
  const encoder = new TextEncoder();
  fc.assert(
    fc.property(word, word, fc.constantFrom(1 as const, 2 as const), (term, other, typos) => {
      for (const lookUp of [
        { type: 'near', term, typos } as const,
        { type: 'within', part: 'ab1' } as const,
      ]) {
        assert.equal(termTest(lookUp)(encoder.encode(other)), wordTest(lookUp)(other), `${term} ${other}`);
      }
    }),
    { numRuns: 2000 },
  );
});
