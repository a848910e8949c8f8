import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { SegmentReader } from '../../shared/segment/index.ts';
import { CaseQuery } from './case-query.ts';
import { GroupBuilder } from './search/group-builder.ts';
import {
  filterArbitrary,
  headOf,
  indexOf,
  type MadeSource,
  makeSource,
  partsOf,
  plainRows,
  sourcesArbitrary,
  ZONE,
} from './testing/made-case.ts';

/** What stands in the store of each query that was opened. */
const stored = new WeakMap<CaseQuery, Map<string, readonly MadeSource[]>>();

function feedJob(query: CaseQuery, job: string, sources: readonly MadeSource[], end = true): void {
  stored.get(query)?.set(job, sources);
  for (const [source, { bytes }] of sources.entries()) {
    for (const [seq, segment] of bytes.entries()) {
      query.take({ type: 'segment', job, source, seq, head: headOf(segment) });
    }
  }
  if (end) query.take({ type: 'job', job, sources });
}

function opened(sources: readonly MadeSource[], changed: (revision: number) => void = () => undefined) {
  const query: CaseQuery = new CaseQuery(ZONE, changed, (wanted) => {
    if (wanted.type === 'blocks') assert.fail('nothing is searched by blocks');
    const segments = partsOf(stored.get(query)!, wanted);
    queueMicrotask(() => query.take({ type: 'segments', id: wanted.id, segments }));
  });
  stored.set(query, new Map());
  feedJob(query, 'first', sources);
  query.take({ type: 'opened', damage: [] });
  return query;
}

const when = fc.integer({ min: -1, max: 13 }).map((n) => Date.UTC(2024, 2, 30, 22) + n * 1_800_000);

test('rows, positions and places in a conversation agree with the plain order', async () => {
  await fc.assert(
    fc.asyncProperty(sourcesArbitrary, filterArbitrary, when, async (sources, filter, instant) => {
      const { api } = opened(sources);
      const plain = plainRows(indexOf(sources));
      const { count } = await api.filter(filter);
      const rows = await api.rows(-3, count + 3);
      assert.deepEqual(
        rows.map(({ position }) => position),
        Array.from({ length: count }, (_, i) => i),
      );
      const firstAt = rows.findIndex((row) => row.when >= instant);
      assert.equal(await api.positionAt(instant), firstAt < 0 ? count : firstAt);
      for (let row = 0; row < plain.length; row++) {
        const found = rows.findIndex((one) => one.row === row);
        const before = rows.filter((one) => one.row < row).length;
        assert.deepEqual(await api.positionOf(row), { position: before, found: found >= 0 });
        assert.equal((await api.message(row)).id, plain[row]!.message.id);
      }
      for (const { index: chat } of (await api.summary()).chats) {
        const own = plain.flatMap((one, row) => (one.chat === chat ? [row] : []));
        assert.deepEqual(await api.conversation(chat), { count: own.length });
        const messages = await api.conversationRows(chat, 0, own.length);
        assert.deepEqual(
          messages.map(({ row }) => row),
          own,
        );
        for (const [position, row] of own.entries()) {
          assert.equal(await api.conversationPositionOf(chat, row), position);
        }
        const first = own.findIndex((row) => plain[row]!.when >= instant);
        assert.equal(await api.conversationPositionAt(chat, instant), first < 0 ? own.length : first);
      }
    }),
  );
});

const line = (text: string) => ({ chat: 'Ana', kind: 'text' as const, text, source: { file: 'f', line: 1 } });

test('a message is found by its id, and an id of nothing is not', async () => {
  const source = makeSource('AB/1', null, [line('one'), line('two'), line('three')], { sizes: [0] });
  const { api } = opened([source]);
  assert.equal((await api.message((await api.rowOf('AB-1:3'))!)).text, 'three');
  for (const id of ['AB-1:4', 'AB-1:0', 'AB-2:1', 'AB-1', 'AB-1:x'])
    assert.equal(await api.rowOf(id), null, id);
});

test('an exhibit that comes in later changes the revision and the current filter’s result', async () => {
  const revisions: number[] = [];
  const query = opened([makeSource('AB/1', null, [line('attack')])], (revision) => revisions.push(revision));
  assert.equal((await query.api.filter({ query: 'attack' })).count, 1);
  const later = [makeSource('AB/2', null, [line('Attack'), line('other')])];
  feedJob(query, 'second', later, false);
  assert.equal((await query.api.summary()).messages, 1);
  query.take({ type: 'job', job: 'second', sources: later });
  const { revision, messages } = await query.api.summary();
  assert.deepEqual(revisions, [2]);
  assert.deepEqual([revision, messages, (await query.api.rows(0, 9)).length], [2, 3, 2]);
});

test('nothing remains of a job that was dropped, and nothing is shown of a source that did not open', async () => {
  const query = opened([makeSource('AB/1', null, [line('one')])]);
  const dropped = [makeSource('AB/2', null, [line('two')])];
  feedJob(query, 'second', dropped, false);
  query.take({ type: 'drop', job: 'second' });
  query.take({ type: 'job', job: 'third', sources: [null] });
  assert.equal((await query.api.summary()).messages, 1);
});

