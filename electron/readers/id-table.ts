import { hash } from 'node:crypto';

const FIRST_SIZE = 1024;
const FULL = 0.7;
/** Bits of a number that are exact in a double, in hexadecimal digits. */
const DIGITS = 13;

/**
 * Numbers by ids, in 20 bytes each whatever the ids' length. Ids are compared by 104 bits of their SHA-256,
 * so that nobody can make two that are taken for one.
 */
export class IdTable {
  private high = new Float64Array(FIRST_SIZE);
  private low = new Float64Array(FIRST_SIZE);
  /** The number plus 1; 0 where the place is free. */
  private values = new Uint32Array(FIRST_SIZE);
  size = 0;

  /** The number of an id, or undefined. */
  get(id: string): number | undefined {
    const at = this.placeOf(...this.halves(id));
    const value = this.values[at]!;
    return value === 0 ? undefined : value - 1;
  }

  /** Sets the number of an id, unless it has one. @returns whether it had none. */
  add(id: string, number: number): boolean {
    if (this.size + 1 > this.values.length * FULL) this.grow();
    const [high, low] = this.halves(id);
    const at = this.placeOf(high, low);
    if (this.values[at] !== 0) return false;
    this.high[at] = high;
    this.low[at] = low;
    this.values[at] = number + 1;
    this.size++;
    return true;
  }

  private halves(id: string): [high: number, low: number] {
    const digest = hash('sha256', id);
    return [
      Number.parseInt(digest.slice(0, DIGITS), 16),
      Number.parseInt(digest.slice(DIGITS, 2 * DIGITS), 16),
    ];
  }

  private placeOf(high: number, low: number): number {
    const { values } = this;
    let at = low % values.length;
    while (values[at] !== 0 && (this.high[at] !== high || this.low[at] !== low)) {
      at = at + 1 === values.length ? 0 : at + 1;
    }
    return at;
  }

  private grow(): void {
    const { high, low, values } = this;
    this.high = new Float64Array(values.length * 2);
    this.low = new Float64Array(values.length * 2);
    this.values = new Uint32Array(values.length * 2);
    for (let from = 0; from < values.length; from++) {
      if (values[from] === 0) continue;
      const at = this.placeOf(high[from]!, low[from]!);
      this.high[at] = high[from]!;
      this.low[at] = low[from]!;
      this.values[at] = values[from]!;
    }
  }
}
