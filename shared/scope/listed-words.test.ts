import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { foldText } from '../text/fold.ts';
import { WordList } from './listed-words.ts';

/** The words looked for plainly: the whole text folded, then each word in turn. */
function plainly(words: readonly string[], text: string): boolean {
  const folded = foldText(text);
  return words
    .map(foldText)
    .filter((word) => word !== '')
    .some((word) => folded.includes(word));
}

test('a word is found in any case, in any composition and with hidden marks in it', () => {
  const list = new WordList(['Legal Advice', 'Ângela', 'адвокат', 'τέλος', '🐈‍⬛']);
  for (const text of [
    'LEGAL advice, please',
    'le\u00adgal\u00a0ad\u200bvice',
    'para a A\u0302NGELA',
    'мой АДВОКАТ сказал',
    'ΤΈΛΟΣ',
    'look 🐈\u200d⬛!',
  ]) {
    assert.equal(list.isIn(text), true, text);
  }
  for (const text of ['legally advised', 'Angela', 'адвокаТ'.slice(1), '🐈', '']) {
    assert.equal(list.isIn(text), false, text);
  }
});

test('a list without words, or with words of hidden marks alone, finds nothing', () => {
  for (const words of [[], [''], ['\u200b']]) {
    assert.equal(new WordList(words).isIn('anything'), false);
    assert.equal(new WordList(words).isEmpty, true);
  }
});

/** Pieces that fold in every way there is: case, marks, composition, Hangul, surrogates, controls, spaces. */
const piece = fc.constantFrom(
  ...[
    'a',
    'B',
    'ß',
    'ẞ',
    'ſ',
    'K',
    '\u212a',
    'İ',
    'ı',
    'i',
    'Σ',
    'σ',
    'ς',
    'é',
    'e\u0301',
    '\u0301',
    '\u0323',
  ],
  ...[' ', '\u00a0', '\u3000', '\u200b', '\u00ad', '\ufe0f', '\u034f', '\0', '\u0001', '\u0002', '\u0003'],
  ...['\u1112', '\u1161', '\u11ab', '한', '\u0928', '\u093c', '\u0929', '\u09c7', '\u09be', '\ufb05', 'ﬁ'],
  ...[
    'क',
    '\u094d',
    '\u0947',
    '\u0951',
    '\u0952',
    '\u0e31',
    '\u0e48',
    '\u05b8',
    '\u05bc',
    '\u064e',
    '\u0651',
  ],
  ...['𐐀', '𐐨', '😀', '\ud83d', '\ude00', '\ud800', '🇬', '𝅗𝅥', '丽', 'ا', 'آ', 'ا\u0653'],
);
const text = fc.oneof(
  fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 8 }),
);

test('marks that stay where they are stand as they are; two that composition exchanges are found in either order', () => {
  const list = new WordList(['नमस्ते', 'שָּׁלוֹם', 'قُوَّة']);
  for (const said of ['कल नमस्ते!', 'שׁ\u05bc\u05b8לוֹם', 'קול שָּׁלוֹם', 'قُو\u0651\u064eة', 'قُو\u064e\u0651ة']) {
    assert.equal(list.isIn(said), true, said);
  }
  assert.equal(list.isIn('कल सुबह बात करते हैं'), false);
});

test('the quick walk finds what folding the whole text finds', () => {
  fc.assert(
    fc.property(fc.array(text, { maxLength: 4 }), text, fc.boolean(), (words, around, isPart) => {
      const said = isPart ? `${around}${words[0] ?? ''}${around}` : around;
      assert.equal(new WordList(words).isIn(said), plainly(words, said));
    }),
    { numRuns: 3000 },
  );
});

test('of every code unit the walk knows what it folds to', () => {
  for (let unit = 0; unit < 0x10000; unit++) {
    const character = String.fromCharCode(unit);
    const said = `x ${character}b y ${character.toUpperCase()}`;
    assert.equal(new WordList([character]).isIn(said), plainly([character], said), unit.toString(16));
  }
});
