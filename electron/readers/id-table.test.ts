import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { IdTable } from './id-table.ts';

test('a table of ids is like a map in which the first number of an id stays', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.string({ maxLength: 3 }), fc.nat(1000)), { maxLength: 3000 }),
      (pairs) => {
        const table = new IdTable();
        const map = new Map<string, number>();
        for (const [id, number] of pairs) {
          assert.equal(table.add(id, number), !map.has(id));
          if (!map.has(id)) map.set(id, number);
        }
        assert.equal(table.size, map.size);
        for (const [id] of pairs) assert.equal(table.get(id), map.get(id));
        assert.equal(table.get('not there'), undefined);
      },
    ),
    { numRuns: 50 },
  );
});

test('it keeps its numbers while it grows', () => {
  const table = new IdTable();
  for (let n = 0; n < 20_000; n++) assert.ok(table.add(`id ${n}`, n));
  for (let n = 0; n < 20_000; n++) assert.equal(table.get(`id ${n}`), n);
});
