/** The contact graph of the session's current result. */
import { useEffect, useRef, useState } from 'react';
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
  /** Whether it was asked for some nodes alone. */
  readonly isAmong: boolean;
}

/**
 * The last graph stays while the next is on its way; calls that wait in the worker are answered by the newest.
 * @param among keys of those that alone are wanted. @param isWaiting they are not known yet: nothing is asked.
 */
export function useContactGraph(
  store: OpenStore,
  result: FilterResult | null,
  mode: GroupMode,
  strongest: number,
  also: string | null,
  among: readonly string[] | null,
  isWaiting: boolean,
): { loaded: LoadedGraph | null; fault: string | null; isLoading: boolean } {
  const [loaded, setLoaded] = useState<LoadedGraph | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [isLoading, setLoading] = useState(true);

  useEffect(() => {
    if (result === null || isWaiting) return;
    let left = false;
    const cut: GraphCut = {
      wholeNodes: WHOLE_NODES,
      wholeTies: WHOLE_TIES,
      strongest,
      ...(also === null ? {} : { also }),
      ...(among === null ? {} : { among }),
    };
    setLoading(true);
    store.query.graph(mode, cut).then(
      (part) => {
        if (left) return;
        setLoaded({ part, mode, messages: result.count, isAmong: among !== null });
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
  }, [store, result, mode, strongest, also, among, isWaiting]);

  return { loaded, fault, isLoading };
}

/** What the query answered about a node, or why it did not; both null while the answer is on its way. */
export interface Answer<T> {
  readonly value: T | null;
  readonly fault: string | null;
}

const WAITING = { value: null, fault: null };

/** @param of names what is asked about: an answer about something else is not shown. */
function useAnswer<T>(ask: () => Promise<T>, loaded: LoadedGraph, of: string): Answer<T> {
  const [answer, setAnswer] = useState<(Answer<T> & { readonly of: string }) | null>(null);
  const latest = useRef(ask);
  latest.current = ask;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another graph is of another result
  useEffect(() => {
    let left = false;
    latest.current().then(
      (value) => {
        if (!left) setAnswer({ of, value, fault: null });
      },
      (cause) => {
        if (!left) setAnswer({ of, value: null, fault: messageOf(cause) });
      },
    );
    return () => {
      left = true;
    };
  }, [loaded, of]);
  return answer?.of === of ? answer : WAITING;
}

/** All ties of a node, the strongest first. */
export function useTies(store: OpenStore, loaded: LoadedGraph, key: string): Answer<readonly GraphEdge[]> {
  return useAnswer(() => store.query.ties(loaded.mode, key), loaded, key);
}

/** Chats of the result that a person is in, most written first. */
export function useChatShares(
  store: OpenStore,
  loaded: LoadedGraph,
  person: number,
): Answer<readonly ChatShare[]> {
  return useAnswer(() => store.query.chatShares(person), loaded, String(person));
}
