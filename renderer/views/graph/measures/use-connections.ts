/** What connects people and groups: their common contacts, and of two of them the shortest paths. */
import { useEffect, useState } from 'react';
import { messageOf } from '../../../app/bridge.ts';
import type { OpenStore } from '../../../case-store/api.ts';
import type { GraphEdge } from '../../../query/api.ts';
import type { PathOrder } from '../../../query/network/paths.ts';
import type { Measured } from './use-network.ts';

/** Someone tied to all of those asked about, with the tie to each of them, in their order. */
export interface Common {
  readonly key: string;
  readonly messages: readonly number[];
}

export interface Paths {
  /** Keys from the one to the other. */
  readonly paths: readonly (readonly string[])[];
  readonly count: number;
  /** Steps, or the sum of 1/messages. */
  readonly length: number;
  /** The tie of a step, by `from to`. */
  readonly ties: ReadonlyMap<string, GraphEdge>;
}

export interface Connections {
  readonly common: readonly Common[];
  /** Of exactly two. */
  readonly paths: Paths | null;
}

interface Found {
  readonly of: readonly unknown[];
  readonly connections: Connections | null;
  readonly fault: string | null;
}

/** null while they are looked for. @param asked keys; those that are not in the network have none. */
export function useConnections(
  store: OpenStore,
  measured: Measured | null,
  asked: readonly string[],
  order: PathOrder,
): { readonly connections: Connections | null; readonly fault: string | null } {
  const [found, setFound] = useState<Found | null>(null);
  useEffect(() => {
    if (measured === null || asked.length < 2) return;
    let left = false;
    const of = [measured, asked, order];
    connectionsOf(store, measured, asked, order).then(
      (connections) => {
        if (!left && connections !== null) setFound({ of, connections, fault: null });
      },
      (cause) => {
        if (!left) setFound({ of, connections: null, fault: messageOf(cause) });
      },
    );
    return () => {
      left = true;
    };
  }, [store, measured, asked, order]);
  const isCurrent = found?.of[0] === measured && found.of[1] === asked && found.of[2] === order;
  return isCurrent ? found : { connections: null, fault: null };
}

/** null when another network came meanwhile. */
async function connectionsOf(
  store: OpenStore,
  measured: Measured,
  asked: readonly string[],
  order: PathOrder,
): Promise<Connections | null> {
  const { network, nodeOf, keyOf, mode } = measured;
  const nodes = asked.map(nodeOf);
  if (nodes.some((node) => node < 0)) return { common: [], paths: null };
  const common = await store.network.common(network, nodes);
  if (common === null) return null;
  const connections = {
    common: common.map(({ node, messages }) => ({ key: keyOf(node), messages })),
    paths: null,
  };
  if (nodes.length !== 2) return connections;
  const found = await store.network.paths(network, nodes[0]!, nodes[1]!, order);
  if (found === null) return null;
  const paths = found.paths.map((path) => path.map(keyOf));
  const steps = [...new Set(paths.flatMap((path) => path.slice(1).map((key, i) => stepKey(path[i]!, key))))];
  const edges = await store.query.tiesBetween(
    mode,
    steps.map((step) => step.split(' ') as [string, string]),
  );
  const ties = new Map(steps.flatMap((step, i) => (edges[i] ? [[step, edges[i]] as const] : [])));
  return { ...connections, paths: { paths, count: found.count, length: found.length, ties } };
}

export const stepKey = (from: string, to: string): string => `${from} ${to}`;
