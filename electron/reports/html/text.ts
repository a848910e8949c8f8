/**
 * Text from evidence as HTML that shows it and does nothing: everything escaped, and marks that have
 * no glyph but move or hide text replaced by small labels.
 */

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Labels of marks that have a customary short name; the rest show their code point. */
const SHORT: Readonly<Record<number, string>> = {
  1564: 'ALM',
  8203: 'ZWSP',
  8204: 'ZWNJ',
  8205: 'ZWJ',
  8206: 'LRM',
  8207: 'RLM',
  8234: 'LRE',
  8235: 'RLE',
  8236: 'PDF',
  8237: 'LRO',
  8238: 'RLO',
  8294: 'LRI',
  8295: 'RLI',
  8296: 'FSI',
  8297: 'PDI',
  65279: 'BOM',
};

/** Controls but newline and tab, bidi and invisible format characters, tags, lone surrogates, and what HTML gives a meaning. */
const SPECIAL =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: hostile text has them
  /[&<>"'\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]|\p{Surrogate}/gu;

/** A joiner within a word or an emoji is part of its spelling. */
const JOINED_BEFORE = /[\p{L}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}]$/u;
const JOINED_AFTER = /^[\p{L}\p{M}\p{Extended_Pictographic}]/u;
/** The tag characters of a regional flag follow the black flag. */
const FLAG_BEFORE = /\u{1f3f4}[\u{e0020}-\u{e007e}]*$/u;

function isSpelling(mark: string, text: string, at: number): boolean {
  if (mark === '\u200c' || mark === '\u200d') {
    return (
      JOINED_BEFORE.test(text.slice(Math.max(0, at - 2), at)) && JOINED_AFTER.test(text.slice(at + 1, at + 3))
    );
  }
  return mark >= '\u{e0020}' && mark <= '\u{e007f}' && FLAG_BEFORE.test(text.slice(Math.max(0, at - 20), at));
}

function labelOf(mark: string): string {
  const code = mark.codePointAt(0)!;
  return SHORT[code] ?? `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Escaped, with marks as `<span class="mark">`. Newlines stay. */
export function html(text: string): string {
  return text.replace(SPECIAL, (special: string, at: number) => {
    const escaped = ESCAPES[special];
    if (escaped !== undefined) return escaped;
    return isSpelling(special, text, at) ? special : `<span class="mark">${labelOf(special)}</span>`;
  });
}

/** Escaped, with marks as `[LRM]`: for attributes and SVG, where no element can stand. */
export function plain(text: string): string {
  return text.replace(SPECIAL, (special: string, at: number) => {
    const escaped = ESCAPES[special];
    if (escaped !== undefined) return escaped;
    return isSpelling(special, text, at) ? special : `[${labelOf(special)}]`;
  });
}

/** A name in running text: kept apart from the direction of what stands around it. */
export function name(text: string): string {
  return `<bdi>${html(text)}</bdi>`;
}

export const grouped = (n: number): string => n.toLocaleString('en-GB');

export function counted(n: number, one: string, many = `${one}s`): string {
  return `${grouped(n)} ${n === 1 ? one : many}`;
}
