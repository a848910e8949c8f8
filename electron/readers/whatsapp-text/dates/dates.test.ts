import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { DateOrder } from '../../../../shared/model/index.ts';
import { formatReading } from '../../../../shared/time/instant.ts';
import type { Era } from '../header/eras.ts';
import { dayOfDate, gregorianDay } from './calendar.ts';
import { DateSurvey, decideOrder } from './order.ts';
import { ClockReader } from './reading.ts';

const DAY_MS = 86_400_000;

/** Year, month and day of an instant in one of ICU's calendars. */
function inCalendar(calendar: string) {
  const format = new Intl.DateTimeFormat('en-u-nu-latn', {
    calendar,
    timeZone: 'UTC',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  });
  return (day: number): [number, number, number] => {
    const field: Record<string, string> = {};
    for (const { type, value } of format.formatToParts(day * DAY_MS)) field[type] = value;
    return [Number(field.year), Number(field.month), Number(field.day)];
  };
}

const CALENDARS: readonly [calendar: string, from: number, to: number][] = [
  ['gregory', Date.UTC(1900, 0, 1), Date.UTC(2399, 11, 31)],
  ['buddhist', Date.UTC(1900, 0, 1), Date.UTC(2256, 0, 1)],
  ['islamic-umalqura', Date.UTC(2009, 0, 1), Date.UTC(2077, 0, 1)],
  ['persian', Date.UTC(1990, 0, 1), Date.UTC(2048, 0, 1)],
];

for (const [calendar, from, to] of CALENDARS) {
  test(`a date that ICU writes in the ${calendar} calendar is the day it was written for`, () => {
    const write = inCalendar(calendar);
    fc.assert(
      fc.property(fc.integer({ min: from / DAY_MS, max: to / DAY_MS }), (day) => {
        const [y, m, d] = write(day);
        // Before 2009 Hijri years and Persian ones are told apart by their era alone.
        assert.equal(
          dayOfDate(y, m, d, calendar === 'persian' ? 'persian' : undefined),
          day,
          `${y}-${m}-${d}`,
        );
      }),
      { numRuns: 1000 },
    );
  });
}

test('days that no calendar has are none', () => {
  for (const [y, m, d] of [
    [2023, 2, 29],
    [2100, 2, 29],
    [2024, 2, 30],
    [2024, 4, 31],
    [2024, 13, 1],
    [2024, 0, 1],
    [2024, 1, 0],
    [2567, 2, 30],
    [1402, 12, 30],
    [1445, 13, 1],
    [1445, 9, 31],
  ] as const) {
    assert.ok(Number.isNaN(dayOfDate(y, m, d)), `${y}-${m}-${d}`);
  }
  assert.equal(gregorianDay(0, 1, 1) * DAY_MS, Date.parse('0000-01-01T00:00:00Z'));
  assert.equal(gregorianDay(9999, 12, 31) * DAY_MS, Date.parse('9999-12-31T00:00:00Z'));
});

test('years of Japanese eras', () => {
  assert.equal(dayOfDate(6, 3, 22, 'reiwa'), gregorianDay(2024, 3, 22));
  assert.equal(dayOfDate(31, 4, 30, 'heisei'), gregorianDay(2019, 4, 30));
  assert.ok(Number.isNaN(dayOfDate(0, 3, 22, 'reiwa')));
});

type Line = readonly [number, number, number];

function facts(yearAt: 0 | 2 | -1, lines: readonly Line[], era?: Era) {
  const survey = new DateSurvey(yearAt);
  for (const [i, line] of lines.entries()) survey.add(line, era, i + 1, i * 40);
  return survey.result();
}

const decided = (yearAt: 0 | 2 | -1, lines: readonly Line[], chosen?: DateOrder) => {
  const { order, by } = decideOrder(facts(yearAt, lines), chosen);
  return `${order} by ${by}`;
};

test('a year of four digits in front fixes the order', () => {
  assert.equal(decided(0, [[2024, 3, 4]]), 'ymd by year');
  assert.equal(decided(0, [[2024, 3, 4]], 'dmy'), 'ymd by year');
});

