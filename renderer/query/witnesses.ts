/** The same message on several exhibits: one event with as many witnesses, and what they disagree on. */

import {
  comparedText,
  type Difference,
  differencesOf,
  hash1,
  hash2,
  type Matching,
  matchSides,
  type Side,
  STATE,
  TELLING_BYTES,
} from '../../shared/matching/index.ts';
import { MESSAGE_KINDS, type Platform } from '../../shared/model/index.ts';
import { FLAG } from '../../shared/segment/index.ts';
import type { Columns } from './columns.ts';
import { orderByTime } from './order.ts';

/**
 * Platforms whose own id of a message is the same on every device: WhatsApp's key_id, X's snowflake, Google
 * Chat's message id. Telegram numbers private messages for each account apart.
 */
const SHARED_KEYS: ReadonlySet<string> = new Set<Platform>(['whatsapp', 'x', 'google-chat', 'signal']);
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

/** Works in steps of at most an exhibit or a pair of them. */
export class WitnessFinder {
  private readonly columns: Columns;
  private rows: Uint32Array[];
  private readonly placeOf: Uint32Array;
  private readonly sides: Side[] = [];
  private readonly pairs: ExhibitPair[] = [];
  private readonly open: [number, number][] = [];

  constructor(columns: Columns, exhibits: number) {
    this.columns = columns;
    const counts = new Uint32Array(exhibits);
    this.placeOf = Uint32Array.from(columns.exhibit, (exhibit) => counts[exhibit]!++);
    this.rows = [...counts].map((count) => new Uint32Array(count));
    for (let row = 0; row < columns.count; row++) {
      this.rows[columns.exhibit[row]!]![this.placeOf[row]!] = row;
    }
    if (columns.asRead !== columns.when) {
      this.rows = this.rows.map((rows) => asReadOrder(columns, rows));
      for (const rows of this.rows) for (const [place, row] of rows.entries()) this.placeOf[row] = place;
    }
    for (let first = 0; first < exhibits; first++) {
      for (let second = first + 1; second < exhibits; second++) this.open.push([first, second]);
    }
  }

  /** null while there is more to do. */
  step(): Witnesses | null {
    if (this.open.length > 0 && this.sides.length < this.rows.length) {
      this.sides.push(sideOf(this.columns, this.rows[this.sides.length]!));
      return null;
    }
    const next = this.open.shift();
    if (next === undefined) return { rows: this.rows, placeOf: this.placeOf, pairs: this.pairs };
    const [first, second] = next;
    const sides = [this.sides[first]!, this.sides[second]!] as const;
    const matching = matchSides(...sides);
    const matched = matching.ofFirst.reduce((sum, partner) => sum + (partner < 0 ? 0 : 1), 0);
    // Two devices that share nothing have nothing to disagree on.
    const differences = matched === 0 ? [] : differencesOf(...sides, matching);
    if (matched > 0) this.pairs.push({ first, second, matching, matched, differences });
    return null;
  }
}

/** Rows of one exhibit as they would stand if no clock were corrected. */
function asReadOrder({ asRead, origin, rowOf }: Columns, rows: Uint32Array): Uint32Array<ArrayBuffer> {
  const bySource = Uint32Array.from(rows, (row) => origin[row]!).sort();
  const own = bySource.map((at) => rowOf[at]!);
  const { order } = orderByTime(Float64Array.from(own, (row) => asRead[row]!));
  return order.map((at) => own[at]!) as Uint32Array<ArrayBuffer>;
}

/**
 * Messages of one exhibit as matching sees them: with their times as read, so that correcting a clock changes
 * neither what is matched nor the offset that the correction is made from.
 * @param rows in the order of those times.
 */
export function sideOf(columns: Columns, rows: Uint32Array): Side {
  const count = rows.length;
  const side = {
    count,
    when: new Float64Array(count),
    span: new Uint32Array(count),
    chat: new Uint32Array(count),
    sender: new Uint32Array(count),
    key1: new Uint32Array(count),
    key2: new Uint32Array(count),
    text1: new Uint32Array(count),
    text2: new Uint32Array(count),
    state: new Uint8Array(count),
  };
  const segmentOf = segmentsOfOrigins(columns);
  for (let i = 0; i < count; i++) {
    const row = rows[i]!;
    const origin = columns.origin[row]!;
    const segment = segmentOf[origin]!;
    const { reader } = columns.segments[segment]!;
    const at = origin - columns.starts[segment]!;
    const c = reader.columns;
    side.when[i] = columns.asRead[row]!;
    side.span[i] = SPANS[c.basis[at]! >> 4] ?? 1;
    side.chat[i] = columns.chat[row]!;
    side.sender[i] = columns.sender[row]!;
    const key = reader.heaps.key.subarray(at === 0 ? 0 : c.keyEnd[at - 1]!, c.keyEnd[at]!);
    if (key.length > 0 && SHARED_KEYS.has(reader.header.platform)) {
      side.key1[i] = hash1(key);
      side.key2[i] = hash2(key);
    }
    const flags = c.flags[at]!;
    const kind = c.kind[at]!;
    let state = 0;
    if ((flags & FLAG.deleted) !== 0 || kind === DELETED) state |= STATE.deleted;
    if ((flags & FLAG.edited) !== 0) state |= STATE.edited;
    if (kind === SYSTEM || kind === CALL) state |= STATE.ownNote;
    if (MADE_TEXTS.has(kind)) state |= STATE.madeText;
    if ((flags & FLAG.text) !== 0) {
      const text = comparedText(
        reader.textBytes(at),
        key.length === 0 && reader.header.platform === 'whatsapp',
      );
      if (text.length > 0) {
        side.text1[i] = hash1(text);
        side.text2[i] = hash2(text);
        if (text.length >= TELLING_BYTES) state |= STATE.telling;
      }
    }
    side.state[i] = state;
  }
  return side;
}

/** The segment of each place in the count of all messages. */
function segmentsOfOrigins({ count, segments, starts }: Columns): Uint32Array {
  const of = new Uint32Array(count);
  for (const [segment] of segments.entries()) of.fill(segment, starts[segment]!, starts[segment + 1]!);
  return of;
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
