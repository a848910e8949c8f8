/** Geometry and keys of the position slider. Heights in px, positions in messages of the chat. */

export interface SliderPlace {
  /** Position of the first message in sight. */
  readonly first: number;
  /** How many are in sight. */
  readonly span: number;
  readonly count: number;
}

/** Tall enough to be taken with a pointer. */
export const LEAST_THUMB = 24;

const lastFirst = ({ span, count }: Omit<SliderPlace, 'first'>): number => Math.max(0, count - span);

export function thumbOf(place: SliderPlace, track: number): { top: number; size: number } {
  const { first, span, count } = place;
  const size = Math.min(track, Math.max(LEAST_THUMB, (track * Math.min(span, count)) / Math.max(1, count)));
  const last = lastFirst(place);
  const share = last === 0 ? 0 : Math.min(1, first / last);
  return { top: share * (track - size), size };
}

/** The first position for a thumb whose top is at `top`. */
export function positionOfThumb(top: number, place: Omit<SliderPlace, 'first'>, track: number): number {
  const { size } = thumbOf({ ...place, first: 0 }, track);
  const room = track - size;
  const share = room <= 0 ? 0 : Math.min(1, Math.max(0, top / room));
  return Math.round(share * lastFirst(place));
}

/** Where a key goes: a message, a hundredth of the chat, or an end; null for other keys. */
export function keyPosition(key: string, place: SliderPlace): number | null {
  const { first, span, count } = place;
  const last = lastFirst(place);
  const leap = Math.max(span, Math.round(count / 100));
  const to = {
    ArrowUp: first - 1,
    ArrowLeft: first - 1,
    ArrowDown: first + 1,
    ArrowRight: first + 1,
    PageUp: first - leap,
    PageDown: first + leap,
    Home: 0,
    End: last,
  }[key];
  return to === undefined ? null : Math.min(last, Math.max(0, to));
}
