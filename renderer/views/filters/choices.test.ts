import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { found, inOrder } from './choices.ts';
import { inSlices, nameOrder } from './name-order.ts';

const choicesArbitrary = fc
  .array(fc.record({ name: fc.string({ maxLength: 3 }), count: fc.nat({ max: 4 }), chosen: fc.boolean() }))
  .map((entries) => ({
    names: entries.map(({ name }) => name),
    counts: Uint32Array.from(entries, ({ count }) => count),
    chosen: entries.flatMap(({ chosen }, i) => (chosen ? [i] : [])),
  }));

test('chosen entries stand first, then the greatest counts, equal ones by name', async () => {
  await fc.assert(
    fc.asyncProperty(choicesArbitrary, async ({ names, counts, chosen }) => {
      const byName = await inSlices(nameOrder(names));
      const lower = names.map((name) => name.toLowerCase());
      const expected = names
        .map((_, i) => i)
        .sort((a, b) => {
          const [first, second] = [chosen.includes(a), chosen.includes(b)];
          if (first !== second) return first ? -1 : 1;
          if (!first && counts[a] !== counts[b]) return counts[b]! - counts[a]!;
          return lower[a]! < lower[b]! ? -1 : lower[a]! > lower[b]! ? 1 : a - b;
        });
      assert.deepEqual([...inOrder({ size: names.length, counts, chosen, byName }, null)], expected);
    }),
  );
});

test('names in any number are put in order, the equal ones as they came', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 3000 }), fc.nat(), async (count, seed) => {
      const names = Array.from({ length: count }, (_, i) => `P ${(Math.imul(i + 1, seed | 1) >>> 20) % 700}`);
      const expected = names
        .map((_, i) => i)
        .sort((a, b) => (names[a]! < names[b]! ? -1 : names[a]! > names[b]! ? 1 : a - b));
      assert.deepEqual([...(await inSlices(nameOrder(names)))], expected);
    }),
    { numRuns: 30 },
  );
});

test('before the names’ order is known, entries stand by their count', () => {
  const choices = { size: 3, counts: Uint32Array.of(1, 1, 5), chosen: [], byName: null };
  assert.deepEqual([...inOrder(choices, null)], [2, 0, 1]);
});

test('only the entries that were found are shown, in the same order', () => {
  const choices = {
    size: 3,
    counts: Uint32Array.of(1, 2, 5),
    chosen: [1],
    byName: Uint32Array.of(1, 0, 2),
  };
  assert.deepEqual([...inOrder(choices, [0, 1])], [1, 0]);
});

test('an entry is found by all parts of what is looked for, in any case', () => {
  const words = ['joanna ho +447700900002', 'بشير حداد', 'maximiliane büro'];
  assert.deepEqual(found(words, 'HO jo'), [0]);
  assert.deepEqual(found(words, '900002'), [0]);
  assert.deepEqual(found(words, 'حداد'), [1]);
  assert.deepEqual(found(words, 'BÜRO'), [2]);
  assert.deepEqual(found(words, 'nobody'), []);
  assert.equal(found(words, '  '), null);
});
