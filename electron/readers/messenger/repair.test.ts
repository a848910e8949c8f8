import assert from 'node:assert/strict';
import { isUtf8 } from 'node:buffer';
import { test } from 'node:test';
import fc from 'fast-check';
import { repaired } from './repair.ts';
import { misencoded } from './testing/exports.ts';

const unicode = fc.string({ unit: 'binary', maxLength: 60 });

test('any text comes back exactly after it was mis-encoded once', () => {
  fc.assert(
    fc.property(unicode, (text) => {
      assert.equal(repaired(misencoded(text)).text, text);
    }),
  );
});

test('a text that was mis-encoded twice is repaired once: what was typed was mis-encoded itself', () => {
  fc.assert(
    fc.property(unicode, (text) => {
      assert.equal(repaired(misencoded(misencoded(text))).text, misencoded(text));
    }),
  );
});

/** Bytes of which many nearly are characters. */
const byte = fc.oneof(
  fc.integer({ min: 0x80, max: 0xbf }),
  fc.integer({ min: 0xc0, max: 0xff }),
  fc.constantFrom(0x20, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc2, 0xe0, 0xed, 0xef, 0xf0, 0xf4),
);

test('bytes are repaired just when they are UTF-8, to what the engine reads in them', () => {
  fc.assert(
    fc.property(fc.array(byte, { minLength: 1, maxLength: 5 }), (list) => {
      const bytes = Buffer.from(list);
      const { text, found } = repaired(bytes.toString('latin1'));
      assert.equal(found === 'repaired' || found === 'ascii', isUtf8(bytes));
      if (isUtf8(bytes)) assert.equal(text, bytes.toString('utf8'));
    }),
    { numRuns: 5000 },
  );
});

test('a text with a character beyond U+00FF is left as it is', () => {
  fc.assert(
    fc.property(unicode, unicode, fc.integer({ min: 0x100, max: 0xffff }), (a, b, code) => {
      const text = a + String.fromCharCode(code) + b;
      assert.deepEqual(repaired(text), { text, found: 'proper' });
    }),
  );
});

test('Latin-1 that is no UTF-8 is left as it is', () => {
  for (const text of ['café', 'Ã', 'Müller, Ægir', 'é😀'.slice(0, 1)]) {
    assert.deepEqual(repaired(text), { text, found: 'proper' });
  }
});

test('UTF-8 that is cut within a character is left as it is, and told apart', () => {
  const cut = misencoded('Grüße 😀').slice(0, -1);
  assert.deepEqual(repaired(cut), { text: cut, found: 'broken' });
});

test('what is found is told', () => {
  assert.equal(repaired('plain').found, 'ascii');
  assert.equal(repaired('\u00f0\u009f\u0098\u0080').text, '😀');
  assert.equal(repaired('\u00f0\u009f\u0098\u0080').found, 'repaired');
});
