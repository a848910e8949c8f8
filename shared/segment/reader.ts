import {
  DIRECTIONS,
  inOrder,
  MESSAGE_KINDS,
  type Message,
  messageId,
  type Platform,
  type Source,
  TIME_BASES,
  TIME_PRECISIONS,
} from '../model/index.ts';
import { formatReading } from '../time/instant.ts';
import {
  COLUMN_TYPES,
  type ColumnName,
  FLAG,
  type HeapName,
  NO_CODE,
  NONE,
  SEGMENT_MAGIC,
  SEGMENT_VERSION,
  type SegmentColumns,
  type SegmentHeader,
} from './layout.ts';
import { decodeKey } from './source-key.ts';
import type { Detail } from './writer.ts';

/** A segment that does not hold what its header claims. */
export class SegmentDamaged extends Error {
  override readonly name = 'SegmentDamaged';
}

/** A segment's columns and heaps, as views on its buffer; decodes single messages on demand. */
export class SegmentReader {
  readonly header: SegmentHeader;
  readonly columns: SegmentColumns;
  readonly heaps: Readonly<Record<HeapName, Uint8Array>>;

  /** @throws SegmentDamaged when the buffer is not a segment of a known version, or is shorter than it says. */
  constructor(buffer: ArrayBufferLike) {
    const view = new DataView(buffer);
    if (buffer.byteLength < 8 || view.getUint32(0, true) !== SEGMENT_MAGIC) {
      throw new SegmentDamaged('not a segment');
    }
    const headerBytes = view.getUint32(4, true);
    if (8 + headerBytes > buffer.byteLength) throw new SegmentDamaged('the header is cut off');
    try {
      this.header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 8, headerBytes).slice()));
    } catch (cause) {
      throw new SegmentDamaged('the header is not readable', { cause });
    }
    const { version, count } = this.header;
    if (version !== SEGMENT_VERSION) throw new SegmentDamaged(`segment version ${version} is not known`);
    try {
      this.columns = Object.fromEntries(
        Object.entries(this.header.columns).map(([name, offset]) => [
          name,
          new COLUMN_TYPES[name as ColumnName](buffer as ArrayBuffer, offset, count),
        ]),
      ) as unknown as SegmentColumns;
      this.heaps = Object.fromEntries(
        Object.entries(this.header.heaps).map(([name, [offset, bytes]]) => [
          name,
          new Uint8Array(buffer, offset, bytes),
        ]),
      ) as Record<HeapName, Uint8Array>;
    } catch (cause) {
      throw new SegmentDamaged('a column or heap is cut off', { cause });
    }
  }

  get count(): number {
    return this.header.count;
  }

  private slice(heap: HeapName, ends: Uint32Array, i: number): Uint8Array {
    return this.heaps[heap].subarray(i === 0 ? 0 : ends[i - 1]!, ends[i]!);
  }

  /** UTF-8 bytes of the text, a view; empty when there is none. */
  textBytes(i: number): Uint8Array {
    return this.slice('text', this.columns.textEnd, i);
  }

  text(i: number): string | undefined {
    if ((this.columns.flags[i]! & FLAG.text) === 0) return undefined;
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(this.textBytes(i).slice());
  }

  detail(i: number): Detail {
    const bytes = this.slice('detail', this.columns.detailEnd, i);
    return bytes.length === 0 ? {} : (JSON.parse(new TextDecoder().decode(bytes.slice())) as Detail);
  }

  key(i: number): string | undefined {
    return decodeKey(this.slice('key', this.columns.keyEnd, i));
  }

  source(i: number, detail = this.detail(i)): Source {
    const { columns: c } = this;
    const place = this.header.places[c.place[i]!]!;
    const position = c.row[i]!;
    const byte = c.byte?.[i] ?? Number.NaN;
    const key = this.key(i);
    const code = c.code[i]! === NO_CODE ? detail.code : c.code[i]!;
    return {
      file: place.file,
      ...(place.table === undefined ? {} : { table: place.table }),
      ...(Number.isNaN(position) ? {} : place.table === undefined ? { line: position } : { row: position }),
      ...(Number.isNaN(byte) ? {} : { byte }),
      ...(key === undefined ? {} : { key }),
      ...(code === undefined ? {} : { code }),
      ...(detail.raw ? { raw: detail.raw } : {}),
    };
  }

  /** The message as it was added, keys in the fixed order. `chats` and `accounts` are the exhibit's id lists. */
  message(i: number, chats: readonly string[], accounts: readonly string[]): Message {
    const { columns: c, header } = this;
    const full = this.detail(i);
    const { code: _code, raw: _raw, replyTo, sentAt: odd, ...detail } = full;
    const basis = c.basis[i]!;
    const direction = DIRECTIONS[(basis & 3) - 1];
    const timeBasis = TIME_BASES[((basis >> 2) & 3) - 1];
    const timePrecision = TIME_PRECISIONS[((basis >> 4) & 7) - 1];
    const at = c.at[i]!;
    const flags = c.flags[i]!;
    const sentAt = Number.isNaN(at) ? odd : formatReading(at, timeBasis);
    const reply = c.reply[i]!;
    const text = this.text(i);
    const sender = c.sender[i]!;
    return inOrder({
      id: messageId(header.exhibit, c.ordinal[i]!),
      exhibit: header.exhibit,
      platform: header.platform as Platform,
      chat: chats[c.chat[i]!]!,
      ...(sender === NONE ? {} : { sender: accounts[sender]! }),
      ...(direction ? { direction } : {}),
      ...(sentAt === undefined ? {} : { sentAt }),
      ...(timeBasis ? { timeBasis } : {}),
      ...(timePrecision ? { timePrecision } : {}),
      ...(flags & FLAG.timeAmbiguous ? { timeAmbiguous: true as const } : {}),
      kind: MESSAGE_KINDS[c.kind[i]!]!,
      ...(text === undefined ? {} : { text }),
      ...(reply !== 0
        ? { replyTo: messageId(header.exhibit, reply) }
        : replyTo === undefined
          ? {}
          : { replyTo }),
      ...(flags & FLAG.forwarded ? { forwarded: true as const } : {}),
      ...detail,
      source: this.source(i, full),
    } as Message);
  }
}
