/**
 * Text from evidence as HTML that shows it and does nothing: everything escaped, and marks that have
 * no glyph but move or hide text replaced by small labels.
 */
import { textParts } from '../../../shared/text/marks.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (special) => ESCAPES[special]!);

/** Escaped, with marks as `<span class="mark">`. Newlines stay. */
export function html(text: string): string {
  return textParts(text)
    .map((part) => (part.mark === undefined ? escaped(part.text) : `<span class="mark">${part.mark}</span>`))
    .join('');
}

/** Escaped, with marks as `[LRM]`: for attributes and SVG, where no element can stand. */
export function plain(text: string): string {
  return textParts(text)
    .map((part) => (part.mark === undefined ? escaped(part.text) : `[${part.mark}]`))
    .join('');
}

/** A name in running text: kept apart from the direction of what stands around it. */
export function name(text: string): string {
  return `<bdi>${html(text)}</bdi>`;
}

export const grouped = (n: number): string => n.toLocaleString('en-GB');

export function counted(n: number, one: string, many = `${one}s`): string {
  return `${grouped(n)} ${n === 1 ? one : many}`;
}
