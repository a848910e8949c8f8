/** Whom several nodes are all tied to, and whom one is tied to within some steps. */
import { arcBetween, degreeOf, type Network } from './network.ts';

export interface CommonContact {
  readonly node: number;
  /** Messages on its tie to each of those asked for, in their order. */
  readonly messages: readonly number[];
}

/** Nodes with a tie to every one of `among`, themselves left out; by the weakest of those ties, the strongest first. */
export function commonContacts(network: Network, among: readonly number[]): CommonContact[] {
  const asked = new Set(among);
  const [fewest] = [...asked].sort((one, other) => degreeOf(network, one) - degreeOf(network, other));
  if (fewest === undefined || asked.size < 2) return [];
  const { starts, neighbour, messages } = network;
  const found: CommonContact[] = [];
  for (let arc = starts[fewest]!; arc < starts[fewest + 1]!; arc++) {
    const node = neighbour[arc]!;
    if (asked.has(node)) continue;
    const arcs = among.map((one) => arcBetween(network, one, node));
    if (arcs.every((one) => one >= 0)) found.push({ node, messages: arcs.map((one) => messages[one]!) });
  }
  const weakest = ({ messages: its }: CommonContact): number => Math.min(...its);
  return found.sort((one, other) => weakest(other) - weakest(one) || one.node - other.node);
}

/**
 * The ego network of a node: itself and all within `steps` ties of it.
 * @returns nodes, those of fewer steps first, then by number.
 */
export function egoNetwork(
  { nodes, starts, neighbour }: Network,
  ego: number,
  steps: number,
): Uint32Array<ArrayBuffer> {
  const seen = new Uint8Array(nodes);
  seen[ego] = 1;
  const found = [ego];
  for (let step = 0, begin = 0; step < steps; step++) {
    const end = found.length;
    for (let place = begin; place < end; place++) {
      const node = found[place]!;
      for (let arc = starts[node]!; arc < starts[node + 1]!; arc++) {
        const other = neighbour[arc]!;
        if (seen[other] === 1) continue;
        seen[other] = 1;
        found.push(other);
      }
    }
    const next = found.splice(end).sort((one, other) => one - other);
    for (const node of next) found.push(node);
    begin = end;
  }
  return Uint32Array.from(found);
}
