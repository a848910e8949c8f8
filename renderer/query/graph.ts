/**
 * Who wrote to whom in a result.
 *
 * A direct chat ties its two people. A group is a node tied to those who wrote in it, or it is folded:
 * those who wrote in it are tied to each other. An edge's weight is always what selecting it lists:
 *
 * - two people, groups as nodes: the result's messages in their direct chats;
 * - two people, groups folded: what `Filter.between` lists of the result, that is the messages of either
 *   in direct and group chats that have both as members or writers;
 * - a person and a group: the result's messages of that person in that group.
 *
 * Status feeds, channels and broadcast lists are never folded: their members do not talk to each other.
 * Nor are groups with more than FOLDED_WRITERS writers, nor any, smallest first, once FOLDED_EDGES ties
 * stand: these stay nodes, so that nothing is left out.
 */
import type { ContactGraph, GraphEdge, GraphNode, GroupMode } from './api.ts';
import type { CaseIndex } from './case-index.ts';
import { isConversation, type Matches } from './filter.ts';
import { groupRows } from './order.ts';

export const FOLDED_WRITERS = 250;
export const FOLDED_EDGES = 100_000;

/** A chat's part in the result. */
interface ChatTally {
  readonly chat: number;
  readonly messages: number;
  /** Who wrote in it, and how many messages each; parallel. */
  readonly writers: readonly number[];
  readonly written: readonly number[];
}

interface Tie {
  readonly a: number;
  readonly b: number;
  messages: number;
  forth: number;
  back: number;
  /** Their direct chats in the result. */
  readonly direct: number[];
}

class Ties {
  private readonly byPair = new Map<number, Tie>();
  readonly neighbours = new Map<number, number[]>();
  private readonly people: number;

  constructor(people: number) {
    this.people = people;
  }

  get size(): number {
    return this.byPair.size;
  }

  get(one: number, other: number): Tie | undefined {
    return this.byPair.get(Math.min(one, other) * this.people + Math.max(one, other));
  }

  tie(one: number, other: number): Tie {
    const a = Math.min(one, other);
    const b = Math.max(one, other);
    let tie = this.byPair.get(a * this.people + b);
    if (!tie) {
      tie = { a, b, messages: 0, forth: 0, back: 0, direct: [] };
      this.byPair.set(a * this.people + b, tie);
      for (const [from, to] of [
        [a, b],
        [b, a],
      ] as const) {
        const known = this.neighbours.get(from);
        if (known) known.push(to);
        else this.neighbours.set(from, [to]);
      }
    }
    return tie;
  }

  all(): Tie[] {
    return [...this.byPair.values()].sort((x, y) => x.a - y.a || x.b - y.b);
  }
}

function tallies(index: CaseIndex, { rows }: Matches): ChatTally[] {
  const { columns, chats, people } = index;
  const { starts, rows: grouped } =
    rows === null ? index.conversations : groupRows(columns.chat, chats.length, rows);
  const counts = new Uint32Array(people.length + 1);
  const found: ChatTally[] = [];
  for (let chat = 0; chat < chats.length; chat++) {
    const [start, end] = [starts[chat]!, starts[chat + 1]!];
    if (start === end) continue;
    const writers: number[] = [];
    for (let i = start; i < end; i++) {
      const sender = columns.sender[grouped[i]!]!;
      if (counts[sender]!++ === 0 && sender !== people.length) writers.push(sender);
    }
    writers.sort((a, b) => a - b);
    const written = writers.map((person) => counts[person]!);
    for (const person of writers) counts[person] = 0;
    counts[people.length] = 0;
    found.push({ chat, messages: end - start, writers, written });
  }
  return found;
}

