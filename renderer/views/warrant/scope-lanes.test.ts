import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { gaps, joined, lanesOf, pictureSpan, type Stretch, within } from './scope-lanes.ts';
import { madeStatus } from './testing/made-status.ts';

const day = (n: number): number => Date.UTC(2024, 2, n);
const DAY = 86_400_000;

test('the warrant and each amendment that widens its scope is a lane, open where a bound is missing', () => {
  const status = madeStatus();
  const amendment = {
    digest: 'cd'.repeat(32),
    signers: [],
    document: {
      version: 1 as const,
      kind: 'amendment' as const,
      id: 'A-3',
      issuer: 'Home Office',
      issued: '2024-04-03T09:00:00Z',
      warrant: status.digest,
    },
  };
  const { from: _from, ...open } = status.warrant.scope;
  const widened = {
    warrant: status.warrant,
    amendments: [amendment, { ...amendment, document: { ...amendment.document, id: 'A-4', scope: open } }],
  };
  assert.deepEqual(
    lanesOf(widened).map(({ name, from, to }) => ({ name, from, to })),
    [
      { name: 'Warrant W-2024-117', from: day(1), to: day(23) },
      { name: 'Amendment A-4', from: Number.NEGATIVE_INFINITY, to: day(23) },
    ],
  );
});

test('what is not covered lies between the stretches and at both ends', () => {
  const span = { from: day(1), to: day(20) };
  assert.deepEqual(gaps([{ from: day(10), to: day(12) }], span), [
    { from: day(1), to: day(10) },
    { from: day(12), to: day(20) },
  ]);
  assert.deepEqual(gaps([{ from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY }], span), []);
  assert.deepEqual(gaps([{ from: day(25), to: day(26) }], span), [span]);
});

test('a moment of the span lies in a gap exactly when no stretch covers it', () => {
  const stretch = fc
    .tuple(fc.integer({ min: -10, max: 110 }), fc.integer({ min: 1, max: 60 }))
    .map(([from, length]) => ({ from, to: from + length }));
  fc.assert(
    fc.property(fc.array(stretch, { maxLength: 6 }), (stretches) => {
      const span = { from: 0, to: 100 };
      const between = gaps(stretches, span);
      const has = (all: readonly Stretch[], at: number): boolean =>
        all.some(({ from, to }) => at >= from && at < to);
      for (let at = 0; at < 100; at++) assert.equal(has(between, at), !has(stretches, at), `at ${at}`);
      const whole = joined(stretches);
      for (const [i, { from }] of whole.entries()) {
        if (i > 0) assert.ok(from > whole[i - 1]!.to, 'joined stretches stand apart');
      }
    }),
  );
});

test('the picture spans the messages and the bounds of the scope, with room, and needs a time', () => {
  const lanes = [{ from: day(1), to: Number.POSITIVE_INFINITY }];
  const span = pictureSpan({ from: day(5), to: day(26) }, lanes, day(9))!;
  assert.deepEqual(span, { from: day(1) - DAY, to: day(26) + DAY });
  assert.deepEqual(pictureSpan({ from: null, to: null }, [], day(9)), { from: day(8), to: day(10) });
  assert.equal(pictureSpan({ from: null, to: null }, [], null), null);
});

test('a stretch is cut at the span, and gone outside it', () => {
  const span = { from: day(5), to: day(10) };
  assert.deepEqual(within({ from: Number.NEGATIVE_INFINITY, to: day(7) }, span), {
    from: day(5),
    to: day(7),
  });
  assert.equal(within({ from: day(10), to: day(11) }, span), null);
});
