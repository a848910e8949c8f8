import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Decision } from '../../shared/people/index.ts';
import type { SegmentMessage } from '../../shared/segment/index.ts';
import { buildIndex, type CaseIndex } from './case-index.ts';
import { listDifferences } from './difference-list.ts';
import { applyFilter, rowAt } from './filter.ts';
import { openRows } from './opened-rows.ts';
import { readRow } from './rows.ts';
import {
  fullRow,
  indexOf,
  type MadeSource,
  makeSource,
  openMade,
  plainRows,
  sourcesArbitrary,
  ZONE,
} from './testing/made-case.ts';
import { findWitnesses, otherWitnesses } from './witnesses.ts';

const EXHIBITS = ['AB/1', 'AB/2', 'AB/10'] as const;

const clock = (exhibit: string, ahead: number): Decision => ({
  kind: 'clock',
  id: `clock ${exhibit}`,
  at: '2024-04-01T08:00:00.000Z',
  reason: 'the lab’s note',
  exhibit,
  ahead,
  name: `note of ${exhibit}`,
});

const clocks = fc
  .uniqueArray(fc.constantFrom(...EXHIBITS), { minLength: 1 })
  .chain((exhibits) =>
    fc.tuple(
      ...exhibits.map((exhibit) =>
        fc.integer({ min: -90, max: 90 }).map((minutes) => ({ exhibit, minutes })),
      ),
    ),
  )
  .map((all) =>
    all
      .filter(({ minutes }) => minutes !== 0)
      .map(({ exhibit, minutes }) => clock(exhibit, minutes * 60_000)),
  );

const corrected = (sources: readonly MadeSource[], decisions: readonly Decision[]): CaseIndex =>
  buildIndex(sources, ZONE, 1, [], decisions);

test('rows stand by their corrected times, and what was read of each stays as it is', async () => {
  await fc.assert(
    fc.asyncProperty(sourcesArbitrary, clocks, async (sources, decisions) => {
      const index = corrected(sources, decisions);
      const ahead = new Map(decisions.map((one) => [one.kind === 'clock' ? one.exhibit : '', one]));
      const expected = plainRows(indexOf(sources))
        .map(({ message, when }) => {
          const by = ahead.get(message.exhibit);
          if (by?.kind !== 'clock' || Number.isNaN(when)) return { message, when };
          const at = Date.parse(message.sentAt!.replace(/Z?$/, 'Z')) - by.ahead;
          return { message, when: message.timeBasis === 'device-local' ? ZONE.toUtc(at).utc : at };
        })
        .map((one, i) => ({ ...one, i }));
      const order = (exhibit: string): number => index.exhibits.indexOf(exhibit);
      expected.sort((a, b) => {
        if (Number.isNaN(a.when) || Number.isNaN(b.when)) {
          return Number(Number.isNaN(a.when)) - Number(Number.isNaN(b.when)) || a.i - b.i;
        }
        return a.when - b.when || order(a.message.exhibit) - order(b.message.exhibit);
      });
      const times = await Promise.all(
        Array.from({ length: index.columns.count }, (_, row) => fullRow(index, row)),
      );
      assert.deepEqual(
        times.map(({ when }) => when),
        expected.map(({ when }) => when),
      );
      const lines = (all: readonly { message: { id: string } }[]): string[] =>
        all.map(({ message }) => JSON.stringify(message)).sort();
      assert.deepEqual(lines(times), lines(expected));
      for (const { when, exhibit, correction } of times) {
        const by = ahead.get(exhibit);
        const isCorrected = by?.kind === 'clock' && !Number.isNaN(when);
        assert.deepEqual(correction, isCorrected ? { ahead: by.ahead, name: by.name } : undefined);
      }
    }),
  );
});

const PEOPLE = ['447700900001@s.whatsapp.net', '447700900002@s.whatsapp.net'];
const START = Date.UTC(2024, 2, 30, 22);

