import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Zone } from '../../../shared/time/zone.ts';
import { binsOf } from './bins.ts';

const HOUR = 3_600_000;
const hoursOf = (counts: Record<string, number>): Map<number, number> =>
  new Map(Object.entries(counts).map(([at, messages]) => [Math.floor(Date.parse(at) / HOUR), messages]));
const sum = (bins: readonly { messages: number }[]): number =>
  bins.reduce((all, { messages }) => all + messages, 0);
const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

test('a span of weeks is drawn by day, with the empty days between', () => {
  const drawn = binsOf(hoursOf({ '2024-02-27T23:00:00Z': 3, '2024-03-02T00:00:00Z': 2 }), undefined)!;
  assert.equal(drawn.unit, 'hour');
  const weeks = binsOf(hoursOf({ '2024-02-27T23:00:00Z': 3, '2024-03-22T00:00:00Z': 2 }), undefined)!;
  assert.equal(weeks.unit, 'day');
  assert.equal(weeks.bins.length, 25);
  assert.deepEqual([day(weeks.bins[0]!.from), day(weeks.bins.at(-1)!.from)], ['2024-02-27', '2024-03-22']);
  assert.equal(sum(weeks.bins), 5);
});

test('months have their own lengths', () => {
  const { unit, bins } = binsOf(
    hoursOf({ '2023-01-31T12:00:00Z': 1, '2024-02-29T12:00:00Z': 1 }),
    undefined,
  )!;
  assert.equal(unit, 'month');
  assert.deepEqual(
    bins.slice(0, 3).map(({ from }) => day(from)),
    ['2023-01-01', '2023-02-01', '2023-03-01'],
  );
  assert.equal(bins.length, 14);
});

test('days are those of the zone', () => {
  const hours = hoursOf({ '2024-03-01T00:00:00Z': 1, '2024-03-20T02:00:00Z': 1 });
  const { bins } = binsOf(hours, new Zone('America/New_York'))!;
  assert.deepEqual([day(bins[0]!.from), day(bins.at(-1)!.from)], ['2024-02-29', '2024-03-19']);
});

test('a few absurd years do not flatten all others, and are counted', () => {
  const hours = hoursOf({
    '1970-01-01T00:00:00Z': 2,
    '2024-03-01T00:00:00Z': 900,
    '2024-03-20T00:00:00Z': 900,
    '9999-01-01T00:00:00Z': 3,
  });
  const { unit, bins, before, after } = binsOf(hours, undefined)!;
  assert.equal(unit, 'day');
  assert.deepEqual([before, sum(bins), after], [2, 1800, 3]);
});

test('nothing with a time is nothing to draw', () => {
  assert.equal(binsOf(new Map(), undefined), null);
});
