/** Bytes from those that write to one that reads, in order, with little between them in memory. */

/** Bytes that may wait before `add` waits as well. */
const ROOM = 1024 * 1024;

/** Wakes all that wait for it, each time anew. */
class Bell {
  private next = Promise.withResolvers<void>();

  get rung(): Promise<void> {
    return this.next.promise;
  }

  ring(): void {
    const { resolve } = this.next;
    this.next = Promise.withResolvers();
    resolve();
  }
}

export class ByteQueue implements AsyncIterable<Uint8Array> {
  private readonly waiting: Uint8Array[] = [];
  private bytes = 0;
  private ended = false;
  private failure: unknown;
  private readonly added = new Bell();
  private readonly taken = new Bell();

  /** Resolves when more may be added. @throws what the reader failed with. */
  async add(piece: Uint8Array): Promise<void> {
    if (this.failure !== undefined) throw this.failure;
    this.waiting.push(piece);
    this.bytes += piece.length;
    this.added.ring();
    while (this.bytes > ROOM && this.failure === undefined) await this.taken.rung;
    if (this.failure !== undefined) throw this.failure;
  }

  /** No more will come. */
  end(): void {
    this.ended = true;
    this.added.ring();
  }

  /** The reader has stopped: those who add are told. */
  fail(cause: unknown): void {
    this.failure ??= cause ?? new Error('the reader has stopped');
    this.taken.ring();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    for (;;) {
      const piece = this.waiting.shift();
      if (piece) {
        this.bytes -= piece.length;
        this.taken.ring();
        yield piece;
      } else if (this.ended) return;
      else await this.added.rung;
    }
  }
}
