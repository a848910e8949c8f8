/** Communities as nodes: the readable picture of a large network. */
import type { Communities } from './communities.ts';
import type { Network } from './network.ts';

export interface CommunitySummary {
  /** Its number: the largest is 0. */
  readonly community: number;
  readonly nodes: number;
  /** The node with the most messages on ties within it: what it is called after. */
  readonly hub: number;
  /** Messages on ties within it. */
  readonly within: number;
  /** Messages on ties to others. */
  readonly out: number;
}

/** Messages on the ties between two communities, and how many ties they are; the lower number first. */
export interface CommunityTie {
  readonly source: number;
  readonly target: number;
  readonly messages: number;
  readonly ties: number;
}

export interface Overview {
  readonly communities: readonly CommunitySummary[];
  /** Between those listed, the strongest first. */
  readonly ties: readonly CommunityTie[];
}

/** The largest communities, of at least `least` nodes and at most `most` of them, and the ties between them. */
export function overviewOf(
  { nodes, starts, neighbour, messages }: Network,
  { of, sizes }: Communities,
  least: number,
  most: number,
): Overview {
  let shown = 0;
  while (shown < most && shown < sizes.length && sizes[shown]! >= least) shown++;
  const within = new Float64Array(shown);
  const out = new Float64Array(shown);
  const hub = new Int32Array(shown).fill(-1);
  const hubWithin = new Float64Array(shown);
  const between = new Float64Array(shown * shown);
  const tiesBetween = new Uint32Array(shown * shown);
  for (let node = 0; node < nodes; node++) {
    const its = of[node]!;
    if (its >= shown) continue;
    let inside = 0;
    for (let arc = starts[node]!; arc < starts[node + 1]!; arc++) {
      const other = of[neighbour[arc]!]!;
      const weight = messages[arc]!;
      if (other === its) inside += weight;
      else {
        out[its]! += weight;
        if (its < other && other < shown) {
          between[its * shown + other]! += weight;
          tiesBetween[its * shown + other]!++;
        }
      }
    }
    within[its]! += inside / 2;
    if (hub[its]! < 0 || inside > hubWithin[its]!) {
      hub[its] = node;
      hubWithin[its] = inside;
    }
  }
  const communities = Array.from({ length: shown }, (_, community) => ({
    community,
    nodes: sizes[community]!,
    hub: hub[community]!,
    within: within[community]!,
    out: out[community]!,
  }));
  const ties: CommunityTie[] = [];
  for (let source = 0; source < shown; source++) {
    for (let target = source + 1; target < shown; target++) {
      const at = source * shown + target;
      if (tiesBetween[at]! === 0) continue;
      ties.push({ source, target, messages: between[at]!, ties: tiesBetween[at]! });
    }
  }
  ties.sort((one, other) => other.messages - one.messages);
  return { communities, ties };
}
