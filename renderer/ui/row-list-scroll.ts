/**
 * How a scroller of bounded height moves over a list of any height. Chromium's elements end at 33,554,431
 * px, and long before that its 32-bit floats lose pixels. So above `MOST_HEIGHT` the scroller is shorter
 * than the list: small steps move the list pixel for pixel wherever it stands, long ones (the scroll bar's
 * thumb) go to the same share of both. Near both ends the two agree exactly.
 *
 * All in CSS px. `whole` is the height of all rows, `body` that of the part in sight.
 */

export const MOST_HEIGHT = 8_000_000;
/** At each end, pixels of the scroller are pixels of the list. */
const EXACT_END = 1_000_000;
/** The longest step of a wheel or a finger; a thumb's pixel is longer in every list above `MOST_HEIGHT`. */
const LONGEST_STEP = 4000;

export interface RowListView {
  /** From the top of the first row to the top of what is in sight. */
  readonly top: number;
  readonly body: number;
}

/** Where a list should stand: the top of a row, from the top or the middle of what is in sight. */
export interface RowListPlace {
  readonly index: number;
  readonly from: 'top' | 'middle';
  /** Further down than there. */
  readonly px: number;
}

export const scrollerHeight = (whole: number): number => Math.min(whole, MOST_HEIGHT);

const lastTop = (whole: number, body: number): number => Math.max(0, whole - body);

const clamp = (value: number, most: number): number => Math.min(Math.max(value, 0), most);

/** The scroller's place for a place of the list. */
export function scrollTopOf(top: number, whole: number, body: number): number {
  const last = lastTop(whole, body);
  if (whole <= MOST_HEIGHT) return clamp(top, last);
  const lastScroll = MOST_HEIGHT - body;
  if (top <= EXACT_END) return Math.max(0, top);
  if (top >= last - EXACT_END) return lastScroll - (last - Math.min(top, last));
  return EXACT_END + ((top - EXACT_END) * (lastScroll - 2 * EXACT_END)) / (last - 2 * EXACT_END);
}

/** The list's place for a place of the scroller: the inverse of `scrollTopOf`. */
export function topOf(scrollTop: number, whole: number, body: number): number {
  const last = lastTop(whole, body);
  if (whole <= MOST_HEIGHT) return clamp(scrollTop, last);
  const lastScroll = MOST_HEIGHT - body;
  if (scrollTop <= EXACT_END) return Math.max(0, scrollTop);
  if (scrollTop >= lastScroll - EXACT_END) return last - (lastScroll - Math.min(scrollTop, lastScroll));
  return EXACT_END + ((scrollTop - EXACT_END) * (last - 2 * EXACT_END)) / (lastScroll - 2 * EXACT_END);
}

/** Where the list stands after the scroller went from `before` to `after`. */
export function topAfter(
  top: number,
  [before, after]: readonly [number, number],
  whole: number,
  body: number,
): number {
  if (Math.abs(after - before) > LONGEST_STEP) return topOf(after, whole, body);
  return clamp(top + after - before, lastTop(whole, body));
}

/** Whether the scroller has come so far from its place for `top` that it might reach an end before the list does. */
export function hasDrifted(top: number, scrollTop: number, whole: number, body: number): boolean {
  const due = scrollTopOf(top, whole, body);
  if (Math.abs(due - scrollTop) > EXACT_END / 2) return true;
  // At an end it cannot go on with the list.
  const atEnd = scrollTop <= 0 || scrollTop >= scrollerHeight(whole) - body;
  return atEnd && Math.abs(due - scrollTop) >= 1;
}

/** The list's top for a place, as far as there are rows. */
export function topOfPlace(place: RowListPlace, row: number, whole: number, body: number): number {
  const above = place.px + (place.from === 'middle' ? Math.floor((body - row) / 2) : 0);
  return clamp(place.index * row - above, lastTop(whole, body));
}

/** The nearest place at which a row is wholly in sight; null where it is. */
export function placeToShow(index: number, row: number, { top, body }: RowListView): RowListPlace | null {
  const at = index * row;
  if (at < top) return { index, from: 'top', px: 0 };
  if (at + row > top + body) return { index, from: 'top', px: Math.max(0, body - row) };
  return null;
}

/** Indexes of the rows in sight, `first` to before `end`. */
export function rowsInSight(
  { top, body }: RowListView,
  row: number,
  count: number,
): { first: number; end: number } {
  const first = Math.max(0, Math.min(count, Math.floor(top / row)));
  return { first, end: Math.min(count, Math.ceil((top + body) / row)) };
}
