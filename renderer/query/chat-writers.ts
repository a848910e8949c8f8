/**
 * Who wrote in which chat, as one count for each pair of them: what the messages of any result are counted by in a
 * single pass, without sorting or hashing a message. Made once for the columns, when a graph is first asked for.
 */
import type { CaseIndex } from './case-index.ts';
import type { Columns } from './columns.ts';
import type { Matches } from './filter.ts';

export interface ChatWriters {
  /** A chat's counts are those from `starts[chat]` to before `starts[chat + 1]`. */
  readonly starts: Uint32Array;
  /** Of each count: who wrote, ascending within a chat; the number of people for messages without a sender. */
  readonly person: Uint32Array;
  /** Of each row: which of its chat's counts it is in. */
  readonly place: Uint16Array | Uint32Array;
}

const known = new WeakMap<Columns, ChatWriters>();

export function chatWriters(index: CaseIndex): ChatWriters {
  const { columns } = index;
  let writers = known.get(columns);
  if (!writers) {
    writers = gathered(index);
    known.set(columns, writers);
  }
  return writers;
}

function gathered({ columns, chats, people, conversations }: CaseIndex): ChatWriters {
  const { sender } = columns;
  const { starts: begins, rows } = conversations;
  const starts = new Uint32Array(chats.length + 1);
  const person: number[] = [];
  // Of each person: the chat last met in, and the place in it.
  const met = new Int32Array(people.length + 1).fill(-1);
  const placeOf = new Uint32Array(people.length + 1);
  let most = 0;
  for (let chat = 0; chat < chats.length; chat++) {
    const writers: number[] = [];
    for (let i = begins[chat]!; i < begins[chat + 1]!; i++) {
      const who = sender[rows[i]!]!;
      if (met[who] === chat) continue;
      met[who] = chat;
      writers.push(who);
    }
    writers.sort((a, b) => a - b);
    for (const who of writers) person.push(who);
    starts[chat + 1] = person.length;
    most = Math.max(most, writers.length);
  }
  const place = most <= 65_536 ? new Uint16Array(columns.count) : new Uint32Array(columns.count);
  for (let chat = 0; chat < chats.length; chat++) {
    const first = starts[chat]!;
    for (let at = first; at < starts[chat + 1]!; at++) placeOf[person[at]!] = at - first;
    for (let i = begins[chat]!; i < begins[chat + 1]!; i++) place[rows[i]!] = placeOf[sender[rows[i]!]!]!;
  }
  return { starts, person: Uint32Array.from(person), place };
}

/** Messages of a result for each pair of a chat and who wrote in it. */
export function countWritten(
  { chat }: Columns,
  { starts, person, place }: ChatWriters,
  { rows, count }: Matches,
): Uint32Array<ArrayBuffer> {
  const written = new Uint32Array(person.length);
  if (rows === null) for (let row = 0; row < count; row++) written[starts[chat[row]!]! + place[row]!]!++;
  else {
    for (let i = 0; i < count; i++) {
      const row = rows[i]!;
      written[starts[chat[row]!]! + place[row]!]!++;
    }
  }
  return written;
}
