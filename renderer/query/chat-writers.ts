/**
 * Who wrote in which chat, as one number for each pair of them: what the messages of any result are counted by in
 * a single pass, without sorting or hashing a message.
 */
import type { Columns } from './columns.ts';

export interface ChatWriters {
  /** A chat's pairs are those from `starts[chat]` to before `starts[chat + 1]`. */
  readonly starts: Uint32Array;
  readonly chat: Uint32Array;
  /** Who wrote, ascending within a chat; the number of people for messages without a sender. */
  readonly person: Uint32Array;
  /** Messages of each pair in the case. */
  readonly messages: Uint32Array;
  /** Of each row: its pair. */
  readonly of: Uint32Array;
}

/** Pairs in the order in which they are met, found by open addressing. */
class MetPairs {
  chat = new Uint32Array(1024);
  person = new Uint32Array(1024);
  messages = new Uint32Array(1024);
  size = 0;
  /** Number of the pair in each slot, plus 1; 0: a free slot. */
  private slots = new Uint32Array(4096);

  of(chat: number, person: number): number {
    const mask = this.slots.length - 1;
    let slot = slotOf(chat, person) & mask;
    for (let at = this.slots[slot]!; at !== 0; at = this.slots[slot]!) {
      if (this.chat[at - 1] === chat && this.person[at - 1] === person) return at - 1;
      slot = (slot + 1) & mask;
    }
    if (this.size === this.chat.length) {
      this.grow();
      return this.of(chat, person);
    }
    this.chat[this.size] = chat;
    this.person[this.size] = person;
    this.slots[slot] = ++this.size;
    return this.size - 1;
  }

  private grow(): void {
    const doubled = (column: Uint32Array): Uint32Array<ArrayBuffer> => {
      const next = new Uint32Array(2 * column.length);
      next.set(column);
      return next;
    };
    this.chat = doubled(this.chat);
    this.person = doubled(this.person);
    this.messages = doubled(this.messages);
    this.slots = new Uint32Array(2 * this.slots.length);
    const mask = this.slots.length - 1;
    for (let pair = 0; pair < this.size; pair++) {
      let slot = slotOf(this.chat[pair]!, this.person[pair]!) & mask;
      while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
      this.slots[slot] = pair + 1;
    }
  }
}

function slotOf(chat: number, person: number): number {
  const mixed = Math.imul(chat, 0x9e3779b1) ^ Math.imul(person, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}

/** @param chats how many the case has. */
export function chatWriters(
  { count, chat, sender }: Pick<Columns, 'count' | 'chat' | 'sender'>,
  chats: number,
): ChatWriters {
  const met = new MetPairs();
  const of = new Uint32Array(count);
  for (let row = 0; row < count; row++) {
    const pair = met.of(chat[row]!, sender[row]!);
    met.messages[pair]!++;
    of[row] = pair;
  }
  const order = Uint32Array.from({ length: met.size }, (_, pair) => pair).sort(
    (a, b) => met.chat[a]! - met.chat[b]! || met.person[a]! - met.person[b]!,
  );
  const starts = new Uint32Array(chats + 1);
  const numbers = new Uint32Array(met.size);
  for (const [number, pair] of order.entries()) {
    numbers[pair] = number;
    starts[met.chat[pair]! + 1]!++;
  }
  for (let one = 0; one < chats; one++) starts[one + 1]! += starts[one]!;
  for (let row = 0; row < count; row++) of[row] = numbers[of[row]!]!;
  return {
    starts,
    chat: order.map((pair) => met.chat[pair]!),
    person: order.map((pair) => met.person[pair]!),
    messages: order.map((pair) => met.messages[pair]!),
    of,
  };
}
