/** Measuring and moving the feed's scroller. The messages are its elements with `data-position`, in order. */

export type Align = 'start' | 'centre' | 'end' | 'nearest';

/** What the day's label covers at the scroller's top, px: what is only there is not in sight. */
const COVERED = 36;

const messagesOf = (scroller: HTMLElement): NodeListOf<HTMLElement> =>
  scroller.querySelectorAll<HTMLElement>('[data-position]');

export function elementAt(scroller: HTMLElement, position: number): HTMLElement | null {
  return scroller.querySelector<HTMLElement>(`[data-position="${position}"]`);
}

/** The first of the messages whose bottom (or top, for `edge` top) is below a height of the window. */
function firstBelow(messages: ArrayLike<HTMLElement>, y: number, edge: 'top' | 'bottom'): number {
  let from = 0;
  let to = messages.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (messages[middle]!.getBoundingClientRect()[edge] <= y) from = middle + 1;
    else to = middle;
  }
  return from;
}

export interface InSight {
  /** Positions in the chat of the first and last message of which something stands below the day's label. */
  readonly first: number;
  readonly last: number;
}

export function inSight(scroller: HTMLElement): InSight | null {
  const messages = messagesOf(scroller);
  const { top, bottom } = scroller.getBoundingClientRect();
  const first = firstBelow(messages, top + COVERED, 'bottom');
  const last = firstBelow(messages, bottom - 1, 'top') - 1;
  if (first >= messages.length || last < first) return null;
  return { first: Number(messages[first]!.dataset.position), last: Number(messages[last]!.dataset.position) };
}

/**
 * Scrolls so that a message stands where it is wanted. One higher than the window shows its beginning;
 * come to from below, its end.
 */
export function scrollTo(scroller: HTMLElement, message: HTMLElement, align: Align): void {
  const view = scroller.getBoundingClientRect();
  const box = message.getBoundingClientRect();
  const room = view.height - COVERED;
  const isHigh = box.height > room;
  const toStart = box.top - view.top - COVERED;
  const toEnd = box.bottom - view.bottom;
  let by = 0;
  if (align === 'nearest') {
    // A high one of which the window is full already stays.
    if (isHigh) by = toStart > 0 ? toStart : Math.min(0, toEnd);
    else by = toStart < 0 ? toStart : Math.max(0, toEnd);
  } else if (align === 'end') by = toEnd;
  else if (align === 'start' || isHigh) by = toStart;
  else by = toStart - (room - box.height) / 2;
  if (Math.abs(by) >= 1) scroller.scrollTop += by;
}

/** Lines of a high message that stay in sight when it is read on, px. */
const KEPT = 40;

/**
 * Reads on in a message that is higher than the window.
 * @param way 1 towards its end, -1 towards its beginning.
 * @returns whether there was more of it that way.
 */
export function scrollWithin(scroller: HTMLElement, message: HTMLElement, way: 1 | -1): boolean {
  const view = scroller.getBoundingClientRect();
  const box = message.getBoundingClientRect();
  const room = view.height - COVERED;
  if (box.height <= room) return false;
  const left = way > 0 ? box.bottom - view.bottom : view.top + COVERED - box.top;
  // One that is not in sight is gone to first.
  if (left < 1 || box.bottom <= view.top + COVERED || box.top >= view.bottom) return false;
  scroller.scrollTop += way * Math.min(left, room - KEPT);
  return true;
}

/**
 * Changes what stands in the scroller so that the messages in sight stay where they are. Chromium's scroll
 * anchoring does this too, and without breaking off a scroll that is under way, but not at the very top.
 * @param change must change the document before it returns.
 */
export function keepingPlace(scroller: HTMLElement, change: () => void): void {
  const messages = messagesOf(scroller);
  const anchor = messages[firstBelow(messages, scroller.getBoundingClientRect().top, 'bottom')];
  const before = anchor?.getBoundingClientRect().top;
  change();
  if (!anchor?.isConnected || before === undefined) return;
  const moved = anchor.getBoundingClientRect().top - before;
  if (Math.abs(moved) >= 1) scroller.scrollTop += moved;
}

/** Which edges of what is loaded are within a height of the window of what is in sight. */
export function nearEdges(scroller: HTMLElement): { before: boolean; after: boolean } {
  const { scrollTop, clientHeight, scrollHeight } = scroller;
  const margin = 1.5 * clientHeight;
  return { before: scrollTop < margin, after: scrollHeight - clientHeight - scrollTop < margin };
}
