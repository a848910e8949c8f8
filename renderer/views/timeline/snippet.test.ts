import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { snippetStart } from './snippet.ts';

test('a text begins at its beginning while what is found is in sight, else a word or two before it', () => {
  assert.equal(snippetStart('short text', [[6, 10]]), 0);
  assert.equal(snippetStart('nothing found', []), 0);
  const text = `${'many words stand before this '.repeat(5)}the van was green`;
  const start = text.indexOf('van');
  const cut = snippetStart(text, [[start, start + 3]]);
  assert.equal(text.slice(cut), 'words stand before this the van was green');
});

test('a snippet never begins behind what was found, nor within a letter', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 80, maxLength: 300 }), fc.nat(), (text, at) => {
      const start = at % text.length;
      const cut = snippetStart(text, [[start, text.length]]);
      assert.ok(cut <= start);
      if (cut > 0 && /[\uDC00-\uDFFF]/.test(text[cut]!))
        assert.doesNotMatch(text[cut - 1]!, /[\uD800-\uDBFF]/);
    }),
  );
});
