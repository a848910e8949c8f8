import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Annotation, Change } from '../../shared/annotations/index.ts';
import type { MessageBody } from '../../shared/model/index.ts';
import { parseQuery, planOf } from '../../shared/search/index.ts';
import { annotatedCase, taggedAs } from './annotated.ts';
import { listAnnotations } from './annotation-list.ts';
import type { Filter } from './api.ts';
import type { CaseIndex } from './case-index.ts';
import { CaseQuery } from './case-query.ts';
import { applyFilter, rowAt } from './filter.ts';
import { filterOf, lastingFilter } from './lasting-filter.ts';
import { readRow } from './rows.ts';
import { idOfChat, idOfPerson, rowsOfSubjects } from './subjects.ts';
import {
  filterArbitrary,
  headOf,
  indexOf,
  madeSubject,
  makeSource,
  openedMade,
  openMade,
  partsOf,
  rowsFound,
  sourcesArbitrary,
  ZONE,
} from './testing/made-case.ts';

let ids = 0;
const made = (change: Change): Annotation => ({
  id: `${++ids}`,
  at: '2024-04-01T08:00:00.000Z',
  author: 'j.ho',
  reason: '',
  ...change,
});
const tag = (id: string, name = id): Annotation =>
  made({ kind: 'tag-made', tag: id, name, colour: 'red', letters: 'X' });
const tagged = (index: CaseIndex, id: string, rows: readonly number[]): Annotation =>
  made({ kind: 'tagged', tag: id, messages: rows.map((row) => madeSubject(index, row)) });
const note = (
  subject: Extract<Change, { kind: 'note-written' }>['subject'],
  text = 'who is this',
): Annotation => made({ kind: 'note-written', note: `n${++ids}`, subject, text });
const annotate = async (index: CaseIndex, ...annotations: Annotation[]): Promise<void> => {
  index.annotated = await annotatedCase(index, annotations, openMade);
};

const body = (row: number, text: string): MessageBody => ({
  chat: '1@g.us',
  sender: '447700900003@s.whatsapp.net',
  kind: 'text',
  text,
  sentAt: `2024-03-22T10:0${row % 10}:00.000Z`,
  timeBasis: 'utc',
  source: { file: 'msgstore.db', table: 'message', row },
});
const textsAt = (index: CaseIndex, rows: readonly (number | null)[]): (string | null)[] =>
  rows.map((row) => (row === null ? null : readRow(index, openedMade(index), row, 0).text));

test('a message is found again by its id and its place, in any import of its exhibit', async () => {
  await fc.assert(
    fc.asyncProperty(sourcesArbitrary, async (sources) => {
      const index = indexOf(sources);
      const { count } = index.columns;
      const rows = Array.from({ length: count }, (_, row) => row);
      const found = await rowsOfSubjects(
        index,
        rows.map((row) => madeSubject(index, row)),
        openMade,
      );
      // Two imports of one exhibit name their messages alike: the first stands for both.
      assert.deepEqual(
        found.map((row) => madeSubject(index, row!)),
        rows.map((row) => madeSubject(index, row)),
      );
      if (new Set(sources.map(({ exhibit }) => exhibit)).size === sources.length)
        assert.deepEqual(found, rows);
    }),
  );
});

test('where an import counts otherwise, the place in the source finds the message; what is not there is not found', async () => {
  const before = indexOf([makeSource('AB/1', null, [body(5, 'one'), body(6, 'two'), body(7, 'three')])]);
  const subjects = [0, 1, 2].map((row) => madeSubject(before, row));
  // Read anew with a message more before them, and the second one out of scope.
  const after = indexOf([makeSource('AB/1', null, [body(4, 'nought'), body(5, 'one'), body(7, 'three')])]);
  assert.deepEqual(textsAt(after, await rowsOfSubjects(after, subjects, openMade)), ['one', null, 'three']);
  const other = indexOf([makeSource('AB/2', null, [body(5, 'one')])]);
  assert.deepEqual(await rowsOfSubjects(other, subjects, openMade), [null, null, null]);
  // Two messages at one place, counted otherwise: neither is guessed.
  const twice = indexOf([
    makeSource('AB/1', null, [body(9, 'nine'), body(9, 'ten'), body(5, 'a'), body(5, 'b')]),
  ]);
  assert.deepEqual(await rowsOfSubjects(twice, [subjects[0]!], openMade), [null]);
});

