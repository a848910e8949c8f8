/**
 * Exif (CIPA DC-008) in its TIFF structure: when and where a picture was taken, and with what. Only the
 * three directories that hold these are read, each once, so that no cycle of offsets is followed; every
 * offset and count is held against the bytes that are there.
 */
import type { FilePlace, FileTime } from '../../../shared/model/index.ts';
import { clockReading, isPlace, offsetMinutes, plainText } from './readings.ts';

export interface ExifFacts {
  readonly times: readonly FileTime[];
  readonly place?: FilePlace;
  readonly device?: string;
  readonly software?: string;
}

const TAG = {
  make: 0x010f,
  model: 0x0110,
  software: 0x0131,
  changed: 0x0132,
  exif: 0x8769,
  gps: 0x8825,
  taken: 0x9003,
  digitised: 0x9004,
  offset: 0x9010,
  offsetTaken: 0x9011,
  offsetDigitised: 0x9012,
  part: 0x9290,
  partTaken: 0x9291,
  partDigitised: 0x9292,
} as const;

/** Of the GPS directory. */
const GPS = { latRef: 1, lat: 2, lonRef: 3, lon: 4, altitudeRef: 5, altitude: 6, time: 7, date: 29 } as const;

/** A directory of a camera has a few dozen. */
const MOST_ENTRIES = 512;
const MOST_TEXT = 256;
/** Bytes of a value of each type, by its number: BYTE, ASCII, SHORT, LONG, RATIONAL, … */
const SIZES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];

interface Value {
  readonly type: number;
  readonly count: number;
  readonly at: number;
}

class Tiff {
  private readonly view: DataView;
  private readonly bytes: Uint8Array;
  private readonly little: boolean;
  readonly first: number;

  /** @throws RangeError when it is shorter than a header. */
  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.little = this.view.getUint16(0) === 0x4949;
    this.first = this.view.getUint32(4, this.little);
  }

  directory(at: number): Map<number, Value> {
    const values = new Map<number, Value>();
    if (at < 8 || at + 2 > this.bytes.length) return values;
    const entries = Math.min(this.view.getUint16(at, this.little), MOST_ENTRIES);
    for (let i = 0; i < entries; i++) {
      const entry = at + 2 + i * 12;
      if (entry + 12 > this.bytes.length) break;
      const type = this.view.getUint16(entry + 2, this.little);
      const count = this.view.getUint32(entry + 4, this.little);
      const bytes = (SIZES[type] ?? 0) * count;
      const place = bytes <= 4 ? entry + 8 : this.view.getUint32(entry + 8, this.little);
      if (bytes === 0 || place + bytes > this.bytes.length) continue;
      const tag = this.view.getUint16(entry, this.little);
      if (!values.has(tag)) values.set(tag, { type, count, at: place });
    }
    return values;
  }

  text(value: Value | undefined): string | undefined {
    if (value?.type !== 2) return undefined;
    return plainText(this.bytes.subarray(value.at, value.at + Math.min(value.count, MOST_TEXT)));
  }

  number(value: Value | undefined): number | undefined {
    if (value?.type === 1) return this.bytes[value.at]!;
    if (value?.type === 3) return this.view.getUint16(value.at, this.little);
    return value?.type === 4 ? this.view.getUint32(value.at, this.little) : undefined;
  }

  /** Unsigned fractions; undefined where there are not so many, or one has nothing below its line. */
  fractions(value: Value | undefined, count: number): number[] | undefined {
    if (value?.type !== 5 || value.count < count) return undefined;
    const numbers = Array.from({ length: count }, (_, i) => {
      const at = value.at + i * 8;
      return this.view.getUint32(at, this.little) / this.view.getUint32(at + 4, this.little);
    });
    return numbers.every(Number.isFinite) ? numbers : undefined;
  }
}

type Directory = ReadonlyMap<number, Value>;

