import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readHeader } from './grammar.ts';
import { HeaderMatcher } from './matcher.ts';

const PLACES = ['n1', 'n2', 'n3', 'hour', 'minute', 'second'];

/** What a matcher that has seen other lines finds, as the grammar would say it. */
function found(matcher: HeaderMatcher, line: string) {
  const bytes = Buffer.from(line);
  if (!HeaderMatcher.canBegin(bytes[0] ?? 0) || !matcher.match(bytes, 0, bytes.length)) return null;
  return {
    numbers: [...matcher.numbers],
    period: matcher.period,
    era: matcher.era,
    rest: bytes.toString('utf8', matcher.bodyAt),
  };
}

function expected(shape: string, line: string) {
  const header = readHeader(line);
  if (!header || header.shape !== shape) return null;
  const { numbers, lead, gap, tail, bodyAt } = header;
  return {
    numbers: PLACES.map((role) => numbers.find((number) => number.role === role)?.value ?? 0),
    period: lead.period ?? gap.period ?? tail.period,
    era: lead.era ?? gap.era ?? tail.era,
    rest: line.slice(bodyAt),
  };
}

const digits = (least: number, most: number) =>
  fc.integer({ min: 0, max: 9999 }).map((n) => String(n).padStart(least, '0').slice(-most));

/** Lines of one form with every freedom it has, and lines that are nearly so. */
const SHAPES: readonly [sample: string, fc.Arbitrary<string>][] = [
  [
    '3/22/24, 2:38 PM - x',
    fc
      .tuple(
        fc.constantFrom('', '\u200e', '\ufeff'),
        digits(1, 2),
        digits(1, 2),
        digits(2, 2),
        digits(1, 2),
        digits(2, 2),
        fc.constantFrom(' AM', ' PM', '\u202fPM', '\u00a0a.m.', '', ' ZZ', 'PM'),
        fc.constantFrom(' - ', ' – ', ' -', ': '),
        fc.string({ maxLength: 6 }),
      )
      .map(
        ([lead, m, d, y, h, min, period, end, rest]) =>
          `${lead}${m}/${d}/${y}, ${h}:${min}${period}${end}${rest}`,
      ),
  ],
  [
    '[٢٢\u200f/٣\u200f/٢٠٢٤، ٢:٣٨:٠٥ م] x',
    fc
      .tuple(
        fc.constantFrom('٠١٢٣٤٥٦٧٨٩', '۰۱۲۳۴۵۶۷۸۹', '0123456789', '०१२३४५६७८९'),
        digits(1, 2),
        digits(4, 4),
        digits(1, 2),
        digits(2, 2),
        fc.constantFrom('', '\u200f'),
        fc.constantFrom('م', 'ص', 'pm'),
        fc.constantFrom('] ', ']'),
      )
      .map(([script, d, y, h, min, mark, period, end]) => {
        const line = `[${d}${mark}/${d}/${y}، ${h}:${min}:${min} ${period}${end}نص`;
        return line.replace(/\d/g, (digit) => script[Number(digit)]!);
      }),
  ],
  [
    '2024. 3. 22. 오후 2:38 - x',
    fc
      .tuple(
        digits(4, 4),
        digits(1, 2),
        digits(1, 2),
        fc.constantFrom('오전', '오후'),
        digits(1, 2),
        digits(2, 2),
      )
      .map(([y, m, d, period, h, min]) => `${y}. ${m}. ${d}. ${period} ${h}:${min} - 김: x`),
  ],
];

for (const [sample, lines] of SHAPES) {
  test(`what is learnt of headers like “${sample}” finds what the grammar finds`, () => {
    const { shape } = readHeader(sample)!;
    const matcher = new HeaderMatcher(shape);
    fc.assert(
      fc.property(lines, (line) => {
        assert.deepEqual(found(matcher, line), expected(shape, line), line);
        // Once more: now the line's layout is known.
        assert.deepEqual(found(matcher, line), expected(shape, line), line);
      }),
      { numRuns: 1500 },
    );
  });
}

test('a header with a byte that is not UTF-8 is none', () => {
  const matcher = new HeaderMatcher(readHeader('22/03/24, 14:38 - x')!.shape);
  const bytes = Buffer.from('22/03/24, 14:38 - x');
  bytes[8] = 0xff;
  assert.equal(matcher.match(bytes, 0, bytes.length), false);
});
