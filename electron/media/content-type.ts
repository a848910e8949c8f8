/**
 * What the page may be given of an attachment, decided by its first bytes alone: pictures, video and audio
 * that Chromium decodes, and plain text. What a sender called the file decides nothing. Anything else, and
 * above all what can hold script (SVG, HTML, PDF, XML), stays bytes.
 */

/** Enough for every signature below, and to judge text by. */
export const HEAD_BYTES = 4096;

const ascii = (bytes: Uint8Array, start: number, length: number): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1', start, start + length);

const startsWith = (head: Uint8Array, ...signature: number[]): boolean =>
  signature.every((byte, i) => head[i] === byte);

/** Brands of ISO base media files (ISO/IEC 14496-12, `ftyp`) that Chromium plays or shows. */
const ISO_BRANDS: readonly [pattern: RegExp, type: string][] = [
  [/^avi[fs]/, 'image/avif'],
  [/^(M4A|M4B)/, 'audio/mp4'],
  [/^(3g[2gp]|iso[2-9m]|mp4[12]|avc1|dash|M4V|mmp4|qt {2}|MSNV|NDS)/, 'video/mp4'],
];

function isoType(head: Uint8Array): string | null {
  if (ascii(head, 4, 4) !== 'ftyp') return null;
  const brand = ascii(head, 8, 4);
  return ISO_BRANDS.find(([pattern]) => pattern.test(brand))?.[1] ?? null;
}

function riffType(head: Uint8Array): string | null {
  if (ascii(head, 0, 4) !== 'RIFF') return null;
  const form = ascii(head, 8, 4);
  return form === 'WEBP' ? 'image/webp' : form === 'WAVE' ? 'audio/wav' : null;
}

/** EBML header (RFC 8794) with the DocType "webm". */
function webmType(head: Uint8Array): string | null {
  if (!startsWith(head, 0x1a, 0x45, 0xdf, 0xa3)) return null;
  return ascii(head, 0, 64).includes('webm') ? 'video/webm' : null;
}

/** MPEG audio frame (ISO/IEC 11172-3) or AAC in ADTS (ISO/IEC 13818-7); both begin with set bits. */
function frameType(head: Uint8Array): string | null {
  if (ascii(head, 0, 3) === 'ID3') return 'audio/mpeg';
  const [first = 0, second = 0, third = 0] = head;
  if (first !== 0xff || (second & 0xe0) !== 0xe0) return null;
  const layer = (second >> 1) & 3;
  if ((second & 0xf6) === 0xf0) return 'audio/aac';
  return layer === 1 && third >> 4 !== 0xf && ((third >> 2) & 3) !== 3 ? 'audio/mpeg' : null;
}

const C0_IN_TEXT = new Set([0x09, 0x0a, 0x0c, 0x0d]);

function isText(head: Uint8Array): boolean {
  if (head.length === 0) return false;
  if (head.some((byte) => byte < 0x20 && !C0_IN_TEXT.has(byte))) return false;
  let text: string;
  try {
    // The head may end within a character.
    text = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
  } catch {
    return false;
  }
  // Markup is not shown, not even as text: it is saved or left.
  return !/^[\s\ufeff]*(<|%PDF)/.test(text) && !/<\s*(script|html|svg|!doctype|\?xml)/i.test(text);
}

/**
 * The content type to send an attachment with.
 * @param head its first `HEAD_BYTES` bytes, or all of them.
 * @returns null when it is only to be had as bytes.
 */
export function displayType(head: Uint8Array): string | null {
  if (startsWith(head, 0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (startsWith(head, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  if (/^GIF8[79]a/.test(ascii(head, 0, 6))) return 'image/gif';
  if (ascii(head, 0, 4) === 'OggS') {
    return ascii(head, 0, 64).includes('theora') ? 'video/ogg' : 'audio/ogg';
  }
  if (ascii(head, 0, 4) === 'fLaC') return 'audio/flac';
  return (
    isoType(head) ??
    riffType(head) ??
    webmType(head) ??
    frameType(head) ??
    (isText(head) ? 'text/plain; charset=utf-8' : null)
  );
}
