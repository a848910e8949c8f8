/** What of a segment stays in memory while a case is open: what every question needs, and where the rest stands. */
import { type SegmentColumns, type SegmentHead, SegmentReader } from '../../shared/segment/index.ts';

const HELD = ['at', 'ordinal', 'chat', 'sender', 'kind', 'basis', 'flags', 'textEnd'] as const;
export type HeldColumns = Pick<SegmentColumns, (typeof HELD)[number]>;

export interface HeldSegment {
  /** The store's tag of the job, which of its sources, and which of that one's segments it is. */
  readonly job: string;
  readonly source: number;
  readonly seq: number;
  readonly count: number;
  readonly exhibit: string;
  readonly columns: HeldColumns;
}

/** Copies what is held: the head itself can go. */
export function holdSegment(
  { job, source, seq }: Pick<HeldSegment, 'job' | 'source' | 'seq'>,
  { header, columns, count }: SegmentHead,
): HeldSegment {
  const held = Object.fromEntries(HELD.map((name) => [name, columns[name].slice()]));
  return { job, source, seq, count, exhibit: header.exhibit, columns: held as unknown as HeldColumns };
}

/** A segment that was held and does not open whole: it was altered, or taken away. */
export class SegmentLost extends Error {
  override readonly name = 'SegmentLost';
  readonly segment: HeldSegment;

  constructor(segment: HeldSegment, reason: string) {
    super(reason);
    this.segment = segment;
  }
}

/** Opens segments whole, in the order asked for. @throws SegmentLost */
export type OpenSegments = (segments: readonly HeldSegment[]) => Promise<readonly SegmentReader[]>;

/** Segments as the store hands them over: head and heaps of each, or why it does not open. */
export type SegmentParts =
  | { readonly head: ArrayBuffer; readonly heaps: ArrayBuffer }
  | { readonly reason: string };

/** @throws SegmentLost */
export function readParts(segment: HeldSegment, parts: SegmentParts): SegmentReader {
  if ('reason' in parts) throw new SegmentLost(segment, parts.reason);
  try {
    return new SegmentReader(parts.head, parts.heaps);
  } catch (cause) {
    throw new SegmentLost(segment, cause instanceof Error ? cause.message : String(cause));
  }
}
