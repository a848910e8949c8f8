import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { MESSAGE_KINDS } from '../../shared/model/index.ts';
import type { SegmentMessage } from '../../shared/segment/index.ts';
import type { Filter } from './api.ts';
import type { CaseIndex } from './case-index.ts';
import { applyFilter, rowAt } from './filter.ts';
import { eachOnce, foldsOf } from './folding.ts';
import { contactTies } from './graph.ts';
import { partOf } from './graph-part.ts';
import { filterArbitrary, indexOf, makeSource, openMade } from './testing/made-case.ts';
import { findWitnesses, otherWitnesses } from './witnesses.ts';

const PEOPLE = ['447700900001@s.whatsapp.net', '447700900002@s.whatsapp.net', '447700900003@s.whatsapp.net'];
const START = Date.UTC(2024, 2, 30, 22);

/** Up to three phones in one group, each with some of the same messages as it has them. */
const phones = fc
  .array(
    fc.record({
      sender: fc.nat(2),
      chat: fc.constantFrom('1@g.us', '2@g.us'),
      at: fc.nat(10),
      on: fc.subarray([0, 1, 2], { minLength: 1 }),
      gone: fc.subarray([0, 1, 2]),
    }),
    { maxLength: 14 },
  )
  .map((events) =>
    ['AB/1', 'AB/2', 'AB/10'].map((exhibit, phone) =>
      makeSource(
        exhibit,
        PEOPLE[phone]!,
        events.flatMap(({ sender, chat, at, on, gone }, i): SegmentMessage[] =>
          on.includes(phone)
            ? [
                {
                  chat,
                  sender: PEOPLE[sender]!,
                  kind: gone.includes(phone) ? 'deleted' : 'text',
                  ...(gone.includes(phone) ? {} : { text: `message ${i}` }),
                  sentAt: new Date(START + at * 1_800_000 + phone * 1000).toISOString(),
                  timeBasis: 'utc',
                  source: { file: 'msgstore.db', table: 'message', row: i + 1, key: `KEY-${i}` },
                },
              ]
            : [],
        ),
      ),
    ),
  );

async function matchedIndex(sources: Parameters<typeof indexOf>[0]): Promise<CaseIndex> {
  const index = indexOf(sources);
  const witnesses = await findWitnesses(index.columns, index.exhibits.length, openMade);
  return { ...index, witnesses, folds: witnesses && foldsOf(witnesses, index.columns) };
}

/** What is the same message: the smallest row of it. */
const eventOf = (index: CaseIndex, row: number): number =>
  Math.min(row, ...otherWitnesses(index.witnesses, index.columns.exhibit[row]!, row));

const rowsOf = (index: CaseIndex, filter: Filter): number[] => {
  const matches = applyFilter(index, filter, null);
  return Array.from({ length: matches.count }, (_, i) => rowAt(matches, i));
};

const filters = filterArbitrary.map(({ query: _query, ...rest }) => rest);

test('a message that several phones hold counts once, as the first row that passes, in every list', async () => {
  await fc.assert(
    fc.asyncProperty(phones, filters, async (sources, filter) => {
      const index = await matchedIndex(sources);
      const each = rowsOf(index, { ...filter, copies: true });
      const events = each.map((row) => eventOf(index, row));
      const expected = each.filter((_, i) => events.indexOf(events[i]!) === i);
      assert.deepEqual(rowsOf(index, filter), expected);
      if (index.folds) {
        for (const most of [1, 3]) {
          const first = eachOnce(index.folds, each.slice(0, most));
          assert.deepEqual(first, expected.slice(0, first.length));
        }
      }
      const { byChat, byPerson, byKind, byExhibit } = applyFilter(index, filter, null);
      const among = (narrowed: Filter): number => rowsOf(index, { ...filter, ...narrowed }).length;
      for (const [chat, count] of byChat.entries()) assert.equal(count, among({ chats: [chat] }));
      for (const [person, count] of byPerson.entries()) assert.equal(count, among({ people: [person] }));
      for (const [kind, count] of byKind.entries()) {
        assert.equal(count, among({ kinds: [MESSAGE_KINDS[kind]!] }));
      }
      for (const [exhibit, count] of byExhibit.entries()) {
        assert.equal(count, among({ exhibits: [index.exhibits[exhibit]!] }));
      }
    }),
  );
});

test('selecting a tie of people lists as many messages as it says', async () => {
  await fc.assert(
    fc.asyncProperty(phones, filters, async (sources, filter) => {
      const index = await matchedIndex(sources);
      for (const mode of ['nodes', 'fold'] as const) {
        const ties = contactTies(index, applyFilter(index, filter, null), mode);
        for (const { messages, select } of partOf(ties).edges) {
          assert.equal(rowsOf(index, { ...filter, ...select }).length, messages);
        }
      }
    }),
    { numRuns: 60 },
  );
});
