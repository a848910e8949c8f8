/** A list of numbers that grows, 8 bytes each. */
export class Numbers {
  private values = new Float64Array(1024);
  length = 0;

  push(value: number): void {
    if (this.length === this.values.length) {
      const grown = new Float64Array(this.length * 2);
      grown.set(this.values);
      this.values = grown;
    }
    this.values[this.length++] = value;
  }

  at(index: number): number {
    return this.values[index]!;
  }

  /** A copy of a part, as an ordinary array. */
  slice(start: number, end: number): number[] {
    return Array.from(this.values.subarray(start, Math.min(end, this.length)));
  }

  /** Of an ascending list: how many numbers are below this one. */
  countBelow(value: number): number {
    let [low, high] = [0, this.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.values[middle]! < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Of an ascending list: where this number stands, or -1. */
  indexOf(value: number): number {
    const index = this.countBelow(value);
    return index < this.length && this.values[index] === value ? index : -1;
  }
}
