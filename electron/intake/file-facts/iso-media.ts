/**
 * ISO base media files (ISO/IEC 14496-12) and QuickTime: when a film says it was made and where, and the
 * Exif of HEIC and AVIF pictures. Boxes are walked; media data is passed over.
 */
import type { FilePlace, FileTime } from '../../../shared/model/index.ts';
import type { ExifFacts } from './exif.ts';
import { STRETCH_BYTES, type Walk } from './forward-read.ts';
import { clockReading, iso6709, offsetMinutes, plainText } from './readings.ts';
import { latin1, markedExif, NOTHING, viewOf } from './walks.ts';

/** s from 1904-01-01, from which these files count, to 1970. */
const EPOCH_1904 = 2_082_844_800;
/** Year 10000: nothing later is writable. */
const END_S = 253_402_300_800;

interface Box {
  readonly type: string;
  /** Of its content. */
  readonly from: number;
  readonly to: number;
}

/** The boxes of a piece of memory, up to the first that does not fit. */
function* boxesIn(bytes: Uint8Array, from: number, to: number): Generator<Box> {
  let at = from;
  const view = viewOf(bytes);
  while (at + 8 <= to) {
    const size = view.getUint32(at);
    const end = size === 0 ? to : at + size;
    if ((size !== 0 && size < 8) || end > to) return;
    yield { type: latin1(bytes, at + 4, at + 8), from: at + 8, to: end };
    at = end;
  }
}

function createdAt(mvhd: Uint8Array): FileTime[] {
  if (mvhd.length < 12) return [];
  const view = viewOf(mvhd);
  const s = mvhd[0] === 1 ? Number(view.getBigUint64(4)) : view.getUint32(4);
  const since1970 = s - EPOCH_1904;
  // Nought is what writers put that know no time.
  if (s === 0 || since1970 >= END_S) return [];
  return [{ what: 'movie header creation time', at: new Date(since1970 * 1000).toISOString() }];
}

function placeFrom(text: string | undefined, from: string): FilePlace | undefined {
  const place = text === undefined ? undefined : iso6709(text);
  return place && { ...place, from };
}

/** QuickTime `meta`: keys by number, and their values. */
function quickTimeItems(bytes: Uint8Array): Map<string, string> {
  // In QuickTime the boxes begin at once, in ISO files after version and flags.
  const start = latin1(bytes, 4, 8) === 'hdlr' ? 0 : 4;
  const names: string[] = [];
  const items = new Map<string, string>();
  for (const box of boxesIn(bytes, start, bytes.length)) {
    if (box.type === 'keys') {
      for (const key of boxesIn(bytes, box.from + 8, box.to))
        names.push(latin1(bytes, key.from, Math.min(key.to, key.from + 128)));
    } else if (box.type === 'ilst') {
      const view = viewOf(bytes);
      for (const item of boxesIn(bytes, box.from, box.to)) {
        const name = names[view.getUint32(item.from - 4) - 1];
        for (const value of boxesIn(bytes, item.from, item.to)) {
          // Type 1 is UTF-8; type and locale stand before the text.
          if (name === undefined || value.type !== 'data' || value.to < value.from + 8) continue;
          if (view.getUint32(value.from) !== 1) continue;
          const text = plainText(bytes.subarray(value.from + 8, Math.min(value.to, value.from + 8 + 256)));
          if (text !== undefined && !items.has(name)) items.set(name, text);
        }
      }
    }
  }
  return items;
}

const QT = 'com.apple.quicktime.';

function quickTimeFacts(bytes: Uint8Array): ExifFacts {
  const items = quickTimeItems(bytes);
  const created = items.get(`${QT}creationdate`);
  const reading = created === undefined ? undefined : clockReading(created);
  const offset = /(Z|[+-]\d\d:?\d\d)$/.exec(created ?? '')?.[1];
  const minutes = offset === undefined ? undefined : offsetMinutes(offset);
  const what = 'QuickTime creation date';
  const times: FileTime[] =
    reading === undefined
      ? []
      : minutes === undefined
        ? [{ what, at: reading }]
        : [
            {
              what,
              at: new Date(Date.parse(`${reading}Z`) - minutes * 60_000).toISOString(),
              offset: offset!,
            },
          ];
  const place = placeFrom(items.get(`${QT}location.ISO6709`), 'QuickTime location');
  const device = [items.get(`${QT}make`), items.get(`${QT}model`)].filter(Boolean).join(' ');
  const software = items.get(`${QT}software`);
  return {
    times,
    ...(place ? { place } : {}),
    ...(device === '' ? {} : { device }),
    ...(software === undefined ? {} : { software }),
  };
}

