/** What the contact graph keeps while another view is on screen. */
import { useCallback, useState } from 'react';
import type { OpenStore } from '../../case-store/api.ts';
import type { GroupMode } from '../../query/api.ts';
import type { Picked } from './emphasis.ts';
import type { View } from './graph-camera.ts';
import { KeptPlaces } from './kept-places.ts';
import type { DrawnPart } from './measures/drawn-part.ts';
import type { MeasureOrder } from './measures/measure-rows.ts';
import type { DraftPeriods } from './measures/periods.ts';

export type SideTab = 'selection' | 'everyone' | 'connections' | 'changes';

/** Communities as nodes, or people and groups. */
export type Picture = 'communities' | 'contacts';

export interface GraphMemory {
  /** Keys of nodes are the revision's own. */
  readonly revision: number;
  readonly places: KeptPlaces;
  /** A layout was broken off before it was done. */
  isUnfinished: boolean;
  view: View | null;
  mode: GroupMode;
  /** How many of the strongest ties of a large graph are drawn; null: as many as the view thinks best. */
  strongest: number | null;
  /** Drawn in any case, with its ties. */
  also: string | null;
  selection: Picked | null;
  tab: SideTab;
  /** null: communities where the graph is too large to be drawn whole. */
  picture: Picture | null;
  /** The part that is drawn; null: all. */
  part: DrawnPart | null;
  isTableOpen: boolean;
  order: MeasureOrder;
  /** Keys of those compared. */
  asked: readonly string[];
  periods: DraftPeriods | null;
}

const memories = new WeakMap<OpenStore, GraphMemory>();

export function graphMemory(store: OpenStore, revision: number): GraphMemory {
  const known = memories.get(store);
  if (known?.revision === revision) return known;
  const memory: GraphMemory = {
    revision,
    places: new KeptPlaces(),
    isUnfinished: false,
    view: null,
    mode: 'nodes',
    strongest: null,
    also: null,
    selection: null,
    tab: 'selection',
    picture: null,
    part: null,
    isTableOpen: false,
    order: { by: 'messages', descending: true },
    asked: [],
    periods: null,
  };
  memories.set(store, memory);
  return memory;
}

/** State that outlives the view. */
export function useRemembered<
  Name extends Exclude<keyof GraphMemory, 'revision' | 'places' | 'isUnfinished' | 'view'>,
>(memory: GraphMemory, name: Name): [GraphMemory[Name], (value: GraphMemory[Name]) => void] {
  const [value, setValue] = useState(memory[name]);
  const set = useCallback(
    (next: GraphMemory[Name]) => {
      memory[name] = next;
      setValue(next);
    },
    [memory, name],
  );
  return [value, set];
}