test('a number above 12 anywhere fixes the order of all dates', () => {
  assert.equal(
    decided(2, [
      [1, 2, 2024],
      [3, 4, 2024],
      [13, 4, 2024],
      [1, 5, 2024],
    ]),
    'dmy by numbers',
  );
  assert.equal(
    decided(2, [
      [1, 2, 2024],
      [4, 13, 2024],
      [1, 1, 2024],
    ]),
    'mdy by numbers',
  );
});

test('where all numbers are small, the order in which no date goes back is right', () => {
  assert.equal(
    decided(2, [
      [1, 2, 2024],
      [12, 2, 2024],
      [1, 3, 2024],
    ]),
    'dmy by sequence',
  );
  assert.equal(
    decided(2, [
      [2, 1, 2024],
      [2, 12, 2024],
      [3, 1, 2024],
    ]),
    'mdy by sequence',
  );
});

test('what stays open is the investigator’s to choose, or stays ambiguous', () => {
  assert.equal(
    decided(2, [
      [1, 2, 2024],
      [2, 2, 2024],
    ]),
    'ambiguous by nothing',
  );
  assert.equal(
    decided(
      2,
      [
        [1, 2, 2024],
        [2, 2, 2024],
      ],
      'mdy',
    ),
    'mdy by investigator',
  );
  // A choice that the file rules out is none.
  assert.equal(decided(2, [[13, 2, 2024]], 'mdy'), 'dmy by numbers');
  assert.equal(decided(2, [[1, 2, 2024]], 'ymd'), 'ambiguous by nothing');
});

test('two-digit years can stand in front', () => {
  assert.equal(
    decided(-1, [
      [24, 3, 22],
      [24, 3, 23],
      [24, 3, 25],
    ]),
    'ymd by numbers',
  );
  assert.equal(
    decided(-1, [
      [23, 12, 30],
      [24, 4, 10],
      [24, 5, 9],
    ]),
    'ymd by sequence',
  );
  // Two dates are not enough to take a day for a year.
  assert.equal(
    decided(-1, [
      [24, 3, 22],
      [24, 3, 23],
    ]),
    'dmy by numbers',
  );
  assert.equal(
    decided(-1, [
      [22, 3, 24],
      [23, 3, 24],
      [25, 3, 24],
    ]),
    'dmy by numbers',
  );
  assert.equal(
    decided(-1, [
      [22, 3, 24],
      [23, 3, 24],
      [21, 3, 24],
    ]),
    'dmy by numbers',
  );
  assert.equal(decided(-1, [[24, 3, 22]], 'ymd'), 'ymd by investigator');
  assert.equal(
    decided(
      -1,
      [
        [22, 3, 24],
        [23, 3, 24],
        [25, 3, 24],
      ],
      'ymd',
    ),
    'dmy by numbers',
  );
  // Of 2001 there are no messages.
  assert.equal(decided(-1, [[24, 4, 1]]), 'ymd by numbers');
  assert.equal(decided(-1, [[15, 4, 16]]), 'dmy by numbers');
  assert.equal(decided(-1, [[3, 22, 24]]), 'mdy by numbers');
  assert.equal(decided(-1, [[9, 10, 11]]), 'ambiguous by nothing');
});

test('one odd date in hundreds does not undo what all others say, and many do', () => {
  const days: Line[] = Array.from({ length: 200 }, (_, n) => [1 + (n % 28), 4, 2024]);
  assert.equal(decided(2, [...days, [4, 20, 2024]]), 'dmy by numbers');
  assert.equal(
    decided(2, [
      [20, 4, 2024],
      [4, 20, 2024],
      [1, 2, 2024],
    ]),
    'ambiguous by contradiction',
  );
});

function reader(yearAt: 0 | 2 | -1, lines: readonly Line[], chosen?: DateOrder) {
  const found = facts(yearAt, lines);
  return new ClockReader(decideOrder(found, chosen), found, chosen);
}

const at = (clock: ClockReader, line: Line, era?: Era): string | undefined => {
  const wall = clock.read([...line, 14, 38, 5], era, undefined);
  return Number.isNaN(wall) ? clock.untimed : new Date(wall).toISOString().slice(0, 19);
};

