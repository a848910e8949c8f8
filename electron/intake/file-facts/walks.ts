/** Walks through the formats whose parts can hold times and places, each from the file's first byte. */
import { type ExifFacts, exifFacts } from './exif.ts';
import { STRETCH_BYTES, type Walk } from './forward-read.ts';

export const NOTHING: ExifFacts = { times: [] };

export const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
export const latin1 = (bytes: Uint8Array, start: number, end: number): string =>
  String.fromCharCode(...bytes.subarray(start, end));

const EXIF_MARK = 'Exif\0\0';

/** Exif as it stands in JPEG and, by some writers, in WebP and HEIC: behind a mark of six bytes. */
export function markedExif(bytes: Uint8Array): ExifFacts | null {
  return exifFacts(latin1(bytes, 0, 6) === EXIF_MARK ? bytes.subarray(6) : bytes);
}

/** JPEG (ITU-T T.81): marker segments up to the first scan; Exif is an APP1. */
export function* jpegWalk(): Walk<ExifFacts> {
  let at = 2;
  for (;;) {
    const head = yield { at, bytes: 4 };
    if (head.length < 4 || head[0] !== 0xff) return NOTHING;
    const marker = head[1]!;
    if (marker === 0xff) {
      at++;
      continue;
    }
    // Start of scan, end of image; and the markers that stand alone cannot stand here.
    if (marker === 0xda || marker === 0xd9 || (marker >= 0xd0 && marker <= 0xd8) || marker <= 0x01)
      return NOTHING;
    const length = viewOf(head).getUint16(2);
    if (length < 2) return NOTHING;
    if (marker === 0xe1) {
      const body = yield { at: at + 4, bytes: length - 2 };
      if (latin1(body, 0, 6) === EXIF_MARK) return exifFacts(body.subarray(6)) ?? NOTHING;
    }
    at += 2 + length;
  }
}

const two = (n: number): string => String(n).padStart(2, '0');

/** PNG (W3C, third edition): `eXIf`, and `tIME` in UTC. */
export function* pngWalk(): Walk<ExifFacts> {
  let facts: ExifFacts = NOTHING;
  let at = 8;
  for (;;) {
    const head = yield { at, bytes: 8 };
    if (head.length < 8) return facts;
    const length = viewOf(head).getUint32(0);
    const type = latin1(head, 4, 8);
    if (type === 'IEND') return facts;
    if (type === 'eXIf' && length <= STRETCH_BYTES) {
      const exif = exifFacts(yield { at: at + 8, bytes: length });
      if (exif) facts = { ...exif, times: [...exif.times, ...facts.times] };
    } else if (type === 'tIME' && length === 7) {
      const body = yield { at: at + 8, bytes: 7 };
      const [, , month = 0, day = 0, h = 0, m = 0, s = 0] = body;
      const year = body.length === 7 ? viewOf(body).getUint16(0) : 0;
      const text = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${two(h)}:${two(m)}:${two(s)}.000Z`;
      const isTime = !Number.isNaN(Date.parse(text)) && new Date(text).toISOString() === text;
      if (isTime) facts = { ...facts, times: [...facts.times, { what: 'PNG tIME', at: text }] };
    }
    at += 12 + length;
  }
}

/** WebP (RFC 9649): the `EXIF` chunk of a RIFF. */
export function* webpWalk(): Walk<ExifFacts> {
  let at = 12;
  for (;;) {
    const head = yield { at, bytes: 8 };
    if (head.length < 8) return NOTHING;
    const length = viewOf(head).getUint32(4, true);
    if (latin1(head, 0, 4) === 'EXIF' && length <= STRETCH_BYTES) {
      return markedExif(yield { at: at + 8, bytes: length }) ?? NOTHING;
    }
    at += 8 + length + (length & 1);
  }
}

/** TIFF: the structure itself, as far as it lies within the first stretch. */
export function* tiffWalk(): Walk<ExifFacts> {
  return exifFacts(yield { at: 0, bytes: STRETCH_BYTES }) ?? NOTHING;
}
