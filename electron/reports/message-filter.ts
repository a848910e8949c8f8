/** Which messages of an import a report takes, and where each stands in time. */
import type { Message } from '../../shared/model/index.ts';
import type { Zone } from '../../shared/time/zone.ts';

export interface MessageFilter {
  /** ms since 1970 UTC; from inclusive to exclusive. Messages without a time are outside both. */
  readonly from?: number;
  readonly to?: number;
  /** Chat ids; absent = all. */
  readonly chats?: ReadonlySet<string>;
}

/** The filter has bounds in time, and the messages' own clock cannot be compared with them. */
export class ZoneNeeded extends Error {
  override readonly name = 'ZoneNeeded';
}

/** @throws ZoneNeeded when the filter has bounds and the message has a clock of no known zone. */
export function passes(message: Message, when: number, filter: MessageFilter, zone?: Zone): boolean {
  const { from, to, chats } = filter;
  if (chats && !chats.has(message.chat)) return false;
  if (from === undefined && to === undefined) return true;
  if (message.timeBasis === 'device-local' && !zone) {
    throw new ZoneNeeded('messages with times of the device’s own clock cannot be chosen by an instant');
  }
  return (from === undefined || when >= from) && (to === undefined || when < to);
}
