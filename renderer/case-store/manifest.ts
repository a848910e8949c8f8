/** What the store keeps about its own records, sealed, so that none can go missing or come twice unnoticed. */

/** A stored segment, as its job's manifest lists it. */
export interface StoredSegment {
  readonly messages: number;
  /** Least and greatest `at`, ms; null when no message has a time. */
  readonly tsMin: number | null;
  readonly tsMax: number | null;
}

/** A group of the search structures (query/search): its head is one record, each block another. */
export interface StoredGroup {
  readonly messages: number;
  readonly blocks: number;
}

/** One source of a job; its segments stand in order of `seq` from 0. */
export interface SourceManifest {
  readonly segments: readonly StoredSegment[];
  /**
   * Its groups in the search structures; together they hold the messages of all its segments, in order. Absent
   * until they are made (search-builder.ts).
   */
  readonly groups?: readonly StoredGroup[];
  /** How many records hold its chats and its accounts; one more holds its intake record. */
  readonly chatParts: number;
  readonly accountParts: number;
}

/**
 * Sealed in a job's record: `open` from its first message, `done` with the transaction that makes its
 * segments part of the case. A job found open when the case is opened was cut off: what it stored is swept, and
 * its record too once the main process has noted it.
 */
export type JobState =
  | {
      readonly state: 'open';
      readonly exhibit: string;
      /** What the custody log calls it; absent in records of older versions. */
      readonly name?: string;
    }
  | ({ readonly state: 'done' } & Omit<DoneJob, 'job'>);

/**
 * Sealed once for the case: the jobs that are done, in order. It finds a job whose record was taken
 * away, and holds every manifest a second time, so that losing one loses nothing.
 */
export interface Catalogue {
  readonly jobs: readonly DoneJob[];
}

export interface DoneJob {
  /** The store's own tag of it. */
  readonly job: string;
  /** What the custody log calls it. */
  readonly name: string;
  readonly exhibit: string;
  readonly sources: readonly SourceManifest[];
}

/** Where each record of a job stands: `n` counts the segments table, then the others in the same way. */
export function segmentPlaces(sources: readonly SourceManifest[]): { source: number; seq: number }[] {
  return sources.flatMap(({ segments }, source) => segments.map((_, seq) => ({ source, seq })));
}

export type ListKind = 'chats' | 'accounts' | 'record';

export function listPlaces(
  sources: readonly SourceManifest[],
): { source: number; kind: ListKind; seq: number }[] {
  const parts = (count: number, source: number, kind: ListKind) =>
    Array.from({ length: count }, (_, seq) => ({ source, kind, seq }));
  return sources.flatMap(({ chatParts, accountParts }, source) => [
    ...parts(chatParts, source, 'chats'),
    ...parts(accountParts, source, 'accounts'),
    ...parts(1, source, 'record'),
  ]);
}

/** Where each group's records begin in the search table: its head has this number, its blocks the next ones. */
export function groupPlaces(
  sources: readonly SourceManifest[],
): { source: number; seq: number; n: number; group: StoredGroup }[] {
  let n = 0;
  return sources.flatMap(({ groups }, source) =>
    (groups ?? []).map((group, seq) => {
      const place = { source, seq, n, group };
      n += 1 + group.blocks;
      return place;
    }),
  );
}

/** Where it matters, e.g. `source 2 of 3, `. */
export const ofSource = (sources: number, source: number): string =>
  sources > 1 ? `source ${source + 1} of ${sources}, ` : '';

/** What a segment holds, e.g. `4,096 messages, 2024-03-01 to 2024-03-04`. */
export function heldBy({ messages, tsMin, tsMax }: StoredSegment): string {
  const count = `${messages.toLocaleString('en-GB')} message${messages === 1 ? '' : 's'}`;
  if (tsMin === null || tsMax === null) return count;
  const day = (ms: number): string => new Date(ms).toISOString().replace(/T.*/, '');
  return day(tsMin) === day(tsMax) ? `${count}, ${day(tsMin)}` : `${count}, ${day(tsMin)} to ${day(tsMax)}`;
}
