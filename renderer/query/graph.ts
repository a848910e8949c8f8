/**
 * Who wrote to whom in a result.
 *
 * A direct chat ties its two people. A group is a node tied to those who wrote in it, or it is folded:
 * those who wrote in it are tied to each other. A tie's weight is always what selecting it lists:
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
import type { Filter, GroupMode } from './api.ts';
import type { CaseIndex } from './case-index.ts';
import type { Matches } from './filter.ts';
import { isConversation } from './filter-tables.ts';
import type { TieList } from './network/network.ts';
import { Pairs } from './pairs.ts';

export const FOLDED_WRITERS = 250;
export const FOLDED_EDGES = 100_000;

/** A contact graph as columns: people in the order of the case, then chats; ties by their nodes, those of chats last. */
export interface ContactTies extends TieList {
  /** Of each node; -1 for a chat. */
  readonly person: Int32Array;
  /** Of each node; -1 for a person. */
  readonly chat: Int32Array;
  /** Messages written (a person) or held (a chat) in the result. */
  readonly held: Uint32Array;
  /** From source to target and back, direct chats only. */
  readonly forth: Uint32Array;
  readonly back: Uint32Array;
  label(node: number): string;
  /** What selecting a tie puts into the filter. */
  select(tie: number): Pick<Filter, 'between' | 'chats' | 'people'>;
}

/** The messages of a result by chat and writer. */
interface Tally {
  readonly index: CaseIndex;
  readonly starts: Uint32Array;
  readonly person: Uint32Array;
  readonly written: Uint32Array;
}

/** Ties between people, by their members, before those to chats. */
interface PeopleTies {
  readonly pairs: Pairs;
  readonly a: Uint32Array;
  readonly b: Uint32Array;
  readonly messages: Uint32Array;
  readonly forth: Uint32Array;
  readonly back: Uint32Array;
}

/** The contact graph of a result. */
export function contactTies(index: CaseIndex, matches: Matches, mode: GroupMode): ContactTies {
  const { chats, people } = index;
  const { starts, person } = index.writers;
  const tally: Tally = { index, starts, person, written: matches.written };
  const pairs = new Pairs(Math.max(1, people.length));
  const asNodes: number[] = [];
  const groups: number[] = [];
  const held = new Uint32Array(chats.length);
  const wrote = new Uint32Array(people.length + 1);
  const direct: number[] = [];
  for (const { index: chat, type, members } of chats) {
    let senders = 0;
    for (let at = tally.starts[chat]!; at < tally.starts[chat + 1]!; at++) {
      const count = tally.written[at]!;
      held[chat]! += count;
      wrote[tally.person[at]!]! += count;
      if (count > 0 && tally.person[at] !== people.length) senders++;
    }
    if (held[chat] === 0) continue;
    if (type !== 'direct' || members.length > 2) (isConversation(type) ? groups : asNodes).push(chat);
    else if (members.length === 2 && senders > 0) {
      pairs.add(members[0]!, members[1]!);
      direct.push(chat);
    }
  }
  if (mode === 'nodes') asNodes.push(...groups);
  else asNodes.push(...fold(tally, groups, pairs));
  asNodes.sort((one, other) => one - other);

  const between = directTies(tally, direct, pairs);
  if (mode === 'fold') weigh(tally, held, between);
  return columnsOf(tally, mode, between, asNodes, { held, wrote, direct });
}

function writersIn({ index, starts, person, written }: Tally, chat: number): number[] {
  const found: number[] = [];
  for (let at = starts[chat]!; at < starts[chat + 1]!; at++) {
    if (written[at]! > 0 && person[at] !== index.people.length) found.push(person[at]!);
  }
  return found;
}

/** Ties the writers of each group; answers with the groups that have too many. */
function fold(tally: Tally, groups: readonly number[], pairs: Pairs): number[] {
  const left: number[] = [];
  const bySize = groups
    .map((chat) => ({ chat, writers: writersIn(tally, chat) }))
    .sort((one, other) => one.writers.length - other.writers.length || one.chat - other.chat);
  for (const { chat, writers } of bySize) {
    const more = (writers.length * (writers.length - 1)) / 2;
    if (writers.length > FOLDED_WRITERS || pairs.size + more > FOLDED_EDGES) left.push(chat);
    else {
      for (let i = 0; i < writers.length; i++) {
        for (let j = i + 1; j < writers.length; j++) pairs.add(writers[i]!, writers[j]!);
      }
    }
  }
  return left;
}

/** The pairs as ties with the messages of their direct chats. */
function directTies(
  { index, starts, person, written }: Tally,
  direct: readonly number[],
  pairs: Pairs,
): PeopleTies {
  const { lesser: a, greater: b } = pairs.sort();
  const forth = new Uint32Array(a.length);
  const back = new Uint32Array(a.length);
  for (const chat of direct) {
    const [one, other] = index.chats[chat]!.members as [number, number];
    const tie = pairs.find(one, other);
    for (let at = starts[chat]!; at < starts[chat + 1]!; at++) {
      if (person[at] === a[tie]) forth[tie]! += written[at]!;
      else if (person[at] === b[tie]) back[tie]! += written[at]!;
    }
  }
  return { pairs, a, b, forth, back, messages: forth.map((count, tie) => count + back[tie]!) };
}

