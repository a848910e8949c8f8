/** Reactions: of each kind how many, and of the latest who and when (export_output_json.cpp, serializeReaction). */
import type { Reaction } from '../../../shared/model/index.ts';
import { isRecord, keepOdd } from '../json/fields.ts';
import { type Raw, rawValue } from '../json/raw.ts';
import { accountOf } from './peers.ts';
import type { MessagePlace } from './place.ts';
import { readingOf } from './time.ts';

/** Reactions of one message that are kept. */
const MOST = 20_000;

/** What is shown of a reaction: its emoji; for those that are pictures or paid, the word for that. */
function emojiOf(type: unknown, emoji: unknown, { texts, byte }: MessagePlace): string {
  if (typeof emoji === 'string' && emoji !== '') return texts.name(emoji, byte);
  return typeof type === 'string' && type !== '' ? texts.name(type, byte) : 'unknown';
}

/**
 * @param raw takes how many there are of a kind of which not all are told, pictures' ids, and times: they are
 * readings of the computer's clock, and a reaction's time says no basis of its own.
 */
export function reactionsOf(value: unknown, place: MessagePlace, raw: Raw): Reaction[] {
  const { accounts, texts, zone, byte } = place;
  const reactions: Reaction[] = [];
  if (!Array.isArray(value)) {
    keepOdd('reactions', value, place, raw);
    return reactions;
  }
  for (const [n, one] of value.slice(0, MOST).entries()) {
    const field = `reactions ${n + 1}`;
    if (!isRecord(one)) {
      keepOdd(field, one, place, raw);
      continue;
    }
    const { type, count, emoji: shown, document_id: picture, recent } = one;
    const emoji = emojiOf(type, shown, place);
    if (picture !== undefined) raw[`${field} document_id`] = rawValue(picture);
    if (recent !== undefined && !Array.isArray(recent)) keepOdd(`${field} recent`, recent, place, raw);
    const dates: string[] = [];
    let told = 0;
    for (const each of Array.isArray(recent) ? recent.slice(0, MOST) : []) {
      if (!isRecord(each)) {
        keepOdd(`${field} recent`, each, place, raw);
        continue;
      }
      const { from, from_id: id, date } = each;
      const account = accountOf(id, false);
      const name = typeof from === 'string' && from !== '' ? texts.name(from, byte) : undefined;
      const time = zone ? readingOf(date, zone) : undefined;
      if (!time && date !== undefined) dates.push(`${account ?? name ?? ''} ${rawValue(date)}`.trim());
      const sender =
        account !== undefined
          ? accounts.seen(account, name, 'from')
          : name === undefined
            ? undefined
            : accounts.named(name, 'from');
      reactions.push({
        ...(sender === undefined ? {} : { sender }),
        emoji,
        ...(time ? { at: time.at } : {}),
      });
      told++;
    }
    if (dates.length > 0) raw[`${field} dates`] = rawValue(dates.join('\n'));
    if (typeof count === 'number' ? count > told : told === 0) {
      reactions.push({ emoji });
      if (count !== undefined && count !== told + 1) raw[`${field} count`] = rawValue(count);
    }
  }
  if (value.length > MOST || reactions.length > MOST) {
    place.findings.damage(
      place.file,
      `byte ${byte}`,
      `more than ${MOST} reactions; those beyond were left out`,
    );
  }
  return reactions.slice(0, MOST);
}