/** The contact graph of a result. */
export function contactGraph(index: CaseIndex, matches: Matches, mode: GroupMode): ContactGraph {
  const { chats, people } = index;
  const inResult = tallies(index, matches);
  const ties = new Ties(people.length);
  const asNodes: ChatTally[] = [];
  const groups: ChatTally[] = [];

  for (const tally of inResult) {
    const { type, members } = chats[tally.chat]!;
    if (type !== 'direct' || members.length > 2) {
      (isConversation(type) ? groups : asNodes).push(tally);
    } else if (members.length === 2 && tally.writers.length > 0) {
      const tie = ties.tie(members[0]!, members[1]!);
      tie.direct.push(tally.chat);
      for (const [i, person] of tally.writers.entries()) {
        if (person === tie.a) tie.forth += tally.written[i]!;
        else tie.back += tally.written[i]!;
      }
    }
  }
  if (mode === 'nodes') {
    asNodes.push(...groups);
    for (const tie of ties.all()) tie.messages = tie.forth + tie.back;
  } else {
    asNodes.push(...fold(groups, ties));
    weigh(inResult, ties, index);
  }

  const edges: GraphEdge[] = ties.all().map((tie) => {
    const { a, b, messages, forth, back, direct } = tie;
    const between = [a, b] as const;
    const select = mode === 'nodes' ? { between, chats: direct } : { between };
    return { source: `p${a}`, target: `p${b}`, messages, forth, back, select };
  });
  for (const { chat, writers, written } of asNodes.sort((x, y) => x.chat - y.chat)) {
    for (const [i, person] of writers.entries()) {
      const select = { people: [person], chats: [chat] };
      const messages = written[i]!;
      edges.push({ source: `p${person}`, target: `g${chat}`, messages, forth: 0, back: 0, select });
    }
  }
  return { nodes: nodesOf(index, inResult, ties, asNodes), edges };
}

/** Ties the writers of each group; answers with the groups that have too many. */
function fold(groups: readonly ChatTally[], ties: Ties): ChatTally[] {
  const left: ChatTally[] = [];
  for (const group of groups.toSorted((x, y) => x.writers.length - y.writers.length || x.chat - y.chat)) {
    const { writers } = group;
    const pairs = (writers.length * (writers.length - 1)) / 2;
    if (writers.length > FOLDED_WRITERS || ties.size + pairs > FOLDED_EDGES) left.push(group);
    else {
      for (let i = 0; i < writers.length; i++) {
        for (let j = i + 1; j < writers.length; j++) ties.tie(writers[i]!, writers[j]!);
      }
    }
  }
  return left;
}

/** Gives every tie the messages of either in every conversation that has both. */
function weigh(inResult: readonly ChatTally[], ties: Ties, { chats, people }: CaseIndex): void {
  const memberOf = new Int32Array(people.length).fill(-1);
  for (const { chat, writers, written } of inResult) {
    const { type, members } = chats[chat]!;
    if (!isConversation(type)) continue;
    for (const member of members) memberOf[member] = chat;
    for (const [i, person] of writers.entries()) {
      const neighbours = ties.neighbours.get(person) ?? [];
      // Over the shorter list: a phone's owner has thousands of neighbours and most chats two members.
      const candidates = members.length < neighbours.length ? members : neighbours;
      for (const other of candidates) {
        if (other === person || memberOf[other] !== chat) continue;
        const tie = ties.get(person, other);
        if (tie) tie.messages += written[i]!;
      }
    }
  }
}

function nodesOf(
  { chats, people }: CaseIndex,
  inResult: readonly ChatTally[],
  ties: Ties,
  asNodes: readonly ChatTally[],
): GraphNode[] {
  const messagesOf = new Map<number, number>();
  for (const { writers, written } of inResult) {
    for (const [i, person] of writers.entries()) {
      messagesOf.set(person, (messagesOf.get(person) ?? 0) + written[i]!);
    }
  }
  for (const person of ties.neighbours.keys()) if (!messagesOf.has(person)) messagesOf.set(person, 0);
  return [
    ...[...messagesOf]
      .sort(([a], [b]) => a - b)
      .map(([person, messages]) => ({ key: `p${person}`, person, label: people[person]!.name, messages })),
    ...asNodes.map(({ chat, messages }) => ({ key: `g${chat}`, chat, label: chats[chat]!.title, messages })),
  ];
}
