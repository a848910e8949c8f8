/**
 * The media type of a file by its first bytes. What a sender or a platform called the file decides nothing.
 * Signatures as the formats' own specifications give them; types as IANA registers them.
 */

/** Enough for every signature below, and to judge text by. */
export const HEAD_BYTES = 4096;

const latin1 = (bytes: Uint8Array, start: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(start, start + length));

const startsWith = (head: Uint8Array, ...signature: number[]): boolean =>
  signature.every((byte, i) => head[i] === byte);

/** Brands of ISO base media files (ISO/IEC 14496-12, `ftyp`). */
const ISO_BRANDS: readonly [pattern: RegExp, type: string][] = [
  [/^avi[fs]/, 'image/avif'],
  [/^(hei[cxms]|hev[cxms]|mif1|msf1)/, 'image/heic'],
  [/^(M4A|M4B)/, 'audio/mp4'],
  [/^qt {2}/, 'video/quicktime'],
  [/^(3g[2gp]|iso[2-9m]|mp4[12]|avc1|dash|M4V|mmp4|MSNV|NDS)/, 'video/mp4'],
];

function isoType(head: Uint8Array): string | null {
  if (latin1(head, 4, 4) !== 'ftyp') return null;
  const brand = latin1(head, 8, 4);
  return ISO_BRANDS.find(([pattern]) => pattern.test(brand))?.[1] ?? null;
}

const RIFF_FORMS: Readonly<Record<string, string>> = {
  WEBP: 'image/webp',
  WAVE: 'audio/wav',
  'AVI ': 'video/x-msvideo',
};

/** EBML header (RFC 8794) and its DocType. */
function ebmlType(head: Uint8Array): string | null {
  if (!startsWith(head, 0x1a, 0x45, 0xdf, 0xa3)) return null;
  const header = latin1(head, 0, 64);
  return header.includes('webm') ? 'video/webm' : header.includes('matroska') ? 'video/matroska' : null;
}

/** MPEG audio frame (ISO/IEC 11172-3) or AAC in ADTS (ISO/IEC 13818-7); both begin with set bits. */
function frameType(head: Uint8Array): string | null {
  if (latin1(head, 0, 3) === 'ID3') return 'audio/mpeg';
  const [first = 0, second = 0, third = 0] = head;
  if (first !== 0xff || (second & 0xe0) !== 0xe0) return null;
  const layer = (second >> 1) & 3;
  if ((second & 0xf6) === 0xf0) return 'audio/aac';
  return layer === 1 && third >> 4 !== 0xf && ((third >> 2) & 3) !== 3 ? 'audio/mpeg' : null;
}

/** Signatures at the very start, as Latin-1. */
const STARTS: readonly [start: string, type: string][] = [
  ['\xff\xd8\xff', 'image/jpeg'],
  ['\x89PNG\r\n\x1a\n', 'image/png'],
  ['GIF87a', 'image/gif'],
  ['GIF89a', 'image/gif'],
  ['II*\0', 'image/tiff'],
  ['MM\0*', 'image/tiff'],
  ['fLaC', 'audio/flac'],
  ['#!AMR-WB\n', 'audio/amr-wb'],
  ['#!AMR\n', 'audio/amr'],
  ['caff', 'audio/x-caf'],
  ['%PDF-', 'application/pdf'],
  ['PK\x03\x04', 'application/zip'],
  ['PK\x05\x06', 'application/zip'],
  ['Rar!\x1a\x07', 'application/vnd.rar'],
  ['7z\xbc\xaf\x27\x1c', 'application/x-7z-compressed'],
  ['\x1f\x8b', 'application/gzip'],
  ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'application/x-ole-storage'],
  ['SQLite format 3\0', 'application/vnd.sqlite3'],
  ['bplist00', 'application/x-plist'],
  ['\x7fELF', 'application/x-executable'],
  ['{\\rtf', 'application/rtf'],
];

const C0_IN_TEXT = new Set([0x09, 0x0a, 0x0c, 0x0d]);

/** Whether the head is UTF-8 without control characters; it may end within a character. */
export function isPlainText(head: Uint8Array): boolean {
  if (head.length === 0 || head.some((byte) => byte < 0x20 && !C0_IN_TEXT.has(byte))) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head.slice(), { stream: true });
    return true;
  } catch {
    return false;
  }
}

function textType(head: Uint8Array): string | null {
  if (!isPlainText(head)) return null;
  const text = new TextDecoder().decode(head.slice(0, 1024)).replace(/^[\s\ufeff]+/, '');
  if (/^<!doctype html|^<html/i.test(text)) return 'text/html';
  if (/^(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)*<svg[\s>]/i.test(text)) return 'image/svg+xml';
  return text.startsWith('<?xml') ? 'application/xml' : 'text/plain';
}

/**
 * @param head a file's first `HEAD_BYTES` bytes, or all of them.
 * @returns null where no known format begins so.
 */
export function mediaTypeOf(head: Uint8Array): string | null {
  const start = latin1(head, 0, 16);
  const signed = STARTS.find(([signature]) => start.startsWith(signature));
  if (signed) return signed[1];
  if (start.startsWith('OggS')) return latin1(head, 0, 64).includes('theora') ? 'video/ogg' : 'audio/ogg';
  if (start.startsWith('RIFF')) return RIFF_FORMS[latin1(head, 8, 4)] ?? null;
  // A program of Windows: "MZ" alone would take many a text for one.
  if (start.startsWith('MZ') && !isPlainText(head)) return 'application/vnd.microsoft.portable-executable';
  return isoType(head) ?? ebmlType(head) ?? frameType(head) ?? textType(head);
}
