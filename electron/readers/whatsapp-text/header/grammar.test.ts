import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { DAY_PERIODS, dayPeriod, hourOfDay } from './day-periods.ts';
import { digitValue } from './digits.ts';
import { readHeader } from './grammar.ts';

/** The numbers of a header by role, with its period, and what follows it. */
function parts(line: string) {
  const header = readHeader(line);
  if (!header) return null;
  const { numbers, lead, gap, tail, bodyAt } = header;
  const period = lead.period ?? gap.period ?? tail.period;
  const era = lead.era ?? gap.era ?? tail.era;
  return {
    ...Object.fromEntries(numbers.map(({ role, value }) => [role, value])),
    ...(period === undefined ? {} : { period }),
    ...(era === undefined ? {} : { era }),
    rest: line.slice(bodyAt),
  };
}

const FORMS: readonly [what: string, line: string, found: Record<string, number | string>][] = [
  ['Android', '22/03/24, 14:38 - Ana: hi', { n1: 22, n2: 3, n3: 24, hour: 14, minute: 38, rest: 'Ana: hi' }],
  [
    'iPhone',
    '[22/03/24, 14:38:05] Ana: hi',
    { n1: 22, n2: 3, n3: 24, hour: 14, minute: 38, second: 5, rest: 'Ana: hi' },
  ],
  [
    'iPhone with a mark in front and a narrow space before PM',
    '\u200e[3/22/24, 2:38:05\u202fPM] Ana: \u200eimage omitted',
    { n1: 3, n2: 22, n3: 24, hour: 2, minute: 38, second: 5, period: 'pm', rest: 'Ana: \u200eimage omitted' },
  ],
  [
    'older iPhone',
    '22/03/15 14:38:05: Ana: hi',
    { n1: 22, n2: 3, n3: 15, hour: 14, minute: 38, second: 5, rest: 'Ana: hi' },
  ],
  [
    'German dots',
    '22.03.24, 14:38 - Ana: hi',
    { n1: 22, n2: 3, n3: 24, hour: 14, minute: 38, rest: 'Ana: hi' },
  ],
  [
    'dots with spaces',
    '22. 3. 2024 14:38 - Ana: hi',
    { n1: 22, n2: 3, n3: 2024, hour: 14, minute: 38, rest: 'Ana: hi' },
  ],
  [
    'year first with dashes',
    '2024-03-22, 2:38 p.m. - Ana: hi',
    { n1: 2024, n2: 3, n3: 22, hour: 2, minute: 38, period: 'pm', rest: 'Ana: hi' },
  ],
  [
    'the sample pokemon.txt',
    '15.04.2016, 15:04 - x',
    { n1: 15, n2: 4, n3: 2016, hour: 15, minute: 4, rest: 'x' },
  ],
  [
    'the sample lorem-2000.txt',
    '[2019-04-16 02:09] Mary: x',
    { n1: 2019, n2: 4, n3: 16, hour: 2, minute: 9, rest: 'Mary: x' },
  ],
  [
    'older French',
    '03/02/2015 à 15:20 - Ana: hi',
    { n1: 3, n2: 2, n3: 2015, hour: 15, minute: 20, rest: 'Ana: hi' },
  ],
  [
    'Canadian French',
    '2019-03-05 17 h 03 - Ana: hi',
    { n1: 2019, n2: 3, n3: 5, hour: 17, minute: 3, rest: 'Ana: hi' },
  ],
  [
    'Canadian French with seconds',
    '[2019-03-05 17 h 03 min 07 s] Ana: hi',
    { n1: 2019, n2: 3, n3: 5, hour: 17, minute: 3, second: 7, rest: 'Ana: hi' },
  ],
  [
    'Finnish',
    '22.3.2024 klo 14.38 - Ana: hi',
    { n1: 22, n2: 3, n3: 2024, hour: 14, minute: 38, rest: 'Ana: hi' },
  ],
  [
    'Bulgarian',
    '22.03.24 г., 14:38 ч. - Ana: hi',
    { n1: 22, n2: 3, n3: 24, hour: 14, minute: 38, era: 'gregorian', rest: 'Ana: hi' },
  ],
  ['Basque', '24/3/22 (14:38) - Ana: hi', { n1: 24, n2: 3, n3: 22, hour: 14, minute: 38, rest: 'Ana: hi' }],
  [
    'Indonesian',
    '13/10/2022 16.25 - Ana: hi',
    { n1: 13, n2: 10, n3: 2022, hour: 16, minute: 25, rest: 'Ana: hi' },
  ],
  [
    'Spanish with a non-breaking space',
    '22/3/24, 2:38 p.\u00a0m. - Ana: hi',
    { n1: 22, n2: 3, n3: 24, hour: 2, minute: 38, period: 'pm', rest: 'Ana: hi' },
  ],
  [
    'Korean',
    '2024. 3. 22. 오후 2:38 - 김: 안녕',
    { n1: 2024, n2: 3, n3: 22, hour: 2, minute: 38, period: 'pm', rest: '김: 안녕' },
  ],
  [
    'Chinese',
    '[2024/3/22, 下午2:38:05] 王: 好',
    { n1: 2024, n2: 3, n3: 22, hour: 2, minute: 38, second: 5, period: 'pm', rest: '王: 好' },
  ],
  [
    'Chinese at night',
    '2024/3/22 凌晨12:38 - 王: 好',
    { n1: 2024, n2: 3, n3: 22, hour: 12, minute: 38, period: 'am', rest: '王: 好' },
  ],
  [
    'Japanese era',
    '[令和6/3/22 午後2:38:05] 田中: はい',
    { n1: 6, n2: 3, n3: 22, hour: 2, minute: 38, second: 5, period: 'pm', era: 'reiwa', rest: '田中: はい' },
  ],
  [
    'Arabic digits and marks',
    '٢٢\u200f/٣\u200f/٢٠٢٤، ٢:٣٨ م - أحمد: نعم',
    { n1: 22, n2: 3, n3: 2024, hour: 2, minute: 38, period: 'pm', rest: 'أحمد: نعم' },
  ],
  [
    'Hijri',
    '[١٢\u200f/٩\u200f/١٤٤٥ هـ، ٢:٣٨:٠٥ م] أحمد: نعم',
    {
      n1: 12,
      n2: 9,
      n3: 1445,
      hour: 2,
      minute: 38,
      second: 5,
      era: 'hijri',
      period: 'pm',
      rest: 'أحمد: نعم',
    },
  ],
  [
    'Persian digits',
    '۱۴۰۳/۱/۳،\u200f ۱۴:۳۸ - علی: سلام',
    { n1: 1403, n2: 1, n3: 3, hour: 14, minute: 38, rest: 'علی: سلام' },
  ],
  [
    'Devanagari digits',
    '२२/३/२४, २:३८ pm - अनु: हाँ',
    { n1: 22, n2: 3, n3: 24, hour: 2, minute: 38, period: 'pm', rest: 'अनु: हाँ' },
  ],
  [
    'Hindi day period',
    '22/3/24, 2:38 अपराह्न - अनु: हाँ',
    { n1: 22, n2: 3, n3: 24, hour: 2, minute: 38, period: 'pm', rest: 'अनु: हाँ' },
  ],
  [
    'Buddhist era',
    '3/22/2567 BE, 2:38 PM - Ana: hi',
    { n1: 3, n2: 22, n3: 2567, hour: 2, minute: 38, era: 'buddhist', period: 'pm', rest: 'Ana: hi' },
  ],
  [
    'time first',
    '14:38, 22/03/2024 - Ana: hi',
    { hour: 14, minute: 38, n1: 22, n2: 3, n3: 2024, rest: 'Ana: hi' },
  ],
  [
    'time first with a period',
    '[2:38 PM, 3/22/2024] Ana: hi',
    { hour: 2, minute: 38, period: 'pm', n1: 3, n2: 22, n3: 2024, rest: 'Ana: hi' },
  ],
  [
    'numbers out of range',
    '99/99/9999, 99:99 - x',
    { n1: 99, n2: 99, n3: 9999, hour: 99, minute: 99, rest: 'x' },
  ],
];

