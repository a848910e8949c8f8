const BLOCK_BYTES = 2 ** 14;
/** Longer texts would make a block little used. */
const LONGEST = BLOCK_BYTES / 8;

/**
 * Makes strings of ASCII bytes. A call of the decoder takes longer than it takes to decode a short text, so
 * many are decoded at once, each byte as a character whether it is ASCII or not, and cut out of that.
 * Such a string can hold on to its block in memory.
 */
export class AsciiTexts {
  private block = '';
  private from = 0;
  private to = 0;

  /** @param bytes the same as in the calls before, unless `forget` was called since. */
  text(bytes: Buffer, from: number, to: number): string {
    if (to - from > LONGEST) return bytes.toString('latin1', from, to);
    if (from < this.from || to > this.to) {
      this.from = from;
      this.to = Math.min(bytes.length, from + BLOCK_BYTES);
      this.block = bytes.toString('latin1', from, this.to);
    }
    return this.block.slice(from - this.from, to - this.from);
  }

  forget(): void {
    this.from = 0;
    this.to = 0;
    this.block = '';
  }
}
