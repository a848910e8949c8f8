/** The network of the session's current result, measured in the network worker. */
import { useEffect, useMemo, useRef, useState } from 'react';
import { messageOf } from '../../../app/bridge.ts';
import type { OpenStore } from '../../../case-store/api.ts';
import type { ContactNetwork, FilterResult, GroupMode } from '../../../query/api.ts';
import type { BetweennessResult } from '../../../query/network/betweenness.ts';
import type { NetworkMeasures } from '../../../query/network/network-api.ts';
import { chatKey, personKey } from '../contacts.ts';

/** ms that a result must stand before it is measured: while a filter is dragged nothing is. */
const PAUSE = 150;

export interface Measured extends NetworkMeasures {
  readonly contacts: ContactNetwork;
  readonly mode: GroupMode;
  /** Of a node. */
  keyOf(node: number): string;
  /** Of a person's or group's key; -1 when it is not in the network. */
  nodeOf(key: string): number;
}

/** Puts measures and what they are of together. */
export function measuredOf(contacts: ContactNetwork, measures: NetworkMeasures, mode: GroupMode): Measured {
  const keyOf = (node: number): string =>
    contacts.person[node]! >= 0 ? personKey(contacts.person[node]!) : chatKey(contacts.chat[node]!);
  let nodes: Map<string, number> | null = null;
  return {
    ...measures,
    contacts,
    mode,
    keyOf,
    nodeOf(key) {
      nodes ??= new Map(Array.from({ length: contacts.nodes }, (_, node) => [keyOf(node), node]));
      return nodes.get(key) ?? -1;
    },
  };
}

/** The last measures stay while the next are on their way. */
export function useNetwork(
  store: OpenStore,
  result: FilterResult | null,
  mode: GroupMode,
): { measured: Measured | null; fault: string | null; isMeasuring: boolean } {
  const [measured, setMeasured] = useState<Measured | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [isMeasuring, setMeasuring] = useState(true);
  useEffect(() => {
    if (result === null) return;
    let left = false;
    setMeasuring(true);
    const measure = async (): Promise<void> => {
      const contacts = await store.query.network(mode);
      if (left) return;
      const measures = await store.network.load(contacts);
      if (!left) setMeasured(measuredOf(contacts, measures, mode));
    };
    const pause = setTimeout(() => {
      measure()
        .then(
          () => {
            if (!left) setFault(null);
          },
          (cause) => {
            if (!left) setFault(messageOf(cause));
          },
        )
        .finally(() => {
          if (!left) setMeasuring(false);
        });
    }, PAUSE);
    return () => {
      left = true;
      clearTimeout(pause);
    };
  }, [store, result, mode]);
  return { measured, fault, isMeasuring };
}

export interface BetweennessCount {
  /** null until it is counted. */
  readonly result: BetweennessResult | null;
  /** Starting nodes looked from, of all; null while nothing is being counted. */
  readonly progress: { readonly done: number; readonly all: number } | null;
  readonly fault: string | null;
  count(): void;
  stop(): void;
}

const NOT_COUNTED = { result: null, progress: null, fault: null };

/** Betweenness of the network, counted once it is wanted. */
export function useBetweenness(
  store: OpenStore,
  measured: Measured | null,
  isWanted: boolean,
): BetweennessCount {
  const [state, setState] = useState<{
    readonly of: number;
    readonly result: BetweennessResult | null;
    readonly progress: BetweennessCount['progress'];
    readonly fault: string | null;
  } | null>(null);
  const of = measured?.network ?? null;
  const counted = useRef<number | null>(null);
  const actions = useMemo(
    () => ({
      count(): void {
        if (of === null) return;
        counted.current = of;
        setState({ of, result: null, progress: { done: 0, all: 0 }, fault: null });
        store.network
          .betweenness(of, (progress) =>
            setState((now) => (now?.of === of && now.progress !== null ? { ...now, progress } : now)),
          )
          .then(
            (result) =>
              setState((now) => (now?.of === of ? { of, result, progress: null, fault: null } : now)),
            (cause) =>
              setState((now) =>
                now?.of === of ? { of, result: null, progress: null, fault: messageOf(cause) } : now,
              ),
          );
      },
      stop: (): void => void store.network.stop(),
    }),
    [store, of],
  );
  useEffect(() => {
    if (isWanted && of !== null && counted.current !== of) actions.count();
  }, [isWanted, of, actions]);
  return { ...(state !== null && state.of === of ? state : NOT_COUNTED), ...actions };
}
