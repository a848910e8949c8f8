import type { DraftMessage, ReadBatch } from '../../../shared/evidence/index.ts';
import type { TimeReading } from '../../../shared/time/instant.ts';

/** A batch ends at so many messages or characters. */
const MESSAGES_OF_A_BATCH = 1024;
const CHARACTERS_OF_A_BATCH = 4 * 2 ** 20;

/** Gathers messages into batches, and tells how far the reader is. */
export class Batches {
  private messages: DraftMessage<TimeReading>[] = [];
  private characters = 0;
  private done = 0;
  private readonly total: number;

  /** @param total how many messages there will be. */
  constructor(total: number) {
    this.total = total;
  }

  add(message: DraftMessage<TimeReading>): void {
    this.messages.push(message);
    this.characters += message.text?.length ?? 0;
  }

  get isFull(): boolean {
    return this.messages.length >= MESSAGES_OF_A_BATCH || this.characters >= CHARACTERS_OF_A_BATCH;
  }

  flush(): ReadBatch {
    const { messages } = this;
    this.messages = [];
    this.characters = 0;
    this.done += messages.length;
    return { messages, skipped: [], progress: this.total === 0 ? 1 : Math.min(1, this.done / this.total) };
  }
}