test('tags and notes stand in rows, and a filter by them leaves as many messages as its list says', async () => {
  const some = fc.array(fc.nat({ max: 30 }), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(
      sourcesArbitrary,
      filterArbitrary,
      fc.tuple(some, some, some),
      fc.subarray(['a', 'b', 'gone']),
      fc.boolean(),
      async (sources, filter, drawn, wanted, noted) => {
        const index = indexOf(sources);
        const inCase = drawn.map((rows) => [...new Set(rows.filter((row) => row < index.columns.count))]);
        const [a, b, n] = inCase as [number[], number[], number[]];
        await annotate(
          index,
          tag('a'),
          tag('b'),
          tagged(index, 'a', a),
          tagged(index, 'b', b),
          ...n.map((row) => note(madeSubject(index, row))),
        );
        const firsts = await rowsOfSubjects(
          index,
          Array.from({ length: index.columns.count }, (_, row) => madeSubject(index, row)),
          openMade,
        );
        const has = [a, b, n].map((rows) => new Set(rows.map((row) => firsts[row]!)));
        const asked = { ...filter, ...(noted ? { noted: true as const } : {}) };
        const found = rowsFound(index, filter.query);
        const plain = applyFilter(index, filter, found);
        const passing = Array.from({ length: plain.count }, (_, i) => rowAt(plain, i)).filter(
          (row) => !noted || has[2]!.has(row),
        );
        const without = applyFilter(index, asked, found);
        assert.equal(without.count, passing.length);
        assert.deepEqual(
          [...without.byTag],
          [0, 1].map((t) => passing.filter((row) => has[t]!.has(row)).length),
        );
        const within = applyFilter(index, { ...asked, tags: wanted }, found);
        const names = ['a', 'b'];
        assert.deepEqual(
          Array.from({ length: within.count }, (_, i) => rowAt(within, i)),
          passing.filter((row) => names.some((name, t) => wanted.includes(name) && has[t]!.has(row))),
        );
        assert.deepEqual(within.byTag, without.byTag);
        for (const row of passing) {
          const { tags, notes } = readRow(index, openedMade(index), row, 0);
          assert.deepEqual(
            tags,
            names.filter((_, t) => has[t]!.has(row)),
          );
          assert.equal(notes > 0, has[2]!.has(row));
        }
      },
    ),
  );
});

test('a search finds by tag:, has:tag and has:note', async () => {
  const index = indexOf([
    makeSource('AB/1', null, [body(1, 'van'), body(2, 'van'), body(3, 'van'), body(4, 'car')]),
  ]);
  await annotate(
    index,
    tag('t1', 'Pick-up point'),
    tag('t2', 'مهم'),
    tagged(index, 't1', [0, 3]),
    tagged(index, 't2', [1]),
    note(madeSubject(index, 2)),
  );
  const rows = (query: string): string => {
    const found = rowsFound(index, query)!;
    return [...found].flatMap((is, row) => (is ? [row] : [])).join(' ');
  };
  for (const [query, expected] of [
    ['tag:pick', '0 3'],
    ['tag:"pick-up point" van', '0'],
    ['tag:point', '0 3'],
    ['tag:oint', ''],
    ['tag:مهم', '1'],
    ['has:tag', '0 1 3'],
    ['has:note', '2'],
    ['van -has:tag -has:note', ''],
    ['-tag:pick', '1 2'],
  ] as const) {
    assert.equal(rows(query), expected, query);
  }
  assert.ok(planOf(parseQuery('tag:x')!));
});

