/**
 * Text from evidence, apart into what is seen and the marks that have no shape of their own but move
 * or hide text: bidi controls, zero-width characters, controls, tags, lone surrogates.
 */

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

/** Controls but newline and tab, bidi and invisible format characters, tags, lone surrogates. */
const MARK =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: hostile text has them
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]|\p{Surrogate}/gu;

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

/** A stretch of text as it is, or one mark's label such as `RLO` or `U+0007`. */
export type TextPart =
  | { readonly text: string; readonly mark?: undefined }
  | { readonly mark: string; readonly text?: undefined };

/** The text's parts in order; one part when it has no marks. */
export function textParts(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const { 0: mark, index } of text.matchAll(MARK)) {
    if (isSpelling(mark, text, index)) continue;
    if (index > from) parts.push({ text: text.slice(from, index) });
    parts.push({ mark: labelOf(mark) });
    from = index + mark.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from) });
  return parts;
}