test('calls made before the case is open are answered when it is', async () => {
  const query = new CaseQuery(
    ZONE,
    () => assert.fail('opening is no change'),
    () => assert.fail('nothing is searched by blocks'),
  );
  const early = query.api.filter({});
  feedJob(query, 'first', [makeSource('AB/1', null, [line('one')])]);
  query.take({ type: 'opened', damage: [{ exhibit: 'AB/1', seq: 3, reason: 'missing' }] });
  assert.equal((await early).count, 1);
  assert.deepEqual((await query.api.summary()).damage, [{ exhibit: 'AB/1', seq: 3, reason: 'missing' }]);
});

test('a row says what a call, a place or a system line reports, and whom it is about', async () => {
  const source = { file: 'f', line: 1 };
  const messages = [
    { chat: '1@g.us', sender: 'Ana', kind: 'text' as const, text: 'hello', source },
    { chat: '1@g.us', kind: 'call' as const, call: { video: true, outcome: 'missed' as const }, source },
    { chat: '1@g.us', kind: 'location' as const, location: { lat: 51.5, lon: -0.1, name: 'Bridge' }, source },
    {
      chat: '1@g.us',
      kind: 'system' as const,
      system: { action: 'member-added' as const, accounts: ['Ana', 'nobody known'] },
      source,
    },
  ];
  const { api } = opened([makeSource('AB/1', null, messages)]);
  const [text, call, place, system] = await api.rows(0, 4);
  assert.deepEqual([text!.call, text!.location, text!.system], [undefined, undefined, undefined]);
  assert.deepEqual(call!.call, { video: true, outcome: 'missed' });
  assert.deepEqual(place!.location, { lat: 51.5, lon: -0.1, name: 'Bridge' });
  assert.deepEqual(system!.system, { action: 'member-added', people: [0] });
});

test('a row or chat that the case does not have is an error', async () => {
  const { api } = opened([makeSource('AB/1', null, [line('one')])]);
  await assert.rejects(api.message(1), RangeError);
  await assert.rejects(api.message(-1), RangeError);
  await assert.rejects(api.conversation(7), RangeError);
});

test('a segment that does not open when it is asked for is taken out, named, and the rest is answered', async () => {
  const source = makeSource('AB/1', null, ['one', 'two', 'three'].map(line), { sizes: [0, 0] });
  const query: CaseQuery = new CaseQuery(
    ZONE,
    () => undefined,
    (wanted) => {
      if (wanted.type === 'blocks') assert.fail('nothing is searched by blocks');
      const whole = partsOf(new Map([['first', [source]]]), wanted);
      const segments = whole.map((parts, i) =>
        wanted.places[i]!.seq === 1 ? { reason: 'the record of its texts was altered' } : parts,
      );
      queueMicrotask(() => query.take({ type: 'segments', id: wanted.id, segments }));
    },
  );
  feedJob(query, 'first', [source]);
  query.take({ type: 'opened', damage: [] });
  const rows = await query.api.rows(0, 9);
  assert.deepEqual(
    rows.map(({ text }) => text),
    ['one', 'three'],
  );
  assert.equal((await query.api.filter({ query: 't*' })).count, 1);
  const { messages, damage } = await query.api.summary();
  assert.equal(messages, 2);
  assert.deepEqual(damage, [{ exhibit: 'AB/1', seq: 1, reason: 'the record of its texts was altered' }]);
});

test('search structures that are made later are used from then on', async () => {
  const source = makeSource('AB/1', null, ['one', 'two'].map(line));
  const builder = new GroupBuilder();
  builder.add(new SegmentReader(source.bytes[0]!));
  const blocks = [...builder.finish()];
  let asked = 0;
  const revisions: number[] = [];
  const query: CaseQuery = new CaseQuery(
    ZONE,
    (revision) => revisions.push(revision),
    (wanted) =>
      queueMicrotask(() => {
        if (wanted.type === 'segments') {
          const segments = partsOf(new Map([['first', [source]]]), wanted);
          query.take({ type: 'segments', id: wanted.id, segments });
          return;
        }
        asked++;
        const opened = wanted.places.map((place) => blocks[place - 1]!.bytes.slice().buffer);
        query.take({ type: 'blocks', id: wanted.id, blocks: opened });
      }),
  );
  feedJob(query, 'first', [source]);
  query.take({ type: 'opened', damage: [] });
  assert.deepEqual([(await query.api.filter({ query: 'two' })).count, asked], [1, 0]);
  assert.equal((await query.api.summary()).unindexed, 2);
  const group = { messages: 2, firsts: blocks.map(({ first }) => first), first: 0 };
  query.take({ type: 'search', job: 'first', source: 0, segments: [2], groups: [group] });
  assert.deepEqual([(await query.api.filter({ query: 'one' })).count, asked], [1, 1]);
  assert.equal((await query.api.summary()).unindexed, 0);
  // Told, though no message changed.
  assert.deepEqual(revisions, [1]);
});
