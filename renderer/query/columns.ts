/** The case's messages as columns over all exhibits, in the order in which they are shown. */

import { TIME_BASES, TIME_PRECISIONS, type TimeBasis } from '../../shared/model/index.ts';
import { aheadOf } from '../../shared/people/index.ts';
import { NONE } from '../../shared/segment/index.ts';
import type { HeldSegment } from './held-segment.ts';
import { orderByTime } from './order.ts';
import type { Placing } from './placing.ts';

/** A source with what its indexes mean in the case. */
export interface ColumnSource {
  readonly segments: readonly HeldSegment[];
  readonly exhibit: number;
  readonly chatOf: Uint32Array;
  readonly personOf: Uint32Array;
  /** How far its clock is ahead by the investigator's correction, ms; 0: not corrected. */
  readonly ahead: number;
}

/**
 * Row i is the i-th message by `when`, then exhibit, then source order; those without a time are last.
 * `sender` of a message without one is the number of people, so that tables by person have a place for it.
 */
export interface Columns {
  readonly count: number;
  /** Rows below this have a time. */
  readonly timed: number;
  /** Corrected where the investigator corrects its exhibit's clock. */
  readonly when: Float64Array;
  /** `when` without any correction; the same array where no clock is corrected. */
  readonly asRead: Float64Array;
  readonly chat: Uint32Array;
  readonly sender: Uint32Array;
  /** How the messages' times came to be, each that occurs. */
  readonly timeBases: readonly TimeBasis[];
  /** Index into MESSAGE_KINDS. */
  readonly kind: Uint8Array;
  /** FLAG bits of shared/segment. */
  readonly flags: Uint16Array;
  readonly exhibit: Uint16Array;
  /** Where a row's message stands when all segments' messages are counted in order; `rowOf` is the inverse. */
  readonly origin: Uint32Array;
  readonly rowOf: Uint32Array;
  /** Place of each segment's first message in that count, and their sum at the end. */
  readonly starts: Uint32Array;
  readonly segments: readonly { readonly held: HeldSegment; readonly source: number }[];
}

const LOCAL = TIME_BASES.indexOf('device-local') + 1;
const DAY = TIME_PRECISIONS.indexOf('day') + 1;

/** @param sources in the order of exhibits. */
export function buildColumns(sources: readonly ColumnSource[], people: number, placing: Placing): Columns {
  const segments = sources.flatMap(({ segments: own }, source) => own.map((held) => ({ held, source })));
  const starts = new Uint32Array(segments.length + 1);
  for (const [i, { held }] of segments.entries()) starts[i + 1] = starts[i]! + held.count;
  const count = starts[segments.length]!;

  const when = new Float64Array(count);
  const chat = new Uint32Array(count);
  const sender = new Uint32Array(count);
  const kind = new Uint8Array(count);
  const flags = new Uint16Array(count);
  const exhibit = new Uint16Array(count);
  let bases = 0;
  const asRead = sources.some(({ ahead }) => ahead !== 0) ? new Float64Array(count) : when;
  for (const [s, { held, source }] of segments.entries()) {
    const { columns: c, count: own } = held;
    const { chatOf, personOf, exhibit: its, ahead } = sources[source]!;
    const start = starts[s]!;
    when.set(c.at, start);
    kind.set(c.kind, start);
    flags.set(c.flags, start);
    exhibit.fill(its, start, start + own);
    for (let i = 0; i < own; i++) {
      const basis = (c.basis[i]! >> 2) & 3;
      bases |= 1 << basis;
      if (basis === LOCAL) {
        const at = c.at[i]!;
        if (!Number.isNaN(at)) when[start + i] = placing.instant(at);
      }
      chat[start + i] = chatOf[c.chat[i]!]!;
      const from = c.sender[i]!;
      sender[start + i] = from === NONE ? people : personOf[from]!;
    }
    if (asRead === when) continue;
    asRead.set(when.subarray(start, start + own), start);
    if (ahead === 0) continue;
    for (let i = 0; i < own; i++) {
      const at = c.at[i]!;
      if (Number.isNaN(at)) continue;
      const right = at - aheadOf(ahead, c.basis[i]! >> 4 === DAY ? 'day' : null);
      when[start + i] = ((c.basis[i]! >> 2) & 3) === LOCAL ? placing.instant(right) : right;
    }
  }

  const { order: origin, timed } = orderByTime(when);
  const rowOf = new Uint32Array(count);
  for (let row = 0; row < count; row++) rowOf[origin[row]!] = row;
  return {
    count,
    timed,
    ...timesInOrder(when, asRead, origin),
    timeBases: TIME_BASES.filter((_, i) => (bases & (1 << (i + 1))) !== 0),
    chat: inOrder(chat, origin),
    sender: inOrder(sender, origin),
    kind: inOrder(kind, origin),
    flags: inOrder(flags, origin),
    exhibit: inOrder(exhibit, origin),
    origin,
    rowOf,
    starts,
    segments,
  };
}

function timesInOrder(
  when: Float64Array,
  asRead: Float64Array,
  origin: Uint32Array,
): Pick<Columns, 'when' | 'asRead'> {
  const ordered = inOrder(when, origin);
  return { when: ordered, asRead: asRead === when ? ordered : inOrder(asRead, origin) };
}

function inOrder<T extends Float64Array | Uint32Array | Uint16Array | Uint8Array>(
  column: T,
  origin: Uint32Array,
): T {
  const sorted = new (column.constructor as new (length: number) => T)(column.length);
  for (let row = 0; row < origin.length; row++) sorted[row] = column[origin[row]!]!;
  return sorted;
}

/** The segment, as an index into `segments`, and the message in it, of a place in the count of all. */
export function placeOf(columns: Columns, origin: number): { segment: number; index: number } {
  let from = 0;
  let to = columns.segments.length;
  while (to - from > 1) {
    const middle = (from + to) >>> 1;
    if (columns.starts[middle]! <= origin) from = middle;
    else to = middle;
  }
  return { segment: from, index: origin - columns.starts[from]! };
}
