/** Lists of messages by a pair of hashes, in the order in which they were added: typed arrays throughout. */
export class HashLists {
  private readonly mask: number;
  /** First message of the list in each slot, plus 1; 0: a free slot. */
  private readonly heads: Int32Array;
  private readonly tails: Int32Array;
  private readonly next: Int32Array;
  private readonly first: Uint32Array;
  private readonly second: Uint32Array;

  /** @param capacity how many messages may be added. @param size one more than the greatest of them. */
  constructor(capacity: number, size: number) {
    let slots = 16;
    while (slots < 2 * capacity) slots *= 2;
    this.mask = slots - 1;
    this.heads = new Int32Array(slots);
    this.tails = new Int32Array(slots);
    this.next = new Int32Array(size);
    this.first = new Uint32Array(slots);
    this.second = new Uint32Array(slots);
  }

  /** The slot of a pair, taken or free. */
  private slot(first: number, second: number): number {
    let at = (first ^ Math.imul(second, 0x9e3779b1)) & this.mask;
    while (this.heads[at] !== 0 && (this.first[at] !== first || this.second[at] !== second)) {
      at = (at + 1) & this.mask;
    }
    return at;
  }

  add(first: number, second: number, message: number): void {
    const at = this.slot(first, second);
    if (this.heads[at] === 0) {
      this.heads[at] = message + 1;
      this.first[at] = first;
      this.second[at] = second;
    } else this.next[this.tails[at]! - 1] = message + 1;
    this.tails[at] = message + 1;
  }

  /** The first message of a list, -1 when there is none. */
  head(first: number, second: number): number {
    return Math.max(0, this.heads[this.slot(first, second)]!) - 1;
  }

  /** The message after one in its list, -1 at the end. */
  after(message: number): number {
    return this.next[message]! - 1;
  }

  /** Takes messages off the beginning of a list: it begins with `message` from now on, -1 for none left. */
  behead(first: number, second: number, message: number): void {
    const at = this.slot(first, second);
    // An emptied list keeps its slot, so that those behind it are still found.
    if (this.heads[at] !== 0) this.heads[at] = message < 0 ? -1 : message + 1;
  }
}
