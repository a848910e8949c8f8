/** Opens what the jobs of a case stored, and names what does not open. */
import type { Table } from 'dexie';
import type { Account, Chat, IntakeRecord } from '../../shared/model/index.ts';
import type { FedGroup, FedSource, Feed, LostGroup, StoreDamage } from '../query/feed.ts';
import { readGroupHead } from '../query/search/group-head.ts';
import { slower } from '../query/search/slower.ts';
import { joined, partOf } from './inflate.ts';
import { type DoneJob, groupPlaces, listPlaces, type StoredSegment, segmentPlaces } from './manifest.ts';
import type { CaseDatabase, PartRecord } from './schema.ts';
import { type Place, SealBroken, unseal, unsealJson } from './seal.ts';

/** Segments read and opened together; two such batches are under way at once. */
const BATCH = 12;
/** A record that does not open is tried in this many other places, to say what it is. */
const TRIES = 64;

export interface OpeningOptions {
  readonly db: CaseDatabase;
  readonly key: CryptoKey;
  readonly caseId: string;
  feed(message: Feed, transfer: Transferable[]): void;
  /** A segment is opened or known to be lost. */
  onSegment(): void;
}

/** Feeds a job's segments and lists; what does not open is in the answer and the rest is fed. */
export async function openJob(job: DoneJob, options: OpeningOptions): Promise<StoreDamage[]> {
  const { sources, damage } = await openLists(job, options);
  damage.push(...(await openSegments(job, sources, options)));
  damage.push(...(await openSearch(job, options)));
  options.feed({ type: 'job', job: job.job, sources }, []);
  return damage;
}

async function openLists(
  { job, exhibit, sources }: DoneJob,
  { db, key, caseId }: OpeningOptions,
): Promise<{ sources: (FedSource | null)[]; damage: StoreDamage[] }> {
  const chats: Chat[][] = sources.map(() => []);
  const accounts: Account[][] = sources.map(() => []);
  const records: (IntakeRecord | null)[] = sources.map(() => null);
  const lost = new Map<number, string>();
  for (const [n, { source, kind, seq }] of listPlaces(sources).entries()) {
    const record = await db.lists.get([job, n]);
    try {
      if (!record) throw new SealBroken('the record is missing');
      const part = await unsealJson(key, { kind, caseId, job, exhibit, source, seq }, record);
      if (kind === 'chats') for (const chat of part as Chat[]) chats[source]!.push(chat);
      else if (kind === 'accounts') for (const account of part as Account[]) accounts[source]!.push(account);
      else records[source] = part as IntakeRecord;
    } catch (cause) {
      if (!(cause instanceof SealBroken)) throw cause;
      lost.set(source, `part ${seq} of its ${kind === 'record' ? 'intake record' : kind}: ${cause.message}`);
    }
  }
  const damage = [...lost].map(([source, reason]) => ({
    exhibit,
    seq: -1,
    reason: `${ofSource(sources.length, source)}${reason}; its ${sources[source]!.segments.length} segments cannot be shown without it`,
  }));
  return {
    sources: sources.map((_, i) =>
      lost.has(i) ? null : { lists: { chats: chats[i]!, accounts: accounts[i]! }, record: records[i]! },
    ),
    damage,
  };
}

/** What a segment is stored as, and how that is called where it does not open. */
const PART_KINDS = ['segment', 'heaps'] as const;
type PartKind = (typeof PART_KINDS)[number];
const CALLED: Record<PartKind, string> = { segment: 'the record', heaps: 'the record of its texts' };

