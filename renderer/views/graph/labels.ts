/** Which names stand on the picture, and where: below their nodes, cut when long, none over another. */

export const LABEL_SIZE = 12;
const LINE = 15;
/** px; a longer name ends in an ellipsis. */
const WIDEST = 150;
/** px between a node and its name. */
const GAP = 3;
/** px kept free around a name. */
const MARGIN = 2;
const MOST = 250;

export interface LabelWish {
  readonly key: string;
  readonly text: string;
  /** Centre of the node and its radius, px on the stage. */
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  /** Lower ones get their place first; then the greater nodes, then by key. */
  readonly rank: number;
  readonly bold: boolean;
}

export interface PlacedLabel {
  readonly key: string;
  readonly text: string;
  /** Middle of the text's baseline. */
  readonly x: number;
  readonly y: number;
  readonly bold: boolean;
  readonly isRightToLeft: boolean;
}

/** Width of a text in px. */
export type Measure = (text: string, bold: boolean) => number;

const LETTER = /\p{L}/u;
const RIGHT_TO_LEFT =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Samaritan}\p{Script=Mandaic}\p{Script=Adlam}\p{Script=Hanifi_Rohingya}\u200f\u202b\u202e\u2067]/u;

/** Direction of a text by its first letter or direction mark (Unicode's UAX #9, rules P2 and P3). */
export function isRightToLeft(text: string): boolean {
  for (const character of text) {
    if (RIGHT_TO_LEFT.test(character)) return true;
    if (LETTER.test(character) || /[\u200e\u202a\u202d\u2066]/.test(character)) return false;
  }
  return false;
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** The text, or as many of its first characters as fit with an ellipsis. Line breaks become spaces. */
export function cutToWidth(text: string, bold: boolean, measure: Measure): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length < 12 || measure(line, bold) <= WIDEST) return line;
  // No name is read beyond this, and a hostile one may be a million characters long.
  const parts = [...graphemes.segment(line.slice(0, 400))].map(({ segment }) => segment);
  let fits = 0;
  let tooLong = parts.length + 1;
  while (tooLong - fits > 1) {
    const middle = (fits + tooLong) >> 1;
    if (measure(`${parts.slice(0, middle).join('')}…`, bold) <= WIDEST) fits = middle;
    else tooLong = middle;
  }
  return `${parts.slice(0, fits).join('').trimEnd()}…`;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const isInside = (x: number, width: number): boolean => x >= 0 && x <= width;

/** The middle of a text whose ends stay on the stage. */
const inside = (x: number, half: number, width: number): number =>
  2 * half > width ? x : Math.min(width - half, Math.max(half, x));

/** @param stage px; names of nodes outside of it are left out. */
export function placeLabels(
  wishes: readonly LabelWish[],
  measure: Measure,
  stage: { readonly width: number; readonly height: number },
): PlacedLabel[] {
  const sorted = wishes
    .filter(({ x, y }) => x > -WIDEST && x < stage.width + WIDEST && y > -LINE && y < stage.height + LINE)
    .sort((a, b) => a.rank - b.rank || b.radius - a.radius || (a.key < b.key ? -1 : 1));
  const boxes: Box[] = [];
  const placed: PlacedLabel[] = [];
  for (const { key, text, x, y, radius, bold } of sorted) {
    if (placed.length >= MOST) break;
    const shown = cutToWidth(text, bold, measure);
    if (shown === '') continue;
    const half = measure(shown, bold) / 2 + MARGIN;
    const middle = isInside(x, stage.width) ? inside(x, half, stage.width) : x;
    const top = y + radius + GAP - MARGIN;
    const box = { left: middle - half, right: middle + half, top, bottom: top + LINE + 2 * MARGIN };
    const isFree = boxes.every(
      (other) =>
        box.right <= other.left ||
        box.left >= other.right ||
        box.bottom <= other.top ||
        box.top >= other.bottom,
    );
    if (!isFree) continue;
    boxes.push(box);
    placed.push({
      key,
      text: shown,
      x: middle,
      y: y + radius + GAP + LABEL_SIZE,
      bold,
      isRightToLeft: isRightToLeft(shown),
    });
  }
  return placed;
}
