/** A withheld message in words: it is not in the case's store, so its names come with it. */
import type { QuarantineItem } from '../../../shared/contract/index.ts';
import { whenOf } from '../../../shared/time/when.ts';
import type { Zone } from '../../../shared/time/zone.ts';
import { callText } from '../message/call-text.ts';
import { fullTimeText, timeNotes } from '../message/message-time.ts';
import { systemWords } from '../message/system-text.ts';
import { plainText } from '../message/words.ts';

export function nameIn({ names }: Pick<QuarantineItem, 'names'>, account: string): string {
  return names[account] ?? account;
}

/** Who wrote it, by the name that the evidence gives; the account where it gives none. */
export function senderName(item: Pick<QuarantineItem, 'message' | 'names'>): string {
  const { sender } = item.message;
  return sender === undefined ? 'No sender' : nameIn(item, sender);
}

/** `2024-03-22 14:36:48 +00:00 (device clock)`. */
export function itemTime({ message }: Pick<QuarantineItem, 'message'>, zone: Zone): string {
  const timed = {
    when: whenOf(message, zone),
    basis: message.timeBasis ?? null,
    precision: message.timePrecision ?? null,
    timeAmbiguous: message.timeAmbiguous === true,
  };
  const notes = timeNotes(timed);
  return `${fullTimeText(zone, timed)}${notes === '' ? '' : ` (${notes})`}`;
}

/** What a message says that has no text of its own: a call, a system line, a place. */
export function reported(item: Pick<QuarantineItem, 'message' | 'names'>): string | null {
  const { call, direction, system, location, sender } = item.message;
  if (call) return callText(call, direction ?? null);
  if (system) {
    const actor = sender === undefined ? null : senderName(item);
    return plainText(systemWords(system, actor, (account) => nameIn(item, account)));
  }
  if (location) return [location.name, `${location.lat}, ${location.lon}`].filter(Boolean).join(', ');
  return null;
}
