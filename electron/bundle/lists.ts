/** Hash sets and keyword lists in a bundle: each list's record as the case keeps it, then its hashes in parts. */
import * as v from 'valibot';
import { MOST_LISTS, WATCH_KINDS, type WatchList } from '../../shared/contract/index.ts';
import { Refusal } from '../../shared/model/index.ts';
import type { OpenedCase } from '../cases/opened-case.ts';
import {
  type ListPart,
  type ListRecord,
  noteList,
  parsedRecord,
  partBytes,
  recordBytes,
} from '../cases/watch-lists.ts';
import { sha256Hex } from '../keys/sha256.ts';
import { areSortedRecords } from '../watch/hash-records.ts';
import type { BundledList } from './added.ts';
import { type Part, type PartWriter, wholePart } from './parts.ts';

const MOST_BYTES = 64 * 2 ** 20;

const line = v.pipe(v.string(), v.maxLength(4096));
const number = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const id = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));
const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

const recordSchema = v.strictObject({
  list: v.strictObject({
    id,
    kind: v.picklist(WATCH_KINDS),
    name: line,
    file: line,
    bytes: number,
    sha256,
    added: line,
    entries: number,
    skipped: v.record(v.string(), number),
    covers: v.boolean(),
    keywords: v.exactOptional(v.pipe(v.array(line), v.maxLength(10_000))),
  }),
  categories: v.pipe(v.array(line), v.minLength(1), v.maxLength(256)),
  parts: v.array(v.strictObject({ kind: v.picklist(['md5', 'sha256']), name: line, sha256 })),
}) satisfies v.GenericSchema<unknown, ListRecord>;

/** All lists of the open case. @throws Refusal `tampered` when one is not what the log has. */
export async function* listParts(opened: OpenedCase, writer: PartWriter): AsyncGenerator<Uint8Array> {
  for (const logged of opened.log.facts.lists.values()) {
    const record = await recordBytes(opened, logged);
    yield* writer.part({ kind: 'list', list: logged.id, sha256: logged.record }, [record]);
    for (const part of parsedRecord(record).parts) {
      const { name, sha256 } = part;
      yield* writer.part({ kind: 'list-part', name, sha256 }, [await partBytes(opened, logged, part)]);
    }
  }
}

/** Takes the lists of a bundle in order, and holds their parts to their records. */
export class ListsSeen {
  readonly lists: BundledList[] = [];
  readonly described: WatchList[] = [];
  private readonly file: string;
  private record: ListRecord | null = null;
  private parts = 0;

  constructor(file: string) {
    this.file = file;
  }

  private damaged(reason: string): Refusal {
    return new Refusal('tampered', this.file, reason);
  }

  /** @returns the record as it lies in a case. */
  async takeList(part: Part): Promise<Uint8Array> {
    const { header } = part;
    if (header.kind !== 'list') throw new Error(`a part of kind ${header.kind}`);
    this.assertWhole();
    const bytes = await wholePart(part, MOST_BYTES, this.file);
    if (sha256Hex(bytes) !== header.sha256) throw this.damaged('a list in it was exchanged');
    let record: ListRecord;
    try {
      const json: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
      record = v.parse(recordSchema, json);
    } catch (cause) {
      throw new Refusal('tampered', this.file, 'its part “list” is not as it should be', { cause });
    }
    const isNamed = record.parts.every(({ name }, i) => name === `${header.list} ${i}`);
    if (record.list.id !== header.list || !isNamed) throw this.damaged('a list in it was exchanged');
    if (this.lists.some((known) => known.id === header.list)) throw this.damaged('a list comes twice');
    if (this.lists.length === MOST_LISTS) throw this.damaged('it has too many lists');
    this.lists.push({ id: header.list, record: header.sha256 });
    this.described.push(record.list as WatchList);
    this.record = record;
    this.parts = 0;
    return bytes;
  }

  async takePart(part: Part): Promise<Uint8Array> {
    const { header } = part;
    if (header.kind !== 'list-part') throw new Error(`a part of kind ${header.kind}`);
    const wanted: ListPart | undefined = this.record?.parts[this.parts];
    if (!wanted || wanted.name !== header.name) throw this.damaged('a part of a list belongs to none');
    const bytes = await wholePart(part, MOST_BYTES, this.file);
    const isSame = sha256Hex(bytes) === wanted.sha256;
    if (!isSame || !areSortedRecords(bytes, wanted.kind, this.record!.categories.length)) {
      throw this.damaged('a part of a list in it was exchanged');
    }
    this.parts++;
    return bytes;
  }

  /** @throws Refusal when the last list lacks a part. */
  assertWhole(): void {
    if (this.record && this.parts < this.record.parts.length) throw this.damaged('a list lacks a part');
  }
}

/** Puts the lists of a verified bundle into the case that is made of it, part by part; the log has each once it is whole. */
export class ListsKept {
  private readonly opened: OpenedCase;
  private readonly seen: ListsSeen;
  private waiting: { readonly record: Uint8Array } | null = null;

  constructor(opened: OpenedCase, file: string) {
    this.opened = opened;
    this.seen = new ListsSeen(file);
  }

  async take(part: Part): Promise<void> {
    const { lists } = this.opened;
    if (part.header.kind === 'list') {
      await this.finish();
      const record = await this.seen.takeList(part);
      await lists.put(part.header.list, record);
      this.waiting = { record };
    } else if (part.header.kind === 'list-part') {
      await lists.put(part.header.name, await this.seen.takePart(part));
    }
  }

  async finish(): Promise<void> {
    this.seen.assertWhole();
    if (!this.waiting) return;
    const { record } = this.waiting;
    this.waiting = null;
    await noteList(this.opened, parsedRecord(record).list, sha256Hex(record), { received: true });
  }
}
