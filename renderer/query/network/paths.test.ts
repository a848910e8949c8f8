import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { networkOf } from './network.ts';
import { PATH_ORDERS, shortestPaths } from './paths.ts';
import { leastWays, matrixOf, networkArbitrary, type PlainTie, tieList } from './testing/made-network.ts';

const COSTS = { steps: () => 1, strength: (messages: number) => 1 / messages };

test('all shortest paths are found, by steps and by strength, and no other', () => {
  fc.assert(
    fc.property(networkArbitrary(8), fc.constantFrom(...PATH_ORDERS), (made, order) => {
      const network = networkOf(tieList(made.nodes, made.ties));
      const matrix = matrixOf(made);
      for (let to = 1; to < made.nodes; to++) {
        const { paths, count, length } = shortestPaths(network, 0, to, order, 1000);
        const { ways, length: least } = leastWays(matrix, 0, to, COSTS[order]);
        const text = (all: readonly (readonly number[])[]): string[] =>
          all.map((one) => one.join(' ')).sort();
        assert.deepEqual(text(paths), text(ways));
        assert.equal(count, ways.length);
        assert.ok(length === least || Math.abs(length - least) < 1e-9);
      }
    }),
    { numRuns: 300 },
  );
});

test('a path is as long there as back', () => {
  fc.assert(
    fc.property(networkArbitrary(10), fc.constantFrom(...PATH_ORDERS), (made, order) => {
      const network = networkOf(tieList(made.nodes, made.ties));
      const there = shortestPaths(network, 0, made.nodes - 1, order, 1000);
      const back = shortestPaths(network, made.nodes - 1, 0, order, 1000);
      assert.equal(there.count, back.count);
      assert.ok(there.length === back.length || Math.abs(there.length - back.length) < 1e-9);
    }),
  );
});

test('of very many shortest paths the first are listed and all are counted', () => {
  const ties: PlainTie[] = [];
  for (let i = 0; i < 40; i++) {
    const [left, up, down, right] = [3 * i, 3 * i + 1, 3 * i + 2, 3 * i + 3] as const;
    ties.push([left, up, 5], [left, down, 1], [up, right, 5], [down, right, 1]);
  }
  const { paths, count, length } = shortestPaths(networkOf(tieList(121, ties)), 0, 120, 'steps', 20);
  assert.equal(paths.length, 20);
  assert.equal(count, 2 ** 40);
  assert.equal(length, 80);
  // Its ties are strongest by the upper way.
  assert.deepEqual(
    paths[0],
    Array.from({ length: 81 }, (_, i) => Math.floor(i / 2) * 3 + (i % 2)),
  );
});

test('there is no path to nobody, to oneself, or to who is not tied', () => {
  const network = networkOf(tieList(4, [[0, 1, 3]]));
  for (const to of [0, 2, 9]) {
    assert.deepEqual(shortestPaths(network, 0, to, 'steps', 5), {
      paths: [],
      count: 0,
      length: Number.POSITIVE_INFINITY,
    });
  }
});
