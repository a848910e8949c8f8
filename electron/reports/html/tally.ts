/** Counts over all messages of a report, and the messages that it shows. Memory is bounded by what is shown. */
import type { Beside } from '../../../shared/contract/reported.ts';
import type { Message } from '../../../shared/model/index.ts';
import type { People } from './people.ts';

const HOUR = 3_600_000;
const QUARTER = HOUR / 4;
/** How far around the instant the close-up reaches. */
export const CLOSE_UP_MS = 12 * HOUR;

export interface Shown {
  readonly message: Message;
  readonly when: number;
  /** Order in messages.jsonl, from 0. */
  readonly order: number;
  readonly beside?: Beside;
}

/**
 * The messages to show: the nearest to the instant, else the newest. Those without a time come last.
 */
class Selection {
  private kept: Shown[] = [];
  private readonly limit: number;
  private readonly instant: number | undefined;

  constructor(limit: number, instant: number | undefined) {
    this.limit = limit;
    this.instant = instant;
  }

  private rank({ when }: Shown): number {
    if (Number.isNaN(when)) return Number.POSITIVE_INFINITY;
    return this.instant === undefined ? -when : Math.abs(when - this.instant);
  }

  private cut(): void {
    this.kept.sort((a, b) => compare(this.rank(a), this.rank(b)) || a.order - b.order);
    this.kept.length = Math.min(this.kept.length, this.limit);
  }

  add(shown: Shown): void {
    this.kept.push(shown);
    if (this.kept.length >= 2 * this.limit + 1024) this.cut();
  }

  /** In time, then as they stand in the file; those without a time at the end. */
  inOrder(): Shown[] {
    this.cut();
    const place = ({ when }: Shown): number => (Number.isNaN(when) ? Number.POSITIVE_INFINITY : when);
    return this.kept.sort((a, b) => compare(place(a), place(b)) || a.order - b.order);
  }
}

const compare = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);

function bump<Key>(counts: Map<Key, number>, key: Key, by = 1): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}

export class Tally {
  messages = 0;
  untimed = 0;
  /** By hour, counted from 1970 UTC. */
  readonly hours = new Map<number, number>();
  /** By quarter of an hour, counted from the instant, within CLOSE_UP_MS of it. */
  readonly quarters = new Map<number, number>();
  readonly kinds = new Map<string, number>();
  readonly bases = new Map<string, number>();
  readonly precisions = new Map<string, number>();
  readonly byChat = new Map<
    string,
    { id: string; title: string; type: string; messages: number; from: number; to: number }
  >();
  readonly bySender = new Map<string, { id: string; name: string; messages: number }>();
  /** Messages between two nodes, by `a\n b`; a node is `p<person>` or `g<chat>`. */
  readonly edges = new Map<string, { a: string; b: string; messages: number }>();
  readonly nodes = new Map<string, { label: string; group: boolean; messages: number }>();
  private readonly selection: Selection;
  private readonly people: People;
  private readonly instant: number | undefined;

  constructor(people: People, limit: number, instant: number | undefined) {
    this.people = people;
    this.instant = instant;
    this.selection = new Selection(limit, instant);
  }

  add(message: Message, when: number, order: number, beside?: Beside): void {
    this.messages++;
    const { chat, sender, kind } = message;
    bump(this.kinds, kind);
    if (message.timeBasis !== undefined) bump(this.bases, message.timeBasis);
    if (message.timePrecision !== undefined) bump(this.precisions, message.timePrecision);
    this.time(when);
    const chatKey = this.people.chatKey(message, chat);
    let inChat = this.byChat.get(chatKey);
    if (!inChat) {
      inChat = {
        id: chat,
        title: this.people.titleOf(message, chat),
        type: this.people.typeOf(message, chat),
        messages: 0,
        from: Number.POSITIVE_INFINITY,
        to: Number.NEGATIVE_INFINITY,
      };
      this.byChat.set(chatKey, inChat);
    }
    inChat.messages++;
    if (when < inChat.from) inChat.from = when;
    if (when > inChat.to) inChat.to = when;
    if (sender !== undefined && message.direction !== 'system' && kind !== 'system') {
      const key = this.people.personKey(message, sender);
      const bySender = this.bySender.get(key);
      if (bySender) bySender.messages++;
      else this.bySender.set(key, { id: sender, name: this.people.nameOf(message, sender), messages: 1 });
      this.contact(message, sender);
    }
    this.selection.add({ message, when, order, ...(beside ? { beside } : {}) });
  }

  private time(when: number): void {
    if (Number.isNaN(when)) {
      this.untimed++;
      return;
    }
    bump(this.hours, Math.floor(when / HOUR));
    if (this.instant !== undefined && Math.abs(when - this.instant) < CLOSE_UP_MS) {
      bump(this.quarters, Math.floor((when - this.instant) / QUARTER));
    }
  }

  private contact(message: Message, sender: string): void {
    const { chat } = message;
    const from = this.person(message, sender);
    this.nodes.get(from)!.messages++;
    if (this.people.typeOf(message, chat) !== 'direct') {
      const group = `g${this.people.chatKey(message, chat)}`;
      this.node(group, this.people.titleOf(message, chat), true).messages++;
      this.edge(from, group);
      return;
    }
    // One person may be a member by several accounts.
    const others = new Set(this.people.counterparts(message).map((other) => this.person(message, other)));
    for (const other of others) this.edge(from, other);
  }

  private person(of: Message, id: string): string {
    const key = `p${this.people.personKey(of, id)}`;
    this.node(key, this.people.nameOf(of, id), false);
    return key;
  }

  private node(key: string, label: string, group: boolean): { messages: number } {
    let node = this.nodes.get(key);
    if (!node) {
      node = { label, group, messages: 0 };
      this.nodes.set(key, node);
    }
    return node;
  }

  private edge(one: string, other: string): void {
    const [a, b] = one < other ? [one, other] : [other, one];
    const key = `${a}\n${b}`;
    const edge = this.edges.get(key);
    if (edge) edge.messages++;
    else this.edges.set(key, { a, b, messages: 1 });
  }

  shown(): Shown[] {
    return this.selection.inOrder();
  }
}
