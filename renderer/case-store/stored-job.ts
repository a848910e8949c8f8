/** Reads what a job stored, strictly: a record that does not open is an error, and nothing is left out. */
import type { StoredSource } from '../../shared/contract/case-port.ts';
import type { Account, Chat, IntakeRecord } from '../../shared/model/index.ts';
import { joined, partOf } from './inflate.ts';
import { type DoneJob, listPlaces, segmentPlaces } from './manifest.ts';
import type { CaseDatabase } from './schema.ts';
import { SealBroken, unseal, unsealJson } from './seal.ts';

export interface StoreAccess {
  readonly db: CaseDatabase;
  readonly key: CryptoKey;
  readonly caseId: string;
}

/** @throws SealBroken when one of its records is missing or does not open. */
export async function storedSources(
  { job, exhibit, sources }: DoneJob,
  { db, key, caseId }: StoreAccess,
): Promise<StoredSource[]> {
  const chats: Chat[][] = sources.map(() => []);
  const accounts: Account[][] = sources.map(() => []);
  const records: (IntakeRecord | null)[] = sources.map(() => null);
  for (const [n, { source, kind, seq }] of listPlaces(sources).entries()) {
    const sealed = await db.lists.get([job, n]);
    if (!sealed) throw new SealBroken('a record is missing');
    const part = await unsealJson(key, { kind, caseId, job, exhibit, source, seq }, sealed);
    if (kind === 'chats') for (const chat of part as Chat[]) chats[source]!.push(chat);
    else if (kind === 'accounts') for (const account of part as Account[]) accounts[source]!.push(account);
    else records[source] = part as IntakeRecord;
  }
  return sources.map((_, i) => ({
    lists: { chats: chats[i]!, accounts: accounts[i]! },
    record: records[i]!,
  }));
}

/** A job's segments, opened, in the order of its sources and of `seq`. @throws SealBroken. */
export async function* storedSegments(
  { job, exhibit, sources }: DoneJob,
  { db, key, caseId }: StoreAccess,
): AsyncGenerator<{ source: number; seq: number; bytes: ArrayBuffer }> {
  for (const [n, { source, seq }] of segmentPlaces(sources).entries()) {
    const [head, heaps] = await Promise.all([db.segments.get([job, n]), db.heaps.get([job, n])]);
    if (!head || !heaps) throw new SealBroken('a segment is missing');
    const place = { caseId, job, exhibit, source, seq };
    const [headPart, heapsPart] = await Promise.all([
      unseal(key, { kind: 'segment', ...place }, head),
      unseal(key, { kind: 'heaps', ...place }, heaps),
    ]);
    yield { source, seq, bytes: await joined(partOf(headPart), partOf(heapsPart)) };
  }
}
