/**
 * Marks that show nothing and may stand anywhere in an export: direction marks and isolates, zero-width
 * characters, byte order marks. They are stripped for matching only; texts keep them.
 */

/** U+061C, U+200B–U+200F, U+202A–U+202E, U+2060–U+2069, U+FEFF. */
export function isMark(code: number): boolean {
  if (code < 0x061c) return false;
  return (
    code === 0x061c ||
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2060 && code <= 0x2069) ||
    code === 0xfeff
  );
}

/** Spaces of all widths, U+00A0 and U+202F among them. */
export function isSpace(code: number): boolean {
  return (
    code === 0x20 ||
    code === 0x09 ||
    code === 0xa0 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  );
}

const MARKS = /[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/g;
const SPACES = /[\t\u00a0\u2000-\u200a\u202f\u205f\u3000]/g;
const PRINTED_ASCII = /^[ -~]*$/;

/** The text without marks, every space a plain one. */
export function withoutMarks(text: string): string {
  return PRINTED_ASCII.test(text) ? text : text.replace(MARKS, '').replace(SPACES, ' ');
}

/** As names of files and words are compared: marks, case and composition make no difference. */
export function folded(text: string): string {
  if (PRINTED_ASCII.test(text)) return text.trim().toLowerCase();
  return withoutMarks(text).trim().normalize('NFC').toLowerCase();
}

/** Left-to-right mark, which WhatsApp for iPhone puts before lines of its own making. */
export const LRM = '\u200e';
