/**
 * A walk through a file of which the bytes go past once, from front to end, as while it is hashed. The walk
 * asks for stretches of it; a stretch never lies before the one asked for last.
 */

/** What a walk asks for. It gets fewer bytes where the file ends, and is answered once for each. */
export interface Ask {
  readonly at: number;
  readonly bytes: number;
}
export type Walk<Found> = Generator<Ask, Found, Uint8Array>;

/** No walk holds more of a file than this. */
export const STRETCH_BYTES = 1024 * 1024;
/** A file of nothing but tiny parts is left after so many: what walks look for stands before. */
const MOST_ASKS = 20_000;

const EMPTY = new Uint8Array(0);

export class ForwardRead<Found> {
  private readonly walk: Walk<Found>;
  private ask: Ask | null;
  private found: Found | null = null;
  private asks = 0;
  /** How much of the file went past. */
  private seen = 0;
  /** What is held of it, from `ask.at` on. */
  private held: Uint8Array = EMPTY;

  constructor(walk: Walk<Found>) {
    this.walk = walk;
    this.ask = this.next(EMPTY, true);
  }

  /** The file's next bytes; the buffer may be used again afterwards. */
  add(chunk: Uint8Array): void {
    const { ask } = this;
    if (ask === null) return;
    const from = Math.max(0, ask.at - this.seen);
    this.seen += chunk.length;
    if (from >= chunk.length) return;
    const joined = new Uint8Array(this.held.length + chunk.length - from);
    joined.set(this.held);
    joined.set(chunk.subarray(from), this.held.length);
    this.held = joined;
    this.serve(false);
  }

  /** What the walk found, when all of the file went past; null where it gave up. */
  end(): Found | null {
    this.serve(true);
    return this.found;
  }

  private serve(atEnd: boolean): void {
    while (this.ask !== null && (atEnd || this.held.length >= this.ask.bytes)) {
      const { at, bytes } = this.ask;
      const answer = this.held.subarray(0, bytes);
      this.ask = this.next(answer, false);
      if (this.ask === null) break;
      this.held = this.held.subarray(Math.min(this.held.length, this.ask.at - at));
    }
    // What is left of a chunk is less than is asked for.
    this.held = this.ask === null ? EMPTY : this.held.slice();
  }

  private next(answer: Uint8Array, first: boolean): Ask | null {
    if (++this.asks > MOST_ASKS) return null;
    const step = this.step(first ? undefined : answer);
    if (step.done) {
      this.found = step.value;
      return null;
    }
    const { at, bytes } = step.value;
    const before = this.ask?.at ?? 0;
    if (bytes > STRETCH_BYTES || at < before) throw new Error(`a walk asked for ${bytes} bytes at ${at}`);
    return step.value;
  }

  /** A part that names a place beyond its own bytes ends the walk: the file is damaged, or made to look so. */
  private step(answer: Uint8Array | undefined): IteratorResult<Ask, Found | null> {
    try {
      return answer === undefined ? this.walk.next() : this.walk.next(answer);
    } catch (cause) {
      if (!(cause instanceof RangeError)) throw cause;
      return { done: true, value: null };
    }
  }
}
