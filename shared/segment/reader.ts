import {
  DIRECTIONS,
  exhibitSlug,
  MESSAGE_KINDS,
  type Message,
  type Platform,
  type Source,
  TIME_BASES,
  TIME_PRECISIONS,
} from '../model/index.ts';
import { formatReading } from '../time/instant.ts';
import { SegmentDamaged } from './damaged.ts';
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
import { unpackReactions, unpackReceipts, unpackTime } from './packed.ts';
import { decodeKey } from './source-key.ts';
import type { Detail } from './writer.ts';

type Draft<T> = { -readonly [Field in keyof T]: T[Field] };

const textDecoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** TextDecoder refuses views of shared memory, so these are copied first. */
function decodeText(bytes: Uint8Array): string {
  return textDecoder.decode(bytes.buffer instanceof ArrayBuffer ? bytes : bytes.slice());
}

/** @throws SegmentDamaged when the buffer does not begin as a segment of a known version. */
function readHeader(buffer: ArrayBufferLike): SegmentHeader {
  const view = new DataView(buffer);
  if (buffer.byteLength < 8 || view.getUint32(0, true) !== SEGMENT_MAGIC) {
    throw new SegmentDamaged('not a segment');
  }
  const headerBytes = view.getUint32(4, true);
  if (8 + headerBytes > buffer.byteLength) throw new SegmentDamaged('the header is cut off');
  let header: SegmentHeader;
  try {
    header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 8, headerBytes).slice()));
  } catch (cause) {
    throw new SegmentDamaged('the header is not readable', { cause });
  }
  if (header.version !== SEGMENT_VERSION) {
    throw new SegmentDamaged(`segment version ${header.version} is not known`);
  }
  return header;
}

const heapsAt = ({ heaps }: SegmentHeader): number =>
  Math.min(...Object.values(heaps).map(([offset]) => offset));

/** Where the heaps of a segment begin: what is before them is its head. @throws SegmentDamaged */
export function headBytes(segment: ArrayBufferLike): number {
  return heapsAt(readHeader(segment));
}

/** A segment's columns, as views on its buffer. */
export class SegmentHead {
  readonly header: SegmentHeader;
  readonly columns: SegmentColumns;

  /**
   * @param buffer the segment, or its head alone.
   * @throws SegmentDamaged when it is not a segment of a known version, or is shorter than it says.
   */
  constructor(buffer: ArrayBufferLike) {
    this.header = readHeader(buffer);
    const { count } = this.header;
    try {
      this.columns = Object.fromEntries(
        Object.entries(this.header.columns).map(([name, offset]) => [
          name,
          new COLUMN_TYPES[name as ColumnName](buffer as ArrayBuffer, offset, count),
        ]),
      ) as unknown as SegmentColumns;
    } catch (cause) {
      throw new SegmentDamaged('a column is cut off', { cause });
    }
  }

  get count(): number {
    return this.header.count;
  }
}

/** A segment with its heaps too; decodes single messages on demand. */
export class SegmentReader extends SegmentHead {
  readonly heaps: Readonly<Record<HeapName, Uint8Array>>;
  private readonly idPrefix: string;

  /**
   * @param heaps where `buffer` is the head alone.
   * @throws SegmentDamaged when the buffer is not a segment of a known version, or is shorter than it says.
   */
  constructor(buffer: ArrayBufferLike, heaps?: ArrayBufferLike) {
    super(buffer);
    this.idPrefix = `${exhibitSlug(this.header.exhibit)}:`;
    const [own, before] = heaps === undefined ? [buffer, 0] : [heaps, heapsAt(this.header)];
    try {
      this.heaps = Object.fromEntries(
        Object.entries(this.header.heaps).map(([name, [offset, bytes]]) => [
          name,
          new Uint8Array(own, offset - before, bytes),
        ]),
      ) as Record<HeapName, Uint8Array>;
    } catch (cause) {
      throw new SegmentDamaged('a heap is cut off', { cause });
    }
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
    return decodeText(this.textBytes(i));
  }

