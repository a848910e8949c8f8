const PART_BITS = 16;
const PART = 2 ** PART_BITS;

/** A list of numbers that grows in parts and is never copied; 8 bytes each. */
export class Numbers {
  private readonly parts: Float64Array[] = [];
  length = 0;

  push(value: number): void {
    const within = this.length & (PART - 1);
    if (within === 0) this.parts.push(new Float64Array(PART));
    this.parts[this.length >>> PART_BITS]![within] = value;
    this.length++;
  }

  at(index: number): number {
    return this.parts[index >>> PART_BITS]![index & (PART - 1)]!;
  }

  /** A copy of a part, as an ordinary array. */
  slice(start: number, end: number): number[] {
    const copy: number[] = [];
    for (let i = start; i < end && i < this.length; i++) copy.push(this.at(i));
    return copy;
  }

  /** Of an ascending list: how many numbers are below this one. */
  countBelow(value: number): number {
    let [low, high] = [0, this.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.at(middle) < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Of an ascending list: where this number stands, or -1. */
  indexOf(value: number): number {
    const index = this.countBelow(value);
    return index < this.length && this.at(index) === value ? index : -1;
  }
}
