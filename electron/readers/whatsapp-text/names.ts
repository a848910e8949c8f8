/** The senders of one file, found on the bytes of its lines. */
import { withoutMarks } from './marks.ts';

/** A sender's name longer than this is none: the line has no sender. */
const NAME_BYTES = 512;
/** Names kept in memory; a file with more is read, but tells less of those beyond. */
const MOST_NAMES = 100_000;

/** A power of two. */
const LATELY = 1024;
/** Bytes of a name by which it is guessed. */
const BEGINNING = 3;

const COLON = 0x3a;
const SPACE = 0x20;

/** One spelling of a name, in bytes, and what the file says of it. */
export interface Sender {
  readonly raw: Buffer;
  /** Without marks. */
  name: string;
  /** Id of the account; empty until a message of it is read. */
  account: string;
  /** Headers with it. */
  count: number;
  /** Those with something sent: not only lines of WhatsApp's about the chat. */
  written: number;
  /** "You deleted this message" in its place, with and without the mark. */
  tookBackMarked: number;
  tookBackUnmarked: number;
  /**
   * Bytes behind the name up to the next `: `, when every text of it so far begins with the same:
   * then they may belong to the name. null once two texts differ.
   */
  further: Buffer | null | undefined;
  /** Whether `further` is part of the name. */
  isFurther: boolean;
}

/** The account that a name in a text export is: the name itself, unless it could be taken for an id of WhatsApp's. */
export function accountId(name: string): string {
  return name.includes('@') ? `name: ${name}` : name;
}

/** A name as it is used: without marks, with plain spaces. */
export function cleanName(raw: string): string {
  return withoutMarks(raw).trim();
}

/** Finds where a sender ends: the offset of the first `: ` in [from, to), or -1. A name has a byte at least. */
export function senderEnd(bytes: Uint8Array, from: number, to: number): number {
  const most = Math.min(to - 1, from + NAME_BYTES);
  for (let i = from; i < most; i++) {
    if (bytes[i] === COLON && bytes[i + 1] === SPACE) return i > from ? i : -1;
  }
  return -1;
}

export class Senders {
  private readonly byHash = new Map<number, Sender[]>();
  /** Senders met lately, by length and ends of their names, and by beginnings: most lines are of these. */
  private readonly lately: (Sender | undefined)[] = new Array(LATELY).fill(undefined);
  private readonly byBeginning: (Sender | undefined)[] = new Array(LATELY).fill(undefined);
  private size = 0;

  get isFull(): boolean {
    return this.size >= MOST_NAMES;
  }

  /**
   * The sender with whose name and `: ` a line begins at `from`, when it is one met lately with such a
   * beginning. Since a name has no `: ` in it, none can be meant that is shorter.
   */
  quick(bytes: Buffer, from: number, to: number): Sender | undefined {
    if (to - from < BEGINNING) return undefined;
    const sender = this.byBeginning[beginning(bytes, from)];
    if (sender === undefined) return undefined;
    const { raw } = sender;
    const end = from + raw.length;
    if (end + 2 > to || bytes[end] !== COLON || bytes[end + 1] !== SPACE) return undefined;
    for (let i = 0; i < raw.length; i++) if (raw[i] !== bytes[from + i]) return undefined;
    return sender;
  }

  /** The sender whose name stands in [from, to); a `: ` follows it. */
  get(bytes: Buffer, from: number, to: number): Sender | undefined {
    const slot = (bytes[from]! * 31 + bytes[to - 1]! * 7 + (to - from)) & (LATELY - 1);
    const recent = this.lately[slot];
    const sender =
      recent !== undefined && isNamed(recent, bytes, from, to)
        ? recent
        : this.byHash.get(hashOf(bytes, from, to))?.find((each) => isNamed(each, bytes, from, to));
    if (sender !== undefined) {
      this.lately[slot] = sender;
      if (to - from >= BEGINNING) this.byBeginning[beginning(bytes, from)] = sender;
    }
    return sender;
  }

  /** Adds a sender; one beyond `MOST_NAMES` is given back and forgotten. */
  add(bytes: Buffer, from: number, to: number): Sender {
    const raw = Buffer.from(bytes.subarray(from, to));
    const sender: Sender = {
      raw,
      name: cleanName(raw.toString('utf8')),
      account: '',
      count: 0,
      written: 0,
      tookBackMarked: 0,
      tookBackUnmarked: 0,
      further: undefined,
      isFurther: false,
    };
    if (this.isFull) return sender;
    this.size++;
    const hash = hashOf(bytes, from, to);
    const list = this.byHash.get(hash);
    if (list) list.push(sender);
    else this.byHash.set(hash, [sender]);
    return sender;
  }

  *[Symbol.iterator](): Generator<Sender> {
    for (const list of this.byHash.values()) yield* list;
  }
}

const beginning = (bytes: Uint8Array, from: number): number =>
  (bytes[from]! * 31 + bytes[from + 1]! * 17 + bytes[from + 2]!) & (LATELY - 1);

function isNamed({ raw }: Sender, bytes: Uint8Array, from: number, to: number): boolean {
  const { length } = raw;
  if (length !== to - from) return false;
  for (let i = 0; i < length; i++) if (raw[i] !== bytes[from + i]) return false;
  return true;
}

/** FNV-1a, cut to 30 bits so that it stays a small integer. */
function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
  return (hash ^ (hash >>> 30)) & 0x3fffffff;
}
