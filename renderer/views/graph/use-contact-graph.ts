/** The contact graph of the session's current result. */
import { useEffect, useState } from 'react';
import { messageOf } from '../../app/bridge.ts';
import type { OpenStore } from '../../case-store/api.ts';
import type { ChatShare, FilterResult, GraphCut, GraphEdge, GraphPart, GroupMode } from '../../query/api.ts';

/** Up to these the graph is drawn whole: what the page takes in without a pause that is felt. */
export const WHOLE_NODES = 3000;
export const WHOLE_TIES = 5000;

export interface LoadedGraph {
  readonly part: GraphPart;
  readonly mode: GroupMode;
  /** Messages of the result that it is of. */
  readonly messages: number;
}

/** The last graph stays while the next is on its way; calls that wait in the worker are answered by the newest. */
export function useContactGraph(
  store: OpenStore,
  result: FilterResult | null,
  mode: GroupMode,
  strongest: number,
  also: string | null,
): { loaded: LoadedGraph | null; fault: string | null; isLoading: boolean } {
  const [loaded, setLoaded] = useState<LoadedGraph | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [isLoading, setLoading] = useState(true);

  useEffect(() => {
    if (result === null) return;
    let left = false;
    const cut: GraphCut = {
      wholeNodes: WHOLE_NODES,
      wholeTies: WHOLE_TIES,
      strongest,
      ...(also === null ? {} : { also }),
    };
    setLoading(true);
    store.query.graph(mode, cut).then(
      (part) => {
        if (left) return;
        setLoaded({ part, mode, messages: result.count });
        setFault(null);
        setLoading(false);
      },
      (cause) => {
        if (left) return;
        setFault(messageOf(cause));
        setLoading(false);
      },
    );
    return () => {
      left = true;
    };
  }, [store, result, mode, strongest, also]);

  return { loaded, fault, isLoading };
}

/** All ties of a node, the strongest first; null until they are there. */
export function useTies(store: OpenStore, loaded: LoadedGraph, key: string): readonly GraphEdge[] | null {
  const [ties, setTies] = useState<{ of: string; ties: readonly GraphEdge[] } | null>(null);
  useEffect(() => {
    let left = false;
    store.query.ties(loaded.mode, key).then(
      (found) => {
        if (!left) setTies({ of: key, ties: found });
      },
      () => undefined,
    );
    return () => {
      left = true;
    };
  }, [store, loaded, key]);
  return ties?.of === key ? ties.ties : null;
}

/** Chats of the result that a person is in; null until they are there. */
export function useChatShares(
  store: OpenStore,
  loaded: LoadedGraph,
  person: number,
): readonly ChatShare[] | null {
  const [shares, setShares] = useState<{ of: number; shares: readonly ChatShare[] } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the shares are of the result that the graph is of
  useEffect(() => {
    let left = false;
    store.query.chatShares(person).then(
      (found) => {
        if (!left) setShares({ of: person, shares: found });
      },
      () => undefined,
    );
    return () => {
      left = true;
    };
  }, [store, loaded, person]);
  return shares?.of === person ? shares.shares : null;
}
