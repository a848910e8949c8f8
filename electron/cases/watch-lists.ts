/**
 * Hash sets and keyword lists of a case, sealed in its folder. Which they are the log says, with the SHA-256
 * of each list's record: one that was taken away or exchanged is missed.
 */
import { createHash, randomBytes } from 'node:crypto';
import path from 'node:path';
import { MOST_LISTS, type Request, type WatchHits, type WatchList } from '../../shared/contract/index.ts';
import { Refusal } from '../../shared/model/index.ts';
import { evidenceBytes, look } from '../containers/index.ts';
import { actor } from '../custody/actor.ts';
import { fileSubject } from '../custody/log.ts';
import { sha256Hex } from '../keys/sha256.ts';
import { categoryOf, HASH_BYTES, type HashKind } from '../watch/hash-records.ts';
import { readHashSet } from '../watch/hash-set.ts';
import { readKeywords } from '../watch/keyword-list.ts';
import { InvalidCall } from './call-error.ts';
import type { LoggedList } from './log-facts.ts';
import type { OpenedCase } from './opened-case.ts';

/** Records of a part of a list: what is opened at a time. */
const PART_BYTES = 32 * 2 ** 20;

export interface ListPart {
  readonly kind: HashKind;
  readonly name: string;
  readonly sha256: string;
}

/** What is kept of a list beside its hashes. */
export interface ListRecord {
  readonly list: WatchList;
  readonly categories: readonly string[];
  readonly parts: readonly ListPart[];
}

type Case = Pick<OpenedCase, 'lists' | 'log' | 'now' | 'name'>;

/** A list's record as it lies in the case. @throws Refusal `tampered` when it is not what the log has. */
export async function recordBytes(
  { lists, name }: Case,
  { id, file, record }: LoggedList,
): Promise<Uint8Array> {
  const bytes = await lists.get(id);
  if (!bytes || sha256Hex(bytes) !== record) {
    throw new Refusal('tampered', name, `the list ${file}, which its log names, is missing or was exchanged`);
  }
  return bytes;
}

export const parsedRecord = (bytes: Uint8Array): ListRecord =>
  JSON.parse(Buffer.from(bytes).toString('utf8')) as ListRecord;

async function recordOf(opened: Case, logged: LoggedList): Promise<ListRecord> {
  return parsedRecord(await recordBytes(opened, logged));
}

/** A part of a list's hashes. @throws Refusal `tampered` when it is missing or was exchanged. */
export async function partBytes(
  { lists, name }: Case,
  { file }: LoggedList,
  part: ListPart,
): Promise<Uint8Array> {
  const bytes = await lists.get(part.name);
  if (!bytes || sha256Hex(bytes) !== part.sha256) {
    throw new Refusal('tampered', name, `a part of the list ${file} is missing or was exchanged`);
  }
  return bytes;
}

/** In the order in which they came. @throws Refusal `tampered` when one is missing. */
export async function listsOf(opened: Case): Promise<WatchList[]> {
  const records = [...opened.log.facts.lists.values()].map((logged) => recordOf(opened, logged));
  return (await Promise.all(records)).map(({ list }) => list);
}

/** A file's bytes, hashed on their way. */
class Passing {
  private readonly hash = createHash('sha256');
  private readonly file: string;
  bytes = 0;

  constructor(file: string) {
    this.file = file;
  }

  async *chunks(): AsyncGenerator<Uint8Array> {
    for await (const chunk of evidenceBytes(this.file)) {
      this.hash.update(chunk);
      this.bytes += chunk.length;
      yield chunk;
    }
  }

  get sha256(): string {
    return this.hash.digest('hex');
  }
}

/**
 * Reads a list into the case. It counts once the log has it.
 * @throws Refusal when it cannot be read, or holds nothing of its kind; InvalidCall when there are too many.
 */
