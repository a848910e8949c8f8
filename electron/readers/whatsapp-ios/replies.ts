/** What a message replies to: its ordinal where the source has it, else its key. */
import { type Cell, filled, reference } from '../../sqlite/cells.ts';
import type { Numbers } from '../../sqlite/numbers.ts';
import type { TableRows } from '../../sqlite/table-rows.ts';
import { LatestKeys } from '../whatsapp/latest-keys.ts';
import type { ChatEntry } from './chats.ts';

/** Messages of one place that are looked at, and of one hash whose keys are compared: more only an attacker can make. */
const MOST_IN_A_PLACE = 4096;
const MOST_ALIKE = 64;

/** FNV-1a over the key's end, where keys differ. */
function hashOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = Math.max(0, key.length - 24); i < key.length; i++) {
    hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  }
  return (hash ^ (hash >>> 15)) >>> 0;
}

/**
 * Finds messages by their key (`ZSTANZAID`), which is unique in a chat. The latest are remembered by their
 * keys, all by a hash: some 12 bytes a message. What comes later than the reply is looked at once, when
 * a key is first not found.
 */
export class Replies {
  private readonly rows: TableRows | undefined;
  private readonly ids: Numbers;
  private readonly chatOf: (session: Cell | undefined) => ChatEntry | undefined;
  private readonly latest = new LatestKeys();
  private readonly heads: Int32Array;
  /** By ordinal: the ordinal before it in the same place, and the hash. */
  private readonly before: Int32Array;
  private readonly hashes: Uint32Array;
  /** Messages that came so far, and those that can be found by their hash. */
  private ordinal = 0;
  private noted = 0;

  /**
   * @param rows `ZSTANZAID` and `ZCHATSESSION` by row.
   * @param ids rows of all messages, ascending: a message's ordinal is its place among them, from 1.
   */
  constructor(
    rows: TableRows | undefined,
    ids: Numbers,
    chatOf: (session: Cell | undefined) => ChatEntry | undefined,
  ) {
    this.rows = rows;
    this.ids = ids;
    this.chatOf = chatOf;
    this.heads = new Int32Array(2 ** Math.ceil(Math.log2(Math.max(16, ids.length))));
    this.before = new Int32Array(ids.length + 1);
    this.hashes = new Uint32Array(ids.length + 1);
  }

  /** Notes the next message. */
  note(chat: ChatEntry, key: string | undefined): void {
    const ordinal = ++this.ordinal;
    if (key === undefined) return;
    this.latest.add(chat, false, key, ordinal);
    if (ordinal > this.noted) this.hash(ordinal, key);
  }

  private hash(ordinal: number, key: string): void {
    this.noted = ordinal;
    const hash = hashOf(key);
    const place = hash & (this.heads.length - 1);
    this.hashes[ordinal] = hash;
    this.before[ordinal] = this.heads[place]!;
    this.heads[place] = ordinal;
  }

  /** The ordinal of the message with this key: in the chat, else the only one that has it; the key itself where there is none. */
  find(chat: ChatEntry, key: string): number | string {
    const latest = this.latest.find(chat, false, key);
    if (latest !== undefined) return latest;
    const found = this.search(chat, key);
    if (found !== undefined) return found;
    if (this.noted >= this.ids.length) return key;
    this.noteRest();
    return this.search(chat, key) ?? key;
  }

  private search(chat: ChatEntry, key: string): number | undefined {
    const hash = hashOf(key);
    let only: number | undefined;
    let others = 0;
    let compared = 0;
    let seen = 0;
    for (
      let ordinal = this.heads[hash & (this.heads.length - 1)]!;
      ordinal !== 0 && compared < MOST_ALIKE && seen++ < MOST_IN_A_PLACE;
      ordinal = this.before[ordinal]!
    ) {
      if (this.hashes[ordinal] !== hash) continue;
      compared++;
      const row = this.rows?.row(this.ids.at(ordinal - 1));
      if (filled(row?.[1]) !== key) continue;
      if (this.chatOf(row![2]) === chat) return ordinal;
      only = ordinal;
      others++;
    }
    return others === 1 ? only : undefined;
  }

  private noteRest(): void {
    const from = Math.max(this.noted, this.ordinal);
    if (this.rows && from < this.ids.length) {
      let ordinal = from;
      for (const chunk of this.rows.ids(this.ids.at(from))) {
        for (const row of this.rows.rows(chunk)) {
          while (ordinal < this.ids.length && this.ids.at(ordinal) < (row[0] as number)) ordinal++;
          if (ordinal >= this.ids.length || this.ids.at(ordinal) !== row[0]) continue;
          const key = filled(row[1]);
          if (key !== undefined) this.hash(++ordinal, key);
        }
      }
    }
    this.noted = this.ids.length;
  }

  /** The ordinal of a row of `ZWAMESSAGE`. */
  ofRow(cell: Cell | undefined): number | undefined {
    const row = reference(cell);
    const index = row === undefined ? -1 : this.ids.indexOf(row);
    return index < 0 ? undefined : index + 1;
  }
}