test('a contradictory file is read line by line, where a line’s own numbers allow one order only', () => {
  const lines: Line[] = [
    [20, 4, 2024],
    [4, 21, 2024],
    [1, 2, 2024],
    [5, 5, 2024],
  ];
  const clock = reader(2, lines);
  assert.deepEqual(
    lines.map((line) => at(clock, line)),
    ['2024-04-20T14:38:05', '2024-04-21T14:38:05', 'open', '2024-05-05T14:38:05'],
  );
  assert.equal(at(reader(2, lines, 'mdy'), [1, 2, 2024]), '2024-01-02T14:38:05');
});

test('an open order gives a time only to dates that are the same either way', () => {
  const clock = reader(2, [[1, 2, 2024]]);
  assert.equal(at(clock, [1, 2, 2024]), 'open');
  assert.equal(at(clock, [3, 3, 2024]), '2024-03-03T14:38:05');
});

test('dates and times that do not exist give none', () => {
  const clock = reader(2, [[22, 3, 2024]]);
  assert.equal(at(clock, [31, 2, 2024]), 'impossible');
  assert.equal(at(clock, [1, 13, 2024]), 'impossible');
  assert.ok(Number.isNaN(clock.read([22, 3, 2024, 25, 0, 0])));
  assert.ok(Number.isNaN(clock.read([22, 3, 2024, 12, 60, 0])));
  assert.ok(Number.isNaN(clock.read([22, 3, 2024, 12, 0, 60])));
  assert.equal(clock.untimed, 'impossible');
});

test('two-digit years are of this century, unless all of a file are Buddhist or a clock was not set', () => {
  assert.equal(at(reader(-1, [[22, 3, 24]]), [22, 3, 24]), '2024-03-22T14:38:05');
  assert.equal(at(reader(-1, [[22, 3, 67]]), [22, 3, 67]), '2024-03-22T14:38:05');
  const mixed = reader(-1, [
    [1, 1, 70],
    [22, 3, 24],
  ]);
  assert.equal(at(mixed, [22, 3, 24]), '2024-03-22T14:38:05');
  assert.equal(at(mixed, [1, 1, 70]), '1970-01-01T14:38:05');
  assert.equal(mixed.beforeFounding, 1);
});

test('years in full are of the calendar that their size says', () => {
  const clock = reader(2, [[22, 3, 2567]]);
  assert.equal(at(clock, [22, 3, 2567]), '2024-03-22T14:38:05');
  assert.equal(at(clock, [12, 9, 1445]), '2024-03-22T14:38:05');
  assert.equal(at(clock, [3, 1, 1403]), '2024-03-22T14:38:05');
  assert.deepEqual([...clock.calendars.keys()], ['buddhist', 'hijri', 'persian']);
  assert.equal(at(clock, [1, 1, 9999]), '9999-01-01T14:38:05');
  assert.equal(at(reader(2, [[22, 3, 67]]), [22, 3, 67]), '0067-03-22T14:38:05');
});

test('a reading is written as the shared form writes it', () => {
  const clock = reader(0, [[2024, 3, 22]]);
  fc.assert(
    fc.property(
      fc.tuple(
        fc.integer({ min: 0, max: 1299 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 28 }),
        fc.integer({ min: 0, max: 23 }),
        fc.integer({ min: 0, max: 59 }),
        fc.integer({ min: 0, max: 59 }),
      ),
      (numbers) => {
        const wall = clock.read(numbers);
        assert.equal(clock.reading(), formatReading(wall, 'device-local'));
      },
    ),
  );
});

test('dates written in one order are read in it, when one of them tells', () => {
  const date = fc.tuple(
    fc.integer({ min: 2009, max: 2049 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
  );
  fc.assert(
    fc.property(
      fc.constantFrom('dmy', 'mdy'),
      fc.array(date, { minLength: 1, maxLength: 30 }),
      (order, dates) => {
        const written = dates.map(([y, m, d]): Line => (order === 'dmy' ? [d, m, y] : [m, d, y]));
        const clock = reader(2, written);
        const tells = dates.some(([, , d]) => d > 12);
        for (const [i, [y, m, d]] of dates.entries()) {
          const read = at(clock, written[i]!);
          if (tells)
            assert.equal(read, new Date(Date.UTC(y, m - 1, d, 14, 38, 5)).toISOString().slice(0, 19));
        }
      },
    ),
  );
});