function degrees(tiff: Tiff, value: Value | undefined, ref: string | undefined, negative: string) {
  const [whole, minutes, seconds] = tiff.fractions(value, 3) ?? [];
  if (whole === undefined || ref === undefined) return undefined;
  const all = whole + minutes! / 60 + seconds! / 3600;
  // A ten-millionth of a degree is a centimetre.
  return Math.round((ref.toUpperCase().startsWith(negative) ? -all : all) * 1e7) / 1e7;
}

function placeOf(tiff: Tiff, gps: Directory): FilePlace | undefined {
  const lat = degrees(tiff, gps.get(GPS.lat), tiff.text(gps.get(GPS.latRef)), 'S');
  const lon = degrees(tiff, gps.get(GPS.lon), tiff.text(gps.get(GPS.lonRef)), 'W');
  if (lat === undefined || lon === undefined || !isPlace(lat, lon)) return undefined;
  const [height] = tiff.fractions(gps.get(GPS.altitude), 1) ?? [];
  const below = tiff.number(gps.get(GPS.altitudeRef)) === 1;
  const clock = tiff.fractions(gps.get(GPS.time), 3);
  const date = tiff.text(gps.get(GPS.date));
  const [h, m, s] = (clock ?? []).map((n) => String(Math.floor(n)).padStart(2, '0'));
  const at = date && clock ? clockReading(`${date} ${h}:${m}:${s}`) : undefined;
  return {
    lat,
    lon,
    ...(height === undefined ? {} : { altitude: Math.round((below ? -height : height) * 100) / 100 }),
    ...(at === undefined ? {} : { at: `${at}Z` }),
    from: 'EXIF GPS',
  };
}

/**
 * @param bytes from the TIFF header on ("II*" or "MM.*").
 * @returns null where it is no TIFF structure; what is cut off or out of range is left out.
 */
export function exifFacts(bytes: Uint8Array): ExifFacts | null {
  if (bytes.length < 8) return null;
  const tiff = new Tiff(bytes);
  const [a, b, c, d] = bytes;
  const isTiff =
    (a === 0x49 && b === 0x49 && c === 42 && d === 0) || (a === 0x4d && b === 0x4d && c === 0 && d === 42);
  if (!isTiff) return null;
  const main = tiff.directory(tiff.first);
  const exif = tiff.directory(tiff.number(main.get(TAG.exif)) ?? 0);
  const times: FileTime[] = [];
  const time = (what: string, at: Value | undefined, part: number, zone: number): void => {
    const text = tiff.text(at);
    const fraction = /^\d{1,3}/.exec(tiff.text(exif.get(part)) ?? '')?.[0];
    const reading = text === undefined ? undefined : clockReading(text, fraction);
    if (reading === undefined) return;
    const offset = tiff.text(exif.get(zone));
    const minutes = offset === undefined ? undefined : offsetMinutes(offset);
    if (minutes === undefined) times.push({ what, at: reading });
    else
      times.push({
        what,
        at: new Date(Date.parse(`${reading}Z`) - minutes * 60_000).toISOString(),
        offset: offset!,
      });
  };
  time('EXIF DateTimeOriginal', exif.get(TAG.taken), TAG.partTaken, TAG.offsetTaken);
  time('EXIF DateTimeDigitized', exif.get(TAG.digitised), TAG.partDigitised, TAG.offsetDigitised);
  time('EXIF DateTime', main.get(TAG.changed), TAG.part, TAG.offset);
  const place = placeOf(tiff, tiff.directory(tiff.number(main.get(TAG.gps)) ?? 0));
  const device = [tiff.text(main.get(TAG.make)), tiff.text(main.get(TAG.model))].filter(Boolean).join(' ');
  const software = tiff.text(main.get(TAG.software));
  return {
    times,
    ...(place === undefined ? {} : { place }),
    ...(device === '' ? {} : { device }),
    ...(software ? { software } : {}),
  };
}
