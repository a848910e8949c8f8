/**
 * A reader of Apple's binary property lists, version 00: the header `bplist00`, objects, a table of their
 * offsets, and a trailer of 32 bytes that says where it is (CoreFoundation, CFBinaryPList.c). It keeps
 * within its bytes; objects that overlap, contain themselves or nest deeper than any real list are none.
 */

/** A reference inside an archive of NSKeyedArchiver. */
export interface PlistUid {
  readonly uid: number;
}

/** Seconds since 2001-01-01 UTC. */
export interface PlistDate {
  readonly date: number;
}

export type PlistDictionary = ReadonlyMap<string, Plist>;

/** Whole numbers beyond 2^53 are the nearest double. */
export type Plist =
  | null
  | boolean
  | number
  | string
  | Uint8Array
  | PlistUid
  | PlistDate
  | readonly Plist[]
  | PlistDictionary;

const MAGIC = 'bplist00';
const TRAILER_BYTES = 32;
const DEEPEST = 64;

/** Leaves the reading of a list that is none. */
class Malformed extends Error {}

class Reader {
  private readonly bytes: Uint8Array;
  private readonly view: DataView;
  private readonly offsetBytes: number;
  private readonly referenceBytes: number;
  private readonly count: number;
  private readonly top: number;
  private readonly table: number;
  private readonly read = new Map<number, Plist>();
  private readonly open = new Set<number>();
  /** Bytes that objects may still take up: those of a true list do not overlap. */
  private left: number;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    if (bytes.length < MAGIC.length + TRAILER_BYTES) throw new Malformed();
    if (String.fromCharCode(...bytes.subarray(0, MAGIC.length)) !== MAGIC) throw new Malformed();
    const trailer = bytes.length - TRAILER_BYTES;
    this.offsetBytes = bytes[trailer + 6]!;
    this.referenceBytes = bytes[trailer + 7]!;
    this.count = this.unsigned(trailer + 8, 8);
    this.top = this.unsigned(trailer + 16, 8);
    this.table = this.unsigned(trailer + 24, 8);
    const isSized = [this.offsetBytes, this.referenceBytes].every((size) => size >= 1 && size <= 8);
    if (!isSized || this.table < MAGIC.length || this.table + this.count * this.offsetBytes > trailer) {
      throw new Malformed();
    }
    this.left = bytes.length;
  }

  root(): Plist {
    return this.object(this.top);
  }

  private object(index: number): Plist {
    const known = this.read.get(index);
    if (known !== undefined) return known;
    if (index >= this.count || this.open.has(index) || this.open.size >= DEEPEST) throw new Malformed();
    this.open.add(index);
    const at = this.unsigned(this.table + index * this.offsetBytes, this.offsetBytes);
    if (at < MAGIC.length || at >= this.table) throw new Malformed();
    const value = this.value(at);
    this.open.delete(index);
    this.read.set(index, value);
    return value;
  }

  private value(at: number): Plist {
    const marker = this.bytes[at]!;
    const low = marker & 0x0f;
    switch (marker >> 4) {
      case 0x0:
        this.take(at, 1);
        if (low === 8 || low === 9) return low === 9;
        if (low === 0 || low === 15) return null;
        throw new Malformed();
      case 0x1:
        return this.integer(at + 1, 2 ** low);
      case 0x2:
        return this.real(at + 1, 2 ** low);
      case 0x3:
        if (low !== 3) throw new Malformed();
        return { date: this.real(at + 1, 8) };
      case 0x8:
        this.take(at, low + 2);
        return { uid: this.unsigned(at + 1, low + 1) };
      default:
        return this.counted(marker >> 4, at);
    }
  }

  /** Objects with a number of items: in the marker, or in an integer behind it. */
  private counted(kind: number, at: number): Plist {
    let start = at + 1;
    let items = this.bytes[at]! & 0x0f;
    if (items === 0x0f) {
      const marker = this.bytes[start]!;
      if (marker >> 4 !== 1 || (marker & 0x0f) > 3) throw new Malformed();
      const size = 2 ** (marker & 0x0f);
      items = this.unsigned(start + 1, size);
      start += 1 + size;
    }
    switch (kind) {
      case 0x4:
        return this.take(start, items);
      case 0x5:
        return decoded(this.take(start, items), 'latin1');
      case 0x6:
        return decoded(this.take(start, items * 2), 'utf-16be');
      case 0x7:
        return decoded(this.take(start, items), 'utf-8');
      case 0xa:
      case 0xb:
      case 0xc: {
        this.take(start, items * this.referenceBytes);
        return Array.from({ length: items }, (_, i) => this.referred(start, i));
      }
      case 0xd: {
        this.take(start, items * this.referenceBytes * 2);
        const dictionary = new Map<string, Plist>();
        for (let i = 0; i < items; i++) {
          const key = this.referred(start, i);
          if (typeof key !== 'string') throw new Malformed();
          dictionary.set(key, this.referred(start, items + i));
        }
        return dictionary;
      }
      default:
        throw new Malformed();
    }
  }

  private referred(start: number, i: number): Plist {
    return this.object(this.unsigned(start + i * this.referenceBytes, this.referenceBytes));
  }

  private take(start: number, length: number): Uint8Array {
    this.left -= length;
    if (this.left < 0 || start + length > this.table) throw new Malformed();
    return this.bytes.subarray(start, start + length);
  }

  private integer(at: number, size: number): number {
    this.take(at, size);
    // One, two and four bytes are unsigned; eight are signed; of sixteen the lower half counts.
    if (size > 16) throw new Malformed();
    if (size < 8) return this.unsigned(at, size);
    return Number(this.view.getBigInt64(at + size - 8));
  }

  private real(at: number, size: number): number {
    this.take(at, size);
    if (size === 4) return this.view.getFloat32(at);
    if (size === 8) return this.view.getFloat64(at);
    throw new Malformed();
  }

  private unsigned(at: number, size: number): number {
    if (at + size > this.bytes.length) throw new Malformed();
    let value = 0;
    for (let i = 0; i < size; i++) value = value * 256 + this.bytes[at + i]!;
    if (!Number.isSafeInteger(value)) throw new Malformed();
    return value;
  }
}