for (const [what, line, found] of FORMS) {
  test(`a header is read in this form: ${what}`, () => assert.deepEqual(parts(line), found));
}

for (const line of [
  '',
  'hi',
  '22/03/24',
  '22/03/24, 14:38',
  '22/03/24, 14:38 Ana: hi',
  '22/03/24, 14:38- Ana: hi',
  '[22/03/24, 14:38:05 Ana: hi',
  '22/03/24, 14:38:05] Ana: hi',
  '22/03-24, 14:38 - Ana: hi',
  '22/03/24 maybe 14:38 - Ana: hi',
  '22/03/24, 14:38 zz - Ana: hi',
  '22/03/024, 14:38 - Ana: hi',
  '2024/03/2024, 14:38 - Ana: hi',
  '22/03/24, 14:3 - Ana: hi',
  '22/03/2414:38 - Ana: hi',
  'on 22/03/24, 14:38 - Ana: hi',
  '2 apples - 3 pears: 4 plums',
]) {
  test(`no header is seen in ${JSON.stringify(line)}`, () => assert.equal(readHeader(line), null));
}

test('lines of one form have one shape, and lines of two forms have two', () => {
  const shape = (line: string): string => readHeader(line)!.shape;
  assert.equal(shape('1/2/24, 9:05 AM - x'), shape('\u200e12/11/24, 10:15\u202fpm - x'));
  const shapes = FORMS.slice(0, 8).map(([, line]) => shape(line));
  assert.equal(new Set(shapes).size, shapes.length);
});

