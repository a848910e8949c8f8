/** The same message on several exhibits: one event with as many witnesses, and what they disagree on. */

import {
  comparedText,
  type Difference,
  differencesOf,
  hash1,
  hash2,
  type Matching,
  type Meeting,
  matchSteps,
  mayMatch,
  meetingOf,
  type Side,
  STATE,
  TELLING_BYTES,
} from '../../shared/matching/index.ts';
import { MESSAGE_KINDS, type Platform } from '../../shared/model/index.ts';
import { FLAG, type SegmentReader } from '../../shared/segment/index.ts';
import type { ChatRow } from './api.ts';
import type { Columns } from './columns.ts';
import type { OpenSegments } from './held-segment.ts';
import { inTurns, turn, walkSegments } from './opened-rows.ts';
import { orderByTime } from './order.ts';

/**
 * Platforms whose own id of a message is the same on every device: WhatsApp's key_id, X's snowflake, Google
 * Chat's message id. Telegram numbers messages for each account apart, but for those of supergroups and
 * channels, which it numbers within each (core.telegram.org/api/channel).
 */
const SHARED_KEYS: ReadonlySet<string> = new Set<Platform>(['whatsapp', 'x', 'google-chat', 'signal']);

/** A GUID, after the byte that says how a key is packed: where a report names no id of the platform, its own. */
const GUID_BYTES = 37;
const GUID_DASHES = [9, 14, 19, 24];
const DASH = 0x2d;
const isGuid = (key: Uint8Array): boolean =>
  key.length === GUID_BYTES && GUID_DASHES.every((at) => key[at] === DASH);

const CHANNEL_MIX = 0x85ebca6b;

/** By chat of the case: 1 where its messages have one number on every device, within the chat. */
export type NumberedChats = Uint8Array;

/** Supergroups and channels of Telegram. */
export function numberedChats(chats: readonly Pick<ChatRow, 'platform' | 'id'>[]): NumberedChats {
  return Uint8Array.from(chats, ({ platform, id }) =>
    platform === 'telegram' && /^channel\d+$/.test(id) ? 1 : 0,
  );
}
const SPANS = [1, 1, 1000, 60_000, 86_400_000] as const;
const SYSTEM = MESSAGE_KINDS.indexOf('system');
const CALL = MESSAGE_KINDS.indexOf('call');
const DELETED = MESSAGE_KINDS.indexOf('deleted');
const MADE_TEXTS: ReadonlySet<number> = new Set(
  (['contact', 'poll', 'location', 'live-location', 'event'] as const).map((kind) =>
    MESSAGE_KINDS.indexOf(kind),
  ),
);

/** Two exhibits, by their place in the case's list, `first` < `second`. */
export interface ExhibitPair {
  readonly first: number;
  readonly second: number;
  readonly matching: Matching;
  readonly matched: number;
  readonly differences: readonly Difference[];
}

export interface Witnesses {
  /** Rows of each exhibit by their time as it was read, in the order of the case where no clock is corrected. */
  readonly rows: readonly Uint32Array[];
  /** Place of each row of the case in the rows of its exhibit. */
  readonly placeOf: Uint32Array;
  readonly pairs: readonly ExhibitPair[];
}

/**
 * Finds the messages that several exhibits hold; calls of views are answered meanwhile.
 * @param going false when nobody waits for it any more: null comes back.
 * @param numbered chats whose messages' keys count, within the chat; none without it.
 * @throws SegmentLost
 */
export async function findWitnesses(
  columns: Columns,
  exhibits: number,
  open: OpenSegments,
  going: () => boolean = () => true,
  numbered: NumberedChats = new Uint8Array(0),
): Promise<Witnesses | null> {
  const counts = new Uint32Array(exhibits);
  const placeOf = new Uint32Array(columns.count);
  for (let row = 0; row < columns.count; row++) placeOf[row] = counts[columns.exhibit[row]!]!++;
  let rows = [...counts].map((count) => new Uint32Array(count));
  for (let row = 0; row < columns.count; row++) rows[columns.exhibit[row]!]![placeOf[row]!] = row;
  if (columns.asRead !== columns.when) {
    rows = rows.map((own) => asReadOrder(columns, own));
    for (const own of rows) for (const [place, row] of own.entries()) placeOf[row] = place;
  }
  const pairs: ExhibitPair[] = [];
  if (exhibits < 2) return { rows, placeOf, pairs };

  const compared = rows.map(({ length }) => emptyCompared(length));
  for await (const { segment, reader } of walkSegments(columns, [...columns.segments.keys()], open)) {
    if (!going()) return null;
    const start = columns.starts[segment]!;
    for (let i = 0; i < reader.count; i++) {
      const row = columns.rowOf[start + i]!;
      const chat = columns.chat[row]!;
      const within = numbered[chat] === 1 ? chat + 1 : 0;
      fillPlace(compared[columns.exhibit[row]!]!, placeOf[row]!, reader, i, within);
    }
  }
  const meetings: Meeting[] = [];
  for (const own of compared) {
    meetings.push(meetingOf(own));
    await turn();
    if (!going()) return null;
  }
  for (let first = 0; first < exhibits; first++) {
    let own: Side | null = null;
    for (let second = first + 1; second < exhibits; second++) {
      await turn();
      if (!going()) return null;
      if (!mayMatch(meetings[first]!, meetings[second]!)) continue;
      own ??= sideOf(columns, rows[first]!, compared[first]!);
      const both = [own, sideOf(columns, rows[second]!, compared[second]!)] as const;
      const matching = await inTurns(matchSteps(...both));
      if (!going()) return null;
      const matched = matching.ofFirst.reduce((sum, partner) => sum + (partner < 0 ? 0 : 1), 0);
      // Two devices that share nothing have nothing to disagree on.
      if (matched === 0) continue;
      pairs.push({ first, second, matching, matched, differences: differencesOf(...both, matching) });
    }
  }
  return { rows, placeOf, pairs };
}

