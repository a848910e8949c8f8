import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ContactNetwork } from '../api.ts';
import { NetworkMeasuring } from './network-measuring.ts';
import { type PlainTie, tieList } from './testing/made-network.ts';

const column = (nodes: number): Int32Array<ArrayBuffer> => new Int32Array(nodes);

function contacts(nodes: number, ties: readonly PlainTie[]): ContactNetwork {
  return {
    ...(tieList(nodes, ties) as Pick<ContactNetwork, 'nodes' | 'source' | 'target' | 'messages'>),
    person: column(nodes),
    chat: column(nodes),
    held: new Uint32Array(nodes),
  };
}

/** Two triangles with a bridge between 2 and 3. */
const BRIDGE = contacts(6, [
  [0, 1, 9],
  [0, 2, 9],
  [1, 2, 9],
  [2, 3, 1],
  [3, 4, 9],
  [3, 5, 9],
  [4, 5, 9],
]);

test('a network is measured when it comes, and asked about by its number', async () => {
  const measuring = new NetworkMeasuring();
  const { network, degree, weightedDegree, communities, overview } = await measuring.load(BRIDGE);
  assert.deepEqual([...degree], [2, 2, 3, 3, 2, 2]);
  assert.deepEqual([...weightedDegree], [18, 18, 19, 19, 18, 18]);
  assert.deepEqual([...communities.of], [0, 0, 0, 1, 1, 1]);
  assert.deepEqual(overview.ties, [{ source: 0, target: 1, messages: 1, ties: 1 }]);
  assert.deepEqual((await measuring.paths(network, 0, 5, 'steps'))?.paths, [[0, 2, 3, 5]]);
  assert.deepEqual(await measuring.common(network, [0, 3]), [{ node: 2, messages: [9, 1] }]);
  assert.deepEqual([...(await measuring.ego(network, 0, 2))!], [0, 1, 2, 3]);
  const steps: number[] = [];
  const { share, error } = (await measuring.betweenness(network, ({ done }) => steps.push(done)))!;
  assert.equal(error, null);
  assert.equal(steps.at(-1), 6);
  // Of the 10 pairs of others, node 2 is on the paths of 0 and 1 to 3, 4 and 5.
  assert.ok(Math.abs(share[2]! - 0.6) < 1e-9);
});

test('who asks about a network that was replaced gets nothing', async () => {
  const measuring = new NetworkMeasuring();
  const { network } = await measuring.load(BRIDGE);
  await measuring.load(contacts(2, []));
  assert.equal(await measuring.paths(network, 0, 5, 'steps'), null);
  assert.equal(await measuring.common(network, [0, 3]), null);
  assert.equal(await measuring.ego(network, 0, 1), null);
  assert.equal(await measuring.betweenness(network, () => undefined), null);
});

test('a stop, or another network, ends a count of betweenness', async () => {
  const measuring = new NetworkMeasuring();
  const ring = contacts(
    9000,
    Array.from({ length: 9000 }, (_, i): PlainTie => [i, (i + 1) % 9000, 1]),
  );
  for (const end of [() => measuring.stop(), () => measuring.load(BRIDGE)]) {
    const { network } = await measuring.load(ring);
    const done = { last: 0, all: 0 };
    const running = measuring.betweenness(network, (progress) => {
      Object.assign(done, { last: progress.done, all: progress.all });
      if (progress.done > 0) void end();
    });
    assert.equal(await running, null);
    assert.ok(done.last < done.all, `${done.last} of ${done.all}`);
  }
});

test('an empty network has no communities and no betweenness', async () => {
  const measuring = new NetworkMeasuring();
  const { network, communities, overview } = await measuring.load(contacts(0, []));
  assert.equal(communities.sizes.length, 0);
  assert.deepEqual(overview, { communities: [], ties: [] });
  assert.equal((await measuring.betweenness(network, () => undefined))?.sources, 0);
});