/** Every locale whose short dates differ in some way that matters here. */
const LOCALES =
  'af am ar as az be bg bn bs ca cs cy da de el en es et eu fa fi fil fr fr-CA ga gl gu he hi hr hu hy id is it ja ka kk km kn ko ky lo lt lv mk ml mn mr ms my nb ne nl or pa pl pt ro ru sd si sk sl so sq sr sr-Latn sv sw ta te tg th tk tr uk ur uz vi zh zh-Hant zh-Hant-HK zu en-AU en-CA en-ZA es-MX es-CO ar-EG ar-SA th-u-ca-buddhist en-u-ca-buddhist ar-SA-u-ca-islamic-umalqura en-u-ca-persian fa'.split(
    ' ',
  );

test('the short dates and times that ICU writes are read, in brackets and before a dash', () => {
  const at = Date.UTC(2024, 2, 22, 14, 38, 5);
  for (const locale of LOCALES) {
    for (const hour12 of [true, false]) {
      for (const second of [undefined, '2-digit'] as const) {
        const date = new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeZone: 'UTC' }).format(at);
        const time = new Intl.DateTimeFormat(locale, {
          hour: 'numeric',
          minute: '2-digit',
          ...(second ? { second } : {}),
          hour12,
          timeZone: 'UTC',
        }).format(at);
        for (const line of [`${date}, ${time} - Ana: x`, `[${date} ${time}] Ana: x`]) {
          const header = readHeader(line);
          assert.ok(header, `${locale}: ${line}`);
          assert.equal(line.slice(header.bodyAt), 'Ana: x', line);
          const value = (role: string) => header.numbers.find((number) => number.role === role)?.value;
          const { lead, gap, tail } = header;
          const hour = hourOfDay(value('hour')!, lead.period ?? gap.period ?? tail.period);
          assert.deepEqual([hour, value('minute'), value('second')], [14, 38, second && 5], line);
        }
      }
    }
  }
});

test('what ICU calls the parts of a day means the hour it is said of', () => {
  for (const locale of [
    'zh',
    'zh-Hant',
    'zh-Hant-HK',
    'hi',
    'bn',
    'ta',
    'te',
    'mr',
    'gu',
    'ml',
    'kn',
    'th',
    'ms',
    'es',
    'ko',
    'my',
    'ja',
    'ur',
  ]) {
    for (let hour = 0; hour < 24; hour++) {
      const format = new Intl.DateTimeFormat(locale, {
        hour: 'numeric',
        dayPeriod: 'short',
        hour12: true,
        timeZone: 'UTC',
      });
      const name = format
        .formatToParts(Date.UTC(2024, 2, 22, hour))
        .find(({ type }) => type === 'dayPeriod')!.value;
      const period = dayPeriod(name);
      // Some names are of the whole night for half a day; only those known are held to it.
      if (period === undefined) continue;
      assert.equal(hourOfDay(hour % 12 || 12, period), hour, `${locale} ${name} ${hour}`);
    }
  }
});

test('every day period of the table is found, whatever its dots, spaces and case', () => {
  for (const [name, period] of DAY_PERIODS) {
    assert.equal(dayPeriod(name), period, name);
    assert.equal(dayPeriod(name.toUpperCase().replaceAll(' ', '\u00a0')), period, name);
  }
  assert.equal(dayPeriod('lunch'), undefined);
});

test('hours of twelve and of twenty-four', () => {
  assert.deepEqual(
    [12, 1, 11].map((hour) => hourOfDay(hour, 'am')),
    [0, 1, 11],
  );
  assert.deepEqual(
    [12, 1, 11].map((hour) => hourOfDay(hour, 'pm')),
    [12, 13, 23],
  );
  assert.deepEqual(
    [11, 12, 1].map((hour) => hourOfDay(hour, 'noon')),
    [11, 12, 13],
  );
  assert.deepEqual(
    [12, 3, 9].map((hour) => hourOfDay(hour, 'night')),
    [0, 3, 21],
  );
  assert.equal(hourOfDay(14, 'pm'), 14);
  assert.equal(hourOfDay(24, undefined), 0);
});

test('decimal digits are those that Unicode says, below U+10000', () => {
  for (let code = 0; code < 0x10000; code++) {
    const isDigit = /\p{Nd}/u.test(String.fromCharCode(code));
    assert.equal(digitValue(code) >= 0, isDigit, `U+${code.toString(16)}`);
  }
  assert.equal(digitValue('٧'.charCodeAt(0)), 7);
  assert.equal(digitValue('９'.charCodeAt(0)), 9);
});

test('no line makes it throw, and what it finds lies within the line', () => {
  const pieces = fc.constantFrom(
    '22',
    '3',
    '2024',
    '/',
    '.',
    '-',
    ', ',
    ' ',
    ':',
    '14',
    '38',
    'PM',
    'م',
    '[',
    ']',
    ' - ',
    '\u200e',
    '٢',
    'é',
    '\ud800',
    'h',
  );
  fc.assert(
    fc.property(
      fc.array(pieces, { maxLength: 30 }).map((list) => list.join('')),
      (line) => {
        const header = readHeader(line);
        if (!header) return;
        assert.ok(header.bodyAt <= line.length);
        for (const { from, to } of header.numbers) assert.ok(from < to && to <= header.bodyAt);
      },
    ),
    { numRuns: 2000 },
  );
});
