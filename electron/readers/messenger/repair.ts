/**
 * Texts of Meta's exports. Their strings are UTF-8 whose bytes were written as if each were a character of
 * Latin-1: `\u00c3\u00a9` is é.
 */

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

/** Bits of a byte that goes on with a character; more than 0x3f where it does not. */
const followsWith = (text: string, at: number): number => text.charCodeAt(at) ^ 0x80;

/**
 * UTF-8 whose bytes are the characters of a string; undefined where it is none (RFC 3629, 3 and 4). Written
 * out: texts are short, and handing each to the engine as bytes takes twice the time.
 */
function decoded(text: string): string | undefined {
  const { length } = text;
  let meant = '';
  let from = 0;
  for (let at = 0; at < length; ) {
    const first = text.charCodeAt(at);
    if (first < 0x80) {
      at++;
      continue;
    }
    const second = followsWith(text, at + 1);
    if (first < 0xc2 || first > 0xf4 || second > 0x3f) return undefined;
    let code: number;
    let bytes: number;
    if (first < 0xe0) {
      code = ((first & 0x1f) << 6) | second;
      bytes = 2;
    } else {
      const third = followsWith(text, at + 2);
      if (third > 0x3f) return undefined;
      code = ((first & 0x0f) << 12) | (second << 6) | third;
      bytes = 3;
      if (first >= 0xf0) {
        const fourth = followsWith(text, at + 3);
        if (fourth > 0x3f) return undefined;
        code = ((first & 0x07) << 18) | (second << 12) | (third << 6) | fourth;
        bytes = 4;
        if (code < 0x1_0000 || code > 0x10_ffff) return undefined;
      } else if (code < 0x800 || (code >= 0xd800 && code < 0xe000)) return undefined;
    }
    meant += text.slice(from, at) + String.fromCodePoint(code);
    at += bytes;
    from = at;
  }
  return meant + text.slice(from);
}

/**
 * The text that a string means. Decided for each string by itself: where all of its characters are bytes,
 * and these bytes are UTF-8, they are read as such; every other string is left as it is. So any text that was
 * mis-encoded once comes back exactly, and a text with a character beyond U+00FF is never touched.
 */
export function repaired(text: string): Repaired {
  if (!BEYOND_ASCII.test(text)) return { text, found: 'ascii' };
  if (BEYOND_BYTES.test(text)) return { text, found: 'proper' };
  const meant = decoded(text);
  if (meant !== undefined) return { text: meant, found: 'repaired' };
  return { text, found: C1_CONTROLS.test(text) ? 'broken' : 'proper' };
}
