/** Lines between the messages of a chat: days, the instant, and where messages without a time begin. */
import type { Zone } from '../../../shared/time/zone.ts';
import type { FullMessage } from '../../query/api.ts';
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

/** A message with what its bubble takes from the one above it. */
export interface PlacedMessage {
  readonly message: FullMessage;
  readonly offset: string | null;
  /** Whether the message above is of the same sender, with nothing between. */
  readonly follows: boolean;
  /** Whether the instant stands above it. */
  readonly instant: boolean;
}

/** The messages of a day, or those without a time. */
export interface Day {
  /** Does not change while more messages come before or after it. */
  readonly key: string;
  readonly divider: Extract<Divider, { type: 'day' | 'untimed' }>;
  readonly messages: readonly PlacedMessage[];
}

const isAlike = (a: FullMessage, b: FullMessage): boolean =>
  a.sender === b.sender &&
  a.direction === b.direction &&
  a.exhibit === b.exhibit &&
  (a.kind === 'system') === (b.kind === 'system');

/**
 * Messages by day.
 * @param start position in the chat of the first. @param instant ms since 1970 UTC.
 */
export function byDay(
  messages: readonly FullMessage[],
  start: number,
  zone: Zone,
  instant: number | null,
): Day[] {
  const days: (Day & { readonly messages: PlacedMessage[] })[] = [];
  const seen = new Map<string, number>();
  for (const [i, message] of messages.entries()) {
    const above = messages[i - 1] ?? null;
    const { dividers, offset } = between(above, message, zone, instant, start + i === 0);
    const divider = dividers.find((one) => one.type !== 'instant');
    if (divider) {
      const name = divider.type === 'day' ? divider.date : divider.type;
      // Where clocks went back over midnight a day comes twice.
      const times = (seen.get(name) ?? 0) + 1;
      seen.set(name, times);
      days.push({ key: times === 1 ? name : `${name} ${times}`, divider, messages: [] });
    }
    const follows = dividers.length === 0 && above !== null && isAlike(above, message);
    const crosses = dividers.some(({ type }) => type === 'instant');
    days.at(-1)!.messages.push({ message, offset, follows, instant: crosses });
  }
  return days;
}

/** Whether the instant comes after the last message of a chat. */
export function instantAfter(last: Placed, instant: number | null): boolean {
  return instant !== null && last.when < instant;
}
