/**
 * The contact graph's measures at 50,000 accounts and 400,000 ties, against the limits of the window: an overview
 * within 2 s, a path or the changes between two periods within 250 ms, betweenness (which is counted in the
 * background, with its progress shown) within 10 s.
 */
import { Betweenness } from '../renderer/query/network/betweenness.ts';
import { chance } from '../renderer/query/network/chance.ts';
import { communitiesOf } from '../renderer/query/network/communities.ts';
import { networkOf, type TieList } from '../renderer/query/network/network.ts';
import { overviewOf } from '../renderer/query/network/overview.ts';
import { shortestPaths } from '../renderer/query/network/paths.ts';
import { changesOf, listChanges } from '../renderer/query/tie-changes.ts';
import { type Bench, type BenchRow, median } from './measure.ts';

const ACCOUNTS = 50_000;
const TIES = 400_000;
const CIRCLES = 400;
const RUNS = 3;
const PATHS = 40;

/** People in circles: eight of ten ties are within one, few are strong. @param seed of the strengths. */
function madeTies(seed: number): TieList {
  const below = chance(5);
  const strength = chance(seed);
  const pairs = new Set<number>();
  while (pairs.size < TIES) {
    const one = below(ACCOUNTS);
    const within = (one % CIRCLES) + CIRCLES * below(ACCOUNTS / CIRCLES);
    const other = below(10) < 8 ? within : below(ACCOUNTS);
    if (one !== other) pairs.add(Math.min(one, other) * ACCOUNTS + Math.max(one, other));
  }
  const sorted = Float64Array.from(pairs).sort();
  return {
    nodes: ACCOUNTS,
    source: Uint32Array.from(sorted, (pair) => Math.floor(pair / ACCOUNTS)),
    target: Uint32Array.from(sorted, (pair) => pair % ACCOUNTS),
    messages: Uint32Array.from(sorted, () => 1 + Math.floor(400 / (1 + strength(400)))),
  };
}

/** As the query has a graph of people alone. */
function contacts(ties: TieList) {
  const none = new Uint32Array(TIES);
  return {
    ...ties,
    person: Int32Array.from({ length: ACCOUNTS }, (_, person) => person),
    chat: new Int32Array(ACCOUNTS).fill(-1),
    held: new Uint32Array(ACCOUNTS),
    forth: ties.messages,
    back: none,
    label: String,
    select: () => ({}),
  };
}

function timed<T>(work: () => T): { ms: number; value: T } {
  const start = performance.now();
  const value = work();
  return { ms: performance.now() - start, value };
}

export const rows: Bench = async () => {
  const ties = madeTies(1);
  const row = (work: string, oursMs: number, limit: number, notes: string): BenchRow => ({
    work,
    baseline: 'the limit',
    oursMs,
    baselineMs: limit,
    ratio: limit / oursMs,
    target: 1,
    notes,
  });

  const overviews = Array.from({ length: RUNS }, () =>
    timed(() => {
      const network = networkOf(ties);
      const communities = communitiesOf(network, 1);
      return { network, communities, overview: overviewOf(network, communities, 3, 150) };
    }),
  );
  const { network, communities } = overviews[0]!.value;

  const betweenness = timed(() => {
    const count = new Betweenness(network, 1);
    while (count.step());
    return count.result();
  });

  const below = chance(7);
  const paths = { steps: [] as number[], strength: [] as number[] };
  for (let i = 0; i < PATHS; i++) {
    const [from, to] = [below(ACCOUNTS), below(ACCOUNTS)];
    for (const order of ['steps', 'strength'] as const) {
      paths[order].push(timed(() => shortestPaths(network, from, to, order, 50)).ms);
    }
  }

  const [first, second] = [contacts(ties), contacts(madeTies(2))];
  const week = 7 * 86_400_000;
  const periods = { first: { from: 0, to: week }, second: { from: week, to: 2 * week } };
  const compared = Array.from({ length: RUNS }, () =>
    timed(() => listChanges(changesOf(first, second, [week, week]), periods)),
  );

  const at = '50,000 accounts, 400,000 ties';
  return [
    row(
      `overview of communities, ${at}`,
      median(overviews.map(({ ms }) => ms)),
      2000,
      `${communities.sizes.length} communities, modularity ${communities.modularity.toFixed(3)}`,
    ),
    row(
      `betweenness by sampling, ${at}`,
      betweenness.ms,
      10_000,
      `from ${betweenness.value.sources} of ${betweenness.value.tied} starting points`,
    ),
    row(
      `shortest paths by steps, ${at}`,
      median(paths.steps),
      250,
      `worst ${Math.max(...paths.steps).toFixed(0)} ms`,
    ),
    row(
      `shortest paths by strength, ${at}`,
      median(paths.strength),
      250,
      `worst ${Math.max(...paths.strength).toFixed(0)} ms`,
    ),
    row(
      `changes between two periods' ties, ${at} each`,
      median(compared.map(({ ms }) => ms)),
      250,
      `${compared[0]!.value.listed.length} changed`,
    ),
  ];
};
