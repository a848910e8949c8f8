import { SEGMENT_HEAP_BYTES } from './layout.ts';
import type { PackedReceipt, PackedTime } from './packed.ts';
import { encodeKeyInto, keyRoom } from './source-key.ts';

const ROOM_AT_FIRST = 64 * 1024;
const ZERO = 48;
const MINUS = 45;
/** Above it a number is written by the engine. */
const GREATEST_COUNTED = 0x3fffffff;

/** What messages have of one kind, one after another. */
export class Heap {
  private bytes = new Uint8Array(ROOM_AT_FIRST);
  length = 0;
  private static readonly encoder = new TextEncoder();

  private reserve(extra: number): void {
    const needed = this.length + extra;
    if (needed <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(needed, this.bytes.length * 2));
    grown.set(this.bytes.subarray(0, this.length));
    this.bytes = grown;
  }

  addText(text: string): void {
    this.reserve(text.length * 3);
    this.length += Heap.encoder.encodeInto(text, this.bytes.subarray(this.length)).written;
  }

  /** A platform's key, packed. */
  addKey(key: string): void {
    this.reserve(keyRoom(key));
    this.length = encodeKeyInto(key, this.bytes, this.length);
  }

  /**
   * What most messages have as detail, as `JSON.stringify` would write it, without its cost.
   * @returns whether it could be; nothing was added if not.
   */
  addTimes(receipts: readonly PackedReceipt[] | undefined, receivedAt: PackedTime | undefined): boolean {
    if (receivedAt !== undefined && !isCounted(receivedAt)) return false;
    let room = 64;
    for (const receipt of receipts ?? []) {
      if (!receipt.every(isCounted)) return false;
      room += 2 + 12 * receipt.length;
    }
    this.reserve(room);
    this.addAscii('{');
    if (receipts) {
      let before = '"receipts":[[';
      for (const receipt of receipts) {
        for (const number of receipt) {
          this.addAscii(before);
          this.addWhole(number as number);
          before = ',';
        }
        before = '],[';
      }
      this.addAscii(receivedAt === undefined ? ']]' : ']],');
    }
    if (receivedAt !== undefined) {
      this.addAscii('"receivedAt":');
      this.addWhole(receivedAt as number);
    }
    this.addAscii('}');
    return true;
  }

  private addAscii(text: string): void {
    for (let i = 0; i < text.length; i++) this.bytes[this.length++] = text.charCodeAt(i);
  }

  private addWhole(number: number): void {
    let rest = number;
    if (rest < 0) {
      this.bytes[this.length++] = MINUS;
      rest = -rest;
    }
    let end = this.length + 1;
    for (let more = rest; more > 9; more = (more / 10) | 0) end++;
    this.length = end;
    do {
      const tenth = (rest / 10) | 0;
      this.bytes[--end] = ZERO + rest - 10 * tenth;
      rest = tenth;
    } while (rest > 0);
  }

  get filled(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }

  clear(): void {
    this.length = 0;
    if (this.bytes.length > SEGMENT_HEAP_BYTES) this.bytes = new Uint8Array(ROOM_AT_FIRST);
  }
}

const isCounted = (value: PackedTime | null): boolean =>
  typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= GREATEST_COUNTED;