async function openSegments(
  { job, exhibit, sources }: DoneJob,
  fed: readonly (FedSource | null)[],
  { db, key, caseId, feed, onSegment }: OpeningOptions,
): Promise<StoreDamage[]> {
  const tables: Record<PartKind, Table<PartRecord, [string, number]>> = {
    segment: db.segments,
    heaps: db.heaps,
  };
  const places = segmentPlaces(sources);
  const placeOf = (kind: PartKind, n: number): Place => ({ kind, caseId, job, exhibit, ...places[n]! });
  const broken: { kind: PartKind; record: PartRecord }[] = [];
  const missing: { kind: PartKind; n: number }[] = [];

  const openPart = async (kind: PartKind, n: number, record: PartRecord | undefined) => {
    if (!record) {
      missing.push({ kind, n });
      return null;
    }
    try {
      return partOf(await unseal(key, placeOf(kind, n), record));
    } catch (cause) {
      if (!(cause instanceof SealBroken)) throw cause;
      broken.push({ kind, record });
      return null;
    }
  };
  const openOne = async (n: number, parts: Record<PartKind, PartRecord | undefined>): Promise<void> => {
    const { source, seq } = places[n]!;
    const [head, heaps] = await Promise.all(PART_KINDS.map((kind) => openPart(kind, n, parts[kind])));
    if (head && heaps && fed[source]) {
      const bytes = await joined(head, heaps);
      feed({ type: 'segment', job, source, seq, bytes }, [bytes]);
    }
    onSegment();
  };
  const openBatch = async (start: number): Promise<void> => {
    const ns = Array.from({ length: Math.min(BATCH, places.length - start) }, (_, i) => start + i);
    const keys = ns.map((n): [string, number] => [job, n]);
    const [heads, heaps] = await Promise.all(PART_KINDS.map((kind) => tables[kind].bulkGet(keys)));
    await Promise.all(ns.map((n, i) => openOne(n, { segment: heads![i], heaps: heaps![i] })));
  };
  // Two in turn: one reads from the disk while the other's seals are opened.
  const lane = async (first: number): Promise<void> => {
    for (let start = first; start < places.length; start += 2 * BATCH) await openBatch(start);
  };
  await Promise.all([lane(0), lane(BATCH)]);

  const candidates = Array.from({ length: Math.min(TRIES, places.length) }, (_, n) => n);
  for (const n of [...missing.map((one) => one.n), ...broken.map(({ record }) => record.n)]) {
    if (n < places.length && !candidates.includes(n)) candidates.push(n);
  }
  /** ` (it is segment 3)`, where a record is whole but stands in the wrong place. */
  const identity = async (kind: PartKind, record: PartRecord): Promise<string> => {
    for (const n of candidates) {
      if (n === record.n) continue;
      const found = await unseal(key, placeOf(kind, n), record).then(
        () => true,
        () => false,
      );
      if (found)
        return `; what stands in its place is ${ofSource(sources.length, places[n]!.source)}segment ${places[n]!.seq}`;
    }
    return '';
  };

  const lost = (n: number, why: string): StoreDamage => {
    const { source, seq } = places[n]!;
    const stored = sources[source]!.segments[seq]!;
    return { exhibit, seq, reason: `${ofSource(sources.length, source)}${why} (${held(stored)})` };
  };
  const damage = missing.map(({ kind, n }) => lost(n, `${CALLED[kind]} is missing`));
  for (const { kind, record } of broken) {
    damage.push(lost(record.n, `${CALLED[kind]} was altered or exchanged${await identity(kind, record)}`));
  }
  for (const kind of PART_KINDS) {
    const beyond = await tables[kind]
      .where('[job+n]')
      .between([job, places.length], [job, Number.POSITIVE_INFINITY], true, true)
      .toArray();
    for (const record of beyond) {
      const what = await identity(kind, record);
      const reason = `a record beyond those of the import was added${what.replace('; what stands in its place is', ': a copy of')}; it is not used`;
      damage.push({ exhibit, seq: -1, reason });
    }
  }
  return damage.sort((a, b) => a.seq - b.seq);
}

/** Feeds the heads of the search structures; blocks are opened when a search asks for them. */
async function openSearch(
  { job, exhibit, sources }: DoneJob,
  { db, key, caseId, feed }: OpeningOptions,
): Promise<StoreDamage[]> {
  const damage: StoreDamage[] = [];
  const places = groupPlaces(sources);
  const groups: (FedGroup | LostGroup)[][] = sources.map(() => []);
  for (const { source, seq, n, group } of places) {
    const record = await db.search.get([job, n]);
    const { messages } = group;
    try {
      if (!record) throw new SealBroken('the record is missing');
      const place = { kind: 'search-head', caseId, job, exhibit, source, seq } as const;
      const firsts = readGroupHead(new Uint8Array(await unseal(key, place, record)));
      groups[source]!.push({ messages, firsts, first: n });
    } catch (cause) {
      if (!(cause instanceof SealBroken)) throw cause;
      groups[source]!.push({ messages });
      damage.push({
        exhibit,
        seq: -1,
        reason: `${ofSource(sources.length, source)}${slower(cause.message)}`,
      });
    }
  }
  for (const [source, { segments }] of sources.entries()) {
    const counts = segments.map(({ messages }) => messages);
    feed({ type: 'search', job, source, segments: counts, groups: groups[source]! }, []);
  }
  const wanted = places.reduce((sum, { group }) => sum + 1 + group.blocks, 0);
  const found = await db.search.where('[job+n]').between([job, 0], [job, wanted]).count();
  if (found < wanted && damage.length === 0) {
    const missing = wanted - found;
    damage.push({ exhibit, seq: -1, reason: slower(`${missing} of its ${wanted} records are missing`) });
  }
  return damage;
}

const ofSource = (sources: number, source: number): string =>
  sources > 1 ? `source ${source + 1} of ${sources}, ` : '';

/** What is lost with a segment, e.g. `4,096 messages, 2024-03-01 to 2024-03-04`. */
function held({ messages, tsMin, tsMax }: StoredSegment): string {
  const count = `${messages.toLocaleString('en-GB')} message${messages === 1 ? '' : 's'}`;
  if (tsMin === null || tsMax === null) return count;
  const day = (ms: number): string => new Date(ms).toISOString().replace(/T.*/, '');
  return day(tsMin) === day(tsMax) ? `${count}, ${day(tsMin)}` : `${count}, ${day(tsMin)} to ${day(tsMax)}`;
}
