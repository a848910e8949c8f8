import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { foldCase, foldText } from './fold.ts';

test('two code points fold alike exactly when Unicode’s simple case folding says so', () => {
  const folded = new Map<string, string[]>();
  for (let code = 0; code <= 0x10ffff; code++) {
    if (code >= 0xd800 && code <= 0xdfff) continue;
    const character = String.fromCodePoint(code);
    const fold = foldCase(character);
    if (fold !== character || character.toUpperCase() !== character) {
      folded.set(fold, [...(folded.get(fold) ?? [fold]), character]);
    }
  }
  assert.ok(folded.size > 1300, `${folded.size} letters with case`);
  // A regular expression with the flags iu compares by CaseFolding.txt, statuses C and S.
  for (const [fold, all] of folded) {
    const same = new RegExp(`^\\u{${fold.codePointAt(0)!.toString(16)}}$`, 'iu');
    for (const character of all) assert.match(character, same);
  }
  for (let code = 0; code < 0x20000; code++) {
    if (code >= 0xd800 && code <= 0xdfff) continue;
    const character = String.fromCodePoint(code);
    const same = new RegExp(`^\\u{${code.toString(16)}}$`, 'iu');
    for (const other of [character.toLowerCase(), character.toUpperCase()]) {
      if ([...other].length === 1 && same.test(other)) assert.equal(foldCase(other), foldCase(character));
    }
  }
});

test('a text folds as its characters do, wherever they stand', () => {
  assert.equal(foldText('ὈΔΥΣΣΕΎΣ ὀδυσσεύς'), 'ὀδυσσεύσ ὀδυσσεύσ');
  assert.equal(foldText('ПРИВЕТ, Straße ẞ'), 'привет, straße ß');
  assert.equal(foldText('İstanbul Iğdır ılık'), 'İstanbul iğdır ılık');
  assert.equal(foldText('ſK'), 'sk');
});

test('marks that show nothing are left out, spaces are alike, composed and decomposed are alike', () => {
  assert.equal(foldText('\u200eb\u200bo\u00admb\ufeff'), 'bomb');
  assert.equal(foldText('2:38\u202fPM\u00a0now'), '2:38 pm now');
  assert.equal(foldText('❤\ufe0f'), foldText('❤'));
  assert.equal(foldText('cafe\u0301'), foldText('CAFÉ'));
  assert.equal(foldText('\u1112\u1161\u11ab'), '한');
});

test('text of ASCII alone folds as each of its letters does', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary-ascii' }), (text) => {
      assert.equal(foldText(text), [...text].map(foldCase).join(''));
    }),
  );
});