test('views get the tags with their counts, the notes with what they are about, and what was done', async () => {
  const index = indexOf([
    makeSource('AB/1', '447700900001@s.whatsapp.net', [body(5, 'one'), body(6, 'two')]),
  ]);
  const gone = madeSubject(indexOf([makeSource('AB/9', null, [body(1, 'gone')])]), 0);
  const steps = [
    tag('t', 'Van'),
    made({ kind: 'tagged', tag: 't', messages: [madeSubject(index, 0), gone] }),
    note(madeSubject(index, 1), 'second'),
    note(gone),
    note({ kind: 'chat', ...idOfChat(index, 0) }),
    note({ kind: 'person', ...idOfPerson(index, 0) }),
    note({ kind: 'person', exhibit: 'AB/9', platform: 'whatsapp', id: 'nobody' }),
    tagged(index, 't', [1]),
  ];
  const undone = made({ kind: 'undo', annotation: steps.at(-1)!.id });
  await annotate(index, ...steps, undone);
  const listed = await listAnnotations(index, openMade);
  assert.deepEqual(
    listed.tags.map(({ name, messages, missing }) => [name, messages, missing]),
    [['Van', 1, 1]],
  );
  assert.deepEqual(
    listed.notes.map(({ text, message, chat, person }) => [text, message?.text ?? null, chat, person]),
    [
      ['second', 'two', null, null],
      ['who is this', null, null, null],
      ['who is this', null, 0, null],
      ['who is this', null, null, 0],
      ['who is this', null, null, null],
    ],
  );
  assert.deepEqual(
    listed.history.slice(0, 2).map(({ kind, of, messages, undone: is }) => [kind, of, messages, is]),
    [
      ['undo', steps.at(-1)!.id, 0, false],
      ['tagged', undefined, 1, true],
    ],
  );
  assert.deepEqual(taggedAs(index.annotated, 't', [0, 1]), [madeSubject(index, 0)]);
});

test('a filter that is saved holds in any revision of the case, and says what the case does not have', () => {
  fc.assert(
    fc.property(sourcesArbitrary, filterArbitrary, (sources, filter) => {
      const index = indexOf(sources);
      const { chats = [], people = [], between = [] } = filter;
      fc.pre(chats.every((chat) => chat < index.chats.length));
      fc.pre([...people, ...between].every((person) => person < index.people.length));
      const lasting = JSON.parse(JSON.stringify(lastingFilter(index, filter)));
      const found = filterOf(index, lasting);
      fc.pre(found.filter !== null);
      const plain = (asked: typeof filter): (number | undefined)[] => {
        const { count, rows } = applyFilter(index, asked, rowsFound(index, asked.query));
        return Array.from({ length: count }, (_, i) => rowAt({ rows } as never, i));
      };
      assert.equal(found.missing, 0);
      assert.deepEqual(plain(found.filter), plain(filter));
    }),
  );
  const before = indexOf([makeSource('AB/1', null, [body(5, 'one')])]);
  const lasting = lastingFilter(before, { chats: [0], query: 'one' });
  const first = { ...body(1, 'other'), chat: '2@g.us' };
  const after = indexOf([makeSource('AA/1', null, [first]), makeSource('AB/1', null, [body(5, 'one')])]);
  assert.deepEqual(filterOf(after, lasting), { filter: { chats: [1], query: 'one' }, missing: 0 });
  const other = indexOf([makeSource('AA/1', null, [first])]);
  assert.deepEqual(filterOf(other, lasting), { filter: null, missing: 1 });
});

test('what is annotated while the case is open holds at once, in the filter and the search that stand', async () => {
  const source = makeSource('AB/1', null, [body(1, 'van'), body(2, 'van')]);
  let told = 0;
  const query: CaseQuery = new CaseQuery(
    ZONE,
    () => assert.fail('rows and their numbers stay as they were'),
    (wanted) => {
      if (wanted.type === 'blocks') assert.fail('nothing is searched by blocks');
      const segments = partsOf(new Map([['j', [source]]]), wanted);
      queueMicrotask(() => query.take({ type: 'segments', id: wanted.id, segments }));
    },
    () => told++,
  );
  for (const [seq, bytes] of source.bytes.entries()) {
    query.take({ type: 'segment', job: 'j', source: 0, seq, head: headOf(bytes) });
  }
  query.take({ type: 'job', job: 'j', sources: [source] });
  const index = indexOf([source]);
  query.take({ type: 'annotations', annotations: [tag('t', 'Point')] });
  query.take({ type: 'opened', damage: [] });
  const { api } = query;
  const count = async (filter: Filter) => (await api.filter(filter)).count;
  assert.equal(await count({ query: 'tag:point' }), 0);
  assert.equal(told, 0);
  query.take({ type: 'annotations', annotations: [tagged(index, 't', [1])] });
  assert.deepEqual(await api.rowHandles(0, 9), [1]);
  assert.equal(told, 1);
  assert.equal(await count({ query: 'tag:point' }), 1);
  assert.equal(await count({ tags: ['t'] }), 1);
  query.take({ type: 'annotations', annotations: [tagged(index, 't', [0])] });
  assert.deepEqual(await api.rowHandles(0, 9), [0, 1]);
  assert.deepEqual((await api.message(0)).tags, ['t']);
  assert.deepEqual(await api.taggedAs('t', [0]), await api.messageSubjects([0]));
});
