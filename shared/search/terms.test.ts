import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isWord, termsOf } from './terms.ts';

interface Given {
  term: string;
  position: number;
  at: string;
}

function terms(text: string): Given[] {
  const given: Given[] = [];
  termsOf(text, (term, position, start, end) => given.push({ term, position, at: text.slice(start, end) }));
  return given;
}
const words = (text: string): string[] =>
  terms(text).map(({ term }) => (isWord(term) ? term : `*${term.slice(1)}`));

test('words are letters and digits, whatever stands between', () => {
  assert.deepEqual(words("Don't go-there: it’s 3pm_now!"), [
    'don',
    't',
    'go',
    'there',
    'it',
    's',
    '3pm',
    'now',
  ]);
});

test('a word with marks is also listed as it is written', () => {
  assert.deepEqual(terms('Café'), [
    { term: 'cafe', position: 0, at: 'Café' },
    { term: '\u0001café', position: 0, at: 'Café' },
    { term: '\u0002cafe', position: 0, at: 'Café' },
  ]);
});

test('scripts without spaces give each pair of neighbours, and the last letter alone', () => {
  assert.deepEqual(words('東京タワー3階'), ['東京', '京タ', 'タワ', 'ワー', 'ー', '3', '階']);
  assert.deepEqual(words('กับข้าว').length, 5);
});

test('numbers are listed joined, turned, over every grouping', () => {
  assert.deepEqual(words('+44 7700 900-123'), [
    '44',
    '7700',
    '900',
    '123',
    '*007744',
    '*0090077' + '44',
    '*32100900' + '7744',
    '*0090077',
    '*3210090077',
    '*321009',
  ]);
  assert.deepEqual(words('12 and 345'), ['12', 'and', '345']);
});

test('addresses and IBANs are kept whole beside their words', () => {
  assert.ok(words('see (https://www.Example.com/a?b=C).').includes('*example.com/a?b=c'));
  assert.ok(words('pay GB29 NWBK 6016 1331 9268 19 today').includes('*gb29nwbk60161331926819'));
  assert.ok(!words('pay GB29 NWBK 6016 1331 9268 18 today').some((word) => word.startsWith('*gb29')));
});

test('an emoji is a word, with and without its tone', () => {
  assert.deepEqual(words('ok👍🏽👨‍👩‍👧'), ['ok', '👍', '*👍🏽', '*👍', '👨👩👧']);
});

test('marks that show nothing do not part a word', () => {
  assert.deepEqual(words('bo\u200bmb \u202ebomb'), ['bomb', 'bomb']);
});

test('a word of any length is one term of bounded length', () => {
  const [long] = words('x'.repeat(100_000));
  assert.ok(long!.length <= 65);
  assert.notEqual(words(`${'x'.repeat(1000)}a`)[0], words(`${'x'.repeat(1000)}b`)[0]);
});

test('every text gives terms in order of position, within the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      let last = -1;
      const end = termsOf(text, (term, position, start, to) => {
        assert.ok(term.length > 0 && term.length <= 70);
        assert.ok(start >= 0 && start < to && to <= text.length);
        last = Math.max(last, position);
      });
      assert.equal(end, last + 1);
    }),
  );
});

test('an emoji is whole, whatever it is made of', () => {
  for (const emoji of ['😂', '👍🏽', '❤️', '👨‍👩‍👧', '🇵🇹', '🏴󠁧󠁢󠁳󠁣󠁴󠁿', '🏳️‍🌈', '☎', '🤷🏽‍♀️']) {
    for (const text of [`${emoji}`, `a${emoji}b`, `${emoji}${emoji}`, `😂${emoji}😂`]) {
      const found: string[] = [];
      termsOf(text, (_term, _position, start, end) => found.push(text.slice(start, end)));
      assert.ok(found.includes(emoji), `${emoji} in ${text}: ${found}`);
    }
  }
});