export async function addList(
  opened: Case,
  { path: file, kind, name, covers }: Request<'lists.add'>,
): Promise<WatchList> {
  const { lists, log } = opened;
  if (log.facts.lists.size >= MOST_LISTS) throw new InvalidCall(`a case has at most ${MOST_LISTS} lists`);
  const fileName = path.basename(file);
  if (!(await look(file)).isFile()) throw new Refusal('unreadable', fileName, 'it is not a file');
  const id = randomBytes(16).toString('hex');
  const passing = new Passing(file);
  const parts: ListPart[] = [];
  let categories: readonly string[] = [''];
  let found: Pick<WatchList, 'entries' | 'skipped' | 'keywords'>;
  if (kind === 'keywords') {
    const { keywords, skipped } = await readKeywords(fileName, passing.chunks());
    found = { entries: keywords.length, skipped, keywords };
  } else {
    const set = await readHashSet(fileName, passing.chunks());
    ({ categories } = set);
    let entries = 0;
    for (const records of [set.md5, set.sha256]) {
      const sorted = records.sorted();
      entries += sorted.length / records.size;
      const most = PART_BYTES - (PART_BYTES % records.size);
      for (let at = 0; at < sorted.length; at += most) {
        const bytes = sorted.subarray(at, at + most);
        const part = { kind: records.kind, name: `${id} ${parts.length}`, sha256: sha256Hex(bytes) };
        await lists.put(part.name, bytes);
        parts.push(part);
      }
    }
    found = { entries, skipped: set.skipped };
  }
  const { bytes, sha256 } = passing;
  const added = new Date(opened.now()).toISOString();
  const list: WatchList = { id, kind, name, file: fileName, bytes, sha256, added, covers, ...found };
  const record = Buffer.from(JSON.stringify({ list, categories, parts } satisfies ListRecord), 'utf8');
  await lists.put(id, record);
  await noteList(opened, list, sha256Hex(record));
  return list;
}

/**
 * Says in the log that the case has a list now.
 * @param record SHA-256 of its record. @param more what else is to be said of it.
 */
export async function noteList(
  { log }: Pick<Case, 'log'>,
  { file, bytes, sha256, id, kind, name, covers, entries, skipped }: WatchList,
  record: string,
  more: Readonly<Record<string, boolean>> = {},
): Promise<void> {
  await log.append({
    actor: actor(),
    action: 'list-added',
    subjects: [{ ...fileSubject(file, bytes, sha256), list: id, kind, name, covers, record, ...more }],
    counts: { entries, skipped: Object.values(skipped).reduce((sum, count) => sum + count, 0) },
  });
}

/** Takes a list off; its sealed files go once the log has it. */
export async function removeList(opened: Case, { list: id, reason }: Request<'lists.remove'>): Promise<void> {
  const { lists, log } = opened;
  const logged = log.facts.lists.get(id);
  if (!logged) throw new InvalidCall('the case has no such list');
  await log.append({
    actor: actor(),
    action: 'list-removed',
    subjects: [{ list: id, file: logged.file, reason }],
  });
  const left = await Promise.all([...log.facts.lists.values()].map((one) => recordOf(opened, one)));
  await lists.keepOnly(left.flatMap(({ list, parts }) => [list.id, ...parts.map(({ name }) => name)]));
}

const isNone = (hash: Uint8Array): boolean => hash.every((byte) => byte === 0);

/** Which of some files each hash set lists. @throws InvalidCall when the hashes are not of as many files. */
export async function matchFiles(
  opened: Case,
  { sha256, md5 }: Request<'lists.match'>,
): Promise<WatchHits[]> {
  const count = sha256.length / HASH_BYTES.sha256;
  if (!Number.isInteger(count) || md5.length !== count * HASH_BYTES.md5) {
    throw new InvalidCall('the hashes are not of as many files');
  }
  const hits: WatchHits[] = [];
  for (const logged of opened.log.facts.lists.values()) {
    const { list, parts, categories } = await recordOf(opened, logged);
    if (list.kind !== 'hash-set') continue;
    const found = new Int16Array(count).fill(-1);
    for (const part of parts) {
      const records = await partBytes(opened, logged, part);
      const { kind } = part;
      const hashes = kind === 'md5' ? md5 : sha256;
      const size = HASH_BYTES[kind];
      for (let i = 0; i < count; i++) {
        if (found[i]! >= 0) continue;
        const hash = hashes.subarray(i * size, (i + 1) * size);
        if (!isNone(hash)) found[i] = categoryOf(records, kind, hash);
      }
    }
    const files = Uint32Array.from([...found.keys()].filter((i) => found[i]! >= 0));
    hits.push({ list: list.id, files, category: Uint8Array.from(files, (i) => found[i]!), categories });
  }
  return hits;
}

/** Notes that a covered file is looked at. */
export async function noteUncovered({ log }: Case, { sha256 }: Request<'lists.uncover'>): Promise<void> {
  await log.append({ actor: actor(), action: 'listed-file-shown', subjects: [{ sha256 }] });
}
