import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Dividers, itemAt, itemCount, itemOf, itemOfInstant, positionsIn } from './items.ts';

/** The list written out. */
function plain({ count, timed, instantAt }: Dividers): string[] {
  if (count === 0) return [];
  const rows: string[] = [];
  for (let position = 0; position <= count; position++) {
    if (instantAt !== null && position === Math.min(instantAt, timed)) rows.push('instant');
    if (position === timed && count > timed) rows.push('untimed');
    if (position < count) rows.push(String(position));
  }
  return rows;
}

const dividersArbitrary: fc.Arbitrary<Dividers> = fc.nat({ max: 8 }).chain((count) =>
  fc.record({
    count: fc.constant(count),
    timed: fc.nat({ max: count }),
    instantAt: fc.option(fc.nat({ max: count })),
  }),
);

test('messages stand in order, with the instant’s line before the first at or after it, and those without a time below theirs', () => {
  fc.assert(
    fc.property(dividersArbitrary, (dividers) => {
      const rows = plain(dividers);
      assert.equal(itemCount(dividers), rows.length);
      for (const [item, row] of rows.entries()) {
        const at = itemAt(dividers, item);
        assert.equal(at.is === 'message' ? String(at.position) : at.is, row);
        if (at.is === 'message') assert.equal(itemOf(dividers, at.position), item);
        if (at.is === 'instant') assert.equal(itemOfInstant(dividers), item);
      }
    }),
  );
});

test('the messages of a stretch of rows are between its positions', () => {
  fc.assert(
    fc.property(dividersArbitrary, fc.nat({ max: 10 }), fc.nat({ max: 10 }), (dividers, a, b) => {
      const rows = plain(dividers);
      const [first, end] = positionsIn(dividers, Math.min(a, b), Math.max(a, b));
      const inside = rows.slice(Math.min(a, b), Math.max(a, b)).filter((row) => /^\d/.test(row));
      for (const row of inside) assert.ok(Number(row) >= first && Number(row) < end, `${rows} ${a} ${b}`);
      assert.ok(end <= dividers.count);
    }),
  );
});
