import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { FullMessage } from '../../query/api.ts';
import {
  AROUND,
  type Edge,
  endOf,
  extended,
  isLoaded,
  type LoadedMessages,
  MOST_LOADED,
  type Range,
  rangeAround,
  rangeBeyond,
} from './loaded-messages.ts';

const fetched = ([start, end]: Range): FullMessage[] =>
  Array.from({ length: end - start }, (_, i) => ({ position: start + i }) as FullMessage);

const load = (position: number, count: number): LoadedMessages => {
  const range = rangeAround(position, count);
  return { count, start: range[0], messages: fetched(range) };
};

test('going to a place loads it with its surroundings, and nothing beyond the chat’s ends', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1000 }), fc.nat(), (count, at) => {
      const position = at % count;
      const [start, end] = rangeAround(position, count);
      assert.ok(start >= 0 && end <= count && start <= position && position < end);
      assert.equal(end - start, Math.min(count, 2 * AROUND + 1));
    }),
  );
  assert.deepEqual(rangeAround(500, 1000), [500 - AROUND, 501 + AROUND]);
  assert.deepEqual(rangeAround(0, 0), [0, 0]);
});

test('however it is scrolled, the loaded stretch has no gaps, stays bounded, and reaches both ends', () => {
  const edge = fc.constantFrom<Edge>('before', 'after');
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 900 }),
      fc.nat(),
      fc.array(edge, { maxLength: 60 }),
      (count, at, edges) => {
        let loaded = load(at % count, count);
        for (const to of edges) {
          const range = rangeBeyond(loaded, to);
          if (range === null) {
            assert.equal(to === 'before' ? loaded.start : endOf(loaded), to === 'before' ? 0 : count);
            continue;
          }
          const next = extended(loaded, fetched(range), range)!;
          assert.ok(isLoaded(next, to === 'before' ? loaded.start - 1 : endOf(loaded)));
          loaded = next;
          assert.ok(loaded.messages.length <= MOST_LOADED);
          for (const [i, { position }] of loaded.messages.entries()) assert.equal(position, loaded.start + i);
        }
      },
    ),
  );
});

test('messages that no longer join on are left out', () => {
  const loaded = load(500, 1000);
  const late: Range = [300, 340];
  assert.equal(extended(loaded, fetched(late), late), null);
});
