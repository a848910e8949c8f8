/** Writes ZIP archives field by field, so that tests can make each field wrong (PKZIP APPNOTE 4.3). */
import { crc32, deflateRawSync } from 'node:zlib';

export interface MadeEntry {
  readonly name: string | Buffer;
  readonly content?: string | Uint8Array;
  /** 8 (deflated) unless told otherwise; other methods than 0 and 8 keep the content as it is. */
  readonly method?: number;
  /** Bit 11, the name is UTF-8, unless told otherwise. */
  readonly flags?: number;
  /** Upper byte: the system that made it, 3 for Unix. */
  readonly madeBy?: number;
  /** Unix mode, in the upper half of the attributes. */
  readonly mode?: number;
  readonly comment?: string;
  /** What the headers state, where it is not the truth. */
  readonly stated?: {
    readonly crc32?: number;
    readonly packed?: number;
    readonly unpacked?: number;
    readonly localName?: string;
    readonly localSignature?: number;
    readonly start?: number;
    readonly extra?: Buffer;
  };
  /** Sizes and offset in a ZIP64 extra field. */
  readonly zip64?: true;
  /** A data descriptor behind the content, and no sizes in the local header. */
  readonly descriptor?: true;
  /** Bytes put before the entry that belong to none. */
  readonly before?: Uint8Array;
}

export interface MadeArchive {
  readonly before?: Uint8Array;
  /** Whether offsets count from the file's start, with `before`. */
  readonly offsetsCountBefore?: boolean;
  readonly comment?: string;
  readonly zip64?: true;
  readonly stated?: {
    readonly entries?: number;
    readonly disk?: number;
    readonly directoryBytes?: number;
    readonly directoryStart?: number;
  };
}

const u16 = (value: number): Buffer => {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
};
const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
};
const u64 = (value: number): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
};

const MAX32 = 0xffffffff;
/** 2024-03-22 14:38, as DOS writes dates and times. */
const [DATE, TIME] = [((2024 - 1980) << 9) | (3 << 5) | 22, (14 << 11) | (38 << 5)];

/** The archive's bytes. The same input gives the same bytes. */
export function makeZip(entries: readonly MadeEntry[], archive: MadeArchive = {}): Buffer {
  const before = Buffer.from(archive.before ?? []);
  const shift = archive.offsetsCountBefore ? 0 : before.length;
  const parts: Buffer[] = [before];
  let at = before.length;
  const put = (...bytes: Buffer[]): void => {
    for (const part of bytes) {
      parts.push(part);
      at += part.length;
    }
  };
  const directory: Buffer[] = [];
  for (const entry of entries) {
    const { stated = {}, method = 8, flags = 0x800 } = entry;
    if (entry.before) put(Buffer.from(entry.before));
    const content = Buffer.from(entry.content ?? '');
    const packed = method === 8 ? deflateRawSync(content) : content;
    const name = Buffer.from(entry.name);
    const crc = u32(stated.crc32 ?? crc32(content));
    const sizes: [packed: number, unpacked: number] = [
      stated.packed ?? packed.length,
      stated.unpacked ?? content.length,
    ];
    const start = stated.start ?? at - shift;
    const bits = flags | (entry.descriptor ? 8 : 0);
    const common = (extra: Buffer, nameLength: number, isLocal: boolean): Buffer => {
      const hidden = entry.descriptor && isLocal;
      const sizesHere = entry.zip64 ? [MAX32, MAX32] : hidden ? [0, 0] : sizes;
      return Buffer.concat([
        u16(entry.zip64 ? 45 : 20),
        u16(bits),
        u16(method),
        u16(TIME),
        u16(DATE),
        hidden ? u32(0) : crc,
        ...sizesHere.map(u32),
        u16(nameLength),
        u16(extra.length),
      ]);
    };
    const localName = stated.localName === undefined ? name : Buffer.from(stated.localName);
    const localExtra = entry.zip64
      ? Buffer.concat([u16(1), u16(16), u64(sizes[1]), u64(sizes[0])])
      : Buffer.alloc(0);
    put(
      u32(stated.localSignature ?? 0x04034b50),
      common(localExtra, localName.length, true),
      localName,
      localExtra,
      packed,
    );
    if (entry.descriptor) put(u32(0x08074b50), crc, ...sizes.map(u32));
    const extra = Buffer.concat([
      entry.zip64
        ? Buffer.concat([u16(1), u16(24), u64(sizes[1]), u64(sizes[0]), u64(start)])
        : Buffer.alloc(0),
      stated.extra ?? Buffer.alloc(0),
    ]);
    const comment = Buffer.from(entry.comment ?? '');
    directory.push(
      Buffer.concat([
        u32(0x02014b50),
        u16(entry.madeBy ?? 0x031e),
        common(extra, name.length, false),
        u16(comment.length),
        u16(0),
        u16(0),
        u32((entry.mode ?? 0o100644) << 16),
        u32(entry.zip64 ? MAX32 : start),
        name,
        extra,
        comment,
      ]),
    );
  }
  const { stated = {} } = archive;
  const directoryStart = stated.directoryStart ?? at - shift;
  const directoryBytes = stated.directoryBytes ?? directory.reduce((sum, bytes) => sum + bytes.length, 0);
  const count = stated.entries ?? entries.length;
  put(...directory);
  if (archive.zip64) {
    const end = at - shift;
    put(u32(0x06064b50), u64(44), u16(45), u16(45), u32(stated.disk ?? 0), u32(0), u64(count), u64(count));
    put(u64(directoryBytes), u64(directoryStart), u32(0x07064b50), u32(0), u64(end), u32(1));
  }
  const comment = Buffer.from(archive.comment ?? '');
  const [count16, size32, start32] = archive.zip64
    ? [0xffff, MAX32, MAX32]
    : [count, directoryBytes, directoryStart];
  put(u32(0x06054b50), u16(archive.zip64 ? 0 : (stated.disk ?? 0)), u16(0), u16(count16), u16(count16));
  put(u32(size32), u32(start32), u16(comment.length), comment);
  return Buffer.concat(parts);
}
