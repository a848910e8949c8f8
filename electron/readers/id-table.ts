import { hash } from 'node:crypto';

/** A power of two, as all sizes are. */
const FIRST_SIZE = 1024;
const FULL = 0.7;

/**
 * Numbers by ids, in 20 bytes each whatever the ids' length. Ids are compared by 104 bits of their SHA-256,
 * so that nobody can make two that are taken for one.
 */
export class IdTable {
  private high = new Float64Array(FIRST_SIZE);
  private low = new Float64Array(FIRST_SIZE);
  /** The number plus 1; 0 where the place is free. */
  private values = new Uint32Array(FIRST_SIZE);
  /** Halves of the id that was hashed last, 52 bits each. */
  private highOfId = 0;
  private lowOfId = 0;
  size = 0;

  /** The number of an id, or undefined. */
  get(id: string): number | undefined {
    this.hash(id);
    const value = this.values[this.place(this.highOfId, this.lowOfId)]!;
    return value === 0 ? undefined : value - 1;
  }

  /** Sets the number of an id, unless it has one. @returns whether it had none. */
  add(id: string, number: number): boolean {
    if (this.size + 1 > this.values.length * FULL) this.grow();
    this.hash(id);
    const { highOfId, lowOfId } = this;
    const at = this.place(highOfId, lowOfId);
    if (this.values[at] !== 0) return false;
    this.high[at] = highOfId;
    this.low[at] = lowOfId;
    this.values[at] = number + 1;
    this.size++;
    return true;
  }

  private hash(id: string): void {
    // One character a byte.
    const digest = hash('sha256', id, 'binary');
    this.highOfId = half(digest, 0);
    this.lowOfId = half(digest, 7);
  }

  private place(high: number, low: number): number {
    const { values, high: highs, low: lows } = this;
    const mask = values.length - 1;
    // The last 32 bits, of which a size takes as many as it needs.
    let at = low & mask;
    while (values[at] !== 0 && (highs[at] !== high || lows[at] !== low)) at = (at + 1) & mask;
    return at;
  }

  private grow(): void {
    const { high, low, values } = this;
    this.high = new Float64Array(values.length * 2);
    this.low = new Float64Array(values.length * 2);
    this.values = new Uint32Array(values.length * 2);
    for (let from = 0; from < values.length; from++) {
      if (values[from] === 0) continue;
      const at = this.place(high[from]!, low[from]!);
      this.high[at] = high[from]!;
      this.low[at] = low[from]!;
      this.values[at] = values[from]!;
    }
  }
}

/** A number of 52 bits, which a double holds, from seven bytes of a digest. */
function half(digest: string, at: number): number {
  const first = (digest.charCodeAt(at) << 16) | (digest.charCodeAt(at + 1) << 8) | digest.charCodeAt(at + 2);
  const rest =
    (digest.charCodeAt(at + 3) << 20) |
    (digest.charCodeAt(at + 4) << 12) |
    (digest.charCodeAt(at + 5) << 4) |
    (digest.charCodeAt(at + 6) >>> 4);
  return first * 2 ** 28 + rest;
}
