/**
 * A segment: up to 4,096 messages of one exhibit as columns and heaps in one buffer, so that a
 * million messages open in a second. It is what the intake streams, the case store seals and the
 * query reads; nothing of a message is lost in it (`SegmentReader.message` gives back what
 * `SegmentWriter.add` took).
 *
 *     "TLSG" u32 LE | header length u32 LE | header JSON (UTF-8) | zeros to a multiple of 8
 *     columns, each at a multiple of 8, little-endian, as `header.columns` says
 *     heaps, each at a multiple of 8, as `header.heaps` says
 */
export const SEGMENT_MAGIC = 0x47534c54;
export const SEGMENT_VERSION = 2;
export const SEGMENT_MESSAGES = 4096;
/** A segment ends early when its heaps pass this, so that huge texts stay bounded in memory. */
export const SEGMENT_HEAP_BYTES = 8 * 1024 * 1024;
export const NONE = 0xffffffff;
export const NO_CODE = 0xffff;

/** Bits of the `flags` column. */
export const FLAG = {
  edited: 1,
  deleted: 2,
  forwarded: 4,
  reply: 8,
  attachment: 16,
  reactions: 32,
  mentions: 64,
  timeAmbiguous: 128,
  location: 256,
  call: 512,
  poll: 1024,
  system: 2048,
  receipts: 4096,
  text: 8192,
} as const;

/**
 * `at`        ms; since 1970 UTC, or of the wall clock as if UTC when the basis is device-local; NaN = no time
 * `ordinal`   the message's ordinal in its exhibit, from 1
 * `chat`, `sender`   index into the exhibit's chats and accounts lists; NONE = absent
 * `kind`      index into MESSAGE_KINDS
 * `basis`     bits 0-1 direction + 1 (0 = absent), bits 2-3 time basis + 1, bits 4-6 precision + 1
 * `flags`     FLAG bits
 * `code`      the platform's type code, NO_CODE = absent or wider than 16 bits (then in details)
 * `reply`     ordinal of the message replied to, 0 = none or known by key only (then in details)
 * `place`     index into header.places (file and table)
 * `row`       row, or line where the place has no table; NaN = absent
 * `byte`      byte offset, text sources only; NaN = absent
 * `textEnd`, `keyEnd`, `detailEnd`   end of the message's bytes in the heap; its start is the end before it
 */
export interface SegmentColumns {
  readonly at: Float64Array;
  readonly ordinal: Uint32Array;
  readonly chat: Uint32Array;
  readonly sender: Uint32Array;
  readonly kind: Uint8Array;
  readonly basis: Uint8Array;
  readonly flags: Uint16Array;
  readonly code: Uint16Array;
  readonly reply: Uint32Array;
  readonly place: Uint16Array;
  readonly row: Float64Array;
  readonly byte?: Float64Array;
  readonly textEnd: Uint32Array;
  readonly keyEnd: Uint32Array;
  readonly detailEnd: Uint32Array;
}

export type ColumnName = keyof SegmentColumns;
export const COLUMN_TYPES = {
  at: Float64Array,
  ordinal: Uint32Array,
  chat: Uint32Array,
  sender: Uint32Array,
  kind: Uint8Array,
  basis: Uint8Array,
  flags: Uint16Array,
  code: Uint16Array,
  reply: Uint32Array,
  place: Uint16Array,
  row: Float64Array,
  byte: Float64Array,
  textEnd: Uint32Array,
  keyEnd: Uint32Array,
  detailEnd: Uint32Array,
} as const satisfies Record<ColumnName, unknown>;

export const HEAP_NAMES = ['text', 'key', 'detail'] as const;
export type HeapName = (typeof HEAP_NAMES)[number];

export interface SegmentHeader {
  readonly version: number;
  readonly exhibit: string;
  readonly platform: string;
  readonly seq: number;
  readonly count: number;
  /** Least and greatest `at`, ms; null when no message has a time. */
  readonly tsMin: number | null;
  readonly tsMax: number | null;
  readonly places: readonly { readonly file: string; readonly table?: string }[];
  /** Byte offset of each column from the buffer's start. */
  readonly columns: Readonly<Partial<Record<ColumnName, number>>>;
  /** Byte offset and length of each heap. */
  readonly heaps: Readonly<Record<HeapName, readonly [offset: number, bytes: number]>>;
}
