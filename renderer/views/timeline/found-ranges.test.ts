import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { foldText } from '../../../shared/text/fold.ts';
import { foundRanges } from './found-ranges.ts';

const marked = (text: string, phrase: string): string[] =>
  foundRanges(text, phrase).map(([start, end]) => text.slice(start, end));

test('a phrase is found in any case, every time it stands there', () => {
  assert.deepEqual(foundRanges('See you at 14:45, SEE YOU', 'see you'), [
    [0, 7],
    [18, 25],
  ]);
  assert.deepEqual(marked('aaaa', 'aa'), ['aa', 'aa']);
  assert.deepEqual(marked('ΣΊΣΥΦΟΣ', 'σίσυφος'), ['ΣΊΣΥΦΟΣ']);
});

test('marks that show nothing are inside what is found, and letters of several units are whole', () => {
  assert.deepEqual(marked('the b\u200bomb is', 'bomb'), ['b\u200bomb']);
  assert.deepEqual(marked('cafe\u0301 au lait', 'CAFÉ'), ['cafe\u0301']);
  assert.deepEqual(marked('x 𐐀𐐁 y', '𐐨'), ['𐐀']);
});

test('a letter is not found without the mark that is composed with it', () => {
  assert.deepEqual(marked('cafe\u0301', 'cafe'), []);
});

test('nothing is marked for a phrase that folds to nothing, or is not there', () => {
  assert.deepEqual(marked('abc', '\u200b'), []);
  assert.deepEqual(marked('abc', 'd'), []);
});

test('whatever is marked folds to the phrase', () => {
  const text = fc
    .array(
      fc.constantFrom(
        'a',
        'E',
        'é',
        'e',
        '\u0301',
        'ß',
        'İ',
        '\u200b',
        ' ',
        '\u00a0',
        'ᄀ',
        '\u1161',
        'Σ',
        '👍',
      ),
    )
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, text, (words, phrase) => {
      for (const found of marked(words, phrase)) assert.equal(foldText(found), foldText(phrase));
    }),
    { numRuns: 2000 },
  );
});
