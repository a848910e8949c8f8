/** A set of pairs of people, numbered as they come; a map of objects would cost ten times the memory and time. */
export class Pairs {
  private readonly people: number;
  /** Twice as many places as pairs at least; -1 is free. */
  private keys = new Float64Array(1024).fill(-1);
  private numbers = new Uint32Array(1024);
  /** Pairs in it. */
  size = 0;

  constructor(people: number) {
    this.people = people;
  }

  /** @returns the pair's number; pairs are the same either way round. */
  add(one: number, other: number): number {
    const key = Math.min(one, other) * this.people + Math.max(one, other);
    const at = this.placeOf(key);
    if (this.keys[at] === key) return this.numbers[at]!;
    this.keys[at] = key;
    this.numbers[at] = this.size;
    if (2 * ++this.size > this.keys.length) this.grow();
    return this.size - 1;
  }

  /** The pair's number, or -1. */
  find(one: number, other: number): number {
    const key = Math.min(one, other) * this.people + Math.max(one, other);
    const at = this.placeOf(key);
    return this.keys[at] === key ? this.numbers[at]! : -1;
  }

  /** Numbers the pairs anew by their lesser and greater member. @returns the members of each. */
  sort(): { lesser: Uint32Array<ArrayBuffer>; greater: Uint32Array<ArrayBuffer> } {
    const sorted = this.keys.filter((key) => key >= 0).sort();
    const lesser = new Uint32Array(sorted.length);
    const greater = new Uint32Array(sorted.length);
    for (const [number, key] of sorted.entries()) {
      lesser[number] = Math.floor(key / this.people);
      greater[number] = key % this.people;
      this.numbers[this.placeOf(key)] = number;
    }
    return { lesser, greater };
  }

  private placeOf(key: number): number {
    const { keys } = this;
    const last = keys.length - 1;
    // Both halves of the key, mixed: neighbouring pairs would else stand in a row.
    let at =
      (Math.imul(Math.floor(key / this.people), 0x9e3779b1) ^ Math.imul(key % this.people, 0x85ebca6b)) >>> 0;
    at = (at ^ (at >>> 15)) & last;
    while (keys[at] !== key && keys[at] !== -1) at = (at + 1) & last;
    return at;
  }

  private grow(): void {
    const { keys, numbers } = this;
    this.keys = new Float64Array(2 * keys.length).fill(-1);
    this.numbers = new Uint32Array(2 * keys.length);
    for (const [i, key] of keys.entries()) {
      if (key < 0) continue;
      const at = this.placeOf(key);
      this.keys[at] = key;
      this.numbers[at] = numbers[i]!;
    }
  }
}
