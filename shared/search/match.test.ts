import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseQuery, QueryError } from './language.ts';
import { foundIn, Matcher } from './match.ts';
import { type PlanOptions, planOf } from './plan.ts';

function matches(query: string, text: string, options?: PlanOptions): boolean {
  const plan = planOf(parseQuery(query)!, options);
  return new Matcher<null>(plan, () => false).test(null, [text]);
}

test('a query finds what it should and leaves the rest', () => {
  for (const [query, text, found] of [
    ['bomb', 'The BOMB is here', true],
    ['bomb', 'The bombs are here', false],
    ['bomb*', 'The bombs are here', true],
    ['green van', 'a van, not green', true],
    ['"green van"', 'a van, not green', false],
    ['"green van"', 'the green-van', true],
    ['not van', 'the train', true],
    ['train -van', 'train and van', false],
    ['train or van', 'a van', true],
    ['cafe', 'au Café', true],
    ['café', 'au cafe', true],
    ['"café"', 'au cafe', false],
    ['"cafe"', 'au café', false],
    ['"cafe"', 'au café, le cafe', true],
    ['"café"', 'au CAFE\u0301', true],
    ['محمد', 'قال مُحَمَّد', true],
    ['"محمد"', 'قال مُحَمَّد', false],
    ['احمد', 'يا أحمد', true],
    ['١٤', 'at 14', true],
    ["don't", 'I don’t know', true],
    ["don't", 'don t-shirts', true],
    ['e-mail', 'an e mail', true],
    ['e-mail', 'mail e', false],
    ['京タ', '東京タワー', true],
    ['京', '東京タワー', true],
    ['タワー', '東京タワー', true],
    ['東タ', '東京タワー', false],
    ['"東京"', '北東京', true],
    ['ー', '東京タワー', true],
    ['ข้าว', 'กินข้าวแล้ว', true],
    ['👍', 'ok 👍🏽', true],
    ['"👍"', 'ok 👍🏽', false],
    ['amonium~', 'ammonium', true],
    ['amonum~', 'ammonium', false],
    ['amonum~2', 'ammonium', true],
    ['tarin~', 'train', true],
    ['07700 900123', 'call +44 7700 900-123 now', true],
    ['+447700900123', 'call 07700 900 123', true],
    ['00447700900123', 'call 07700.900.123', true],
    ['447700900123', 'id 447700900123', true],
    ['+447700900123', 'call 07700900124', false],
    ['+447700900123', 'call 900123', false],
    ['1234567', 'ref 12-345-67', true],
    ['1234567', 'ref 12345678', false],
    ['12 345 67', 'ref 1234567', true],
    ['5551234', 'call 555 1234 888 9999', true],
    ['https://example.com/a', 'see http://www.example.com/a?b=1', true],
    ['https://example.com/a', 'see example com a', false],
    ['example.com', 'see https://www.example.com/x', true],
    ['GB29NWBK60161331926819', 'to GB29 NWBK 6016 1331 9268 19', true],
    ['"GB29 NWBK 6016 1331 9268 19"', 'to gb29nwbk60161331926819', true],
    ['/b[o0]mb/', 'a B0MB', true],
    ['/^b/', 'a\nb', true],
    ['/(a+)+$/', `${'a'.repeat(5000)}!`, false],
  ] as const) {
    assert.equal(matches(query, text), found, `${query} in ${text.slice(0, 60)}`);
  }
});

test('words are found in other scripts only when that is asked for', () => {
  for (const [query, text] of [
    ['privet', 'Привет, как дела'],
    ['sputnik', 'спутник'],
    ['Шевченко', 'shevchenko'],
    ['habibi', 'يا حبيبي'],
    ['7abibi', 'يا حبيبي'],
    ['حبيبي', 'ya 7abibi'],
    ['3arab', 'عرب'],
    ['inshallah', 'انشالله غدا'],
    ['مدرسة', 'el madrasa'],
    ['wa5ed', 'واخد'],
  ] as const) {
    assert.equal(matches(query, text), false, `${query}, plain`);
    assert.equal(matches(query, text, { otherScripts: true }), true, query);
  }
  assert.equal(matches('habibi', 'مرحبا', { otherScripts: true }), false);
  assert.equal(matches('habibi', 'hbb', { otherScripts: true }), false);
});

test('found stretches are marked in the text as it stands', () => {
  const stretches = (query: string, text: string): string[] =>
    foundIn(planOf(parseQuery(query)!), text).map(({ start, end }) => text.slice(start, end));
  assert.deepEqual(stretches('cafe or train', 'Café, train, CAFÉ'), ['Café', 'train', 'CAFÉ']);
  assert.deepEqual(stretches('"green van"', 'a green  van'), ['green  van']);
  assert.deepEqual(stretches('07700900123', 'call +44 7700 900-123 now'), ['44 7700 900-123']);
  assert.deepEqual(stretches('タワー', '東京タワーへ'), ['タワー']);
  assert.deepEqual(stretches('/v.n/', 'van, vin'), ['van', 'vin']);
  assert.deepEqual(stretches('not van', 'a van'), []);
});

test('punctuation between words says nothing, and alone asks nothing that could be found', () => {
  assert.ok(matches('fish & chips', 'chips and fish'));
  assert.ok(!matches('fish & chips', 'fish & bread'));
  assert.throws(() => matches('& !?', 'x'), QueryError);
});

test('words without a letter, and broken expressions, are refused with their place', () => {
  assert.throws(
    () => matches('a or !?', 'x'),
    (error) => error instanceof QueryError && error.place.start === 5,
  );
  assert.throws(
    () => matches('a /(b/', 'x'),
    (error) => error instanceof QueryError && error.place.start === 2,
  );
  assert.throws(() => matches('/(?=a)/', 'x'), QueryError);
});