/** Rows of one exhibit as they would stand if no clock were corrected. */
function asReadOrder({ asRead, origin, rowOf }: Columns, rows: Uint32Array): Uint32Array<ArrayBuffer> {
  const bySource = Uint32Array.from(rows, (row) => origin[row]!).sort();
  const own = bySource.map((at) => rowOf[at]!);
  const { order } = orderByTime(Float64Array.from(own, (row) => asRead[row]!));
  return order.map((at) => own[at]!) as Uint32Array<ArrayBuffer>;
}

/** What of an exhibit's messages is compared and not among the case's columns: 18 bytes each. */
type Compared = Pick<Side, 'count' | 'key1' | 'key2' | 'text1' | 'text2' | 'state'> & {
  /** Index into SPANS. */
  readonly precision: Uint8Array;
};

const emptyCompared = (count: number): Compared => ({
  count,
  key1: new Uint32Array(count),
  key2: new Uint32Array(count),
  text1: new Uint32Array(count),
  text2: new Uint32Array(count),
  state: new Uint8Array(count),
  precision: new Uint8Array(count),
});

/**
 * An exhibit as matching sees it: with its times as read, so that correcting a clock changes neither what is
 * matched nor the offset that the correction is made from.
 */
function sideOf({ asRead, chat, sender }: Columns, rows: Uint32Array, compared: Compared): Side {
  const { precision, ...rest } = compared;
  return {
    ...rest,
    when: Float64Array.from(rows, (row) => asRead[row]!),
    span: Uint32Array.from(precision, (one) => SPANS[one] ?? 1),
    chat: Uint32Array.from(rows, (row) => chat[row]!),
    sender: Uint32Array.from(rows, (row) => sender[row]!),
  };
}

/**
 * @param place in the exhibit. @param i in the segment.
 * @param within names the chat whose messages are numbered within it; 0: none.
 */
function fillPlace(side: Compared, place: number, reader: SegmentReader, i: number, within: number): void {
  const c = reader.columns;
  side.precision[place] = c.basis[i]! >> 4;
  const key = reader.keyBytes(i);
  if (key.length > 0 && (within > 0 || SHARED_KEYS.has(reader.header.platform))) {
    if (reader.header.platform === 'signal' || !isGuid(key)) {
      // Two channels number their messages alike: the chat is part of the key.
      side.key1[place] = (hash1(key) ^ Math.imul(within, CHANNEL_MIX)) >>> 0;
      side.key2[place] = hash2(key);
    }
  }
  const flags = c.flags[i]!;
  const kind = c.kind[i]!;
  let state = 0;
  if ((flags & FLAG.deleted) !== 0 || kind === DELETED) state |= STATE.deleted;
  if ((flags & FLAG.edited) !== 0) state |= STATE.edited;
  if (kind === SYSTEM || kind === CALL) state |= STATE.ownNote;
  if (MADE_TEXTS.has(kind)) state |= STATE.madeText;
  if ((flags & FLAG.text) !== 0) {
    const isFromExport = key.length === 0 && reader.header.platform === 'whatsapp';
    const text = comparedText(reader.textBytes(i), isFromExport);
    if (text.length > 0) {
      side.text1[place] = hash1(text);
      side.text2[place] = hash2(text);
      if (text.length >= TELLING_BYTES) state |= STATE.telling;
    }
  }
  side.state[place] = state;
}

/** Rows of the other exhibits that hold the same message, in the order of exhibits. */
export function otherWitnesses(witnesses: Witnesses | null, exhibit: number, row: number): number[] {
  if (witnesses === null) return [];
  const place = witnesses.placeOf[row]!;
  const found: number[] = [];
  for (const { first, second, matching } of witnesses.pairs) {
    const other =
      exhibit === first
        ? (witnesses.rows[second]![matching.ofFirst[place]!] ?? -1)
        : exhibit === second
          ? (witnesses.rows[first]![matching.ofSecond[place]!] ?? -1)
          : -1;
    if (other >= 0) found.push(other);
  }
  return found;
}
