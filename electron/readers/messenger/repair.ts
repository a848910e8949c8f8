/**
 * Texts of Meta's exports. Their strings are UTF-8 whose bytes were written as if each were a character of
 * Latin-1: `\u00c3\u00a9` is é.
 */
import { isUtf8 } from 'node:buffer';

/** How a string was found; `broken` looks mis-encoded and is no UTF-8, so it stands as it is. */
export type Encoding = 'ascii' | 'repaired' | 'proper' | 'broken';

export interface Repaired {
  readonly text: string;
  readonly found: Encoding;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant
const BEYOND_ASCII = /[^\x00-\x7f]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: all of Latin-1 is meant
const BEYOND_BYTES = /[^\x00-\xff]/;
/** Characters that nobody types, and that bytes of UTF-8 become. */
const C1_CONTROLS = /[\x80-\x9f]/;

export const isAscii = (text: string): boolean => !BEYOND_ASCII.test(text);

/** Room for the bytes of most texts. */
const room = Buffer.alloc(4096);

/** UTF-8 whose bytes are the characters of a string; undefined where it is none. */
function decoded(text: string): string | undefined {
  const { length } = text;
  const bytes = length <= room.length ? room : Buffer.allocUnsafe(length);
  bytes.write(text, 0, length, 'latin1');
  const meant = bytes.toString('utf8', 0, length);
  // Bytes that are no UTF-8 become U+FFFD, but a text can have that character, too.
  return !meant.includes('\ufffd') || isUtf8(bytes.subarray(0, length)) ? meant : undefined;
}

/**
 * The text that a string means. Decided for each string by itself: where all of its characters are bytes,
 * and these bytes are UTF-8, they are read as such; every other string is left as it is. So any text that was
 * mis-encoded once comes back exactly, and a text with a character beyond U+00FF is never touched.
 */
export function repaired(text: string): Repaired {
  if (isAscii(text)) return { text, found: 'ascii' };
  if (BEYOND_BYTES.test(text)) return { text, found: 'proper' };
  const meant = decoded(text);
  if (meant !== undefined) return { text: meant, found: 'repaired' };
  return { text, found: C1_CONTROLS.test(text) ? 'broken' : 'proper' };
}
