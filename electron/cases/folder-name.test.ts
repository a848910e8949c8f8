import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { folderName, numberedName } from './folder-name.ts';

const named: [reference: string, name: string][] = [
  ['OP LANTERN', 'OP LANTERN'],
  ['OP LANTERN / 3', 'OP LANTERN - 3'],
  ['  2024/117: <A> "B" | C?*  ', '2024-117- -A- -B- - C--'],
  ['قضية ١٢', 'قضية ١٢'],
  ['ends with dots...', 'ends with dots'],
  ['../../etc', '-..-etc'],
  ['..', 'Case'],
  ['\u202e\u200b', 'Case'],
  ['con', 'Case con'],
  ['NUL.txt', 'Case NUL.txt'],
  ['Com1', 'Case Com1'],
  ['Contact', 'Contact'],
  ['COM12', 'COM12'],
  ['\u202eabc\u0007', 'abc'],
];

for (const [reference, name] of named) {
  test(`${JSON.stringify(reference)} gives ${JSON.stringify(name)}`, () =>
    assert.equal(folderName(reference), name));
}

test('any reference gives a name that Windows, macOS and Linux take, also with a number', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }), (reference) => {
      const name = folderName(reference);
      assert.ok(name.length > 0);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a name must not have
      assert.doesNotMatch(name, /[<>:"/\\|?*\u0000-\u001f\u007f]|^[. ]|[. ]$/);
      assert.doesNotMatch(name, /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i);
      assert.ok(name.isWellFormed());
      assert.ok(Buffer.byteLength(numberedName(name, 999)) < 255);
    }),
  );
});

test('a long reference is cut between characters', () => {
  const name = folderName('👩‍👩‍👧‍👦'.repeat(40));
  assert.ok(name.length <= 60);
  assert.ok(name.isWellFormed());
});

test('a second folder of the same name is numbered', () => {
  assert.deepEqual(
    [1, 2, 3].map((attempt) => numberedName('OP', attempt)),
    ['OP', 'OP (2)', 'OP (3)'],
  );
});
