import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { MESSAGE_KINDS } from '../../shared/model/index.ts';
import type { Filter } from './api.ts';
import type { CaseIndex } from './case-index.ts';
import { applyFilter, matchesBefore, rowAt } from './filter.ts';
import {
  filterArbitrary,
  indexOf,
  makeSource,
  type PlainRow,
  plainRows,
  rowsFound,
  sourcesArbitrary,
} from './testing/made-case.ts';

/** The filter as its doc comments say, message by message; each part alone. */
function passes(
  index: CaseIndex,
  filter: Filter,
  { message, when: at, chat, sender }: PlainRow,
  found: boolean,
) {
  const between = filter.between && {
    both: filter.between.every((person) => index.chats[chat]!.members.includes(person)),
    talks: ['direct', 'group'].includes(index.chats[chat]!.type),
    sent: filter.between.includes(sender),
  };
  return {
    chat: filter.chats?.includes(chat) ?? true,
    person: filter.people?.includes(sender) ?? true,
    kind: filter.kinds?.includes(message.kind) ?? true,
    exhibit: filter.exhibits?.includes(message.exhibit) ?? true,
    rest:
      (!between || (between.both && between.talks && between.sent)) &&
      (filter.from === undefined || at >= filter.from) &&
      (filter.to === undefined || at < filter.to) &&
      found &&
      (!filter.attachments || message.attachments !== undefined),
  };
}

function run(index: CaseIndex, filter: Filter) {
  const rows = rowsFound(index, filter.query);
  return applyFilter(index, filter, rows);
}

test('a filter lets pass what its parts say, in order, with each list’s counts leaving out that list', () => {
  fc.assert(
    fc.property(sourcesArbitrary, filterArbitrary, (sources, filter) => {
      const index = indexOf(sources);
      const matches = run(index, filter);
      const found = rowsFound(index, filter.query);
      const plain = plainRows(index).map((row, i) => {
        return { ...row, ok: passes(index, filter, row, found === null || found[i] === 1) };
      });
      const expected = plain.flatMap(({ ok }, row) => (Object.values(ok).every((part) => part) ? [row] : []));
      assert.equal(matches.count, expected.length);
      assert.deepEqual(
        Array.from({ length: matches.count }, (_, i) => rowAt(matches, i)),
        expected,
      );
      const counts = (
        size: number,
        of: (row: PlainRow) => number,
        left: keyof (typeof plain)[number]['ok'],
      ) => {
        const table = Array<number>(size).fill(0);
        for (const row of plain) {
          const parts = { ...row.ok, [left]: true };
          if (Object.values(parts).every((part) => part) && of(row) >= 0) table[of(row)]!++;
        }
        return table;
      };
      assert.deepEqual(
        [...matches.byChat],
        counts(index.chats.length, (r) => r.chat, 'chat'),
      );
      assert.deepEqual(
        [...matches.byPerson],
        counts(index.people.length, (r) => r.sender, 'person'),
      );
      assert.deepEqual(
        [...matches.byKind],
        counts(MESSAGE_KINDS.length, (r) => MESSAGE_KINDS.indexOf(r.message.kind), 'kind'),
      );
      assert.deepEqual(
        [...matches.byExhibit],
        counts(index.exhibits.length, (r) => index.exhibits.indexOf(r.message.exhibit), 'exhibit'),
      );
      const timed = expected.map((row) => plain[row]!.when).filter((at) => !Number.isNaN(at));
      assert.deepEqual(
        [matches.untimed, matches.from, matches.to],
        [expected.length - timed.length, timed[0] ?? null, timed.at(-1) ?? null],
      );
    }),
    { numRuns: 400 },
  );
});

test('how many matches stand before a row is its position', () => {
  fc.assert(
    fc.property(sourcesArbitrary, filterArbitrary, (sources, filter) => {
      const index = indexOf(sources);
      const matches = run(index, filter);
      for (let position = 0; position < matches.count; position++) {
        assert.equal(matchesBefore(matches, rowAt(matches, position)), position);
      }
      assert.equal(matchesBefore(matches, index.columns.count), matches.count);
    }),
  );
});

test('a case without messages answers every filter with nothing', () => {
  const matches = run(indexOf([makeSource('AB/1', 'owner', [])]), { query: 'x', from: 0, to: 1 });
  assert.deepEqual([matches.count, matches.from, matches.to, matches.untimed], [0, null, null, 0]);
});
