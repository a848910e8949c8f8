/** What of the graph is drawn: communities, the graph or its strongest ties, or a part of it. */
import { useContext, useMemo } from 'react';
import { useCase } from '../../app/case-session.ts';
import type { ContactGraph } from '../../query/api.ts';
import { HiddenMarks } from '../../ui/evidence-text.tsx';
import { contactOf } from './contacts.ts';
import { type DrawnGraph, drawnGraph } from './drawn-graph.ts';
import type { Picture } from './graph-memory.ts';
import { drawnName } from './graph-words.ts';
import { overviewGraph } from './measures/communities.ts';
import type { DrawnPart } from './measures/drawn-part.ts';
import type { Measured } from './measures/use-network.ts';
import { type LoadedGraph, WHOLE_NODES, WHOLE_TIES } from './use-contact-graph.ts';

export interface ShownGraph {
  readonly graph: ContactGraph;
  readonly drawn: DrawnGraph;
}

/** @param part null: all of the graph. @param picture null: communities where it is too large to be drawn whole. */
export function useShownGraph(
  loaded: LoadedGraph | null,
  measured: Measured | null,
  part: DrawnPart | null,
  picture: Picture | null,
): {
  readonly shown: ShownGraph | null;
  readonly isOverview: boolean;
  readonly hasCommunities: boolean;
  readonly backTo: 'the communities' | 'the whole graph';
} {
  const { summary } = useCase();
  const marks = useContext(HiddenMarks);
  const whole = loaded?.part ?? null;
  const isLarge = whole !== null && (whole.roster.person.length > WHOLE_NODES || whole.ties > WHOLE_TIES);
  const hasCommunities = measured !== null && measured.overview.communities.length > 1;
  // While a large graph is not measured yet nothing is drawn, rather than one picture and then another.
  const isOfCommunities =
    (picture ?? (isLarge ? 'communities' : 'contacts')) === 'communities' &&
    (measured === null || hasCommunities);
  const isOverview = part === null && isOfCommunities;
  const shown = useMemo(() => {
    if (isOverview) {
      if (measured === null) return null;
      const graph = overviewGraph(measured, summary);
      const labels = new Map(graph.nodes.map(({ key, label }) => [key, label]));
      const look = (key: string) => ({ label: labels.get(key) ?? '', isOwner: false });
      return { graph, drawn: drawnGraph(graph, look, 'circle') };
    }
    if (whole === null) return null;
    const look = (key: string) => {
      const contact = contactOf(summary, key);
      return contact === null
        ? { label: '', isOwner: false }
        : { label: drawnName(contact, marks), isOwner: contact.person?.isOwner ?? false };
    };
    return { graph: whole, drawn: drawnGraph(whole, look) };
  }, [isOverview, measured, whole, summary, marks]);
  return {
    shown,
    isOverview,
    hasCommunities,
    backTo: isOfCommunities ? 'the communities' : 'the whole graph',
  };
}