/** Two phones with some of the same messages, some without keys, some known to the day or by a local clock. */
const phones = fc
  .array(
    fc.record({
      sender: fc.nat(1),
      at: fc.nat(40),
      on: fc.subarray([0, 1], { minLength: 1 }),
      keyed: fc.boolean(),
      time: fc.constantFrom('utc' as const, 'utc' as const, 'device-local' as const, 'day' as const),
      gone: fc.boolean(),
    }),
    { maxLength: 24 },
  )
  .map((events) =>
    ['AB/1', 'AB/2'].map((exhibit, phone) =>
      makeSource(
        exhibit,
        PEOPLE[phone]!,
        events.flatMap(({ sender, at, on, keyed, time, gone }, i): SegmentMessage[] => {
          if (!on.includes(phone)) return [];
          const instant = new Date(START + at * 600_000 + phone * 90_000).toISOString();
          const sentAt = time === 'day' ? `${instant.slice(0, 10)}T00:00:00.000Z` : instant;
          return [
            {
              chat: '1@g.us',
              sender: PEOPLE[sender]!,
              kind: gone && phone === 1 ? 'deleted' : 'text',
              ...(gone && phone === 1 ? {} : { text: `this is message number ${i % 9}` }),
              sentAt: time === 'device-local' ? sentAt.replace('Z', '') : sentAt,
              timeBasis: time === 'device-local' ? 'device-local' : 'utc',
              timePrecision: time === 'day' ? 'day' : 's',
              source: {
                file: 'msgstore.db',
                table: 'message',
                row: i + 1,
                ...(keyed ? { key: `KEY-${i}` } : {}),
              },
            },
          ];
        }),
      ),
    ),
  );

async function found(index: CaseIndex) {
  const witnesses = (await findWitnesses(index.columns, index.exhibits.length, openMade))!;
  const opened = await openRows(index.columns, index.columns.origin.keys(), openMade);
  const id = (row: number): string => readRow(index, opened, row, -1).id;
  const pairs = Array.from({ length: index.columns.count }, (_, row) =>
    otherWitnesses(witnesses, index.columns.exhibit[row]!, row).map((other) => `${id(row)} ${id(other)}`),
  );
  const { counts, listed } = listDifferences(index, witnesses, {});
  return {
    pairs: pairs.flat().sort(),
    counts,
    differences: listed.map(({ difference: { kind, first, second, apart } }) => [
      kind,
      first < 0 ? null : id(witnesses.rows[0]![first]!),
      second < 0 ? null : id(witnesses.rows[1]![second]!),
      apart,
    ]),
  };
}

test('correcting clocks changes neither what is matched, nor the estimate, nor what differs', async () => {
  await fc.assert(
    fc.asyncProperty(phones, clocks, async (sources, decisions) => {
      if (sources.every(({ messages }) => messages.length > 0)) {
        assert.deepEqual(await found(corrected(sources, decisions)), await found(indexOf(sources)));
      }
    }),
  );
});

test('a filter of times goes by the corrected ones', async () => {
  const message = (minutes: number, precision: 's' | 'day'): SegmentMessage => ({
    chat: '1@g.us',
    kind: 'text',
    text: `${minutes}`,
    sentAt: new Date(Date.UTC(2024, 2, 22) + minutes * 60_000).toISOString(),
    timeBasis: 'utc',
    timePrecision: precision,
    source: { file: 'msgstore.db', table: 'message', row: minutes + 1 },
  });
  const sources = [makeSource('AB/1', null, [message(0, 'day'), message(60, 's'), message(120, 's')])];
  const index = corrected(sources, [clock('AB/1', 61 * 60_000)]);
  const matches = applyFilter(index, { from: Date.UTC(2024, 2, 22), to: Date.UTC(2024, 2, 22, 1) }, null);
  const shown = Array.from({ length: matches.count }, (_, i) => rowAt(matches, i));
  const opened = await openRows(index.columns, shown, openMade);
  const rows = shown.map((row, i) => readRow(index, opened, row, i));
  assert.deepEqual(
    rows.map(({ text, correction }) => [text, correction?.ahead]),
    [
      ['0', undefined],
      ['120', 61 * 60_000],
    ],
  );
});
