/** Bytes of a buffer that is kept however little is in it. */
const SMALL = 2 ** 20;

/** A stretch of a file in memory: what came last, and what is still needed of what came before. */
export class Window {
  private buffer = Buffer.allocUnsafe(SMALL);
  /** Offset in the file of the first byte. */
  private base = 0;
  /** The bytes; replaced by each `append`. */
  view: Buffer = this.buffer.subarray(0, 0);

  get length(): number {
    return this.view.length;
  }

  /** Offset in the file of a place in the window. */
  byteAt(place: number): number {
    return this.base + place;
  }

  /**
   * Adds the bytes that follow in the file.
   * @param keep first place that is still needed; all before is let go.
   * @returns by how much all places moved down: `keep`.
   */
  append(chunk: Uint8Array, keep: number): number {
    const kept = this.view.length - keep;
    const needed = kept + chunk.length;
    // A buffer that one huge value made grow is let go of after it.
    if (needed > this.buffer.length || (this.buffer.length > SMALL && needed <= SMALL)) {
      const other = Buffer.allocUnsafe(needed <= SMALL ? SMALL : 2 * needed);
      this.view.copy(other, 0, keep);
      this.buffer = other;
    } else if (keep > 0 && kept > 0) this.buffer.copyWithin(0, keep, this.view.length);
    this.buffer.set(chunk, kept);
    this.view = this.buffer.subarray(0, needed);
    this.base += keep;
    return keep;
  }
}