/** Where the Exif of a picture stands in the file: `iinf` names the item, `iloc` its place. */
function exifItem(meta: Uint8Array): { at: number; bytes: number } | null {
  const view = viewOf(meta);
  let exif: number | null = null;
  let iloc: Box | null = null;
  for (const box of boxesIn(meta, 4, meta.length)) {
    if (box.type === 'iloc') iloc = box;
    if (box.type !== 'iinf' || box.to < box.from + 8) continue;
    const entries = box.from + (meta[box.from] === 0 ? 6 : 8);
    for (const { type, from, to } of boxesIn(meta, entries, box.to)) {
      const version = meta[from]!;
      const id = from + 4;
      const wide = version === 3 ? 4 : 2;
      if (type !== 'infe' || version < 2 || to < id + wide + 6) continue;
      if (latin1(meta, id + wide + 2, id + wide + 6) !== 'Exif') continue;
      exif = wide === 4 ? view.getUint32(id) : view.getUint16(id);
    }
  }
  return exif === null || iloc === null ? null : itemPlace(meta, iloc, exif);
}

/** The first extent of an item that stands in the file itself. */
function itemPlace(meta: Uint8Array, iloc: Box, item: number): { at: number; bytes: number } | null {
  const view = viewOf(meta);
  const version = meta[iloc.from]!;
  let at = iloc.from + 4;
  const sized = (size: number): number => {
    const value =
      size === 8
        ? Number(view.getBigUint64(at))
        : size === 4
          ? view.getUint32(at)
          : size === 2
            ? view.getUint16(at)
            : 0;
    at += size;
    return value;
  };
  try {
    const sizes = sized(2);
    const [offsetSize, lengthSize, baseSize] = [(sizes >> 12) & 15, (sizes >> 8) & 15, (sizes >> 4) & 15];
    const indexSize = version === 0 ? 0 : sizes & 15;
    const count = sized(version < 2 ? 2 : 4);
    for (let i = 0; i < count && at < iloc.to; i++) {
      const id = sized(version < 2 ? 2 : 4);
      const method = version === 0 ? 0 : sized(2) & 15;
      at += 2;
      const base = sized(baseSize);
      const extents = sized(2);
      for (let e = 0; e < extents && at < iloc.to; e++) {
        at += indexSize;
        const offset = sized(offsetSize);
        const bytes = sized(lengthSize);
        if (id === item && method === 0) return { at: base + offset, bytes };
      }
    }
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
  }
  return null;
}

const merged = (a: ExifFacts, b: ExifFacts): ExifFacts => ({ ...b, ...a, times: [...a.times, ...b.times] });

/** Boxes from the file's first; of `moov` those that say when and where. */
export function* isoMediaWalk(): Walk<ExifFacts> {
  let facts: ExifFacts = NOTHING;
  let at = 0;
  for (;;) {
    const head = yield { at, bytes: 16 };
    if (head.length < 8) return facts;
    const view = viewOf(head);
    const small = view.getUint32(0);
    const type = latin1(head, 4, 8);
    if (small === 1 && head.length < 16) return facts;
    const header = small === 1 ? 16 : 8;
    const size = small === 1 ? Number(view.getBigUint64(8)) : small;
    // A size of 0 is "up to the end"; moov is walked into, its boxes stand in one row with those behind it.
    if (size !== 0 && size < header) return facts;
    if (type === 'moov') {
      at += header;
      continue;
    }
    const from = at + header;
    const bytes = size - header;
    if (bytes > 0 && bytes <= STRETCH_BYTES && (type === 'mvhd' || type === 'udta' || type === 'meta')) {
      const content = yield { at: from, bytes };
      if (type === 'mvhd') facts = merged(facts, { times: createdAt(content) });
      else if (type === 'udta') {
        for (const box of boxesIn(content, 0, content.length)) {
          // QuickTime user data: a text's length and language stand before it.
          if (box.type !== '\xa9xyz') continue;
          const place = placeFrom(
            plainText(content.subarray(box.from + 4, Math.min(box.to, box.from + 68))),
            'user data location',
          );
          if (place) facts = merged({ times: [], place }, facts);
        }
      } else {
        const exif = content.length > 12 ? exifItem(content) : null;
        if (exif && exif.at >= from + content.length && exif.bytes > 4 && exif.bytes <= STRETCH_BYTES) {
          const item = yield { at: exif.at, bytes: exif.bytes };
          // How far behind this number the TIFF header stands.
          const skip = item.length < 4 ? 0 : viewOf(item).getUint32(0);
          return merged(facts, markedExif(item.subarray(Math.min(item.length, 4 + skip))) ?? NOTHING);
        }
        facts = merged(facts, quickTimeFacts(content));
      }
    }
    if (size === 0) return facts;
    at += size;
  }
}
