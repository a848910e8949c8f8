/**
 * Who wrote in which chat, as one number for each pair of them, and what of which exhibit, as one number for each
 * such cell: what the messages of any result are counted by in a single pass, one step a message.
 */
import { MESSAGE_KINDS } from '../../shared/model/index.ts';
import type { Columns } from './columns.ts';

export interface ChatWriters {
  /** A chat's pairs are those from `starts[chat]` to before `starts[chat + 1]`. */
  readonly starts: Uint32Array;
  readonly chat: Uint32Array;
  /** Who wrote, ascending within a chat; the number of people for messages without a sender. */
  readonly person: Uint32Array;
  readonly cells: Cells;
}

/** Messages of one chat, writer, kind and exhibit. Cells stand in the order of their pairs. */
export interface Cells {
  readonly pair: Uint32Array;
  readonly kind: Uint8Array;
  readonly exhibit: Uint16Array;
  /** Messages of each in the case. */
  readonly messages: Uint32Array;
  /** Of each row: its cell. */
  readonly of: Uint32Array;
}

const KINDS = MESSAGE_KINDS.length;
/** Cells looked up last that are tried first; a power of two. */
const RECENT = 16_384;

/** Cells in the order in which they are met, found by open addressing. */
class MetCells {
  chat = new Uint32Array(1024);
  person = new Uint32Array(1024);
  /** Exhibit and kind. */
  what = new Uint32Array(1024);
  size = 0;
  /** Number of the cell in each slot, plus 1; 0: a free slot. */
  private slots = new Uint32Array(4096);

  of(chat: number, person: number, what: number): number {
    const mask = this.slots.length - 1;
    let slot = slotOf(chat, person, what) & mask;
    for (let at = this.slots[slot]!; at !== 0; at = this.slots[slot]!) {
      const cell = at - 1;
      if (this.chat[cell] === chat && this.person[cell] === person && this.what[cell] === what) return cell;
      slot = (slot + 1) & mask;
    }
    if (this.size === this.chat.length) {
      this.grow();
      return this.of(chat, person, what);
    }
    this.chat[this.size] = chat;
    this.person[this.size] = person;
    this.what[this.size] = what;
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
    this.what = doubled(this.what);
    this.slots = new Uint32Array(2 * this.slots.length);
    const mask = this.slots.length - 1;
    for (let cell = 0; cell < this.size; cell++) {
      let slot = slotOf(this.chat[cell]!, this.person[cell]!, this.what[cell]!) & mask;
      while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
      this.slots[slot] = cell + 1;
    }
  }
}

function slotOf(chat: number, person: number, what: number): number {
  const mixed = Math.imul(chat, 0x9e3779b1) ^ Math.imul(person, 0x85ebca6b) ^ Math.imul(what + 1, 0xc2b2ae35);
  return mixed ^ (mixed >>> 15);
}

/** @param chats how many the case has. */
export function chatWriters(
  { count, chat, sender, kind, exhibit, rowOf }: Columns,
  chats: number,
): ChatWriters {
  const met = new MetCells();
  const of = new Uint32Array(count);
  // Source after source: the cells of one are few, and the last of each kind of place is mostly the one.
  const recent = new Uint32Array(RECENT);
  for (let place = 0; place < count; place++) {
    const row = rowOf[place]!;
    const its = chat[row]!;
    const who = sender[row]!;
    const what = exhibit[row]! * KINDS + kind[row]!;
    const at = slotOf(its, who, what) & (RECENT - 1);
    let cell = recent[at]!;
    if (cell >= met.size || met.chat[cell] !== its || met.person[cell] !== who || met.what[cell] !== what) {
      cell = met.of(its, who, what);
      recent[at] = cell;
    }
    of[row] = cell;
  }
  const messages = new Uint32Array(met.size);
  for (let row = 0; row < count; row++) messages[of[row]!]!++;
  const order = Uint32Array.from({ length: met.size }, (_, cell) => cell).sort(
    (a, b) => met.chat[a]! - met.chat[b]! || met.person[a]! - met.person[b]! || met.what[a]! - met.what[b]!,
  );
  const starts = new Uint32Array(chats + 1);
  const pairChat: number[] = [];
  const pairPerson: number[] = [];
  const pair = new Uint32Array(met.size);
  const numbers = new Uint32Array(met.size);
  for (const [number, cell] of order.entries()) {
    numbers[cell] = number;
    if (met.chat[cell] !== pairChat.at(-1) || met.person[cell] !== pairPerson.at(-1)) {
      pairChat.push(met.chat[cell]!);
      pairPerson.push(met.person[cell]!);
      starts[met.chat[cell]! + 1]!++;
    }
    pair[number] = pairChat.length - 1;
  }
  for (let one = 0; one < chats; one++) starts[one + 1]! += starts[one]!;
  for (let row = 0; row < count; row++) of[row] = numbers[of[row]!]!;
  return {
    starts,
    chat: Uint32Array.from(pairChat),
    person: Uint32Array.from(pairPerson),
    cells: {
      pair,
      kind: Uint8Array.from(order, (cell) => met.what[cell]! % KINDS),
      exhibit: Uint16Array.from(order, (cell) => Math.floor(met.what[cell]! / KINDS)),
      messages: order.map((cell) => messages[cell]!),
      of,
    },
  };
}
