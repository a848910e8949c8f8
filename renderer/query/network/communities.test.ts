import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { communitiesOf, modularity } from './communities.ts';
import { networkOf } from './network.ts';
import { overviewOf } from './overview.ts';
import {
  matrixOf,
  networkArbitrary,
  type PlainNetwork,
  type PlainTie,
  tieList,
} from './testing/made-network.ts';

/** By Newman's sum over all pairs, as it is defined. */
function plainModularity(made: PlainNetwork, of: ArrayLike<number>): number {
  const matrix = matrixOf(made);
  const strength = matrix.map((row) => row.reduce((sum, one) => sum + one, 0));
  const all = strength.reduce((sum, one) => sum + one, 0);
  if (all === 0) return 0;
  let sum = 0;
  for (const [one, row] of matrix.entries()) {
    for (const [other, messages] of row.entries()) {
      if (of[one] === of[other]) sum += messages - (strength[one]! * strength[other]!) / all;
    }
  }
  return sum / all;
}

test('a partition has the modularity that its definition gives, and no single move betters it', () => {
  fc.assert(
    fc.property(networkArbitrary(), fc.nat(), (made, seed) => {
      const network = networkOf(tieList(made.nodes, made.ties));
      const { of, modularity: found } = communitiesOf(network, seed);
      assert.ok(Math.abs(found - plainModularity(made, of)) < 1e-9);
      const alone = Uint32Array.from({ length: made.nodes }, (_, node) => node);
      assert.ok(found >= modularity(network, alone, made.nodes) - 1e-9);
      const whole = new Uint32Array(made.nodes);
      assert.ok(found >= modularity(network, whole, 1) - 1e-9 || made.ties.length === 0);
    }),
  );
});

test('every community hangs together, and the largest is the first', () => {
  fc.assert(
    fc.property(networkArbitrary(12), fc.nat(), (made, seed) => {
      const { of, sizes } = communitiesOf(networkOf(tieList(made.nodes, made.ties)), seed);
      for (const [community, size] of sizes.entries()) {
        const members = new Set([...of.keys()].filter((node) => of[node] === community));
        assert.equal(members.size, size);
        assert.ok(community === 0 || size <= sizes[community - 1]!);
        const met = new Set([[...members][0]!]);
        for (const node of met) {
          for (const [one, other] of made.ties) {
            if (one === node && members.has(other)) met.add(other);
            if (other === node && members.has(one)) met.add(one);
          }
        }
        assert.deepEqual(met.size, members.size);
      }
    }),
  );
});

/** Four circles of eight who all write to each other, each tied to the next by one message. */
const CIRCLES: PlainTie[] = [0, 8, 16, 24].flatMap((start) => {
  const ties: PlainTie[] = [];
  for (let one = start; one < start + 8; one++) {
    for (let other = one + 1; other < start + 8; other++) ties.push([one, other, 10]);
  }
  if (start > 0) ties.push([start - 8, start, 1]);
  return ties;
});

test('circles of people are told apart, the same for the same seed', () => {
  const network = networkOf(tieList(32, CIRCLES));
  for (const seed of [1, 2, 3]) {
    const { of, sizes } = communitiesOf(network, seed);
    assert.deepEqual([...sizes], [8, 8, 8, 8]);
    for (let node = 0; node < 32; node++) assert.equal(of[node], Math.floor(node / 8));
    assert.deepEqual(communitiesOf(network, seed), communitiesOf(network, seed));
  }
});

test('the overview names each community after its hub and adds up the messages between them', () => {
  fc.assert(
    fc.property(networkArbitrary(14), fc.integer({ min: 1, max: 3 }), (made, least) => {
      const network = networkOf(tieList(made.nodes, made.ties));
      const communities = communitiesOf(network, 1);
      const { of, sizes } = communities;
      const { communities: shown, ties } = overviewOf(network, communities, least, 5);
      assert.equal(shown.length, Math.min(5, sizes.filter((size) => size >= least).length));
      const sum = (test: (one: number, other: number) => boolean): number =>
        made.ties.reduce((all, [a, b, messages]) => all + (test(of[a]!, of[b]!) ? messages : 0), 0);
      for (const { community, nodes, hub, within, out } of shown) {
        assert.equal(nodes, sizes[community]);
        assert.equal(of[hub], community);
        assert.equal(
          within,
          sum((one, other) => one === community && other === community),
        );
        assert.equal(
          out,
          sum((one, other) => (one === community) !== (other === community)),
        );
      }
      for (const { source, target, messages } of ties) {
        const between = sum(
          (one, other) => Math.min(one, other) === source && Math.max(one, other) === target,
        );
        assert.equal(messages, between);
      }
      const listed = shown.length;
      assert.equal(
        ties.reduce((all, tie) => all + tie.messages, 0),
        sum((one, other) => one !== other && one < listed && other < listed),
      );
    }),
  );
});
