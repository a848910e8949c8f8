import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { foldExact, foldLoose } from './folding.ts';

const loose = (text: string): string => foldLoose(foldExact(text));

test('words of every script fold to what a searcher types', () => {
  for (const [written, typed] of [
    ['Café', 'cafe'],
    ['STRASSE', 'straße'],
    ['Łódź', 'lodz'],
    ['Ærø', 'aero'],
    ['İstanbul', 'istanbul'],
    ['ISPARTA', 'ısparta'],
    ['Nguyễn', 'nguyen'],
    ['ὈΔΥΣΣΕΎΣ', 'οδυσσευσ'],
    ['Ёлка', 'елка'],
    ['שָׁלוֹם', 'שלום'],
    ['مُحَمَّد', 'محمد'],
    ['أحمد', 'احمد'],
    ['مدرسة', 'مدرسه'],
    ['علی', 'علي'],
    ['کتاب', 'كتاب'],
    ['مـــرحبا', 'مرحبا'],
    ['٠١٢٣٤٥٦٧٨٩', '0123456789'],
    ['۰۱۲۳', '0123'],
    ['१२३', '123'],
    ['ＡＢＣ', 'abc'],
    ['ｶﾞ', 'ガ'],
    ['𝐛𝐨𝐦𝐛', 'bomb'],
    ['ⓑⓞⓜⓑ', 'bomb'],
    ['b\u200bo\u00admb', 'bomb'],
    ['👍🏽', '👍'],
  ] as const) {
    assert.equal(loose(written), loose(typed), `${written} and ${typed}`);
  }
});

test('letters that only look like others with a mark stay themselves', () => {
  for (const [a, b] of [
    ['мой', 'мои'],
    ['ўсё', 'усе'],
    ['कि', 'क'],
    ['ガ', 'カ'],
    ['ไทย', 'ไทษ'],
  ] as const) {
    assert.notEqual(loose(a), loose(b), `${a} and ${b}`);
  }
});

test('marks count in the exact folding, case and width do not', () => {
  assert.notEqual(foldExact('café'), foldExact('cafe'));
  assert.notEqual(foldExact('أحمد'), foldExact('احمد'));
  assert.equal(foldExact('CAFÉ'), foldExact('cafe\u0301'));
  assert.equal(foldExact('ＣＡＦＥ'), 'cafe');
});

test('folding again changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const exact = foldExact(text);
      assert.equal(foldLoose(foldLoose(exact)), foldLoose(exact));
    }),
  );
});
