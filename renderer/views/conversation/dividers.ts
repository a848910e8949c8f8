/** Lines between the messages of a chat: days, the instant, and where messages without a time begin. */
import type { Zone } from '../../../shared/time/zone.ts';
import { dayOf, weekdayOf } from '../message/message-time.ts';

export type Divider =
  /** `offset` is that of the first message below. */
  | { readonly type: 'day'; readonly date: string; readonly weekday: string; readonly offset: string }
  | { readonly type: 'instant'; readonly when: number }
  | { readonly type: 'untimed' };

export interface Placed {
  readonly when: number;
}

export interface Between {
  readonly dividers: readonly Divider[];
  /** The message's offset where it differs from the one above it on the same day. */
  readonly offset: string | null;
}

/**
 * What stands above a message.
 * @param above the message before it, where that is loaded. @param isFirst of the chat.
 * @param instant ms since 1970 UTC.
 */
export function between(
  above: Placed | null,
  message: Placed,
  zone: Zone,
  instant: number | null,
  isFirst: boolean,
): Between {
  const day = dayOf(zone, message.when);
  const dayAbove = above === null ? null : dayOf(zone, above.when);
  const dividers: Divider[] = [];
  let offset: string | null = null;
  const crosses =
    instant !== null && (above === null ? isFirst : above.when < instant) && !(message.when < instant);
  // A message without a time has nothing before or after it.
  if (crosses && (day !== null || dayAbove !== null)) dividers.push({ type: 'instant', when: instant });
  if (day === null) {
    if (above === null || dayAbove !== null) dividers.push({ type: 'untimed' });
  } else if (day.date !== dayAbove?.date) {
    dividers.push({ type: 'day', ...day, weekday: weekdayOf(day.date) });
  } else if (day.offset !== dayAbove.offset) offset = day.offset;
  return { dividers, offset };
}

/** Whether the instant comes after the last message of a chat. */
export function instantAfter(last: Placed, instant: number | null): boolean {
  return instant !== null && last.when < instant;
}
