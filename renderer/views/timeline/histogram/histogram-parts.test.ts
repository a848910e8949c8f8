import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Zone } from '../../../../shared/time/zone.ts';
import { ticksOf } from './axis.ts';
import { boundaries, boundaryAt, UNITS, unitFor, unitText } from './calendar.ts';
import { lengthOf, panned, spanAround, spanWith, wholeSpan, zoomed } from './span.ts';

const LONDON = new Zone('Europe/London');
const ZONES = [
  'UTC',
  'Europe/London',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'America/St_Johns',
  'Asia/Beirut',
].map((name) => new Zone(name));
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const of = (text: string) => UNITS.find((unit) => unitText(unit) === text)!;
const wall = (zone: Zone, at: number): string => new Date(at + zone.offsetAt(at)).toISOString().slice(0, 16);

test('days of a zone’s calendar are 23 and 25 hours long where its clocks change', () => {
  const spring = boundaries(LONDON, Date.UTC(2024, 2, 30), Date.UTC(2024, 3, 1, 5), of('1 day'));
  assert.deepEqual(
    [...spring].map((at) => wall(LONDON, at)),
    ['2024-03-30T00:00', '2024-03-31T00:00', '2024-04-01T00:00', '2024-04-02T00:00'],
  );
  assert.equal((spring[2]! - spring[1]!) / HOUR, 23);
  const autumn = boundaries(LONDON, Date.UTC(2024, 9, 27), Date.UTC(2024, 9, 28), of('1 day'));
  assert.equal((autumn[1]! - autumn[0]!) / HOUR, 25);
});

test('hours go on evenly through a change of clocks, on the clock’s whole hours', () => {
  const edges = boundaries(LONDON, Date.UTC(2024, 9, 26, 23), Date.UTC(2024, 9, 27, 4), of('1 hour'));
  assert.deepEqual(new Set([...edges].slice(1).map((at, i) => at - edges[i]!)), new Set([HOUR]));
  assert.deepEqual(
    [...edges].map((at) => wall(LONDON, at).slice(11)),
    ['00:00', '01:00', '01:00', '02:00', '03:00', '04:00'],
  );
});

test('six hours are those that the clock shows', () => {
  const edges = boundaries(LONDON, Date.UTC(2024, 2, 31), Date.UTC(2024, 2, 31, 22), of('6 hours'));
  assert.deepEqual(
    [...edges].map((at) => wall(LONDON, at).slice(11)),
    ['00:00', '06:00', '12:00', '18:00', '00:00'],
  );
});

test('weeks begin on Monday, months on their first, quarters in January, years on 1 January', () => {
  const at = Date.UTC(2024, 7, 15, 12);
  const start = (text: string) => wall(LONDON, boundaryAt(LONDON, at, of(text)));
  assert.deepEqual(['1 week', '1 month', '3 months', '1 year', '10 years', '1000 years'].map(start), [
    '2024-08-12T00:00',
    '2024-08-01T00:00',
    '2024-07-01T00:00',
    '2024-01-01T00:00',
    '2020-01-01T00:00',
    '2000-01-01T00:00',
  ]);
});

test('boundaries rise, cover the span, and are as many as were asked for, in any zone and for any length', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...ZONES),
      fc.integer({ min: Date.UTC(1980, 0), max: Date.UTC(2030, 0) }),
      fc
        .integer({ min: 4, max: 12 })
        .chain((digits) => fc.integer({ min: 10 ** (digits - 1), max: 10 ** digits })),
      (zone, from, length) => {
        const unit = unitFor(length, 300);
        const edges = boundaries(zone, from, from + length, unit);
        assert.ok(edges[0]! <= from && edges.at(-1)! >= from + length);
        assert.ok(edges[1]! > from && edges.at(-2)! < from + length);
        assert.ok(edges.every((edge, i) => i === 0 || edge > edges[i - 1]!));
        assert.ok(edges.length <= 300 * 1.2 + 3, `${edges.length} of ${unitText(unit)}`);
      },
    ),
  );
});

test('times out of any calendar’s use still have boundaries', () => {
  const from = Date.UTC(1900, 0) - 1900 * 365.2425 * DAY;
  const edges = boundaries(LONDON, from, Date.UTC(9999, 0), unitFor(Date.UTC(9999, 0) - from, 300));
  assert.ok(edges.length > 2 && edges.length <= 303);
});

test('ticks stand at the calendar’s boundaries, and days and years among hours and months stand out', () => {
  const labels = (from: number, to: number) =>
    ticksOf(LONDON, from, to, 600).map(({ label, isMajor }) => (isMajor ? `*${label}` : label));
  assert.deepEqual(
    labels(Date.UTC(2022, 6), Date.UTC(2024, 2)),
    ['Jul 2022', 'Oct 2022', '*2023', 'Apr 2023', 'Jul 2023', 'Oct 2023', '*2024'].slice(1),
  );
  assert.deepEqual(labels(Date.UTC(2024, 2, 22, 13), Date.UTC(2024, 2, 23, 7)), [
    '15:00',
    '18:00',
    '21:00',
    '*23 Mar',
    '03:00',
    '06:00',
  ]);
  assert.deepEqual(labels(Date.UTC(2024, 2, 22, 14, 40), Date.UTC(2024, 2, 22, 14, 40, 25)), [
    '14:40:00',
    '14:40:05',
    '14:40:10',
    '14:40:15',
    '14:40:20',
    '14:40:25',
  ]);
  assert.deepEqual(labels(Date.UTC(2024, 6, 1, 11), Date.UTC(2024, 6, 1, 14)), [
    '12:00',
    '12:30',
    '13:00',
    '13:30',
    '14:00',
    '14:30',
    '15:00',
  ]);
});

test('zooming keeps the moment under the pointer, and stays within the whole', () => {
  const whole = wholeSpan(0, 1000 * DAY);
  assert.deepEqual(whole, { from: -10 * DAY, to: 1010 * DAY });
  const near = zoomed(whole, whole, 0.5, 500 * DAY);
  assert.equal(lengthOf(near), 510 * DAY);
  assert.equal((500 * DAY - near.from) / lengthOf(near), 0.5);
  assert.deepEqual(zoomed(near, whole, 100, 0), whole);
  assert.equal(lengthOf(zoomed(near, whole, 0, 500 * DAY)), 10_000);
  assert.deepEqual(zoomed({ from: 990 * DAY, to: 1010 * DAY }, whole, 2, 1000 * DAY), {
    from: 970 * DAY,
    to: 1010 * DAY,
  });
});

test('a case of one moment has a span', () => {
  const whole = wholeSpan(5, 5);
  assert.equal(lengthOf(whole), 10_000);
  assert.deepEqual(zoomed(whole, whole, 0.1, 5), whole);
});

test('panning and going to a moment keep the length', () => {
  const whole = { from: 0, to: 100 * DAY };
  const span = { from: 10 * DAY, to: 20 * DAY };
  assert.deepEqual(panned(span, whole, -30 * DAY), { from: 0, to: 10 * DAY });
  assert.deepEqual(spanWith(span, whole, 15 * DAY), span);
  assert.deepEqual(spanWith(span, whole, 30 * DAY), { from: 20 * DAY, to: 30 * DAY });
  assert.deepEqual(spanAround({ from: 40 * DAY, to: 50 * DAY }, whole), { from: 39 * DAY, to: 51 * DAY });
});
