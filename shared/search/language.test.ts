import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseQuery, periodOf, type Query, QueryError } from './language.ts';

/** A query as brackets: what the parser took it for. */
function shown(query: Query | null): string {
  if (query === null) return '';
  switch (query.type) {
    case 'and':
    case 'or':
      return `(${query.of.map(shown).join(` ${query.type} `)})`;
    case 'not':
      return `not ${shown(query.of)}`;
    case 'words': {
      const text = query.quoted ? `"${query.text}"` : query.text;
      return `${text}${query.begins ? '*' : ''}${query.typos ? `~${query.typos}` : ''}`;
    }
    case 'expression':
      return `/${query.source}/`;
    case 'field':
      return `${query.field}:<${query.value}>`;
  }
}

test('queries are read as investigators write them', () => {
  for (const [query, means] of [
    ['', ''],
    ['  ', ''],
    ['bomb', 'bomb'],
    ['bomb train', '(bomb and train)'],
    ['bomb AND train or van', '((bomb and train) or van)'],
    ['bomb (train or van)', '(bomb and (train or van))'],
    ['not bomb', 'not bomb'],
    ['-bomb -"green van"', '(not bomb and not "green van")'],
    ['"green van"', '"green van"'],
    ['“green van” «le train» „der Zug“', '("green van" and "le train" and "der Zug")'],
    ['bom*', 'bom*'],
    ['"green va"*', '"green va"*'],
    ['amonium~ nitrat~2', '(amonium~1 and nitrat~2)'],
    ['/b[o0]mb\\/x/', '/b[o0]mb/x/'],
    ['from:Hassan in:"The group"', '(from:<Hassan> and in:<The group>)'],
    ['KIND:Image has:LINK', '(kind:<image> and has:<link>)'],
    ['tag:"pick-up point" or has:note', '(tag:<pick-up point> or has:<note>)'],
    ['after:2024-03-22T14:00 before:2024-03', '(after:<2024-03-22T14:00> and before:<2024-03>)'],
    ['"and" and "or"', '("and" and "or")'],
    ['0770 090 0123', '0770 090 0123'],
    ['call 0770 090 0123 now', '(call and 0770 090 0123 and now)'],
    ['e-mail', 'e-mail'],
    ['14:40', '14:40'],
    ['https://example.com/a(b)', 'https://example.com/a(b)'],
    ['(a)(b)', '(a and b)'],
    ['not not a', 'not not a'],
  ] as const) {
    assert.equal(shown(parseQuery(query)), means, query);
  }
});

test('what is wrong with a query is told with its place', () => {
  for (const [query, message, start, end] of [
    ['"green van', /quotation mark is not closed/, 0, 10],
    ['a (b', /bracket is not closed/, 2, 3],
    ['a) b', /closing bracket has no opening/, 1, 2],
    ['()', /missing before this bracket/, 1, 2],
    ['or a', /missing before "or"/, 0, 2],
    ['a and', /missing at the end/, 2, 5],
    ['not', /missing at the end/, 0, 3],
    ['frm:Hassan', /no field "frm:"/, 0, 4],
    ['from:', /says nothing/, 0, 5],
    ['kind:picture', /"kind:" is one of text, image/, 0, 12],
    ['before:2024-13', /takes a date/, 0, 14],
    ['after:2023-02-29', /takes a date/, 0, 16],
    ['/abc', /not closed by/, 0, 4],
    ['//', /is empty/, 0, 2],
    ['b*mb', /only at the end/, 0, 4],
    ['word~3', /1 or 2 typos/, 0, 6],
    ['('.repeat(200), /too deep/, 100, 101],
    ['x'.repeat(10_001), /at most 10000/, 10_000, 10_001],
  ] as const) {
    assert.throws(
      () => parseQuery(query),
      (error) => {
        assert.ok(error instanceof QueryError, query);
        assert.match(error.message, message);
        assert.deepEqual(error.place, { start, end }, query);
        return true;
      },
    );
  }
});

test('a date spans its year, month, day, minute or second', () => {
  const span = (date: string): string[] => {
    const { from, to } = periodOf(date)!;
    return [new Date(from).toISOString(), new Date(to).toISOString()];
  };
  assert.deepEqual(span('2024'), ['2024-01-01T00:00:00.000Z', '2025-01-01T00:00:00.000Z']);
  assert.deepEqual(span('2024-12'), ['2024-12-01T00:00:00.000Z', '2025-01-01T00:00:00.000Z']);
  assert.deepEqual(span('2024-02-29'), ['2024-02-29T00:00:00.000Z', '2024-03-01T00:00:00.000Z']);
  assert.deepEqual(span('2024-03-22T14:40'), ['2024-03-22T14:40:00.000Z', '2024-03-22T14:41:00.000Z']);
  assert.deepEqual(span('2024-03-22T23:59:59'), ['2024-03-22T23:59:59.000Z', '2024-03-23T00:00:00.000Z']);
});

test('any text is a query or is told to be none', () => {
  const piece = fc.constantFrom(
    'a',
    '"',
    '(',
    ')',
    'or',
    'and',
    'not',
    '-',
    '/',
    '*',
    '~',
    ':',
    'from:',
    ' ',
    '«',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(piece).map((all) => all.join('')),
      ),
      (text) => {
        try {
          parseQuery(text);
        } catch (error) {
          assert.ok(error instanceof QueryError);
          assert.ok(error.place.start >= 0 && error.place.end <= text.length);
        }
      },
    ),
  );
});
