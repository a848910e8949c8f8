/** Small random networks, for tests that hold the measures against plain reference code. */
import fc from 'fast-check';
import type { TieList } from '../network.ts';

export type PlainTie = readonly [one: number, other: number, messages: number];

/** @param ties each pair at most once. */
export function tieList(nodes: number, ties: readonly PlainTie[]): TieList {
  return {
    nodes,
    source: Uint32Array.from(ties, ([one]) => one),
    target: Uint32Array.from(ties, ([, other]) => other),
    messages: Uint32Array.from(ties, ([, , messages]) => messages),
  };
}

export interface PlainNetwork {
  readonly nodes: number;
  readonly ties: readonly PlainTie[];
}

/** Of 2 to `most` nodes; few different strengths, so that paths are often equal. */
export const networkArbitrary = (most = 9): fc.Arbitrary<PlainNetwork> =>
  fc.integer({ min: 2, max: most }).chain((nodes) =>
    fc
      .uniqueArray(
        fc.tuple(fc.nat({ max: nodes - 1 }), fc.nat({ max: nodes - 1 }), fc.constantFrom(1, 1, 2, 4, 30)),
        {
          maxLength: 3 * nodes,
          selector: ([one, other]) => Math.min(one, other) * nodes + Math.max(one, other),
        },
      )
      .map((ties) => ({ nodes, ties: ties.filter(([one, other]) => one !== other) })),
  );

/** Messages between each two nodes; 0 without a tie. */
export function matrixOf({ nodes, ties }: PlainNetwork): number[][] {
  const matrix = Array.from({ length: nodes }, () => new Array<number>(nodes).fill(0));
  for (const [one, other, messages] of ties) {
    matrix[one]![other] = messages;
    matrix[other]![one] = messages;
  }
  return matrix;
}

/** Every way from one node to another that meets no node twice, by trying all. */
export function allWays(matrix: readonly (readonly number[])[], from: number, to: number): number[][] {
  const found: number[][] = [];
  const go = (way: number[]): void => {
    const last = way.at(-1)!;
    if (last === to) {
      found.push(way);
      return;
    }
    for (const [next, messages] of matrix[last]!.entries()) {
      if (messages > 0 && !way.includes(next)) go([...way, next]);
    }
  };
  go([from]);
  return found;
}

/** Of all ways, those of the least sum of costs, and that sum. */
export function leastWays(
  matrix: readonly (readonly number[])[],
  from: number,
  to: number,
  cost: (messages: number) => number,
): { ways: number[][]; length: number } {
  const ways = allWays(matrix, from, to).map((way) => ({
    way,
    length: way.slice(1).reduce((sum, node, i) => sum + cost(matrix[way[i]!]![node]!), 0),
  }));
  const length = Math.min(...ways.map((one) => one.length));
  return { ways: ways.filter((one) => one.length < length + 1e-9).map(({ way }) => way), length };
}
