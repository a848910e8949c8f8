import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { textParts } from './marks.ts';

test('marks come apart from the text, in their places', () => {
  assert.deepEqual(textParts('photo_\u202egpj.exe\u0007'), [
    { text: 'photo_' },
    { mark: 'RLO' },
    { text: 'gpj.exe' },
    { mark: 'U+0007' },
  ]);
  assert.deepEqual(textParts('a\n\tb'), [{ text: 'a\n\tb' }]);
  assert.deepEqual(textParts(''), []);
});

test('the parts without marks are the text without them, and hold none', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const parts = textParts(text);
      const seen = parts.map((part) => part.text ?? '').join('');
      const marks = parts.filter((part) => part.mark !== undefined).length;
      assert.equal([...seen].length + marks, [...text].length);
      assert.doesNotMatch(seen, /[\u202a-\u202e\u2066-\u2069\u200b\ufeff]/);
    }),
  );
});