/** UTF-16 is put together by hand: a lone surrogate is kept as it is. */
function decoded(bytes: Uint8Array, as: 'latin1' | 'utf-16be' | 'utf-8'): string {
  if (as === 'utf-8') return new TextDecoder().decode(bytes);
  const step = as === 'latin1' ? 1 : 2;
  const units: number[] = [];
  const parts: string[] = [];
  for (let i = 0; i < bytes.length; i += step) {
    units.push(step === 1 ? bytes[i]! : bytes[i]! * 256 + bytes[i + 1]!);
    if (units.length === 4096) parts.push(String.fromCharCode(...units.splice(0)));
  }
  parts.push(String.fromCharCode(...units));
  return parts.join('');
}

/** The list, or undefined when the bytes are not one. Data in it are views of the bytes. */
export function readBinaryPlist(bytes: Uint8Array): Plist | undefined {
  try {
    return new Reader(bytes).root();
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}

/** The value as a dictionary, when it is one. */
export function dictionaryOf(value: Plist | undefined): PlistDictionary | undefined {
  return value instanceof Map ? value : undefined;
}

/** The object at the top of an archive of NSKeyedArchiver, and what resolves references in it. */
export function readKeyedArchive(
  bytes: Uint8Array,
): { readonly root: PlistDictionary; resolve(value: Plist | undefined): Plist | undefined } | undefined {
  const archive = dictionaryOf(readBinaryPlist(bytes));
  const objects = archive?.get('$objects');
  if (!Array.isArray(objects)) return undefined;
  const resolve = (value: Plist | undefined): Plist | undefined =>
    isUid(value) ? (objects[value.uid] as Plist | undefined) : value;
  const root = dictionaryOf(resolve(dictionaryOf(archive!.get('$top'))?.get('root')));
  return root && { root, resolve };
}

function isUid(value: Plist | undefined): value is PlistUid {
  return typeof value === 'object' && value !== null && 'uid' in value;
}
