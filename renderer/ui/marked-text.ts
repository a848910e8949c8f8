import { textParts } from '../../shared/text/marks.ts';

/** Evidence text for places that take a plain string only, such as tooltips: hidden marks stand as `[RLO]`. */
export function markedText(text: string): string {
  return textParts(text)
    .map((part) => part.text ?? `[${part.mark}]`)
    .join('');
}
