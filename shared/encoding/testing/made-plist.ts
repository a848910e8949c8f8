/** Writes binary property lists for tests, as CoreFoundation does. */
import type { Plist } from '../binary-plist.ts';

/** Plain objects stand for dictionaries. */
export type PlistToMake = Plist | { readonly [key: string]: PlistToMake } | readonly PlistToMake[];

const bytesOfUnsigned = (value: number, size: number): number[] =>
  Array.from({ length: size }, (_, i) => Math.floor(value / 256 ** (size - 1 - i)) % 256);

function integer(value: number): number[] {
  if (value < 0) {
    const bytes = new Uint8Array(8);
    new DataView(bytes.buffer).setBigInt64(0, BigInt(value));
    return [0x13, ...bytes];
  }
  const power = [0, 1, 2, 3].find((p) => value < 256 ** (2 ** p))!;
  return [0x10 | power, ...bytesOfUnsigned(value, 2 ** power)];
}

const counted = (kind: number, count: number): number[] =>
  count < 15 ? [(kind << 4) | count] : [(kind << 4) | 15, ...integer(count)];

function double(marker: number, value: number): number[] {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, value);
  return [marker, ...bytes];
}

class Writer {
  private readonly objects: number[][] = [];
  private readonly referenceBytes: number;

  constructor(referenceBytes: number) {
    this.referenceBytes = referenceBytes;
  }

  add(value: PlistToMake): number {
    const index = this.objects.push([]) - 1;
    this.objects[index] = this.encoded(value);
    return index;
  }

  private references(indexes: readonly number[]): number[] {
    return indexes.flatMap((index) => bytesOfUnsigned(index, this.referenceBytes));
  }

  private encoded(value: PlistToMake): number[] {
    if (value === null) return [0x00];
    if (typeof value === 'boolean') return [value ? 0x09 : 0x08];
    if (typeof value === 'number') return Number.isInteger(value) ? integer(value) : double(0x23, value);
    if (typeof value === 'string') {
      const units = Array.from({ length: value.length }, (_, i) => value.charCodeAt(i));
      if (units.every((unit) => unit < 128)) return [...counted(0x5, units.length), ...units];
      return [...counted(0x6, units.length), ...units.flatMap((unit) => bytesOfUnsigned(unit, 2))];
    }
    if (value instanceof Uint8Array) return [...counted(0x4, value.length), ...value];
    if (Array.isArray(value)) {
      const items = value as readonly PlistToMake[];
      return [...counted(0xa, items.length), ...this.references(items.map((item) => this.add(item)))];
    }
    if ('uid' in value && typeof value.uid === 'number') return [0x80, value.uid];
    if ('date' in value && typeof value.date === 'number') return double(0x33, value.date);
    const entries: (readonly [string, PlistToMake])[] =
      value instanceof Map ? [...value] : Object.entries(value as Record<string, PlistToMake>);
    const keys = entries.map(([key]) => this.add(key));
    const values = entries.map(([, item]) => this.add(item));
    return [...counted(0xd, entries.length), ...this.references(keys), ...this.references(values)];
  }

  finish(top: number): Uint8Array {
    const bytes = [...'bplist00'].map((character) => character.charCodeAt(0));
    const offsets: number[] = [];
    for (const object of this.objects) {
      offsets.push(bytes.length);
      for (const byte of object) bytes.push(byte);
    }
    const table = bytes.length;
    for (const offset of offsets) bytes.push(...bytesOfUnsigned(offset, 4));
    bytes.push(0, 0, 0, 0, 0, 0, 4, this.referenceBytes);
    for (const number of [this.objects.length, top, table]) bytes.push(...bytesOfUnsigned(number, 8));
    return Uint8Array.from(bytes);
  }
}

export function makePlist(value: PlistToMake, referenceBytes = 2): Uint8Array {
  const writer = new Writer(referenceBytes);
  return writer.finish(writer.add(value));
}
