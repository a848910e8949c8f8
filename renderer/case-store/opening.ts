/** Opens what the jobs of a case stored, and names what does not open. */
import type { Table } from 'dexie';
import type { Account, Chat, IntakeRecord } from '../../shared/model/index.ts';
import type { FedGroup, FedSource, Feed, LostGroup, StoreDamage } from '../query/feed.ts';
import { readGroupHead } from '../query/search/group-head.ts';
import { slower } from '../query/search/slower.ts';
import { inflated } from './inflate.ts';
import { type DoneJob, groupPlaces, listPlaces, ofSource, segmentPlaces } from './manifest.ts';
import type { CaseContents } from './protocol.ts';
import { SealBroken, unseal, unsealJson } from './seal.ts';
import { openParts } from './segment-parts.ts';
import type { StoreAccess } from './stored-job.ts';

export interface OpeningOptions extends StoreAccess {
  feed(message: Feed, transfer: Transferable[]): void;
  /** A segment is opened or known to be lost. */
  onSegment(): void;
}

/** A job with the lists of its sources; null where they do not open. */
export interface ListedJob {
  readonly job: DoneJob;
  readonly sources: readonly (FedSource | null)[];
  readonly damage: readonly StoreDamage[];
}

/** Feeds the heads of a job's segments, and its lists; what does not open is in the answer and the rest is fed. */
export async function openJob(
  { job, sources, damage: before }: ListedJob,
  options: OpeningOptions,
): Promise<StoreDamage[]> {
  const damage = [...before, ...(await openHeads(job, sources, options))];
  damage.push(...(await openSearch(job, options)));
  options.feed({ type: 'job', job: job.job, sources }, []);
  return damage;
}

/** Records of a job beyond those that it has. */
const beyond = (table: Table, job: string, own: number): Promise<number> =>
  table.where('[job+n]').between([job, own], [job, Number.POSITIVE_INFINITY], true, true).count();

const addedTo = (what: string, records: number): string =>
  `${records === 1 ? 'a record was' : `${records} records were`} added to the ${what} of its import; ${records === 1 ? 'it is' : 'they are'} not used`;

/** Opens a job's chats, accounts and intake records. */
export async function openLists(done: DoneJob, { db, key, caseId }: StoreAccess): Promise<ListedJob> {
  const { job, exhibit, sources } = done;
  const chats: Chat[][] = sources.map(() => []);
  const accounts: Account[][] = sources.map(() => []);
  const records: (IntakeRecord | null)[] = sources.map(() => null);
  const lost = new Map<number, string>();
  const places = listPlaces(sources);
  const stored = await db.lists.bulkGet(places.map((_, n): [string, number] => [job, n]));
  for (const [n, { source, kind, seq }] of places.entries()) {
    const record = stored[n];
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
  const damage: StoreDamage[] = [...lost].map(([source, reason]) => ({
    exhibit,
    seq: -1,
    reason: `${ofSource(sources.length, source)}${reason}; its ${sources[source]!.segments.length} segments cannot be shown without it`,
  }));
  const added = await beyond(db.lists, job, places.length);
  if (added > 0) damage.push({ exhibit, seq: -1, reason: addedTo('lists', added) });
  return {
    job: done,
    sources: sources.map((_, i) =>
      lost.has(i) ? null : { lists: { chats: chats[i]!, accounts: accounts[i]! }, record: records[i]! },
    ),
    damage,
  };
}

/** What jobs hold by their manifests, of the sources whose lists opened. */
export function contentsOf(jobs: readonly ListedJob[]): CaseContents {
  const opened = jobs.flatMap(({ job, sources }) =>
    sources.flatMap((source, i) => (source ? [{ source, segments: job.sources[i]!.segments }] : [])),
  );
  return {
    messages: opened.reduce(
      (all, { segments }) => segments.reduce((sum, { messages }) => sum + messages, all),
      0,
    ),
    exhibits: opened.map(({ source }) => source.record),
  };
}

/** Feeds the heads of a job's segments. */
async function openHeads(
  job: DoneJob,
  fed: readonly (FedSource | null)[],
  { feed, onSegment, ...access }: OpeningOptions,
): Promise<StoreDamage[]> {
  const places = segmentPlaces(job.sources);
  const { lost, beyond } = await openParts('segment', job, access, async (n, part) => {
    const { source, seq } = places[n]!;
    if (part && fed[source]) {
      const head = await inflated(part);
      feed({ type: 'segment', job: job.job, source, seq, head }, [head]);
    }
    onSegment();
  });
  return [...beyond, ...lost.map(({ n, reason }) => ({ exhibit: job.exhibit, seq: places[n]!.seq, reason }))];
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
  for (const [source, { segments, groups: stored }] of sources.entries()) {
    // Not made yet: its messages are looked at one by one.
    if (!stored) continue;
    const counts = segments.map(({ messages }) => messages);
    feed({ type: 'search', job, source, segments: counts, groups: groups[source]! }, []);
  }
  const wanted = places.reduce((sum, { group }) => sum + 1 + group.blocks, 0);
  const found = await db.search.where('[job+n]').between([job, 0], [job, wanted]).count();
  if (found < wanted && damage.length === 0) {
    const missing = wanted - found;
    damage.push({ exhibit, seq: -1, reason: slower(`${missing} of its ${wanted} records are missing`) });
  }
  // Before they are made, there may be some of a making that was cut off.
  if (sources.every((source) => source.groups)) {
    const added = await beyond(db.search, job, wanted);
    if (added > 0) damage.push({ exhibit, seq: -1, reason: addedTo('search index', added) });
  }
  return damage;
}
