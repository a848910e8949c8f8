/** What the picture shows and what it leaves out, in words. */
import type { CaseSummary, GraphPart, GroupMode } from '../../query/api.ts';
import { markedText } from '../../ui/marked-text.ts';
import { counted, grouped } from '../../ui/numbers.ts';
import { type Contact, chatWord, contactOf, rosterKey } from './contacts.ts';
import { tieKey } from './drawn-graph.ts';

export interface GraphCounts {
  readonly people: number;
  /** Group chats. */
  readonly groups: number;
  /** Status feeds, channels, broadcast lists and blogs. */
  readonly feeds: number;
  readonly ties: number;
}

/** Of the whole graph. */
export function wholeCounts({ roster, ties }: GraphPart, { chats }: CaseSummary): GraphCounts {
  let people = 0;
  let groups = 0;
  for (const [position, person] of roster.person.entries()) {
    if (person >= 0) people++;
    else if (isGroup(chats[roster.chat[position]!]?.type)) groups++;
  }
  return { people, groups, feeds: roster.person.length - people - groups, ties };
}

/** A direct chat with more than two people in it is drawn as a group. */
const isGroup = (type: string | undefined): boolean => type === 'group' || type === 'direct';

/** Of what is drawn. */
export function drawnCounts({ nodes, edges }: GraphPart, { chats }: CaseSummary): GraphCounts {
  const people = nodes.filter(({ person }) => person !== undefined).length;
  const groups = nodes.filter(({ chat }) => chat !== undefined && isGroup(chats[chat]?.type)).length;
  return { people, groups, feeds: nodes.length - people - groups, ties: edges.length };
}

/** `5 people, 1 group, 1 feed, 8 ties`; kinds that there are none of are left out. */
export function countsText({ people, groups, feeds, ties }: GraphCounts): string {
  return [
    counted(people, 'person', 'people'),
    ...(groups > 0 ? [counted(groups, 'group')] : []),
    ...(feeds > 0 ? [counted(feeds, 'feed')] : []),
    counted(ties, 'tie'),
  ].join(', ');
}

export function isCut({ edges, ties, nodes, roster }: GraphPart): boolean {
  return edges.length < ties || nodes.length < roster.person.length;
}

/** What of a cut graph is not drawn: `48,012 people, 3 groups, 119,432 ties`. */
export function leftOutText(whole: GraphCounts, drawn: GraphCounts): string {
  return countsText({
    people: whole.people - drawn.people,
    groups: whole.groups - drawn.groups,
    feeds: whole.feeds - drawn.feeds,
    ties: whole.ties - drawn.ties,
  });
}

/**
 * Messages of the result that are on no tie: nobody is known to have sent or got them. null where that
 * cannot be told from the part: folded groups share messages between ties, and a cut lacks some.
 */
export function untied(part: GraphPart, mode: GroupMode, messages: number): number | null {
  if (mode === 'fold' || part.edges.length < part.ties) return null;
  return messages - part.edges.reduce((sum, edge) => sum + edge.messages, 0);
}

/** Keeps a right-to-left name from turning what stands around it (Unicode's UAX #9, section 2.4). */
export function isolated(name: string): string {
  return `\u2068${name}\u2069`;
}

/** How a node is named on the picture: owners and feeds are said to be such. @param marks whether hidden marks are shown. */
export function drawnName({ name: given, person, chat }: Contact, marks: boolean): string {
  const name = marks ? markedText(given) : given;
  const isNamed = person ? person.isOwner && !name.startsWith('Owner of ') : !isGroup(chat.type);
  if (!isNamed) return name;
  return `${person ? 'Owner' : chatWord(chat)}: ${isolated(name)}`;
}

/** A node in a line of plain text: who, and how much. */
export function contactText({ roster }: GraphPart, summary: CaseSummary, position: number): string {
  const name = markedText(contactOf(summary, rosterKey(roster, position))?.name ?? '');
  const messages = counted(roster.messages[position]!, 'message');
  return `${isolated(name)}: ${messages}, ${counted(roster.ties[position]!, 'tie')}`;
}

/** A tie in a line of plain text; null when it is not drawn. */
export function tieText({ edges }: GraphPart, summary: CaseSummary, key: string): string | null {
  const edge = edges.find((one) => tieKey(one) === key);
  if (edge === undefined) return null;
  const [one, other] = [edge.source, edge.target].map((end) =>
    isolated(markedText(contactOf(summary, end)?.name ?? '')),
  );
  return `${one} and ${other}: ${counted(edge.messages, 'message')}`;
}

/** Choices of how many ties of a cut graph are drawn. */
export const STRONGEST_CHOICES = [100, 250, 500, 1000, 2500, 5000, 10_000] as const;
export const STRONGEST_DEFAULT = 1000;

/** Of a graph of so many ties: the last choice may be all of them. */
export function strongestChoices(ties: number): { value: number; text: string }[] {
  const below = STRONGEST_CHOICES.filter((choice) => choice < ties);
  const most = STRONGEST_CHOICES.at(-1)!;
  return [...below, ...(ties <= most ? [ties] : [])].map((value) => ({
    value: value === ties ? most : value,
    text: value === ties ? `all ${grouped(value)}` : grouped(value),
  }));
}
