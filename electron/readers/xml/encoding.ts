/** How the characters of an XML file are written (XML 1.0 §4.3.3 and appendix F). */
import { Refusal } from '../../../shared/model/index.ts';

export type XmlEncoding =
  | { readonly is: 'utf-8' }
  | { readonly is: 'utf-16le' | 'utf-16be' }
  /** One byte a character; `label` is one that TextDecoder knows. */
  | { readonly is: 'single-byte'; readonly label: string };

/** The XML declaration stands within these bytes. */
export const DECLARATION_BYTES = 1024;

/** Encodings of the Encoding Standard (§4.2) that write one byte a character, under its own names. */
const SINGLE_BYTE =
  /^(?:ibm866|iso-8859-(?:[2-8]|8-i|1[03-6])|koi8-[ru]|macintosh|windows-(?:874|125[0-8])|x-mac-cyrillic)$/;

const DECLARED = /^\s*<\?xml\s[^>]*?\bencoding\s*=\s*["']([A-Za-z][\w.:-]*)["']/;

/**
 * The encoding of a file that begins with these bytes, and how long its byte order mark is.
 * @param file what refusals call the file.
 * @throws Refusal `unsupported` for an encoding that is not known or not read.
 */
export function encodingOf(first: Uint8Array, file: string): { encoding: XmlEncoding; markBytes: number } {
  const [a, b, c, d] = first;
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: { is: 'utf-8' }, markBytes: 3 };
  if (a === 0xff && b === 0xfe) return { encoding: { is: 'utf-16le' }, markBytes: 2 };
  if (a === 0xfe && b === 0xff) return { encoding: { is: 'utf-16be' }, markBytes: 2 };
  if (a === 0x3c && b === 0 && c === 0x3f && d === 0) return { encoding: { is: 'utf-16le' }, markBytes: 0 };
  if (a === 0 && b === 0x3c && c === 0 && d === 0x3f) return { encoding: { is: 'utf-16be' }, markBytes: 0 };
  const start = Buffer.from(first.buffer, first.byteOffset, Math.min(first.length, DECLARATION_BYTES));
  const declared = DECLARED.exec(start.toString('latin1'))?.[1];
  if (declared === undefined) return { encoding: { is: 'utf-8' }, markBytes: 0 };
  let label: string | undefined;
  try {
    label = new TextDecoder(declared).encoding;
  } catch {
    // Not a name of any encoding.
  }
  // The declaration itself was read byte by byte, so it cannot be UTF-16.
  if (label === 'utf-8') return { encoding: { is: 'utf-8' }, markBytes: 0 };
  if (label !== undefined && SINGLE_BYTE.test(label)) {
    return { encoding: { is: 'single-byte', label }, markBytes: 0 };
  }
  throw new Refusal('unsupported', file, `its characters are written as ${declared}, which is not read`);
}
