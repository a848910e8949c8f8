/** Communities as they are drawn and named: each after its hub, so that it keeps its place when the filter changes. */
import type { CaseSummary, ContactGraph } from '../../../query/api.ts';
import type { CommunitySummary } from '../../../query/network/overview.ts';
import { markedText } from '../../../ui/marked-text.ts';
import { counted, grouped } from '../../../ui/numbers.ts';
import { contactOf } from '../contacts.ts';
import { isolated } from '../graph-words.ts';
import type { Measured } from './use-network.ts';

/** `cp12`: the community whose hub is person 12. */
export const communityKey = (hub: string): string => `c${hub}`;

export const isCommunityKey = (key: string): boolean => key.startsWith('c');

/** Key of the hub of a community's key. */
export const hubOf = (key: string): string => key.slice(1);

/** Key of the community that a person or group is in; null when it is not in the network. */
export function communityOf(measured: Measured, key: string): number | null {
  const node = measured.nodeOf(key);
  return node < 0 ? null : measured.communities.of[node]!;
}

/** Of those that the overview lists, by its key. */
export function listedCommunity(measured: Measured, key: string): CommunitySummary | null {
  return measured.overview.communities.find(({ hub }) => communityKey(measured.keyOf(hub)) === key) ?? null;
}

/** The key that a community of the overview is drawn by; null when it is too small to be listed. */
export function keyOfCommunity(measured: Measured, community: number): string | null {
  const listed = measured.overview.communities[community];
  return listed === undefined ? null : communityKey(measured.keyOf(listed.hub));
}

/** Communities as nodes, named after their hubs with how many are in them, and the ties between them. */
export function overviewGraph(measured: Measured, summary: CaseSummary): ContactGraph {
  const { communities, ties } = measured.overview;
  const keys = communities.map(({ hub }) => communityKey(measured.keyOf(hub)));
  return {
    nodes: communities.map((one, i) => ({
      key: keys[i]!,
      label: `${isolated(markedText(contactOf(summary, measured.keyOf(one.hub))?.name ?? ''))} (${grouped(one.nodes)})`,
      messages: one.within,
    })),
    edges: ties.map(({ source, target, messages }) => ({
      source: keys[source]!,
      target: keys[target]!,
      messages,
      forth: 0,
      back: 0,
      select: {},
    })),
  };
}

/** Keys of a community's people and groups. */
export function membersOf(measured: Measured, community: number): string[] {
  const { of } = measured.communities;
  const keys: string[] = [];
  for (let node = 0; node < of.length; node++) if (of[node] === community) keys.push(measured.keyOf(node));
  return keys;
}

/** `Marta Nowak and 311 others`. */
export function communityName(
  measured: Measured,
  summary: CaseSummary,
  { hub, nodes }: CommunitySummary,
): string {
  const name = contactOf(summary, measured.keyOf(hub))?.name ?? '';
  return `${isolated(markedText(name))} and ${counted(nodes - 1, 'other')}`;
}

/** `312 people and groups, 12,345 messages within, 40 to others`. */
export function communityFacts({ nodes, within, out }: CommunitySummary): string {
  return `${counted(nodes, 'person or group', 'people and groups')}, ${counted(within, 'message')} within, ${grouped(out)} to others`;
}

/** A community, or the tie between two, in a line of plain text; null when it is not drawn. @param key `cp1`, `cp1 cp5`. */
export function communityWords(measured: Measured, summary: CaseSummary, key: string): string | null {
  const [one, other] = key.split(' ').map((end) => listedCommunity(measured, end));
  if (!one || other === null) return null;
  const name = communityName(measured, summary, one);
  if (other === undefined) return `${name}: ${communityFacts(one)}`;
  const tie = measured.overview.ties.find(
    ({ source, target }) =>
      source === Math.min(one.community, other.community) &&
      target === Math.max(one.community, other.community),
  );
  const messages = counted(tie?.messages ?? 0, 'message');
  return `${name}; ${communityName(measured, summary, other)}: ${messages} on ${counted(tie?.ties ?? 0, 'tie')}`;
}

/** What the overview shows and what it leaves out. */
export function overviewText({ overview, communities }: Measured): string {
  const shown = overview.communities.length;
  const nodes = overview.communities.reduce((sum, one) => sum + one.nodes, 0);
  const left = communities.of.length - nodes;
  const others = communities.sizes.length - shown;
  return `${counted(shown, 'community', 'communities')} of ${counted(nodes, 'person or group', 'people and groups')}${
    left === 0 ? '' : `; ${grouped(left)} in ${counted(others, 'smaller one')} not drawn`
  }`;
}

/** The strongest ties between two communities: keys of their ends and their messages. */
export function tiesBetweenCommunities(
  { contacts, communities: { of }, keyOf }: Measured,
  one: number,
  other: number,
  most: number,
): { source: string; target: string; messages: number }[] {
  const { source, target, messages } = contacts;
  const found: number[] = [];
  for (let tie = 0; tie < source.length; tie++) {
    const [a, b] = [of[source[tie]!]!, of[target[tie]!]!];
    if ((a === one && b === other) || (a === other && b === one)) found.push(tie);
  }
  return found
    .sort((a, b) => messages[b]! - messages[a]! || a - b)
    .slice(0, most)
    .map((tie) => ({
      source: keyOf(source[tie]!),
      target: keyOf(target[tie]!),
      messages: messages[tie]!,
    }));
}

/** Members of a community with the most messages on their ties, keys. */
export function strongestMembers(measured: Measured, community: number, most: number): number[] {
  const { communities, weightedDegree } = measured;
  const members: number[] = [];
  for (let node = 0; node < communities.of.length; node++) {
    if (communities.of[node] === community) members.push(node);
  }
  return members.sort((a, b) => weightedDegree[b]! - weightedDegree[a]! || a - b).slice(0, most);
}