  /** What of a message stands in no column, lists packed; `message` gives all of it as it was. */
  detail(i: number): Detail {
    const bytes = this.slice('detail', this.columns.detailEnd, i);
    return bytes.length === 0 ? {} : (JSON.parse(decodeText(bytes)) as Detail);
  }

  /** The key as it stands in its heap (source-key.ts), a view; empty when there is none. */
  keyBytes(i: number): Uint8Array {
    return this.slice('key', this.columns.keyEnd, i);
  }

  key(i: number): string | undefined {
    return decodeKey(this.keyBytes(i));
  }

  source(i: number, detail = this.detail(i)): Source {
    const { columns: c } = this;
    const place = this.header.places[c.place[i]!]!;
    const position = c.row[i]!;
    const byte = c.byte?.[i] ?? Number.NaN;
    const key = this.key(i);
    const code = c.code[i]! === NO_CODE ? detail.code : c.code[i]!;
    const source: Draft<Source> = { file: place.file };
    if (place.table !== undefined) source.table = place.table;
    if (!Number.isNaN(position)) source[place.table === undefined ? 'line' : 'row'] = position;
    if (!Number.isNaN(byte)) source.byte = byte;
    if (key !== undefined) source.key = key;
    if (code !== undefined) source.code = code;
    if (detail.raw) source.raw = detail.raw;
    return source;
  }

  /** The message as it was added, keys in the fixed order. `chats` and `accounts` are the exhibit's id lists. */
  message(i: number, chats: readonly string[], accounts: readonly string[]): Message {
    const { columns: c, header } = this;
    const detail = this.detail(i);
    const basis = c.basis[i]!;
    const direction = DIRECTIONS[(basis & 3) - 1];
    const timeBasis = TIME_BASES[((basis >> 2) & 3) - 1];
    const timePrecision = TIME_PRECISIONS[((basis >> 4) & 7) - 1];
    const at = c.at[i]!;
    const flags = c.flags[i]!;
    const sentAt = Number.isNaN(at) ? detail.sentAt : formatReading(at, timeBasis);
    const reply = c.reply[i]!;
    const replyTo = reply !== 0 ? this.idPrefix + reply : detail.replyTo;
    const text = this.text(i);
    const sender = c.sender[i]!;
    // Fields are set in the order of `inOrder`; sorting them afterwards would take twice the time.
    const message: Partial<Draft<Message>> = {
      id: this.idPrefix + c.ordinal[i]!,
      exhibit: header.exhibit,
      platform: header.platform as Platform,
      chat: chats[c.chat[i]!]!,
    };
    if (sender !== NONE) message.sender = accounts[sender]!;
    if (direction) message.direction = direction;
    if (sentAt !== undefined) message.sentAt = sentAt;
    if (timeBasis) message.timeBasis = timeBasis;
    if (timePrecision) message.timePrecision = timePrecision;
    if (flags & FLAG.timeAmbiguous) message.timeAmbiguous = true;
    if (detail.receivedAt !== undefined) message.receivedAt = unpackTime(detail.receivedAt, at);
    message.kind = MESSAGE_KINDS[c.kind[i]!]!;
    if (text !== undefined) message.text = text;
    if (detail.edited) message.edited = detail.edited;
    if (detail.deleted) message.deleted = detail.deleted;
    if (replyTo !== undefined) message.replyTo = replyTo;
    if (flags & FLAG.forwarded) message.forwarded = true;
    if (detail.mentions) message.mentions = detail.mentions;
    if (detail.reactions) message.reactions = unpackReactions(detail.reactions, at, accounts);
    if (detail.receipts) message.receipts = unpackReceipts(detail.receipts, at, accounts);
    if (detail.attachments) message.attachments = detail.attachments;
    if (detail.location) message.location = detail.location;
    if (detail.call) message.call = detail.call;
    if (detail.poll) message.poll = detail.poll;
    if (detail.system) message.system = detail.system;
    message.source = this.source(i, detail);
    return message as Message;
  }
}
