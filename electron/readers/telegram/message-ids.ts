/**
 * Ordinals of messages by chat and id, for replies. Ids of a chat rise in an export, so a list of them and
 * the ordinal of the first are enough: four bytes a message.
 */
const FIRST_ROOM = 256;
/** Ids out of their order that are remembered, of all chats together. */
const MOST_ODD = 1_000_000;
const MOST = 2 ** 31 - 1;

/** The messages of one chat; their ordinals follow each other. */
interface Run {
  readonly firstOrdinal: number;
  ids: Int32Array;
  count: number;
  /** Ids that are not greater than all before, with their ordinals. */
  readonly odd: Map<number, number>;
}

export class MessageIds {
  private readonly runs = new Map<string, Run[]>();
  private current: Run | undefined;
  private odd = 0;

  /** Messages of this chat follow. */
  begin(chat: string, nextOrdinal: number): void {
    this.trim();
    this.current = {
      firstOrdinal: nextOrdinal,
      ids: new Int32Array(FIRST_ROOM),
      count: 0,
      odd: new Map(),
    };
    const known = this.runs.get(chat);
    if (known) known.push(this.current);
    else this.runs.set(chat, [this.current]);
  }

  /** Each message of the chat, in order; an id that is no whole number of 32 bits is passed by. */
  add(id: unknown, ordinal: number): void {
    const run = this.current!;
    if (run.count === run.ids.length) {
      const grown = new Int32Array(2 * run.count);
      grown.set(run.ids);
      run.ids = grown;
    }
    const last = run.count === 0 ? -MOST - 1 : run.ids[run.count - 1]!;
    const isId = typeof id === 'number' && Number.isInteger(id) && Math.abs(id) <= MOST;
    if (isId && id > last) run.ids[run.count] = id;
    else {
      // The list stays sorted, and a place of it belongs to each message.
      run.ids[run.count] = last;
      if (isId && this.odd < MOST_ODD && !run.odd.has(id) && placeOf(run, id) < 0) {
        run.odd.set(id, ordinal);
        this.odd++;
      }
    }
    run.count++;
  }

  /** The ordinal of a message that was added. */
  find(chat: string, id: unknown): number | undefined {
    if (typeof id !== 'number') return undefined;
    for (const run of this.runs.get(chat) ?? []) {
      const place = placeOf(run, id);
      if (place >= 0) return run.firstOrdinal + place;
      const odd = run.odd.get(id);
      if (odd !== undefined) return odd;
    }
    return undefined;
  }

  private trim(): void {
    const run = this.current;
    if (run) run.ids = run.ids.slice(0, run.count);
  }
}

/** Place of the first message with an id; -1 when there is none. */
function placeOf({ ids, count }: Run, id: number): number {
  let [from, to] = [0, count];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (ids[middle]! < id) from = middle + 1;
    else to = middle;
  }
  return from < count && ids[from] === id ? from : -1;
}