/** Gives every tie the messages of either in every conversation that has both. */
function weigh({ index, starts, person, written }: Tally, held: Uint32Array, ties: PeopleTies): void {
  const { chats, people } = index;
  const { a, b, messages, pairs } = ties;
  messages.fill(0);
  const begins = new Uint32Array(people.length + 1);
  for (let tie = 0; tie < a.length; tie++) {
    begins[a[tie]! + 1]!++;
    begins[b[tie]! + 1]!++;
  }
  for (let one = 0; one < people.length; one++) begins[one + 1]! += begins[one]!;
  const next = begins.slice(0, people.length);
  const tieOf = new Uint32Array(2 * a.length);
  for (let tie = 0; tie < a.length; tie++) {
    tieOf[next[a[tie]!]!++] = tie;
    tieOf[next[b[tie]!]!++] = tie;
  }
  const memberOf = new Int32Array(people.length).fill(-1);
  for (const { index: chat, type, members } of chats) {
    if (held[chat] === 0 || !isConversation(type)) continue;
    for (const member of members) memberOf[member] = chat;
    for (let at = starts[chat]!; at < starts[chat + 1]!; at++) {
      const writer = person[at]!;
      const count = written[at]!;
      if (count === 0 || writer === people.length) continue;
      // Over the shorter list: a phone's owner has thousands of neighbours and most chats two members.
      if (members.length < begins[writer + 1]! - begins[writer]!) {
        for (const member of members) {
          const tie = member === writer ? -1 : pairs.find(writer, member);
          if (tie >= 0) messages[tie]! += count;
        }
      } else {
        for (let i = begins[writer]!; i < begins[writer + 1]!; i++) {
          const tie = tieOf[i]!;
          if (memberOf[a[tie] === writer ? b[tie]! : a[tie]!] === chat) messages[tie]! += count;
        }
      }
    }
  }
}

interface Counted {
  readonly held: Uint32Array;
  readonly wrote: Uint32Array;
  /** Direct chats that tie their people. */
  readonly direct: readonly number[];
}

function columnsOf(
  tally: Tally,
  mode: GroupMode,
  between: PeopleTies,
  asNodes: readonly number[],
  { held, wrote, direct }: Counted,
): ContactTies {
  const { chats, people } = tally.index;
  const isNode = new Uint8Array(people.length);
  for (let one = 0; one < people.length; one++) if (wrote[one]! > 0) isNode[one] = 1;
  for (let tie = 0; tie < between.a.length; tie++) {
    isNode[between.a[tie]!] = 1;
    isNode[between.b[tie]!] = 1;
  }
  const nodeOf = new Uint32Array(people.length);
  const persons: number[] = [];
  for (let one = 0; one < people.length; one++) if (isNode[one] === 1) nodeOf[one] = persons.push(one) - 1;

  const chatWritersOf = asNodes.map((chat) => writersIn(tally, chat));
  const count = between.a.length + chatWritersOf.reduce((sum, writers) => sum + writers.length, 0);
  const nodes = persons.length + asNodes.length;
  const source = new Uint32Array(count);
  const target = new Uint32Array(count);
  const messages = new Uint32Array(count);
  const forth = new Uint32Array(count);
  const back = new Uint32Array(count);
  source.set(between.a.map((one) => nodeOf[one]!));
  target.set(between.b.map((one) => nodeOf[one]!));
  messages.set(between.messages);
  forth.set(between.forth);
  back.set(between.back);
  let end = between.a.length;
  for (const [i, chat] of asNodes.entries()) {
    for (let at = tally.starts[chat]!; at < tally.starts[chat + 1]!; at++) {
      if (tally.written[at] === 0 || tally.person[at] === people.length) continue;
      source[end] = nodeOf[tally.person[at]!]!;
      target[end] = persons.length + i;
      messages[end++] = tally.written[at]!;
    }
  }
  const chatsOfPair = new Map<number, number[]>();
  for (const one of mode === 'nodes' ? direct : []) {
    const [first, second] = chats[one]!.members as [number, number];
    const pair = between.pairs.find(first, second);
    const its = chatsOfPair.get(pair);
    if (its) its.push(one);
    else chatsOfPair.set(pair, [one]);
  }
  const person = new Int32Array(nodes).fill(-1);
  person.set(persons);
  const chat = new Int32Array(nodes).fill(-1);
  chat.set(asNodes, persons.length);
  const nodeHeld = new Uint32Array(nodes);
  nodeHeld.set(persons.map((one) => wrote[one]!));
  nodeHeld.set(
    asNodes.map((one) => held[one]!),
    persons.length,
  );
  return {
    nodes,
    person,
    chat,
    held: nodeHeld,
    source,
    target,
    messages,
    forth,
    back,
    label: (node) => (person[node]! >= 0 ? people[person[node]!]!.name : chats[chat[node]!]!.title),
    select(tie) {
      const one = person[source[tie]!]!;
      const to = target[tie]!;
      if (chat[to]! >= 0) return { people: [one], chats: [chat[to]!] };
      const both = [one, person[to]!] as const;
      if (mode === 'fold') return { between: both };
      return { between: both, chats: chatsOfPair.get(tie)! };
    },
  };
}

/** The key of a node: `p12` a person, `g3` a chat. */
export function keyOf({ person, chat }: ContactTies, node: number): string {
  return person[node]! >= 0 ? `p${person[node]}` : `g${chat[node]}`;
}
