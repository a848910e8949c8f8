import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Betweenness, type BetweennessResult, sourcesFor } from './betweenness.ts';
import { chance } from './chance.ts';
import { type Network, networkOf } from './network.ts';
import { leastWays, matrixOf, networkArbitrary, type PlainTie, tieList } from './testing/made-network.ts';

function run(network: Network, seed: number, sources?: number): BetweennessResult {
  const betweenness = new Betweenness(network, seed, sources);
  while (betweenness.step());
  return betweenness.result();
}

const close = (one: number, other: number): boolean => Math.abs(one - other) < 1e-9;

test('betweenness is the share of pairs of others whose shortest ways lead through a node', () => {
  fc.assert(
    fc.property(networkArbitrary(7), (made) => {
      const matrix = matrixOf(made);
      const { share, error } = run(networkOf(tieList(made.nodes, made.ties)), 1);
      assert.equal(error, null);
      for (let node = 0; node < made.nodes; node++) {
        let sum = 0;
        for (let from = 0; from < made.nodes; from++) {
          for (let to = from + 1; to < made.nodes; to++) {
            if (from === node || to === node) continue;
            const { ways } = leastWays(matrix, from, to, () => 1);
            if (ways.length > 0) sum += ways.filter((way) => way.includes(node)).length / ways.length;
          }
        }
        const pairs = ((made.nodes - 1) * (made.nodes - 2)) / 2;
        assert.ok(close(share[node]!, pairs === 0 ? 0 : sum / pairs), `${node}: ${share[node]} of ${sum}`);
      }
    }),
    { numRuns: 200 },
  );
});

/** People in `groups` circles that know each other, each circle tied to the next by one person. */
function circles(groups: number, size: number): Network {
  const below = chance(9);
  const ties = new Map<string, PlainTie>();
  const tie = (one: number, other: number): void => {
    if (one !== other)
      ties.set(`${Math.min(one, other)} ${Math.max(one, other)}`, [one, other, 1 + below(50)]);
  };
  for (let group = 0; group < groups; group++) {
    for (let person = 0; person < size; person++) {
      for (let i = 0; i < 4; i++) tie(group * size + person, group * size + below(size));
    }
    if (group > 0) tie((group - 1) * size, group * size);
  }
  return networkOf(tieList(groups * size, [...ties.values()]));
}

test('a sample says how far off it may be: 9 of 10 intervals or more hold the exact share', () => {
  const network = circles(12, 50);
  const exact = run(network, 1).share;
  let held = 0;
  let asked = 0;
  for (let seed = 1; seed <= 40; seed++) {
    const { share, error, sources, tied } = run(network, seed * 7919, 176);
    assert.equal(sources, 176);
    assert.equal(tied, 600);
    for (const [node, its] of exact.entries()) {
      if (its < 0.02) continue;
      asked++;
      if (Math.abs(share[node]! - its) <= error![node]!) held++;
    }
  }
  assert.ok(asked > 100, `${asked}`);
  assert.ok(held / asked > 0.9, `${held} of ${asked}`);
});

test('a sample of everybody is exact, and the same seed draws the same sample', () => {
  const network = circles(4, 20);
  assert.deepEqual(run(network, 1, 80), run(network, 7));
  assert.deepEqual(run(network, 3, 20), run(network, 3, 20));
  assert.notDeepEqual(run(network, 3, 20).share, run(network, 4, 20).share);
});

test('more shortest paths than a number can hold leave every share a number', () => {
  // A chain of diamonds doubles the paths with each: 2^1500 from end to end.
  const diamonds = 1500;
  const ties: PlainTie[] = [];
  for (let i = 0; i < diamonds; i++) {
    const [left, up, down, right] = [3 * i, 3 * i + 1, 3 * i + 2, 3 * i + 3] as const;
    ties.push([left, up, 1], [left, down, 1], [up, right, 1], [down, right, 1]);
  }
  const nodes = 3 * diamonds + 1;
  const betweenness = new Betweenness(networkOf(tieList(nodes, ties)), 1, 1);
  betweenness.step();
  const { share } = betweenness.result();
  assert.ok(share.every((one) => Number.isFinite(one)));
  // Exactly, by symmetry: both middles of a diamond are on half of the same pairs.
  for (let i = 0; i < diamonds; i++) assert.ok(close(share[3 * i + 1]!, share[3 * i + 2]!), `diamond ${i}`);
});

test('a small network is looked at whole; a large one from as many nodes as the work allows', () => {
  const network = circles(12, 50);
  const each = network.nodes + network.neighbour.length;
  assert.equal(sourcesFor(network, 600), 600);
  assert.equal(sourcesFor(network, 600, 200 * each), 200);
  assert.equal(sourcesFor(network, 600, 1), 128);
});
