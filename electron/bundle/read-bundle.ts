/** Reads a bundle: first all of it, to verify it; then again, to take over what it holds. */
import { createHash } from 'node:crypto';
import * as v from 'valibot';
import type { CustodyEntry, WatchList } from '../../shared/contract/index.ts';
import { type IntakeRecord, Refusal } from '../../shared/model/index.ts';
import { LogFacts } from '../cases/log-facts.ts';
import { ShownLog } from '../cases/received-log.ts';
import { openFile, openStream, readAt } from '../containers/index.ts';
import { sha256Hex } from '../keys/sha256.ts';
import type { AccessFiles } from '../warrant/access.ts';
import type { DocumentFile } from '../warrant/documents.ts';
import { type Added, assertGathered, assertLogged, digestsOf, LEDGERS } from './added.ts';
import { ADDED_LINES } from './added-entries.ts';
import {
  accountSchema,
  type BundledCase,
  caseSchema,
  chatSchema,
  checkedSegment,
  quarantineLineSchema,
  recordSchema,
  shownLineSchema,
} from './contents.ts';
import { type BundleHeader, type BundleKeys, HEADER_ROOM, readHeader, streamKey } from './header.ts';
import { ListsSeen } from './lists.ts';
import {
  type Part,
  type PartDigest,
  type PartHeader,
  partLines,
  partSchema,
  readParts,
  wholePart,
} from './parts.ts';

/** No signed document is larger. */
const MOST_DOCUMENT = 16 * 2 ** 20;
export const MOST_RECORD = 64 * 2 ** 20;
export const MOST_SEGMENT = 256 * 2 ** 20;

/** An import in a bundle. */
export interface BundledJob {
  readonly job: string;
  readonly exhibit: string;
  readonly messages: number;
  readonly records: readonly IntakeRecord[];
}

/** A bundle all of which was verified. */
export interface VerifiedBundle {
  readonly case: BundledCase;
  /** Null where the case is under no warrant. */
  readonly files: AccessFiles | null;
  readonly jobs: readonly BundledJob[];
  /** Decisions of reviewers, as the log has them. */
  readonly decisions: readonly CustodyEntry[];
  /** What the investigator added. */
  readonly added: Added;
  readonly lists: readonly WatchList[];
  readonly counts: { readonly attachments: number; readonly withheld: number; readonly checkpoints: number };
}

/** A bundle's head. @throws Refusal as `readHeader` does. */
export async function bundleHeader(given: string): Promise<BundleHeader> {
  const file = await openFile(given);
  try {
    return readHeader(await readAt(file, 0, Math.min(HEADER_ROOM, file.bytes)), file.name).header;
  } finally {
    await file.handle.close();
  }
}

/** An open bundle: its parts can be read as often as is needed. */
export class OpenBundle {
  readonly path: string;
  readonly name: string;
  private readonly key: Uint8Array;

  private constructor(path: string, name: string, key: Uint8Array) {
    this.path = path;
    this.name = name;
    this.key = key;
  }

  /** @throws Refusal as `readHeader` and `streamKey` do. */
  static async open(given: string, keys: BundleKeys): Promise<OpenBundle> {
    const file = await openFile(given);
    try {
      const { header } = readHeader(await readAt(file, 0, Math.min(HEADER_ROOM, file.bytes)), file.name);
      return new OpenBundle(given, file.name, streamKey(header, keys, file.name));
    } finally {
      await file.handle.close();
    }
  }

  /** All parts, in order. What comes of it counts only once it has ended. */
  async *parts(
    onProgress?: (fraction: number) => void,
    digests?: (digest: PartDigest) => void,
  ): AsyncGenerator<Part> {
    const file = await openFile(this.path, this.name);
    try {
      const { header, end } = readHeader(await readAt(file, 0, Math.min(HEADER_ROOM, file.bytes)), file.name);
      const { chunkBytes } = header;
      const stream = openStream(file, this.key, { headBytes: end, chunkBytes, what: 'bundle', onProgress });
      yield* readParts(stream, this.name, digests);
    } finally {
      await file.handle.close();
    }
  }

  /** Overwrites the key. */
  close(): void {
    this.key.fill(0);
  }
}

export async function jsonPart<T>(
  part: Part,
  schema: v.GenericSchema<unknown, T>,
  most: number,
  file: string,
): Promise<T> {
  const bytes = await wholePart(part, most, file);
  try {
    return v.parse(schema, JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch (cause) {
    throw new Refusal('tampered', file, `its part “${part.header.kind}” is not as it should be`, { cause });
  }
}

const digestSchema = v.strictObject({
  header: partSchema,
  bytes: v.number(),
  sha256: v.string(),
}) satisfies v.GenericSchema<unknown, PartDigest>;

async function allLines<T>(part: Part, schema: v.GenericSchema<unknown, T>, file: string): Promise<T[]> {
  const lines: T[] = [];
  for await (const line of partLines(part, schema, file)) lines.push(line);
  return lines;
}

interface JobSeen {
  readonly job: string;
  readonly exhibit: string;
  readonly messages: number;
  readonly sources: { chats: number; accounts: number; record: IntakeRecord | null; segments: number }[];
  read: number;
}

/** Takes a bundle's parts in order, and holds them to each other. */
class Verification {
  private readonly file: string;
  private case: BundledCase | null = null;
  private readonly documents: { document: string; file: DocumentFile }[] = [];
  private readonly jobs = new Map<string, JobSeen>();
  private readonly decisions: CustodyEntry[] = [];
  private readonly lists: ListsSeen;
  private readonly ledgers: {
    decisions: Added['decisions'] | null;
    annotations: Added['annotations'] | null;
  } = {
    decisions: null,
    annotations: null,
  };
  private added: Added | null = null;
  private log: ShownLog | null = null;
  private readonly counts = { attachments: 0, withheld: 0, checkpoints: 0 };
  readonly digests: PartDigest[] = [];
  private ended = false;

  constructor(file: string) {
    this.file = file;
    this.lists = new ListsSeen(file);
  }

  private damaged(reason: string): Refusal {
    return new Refusal('tampered', this.file, reason);
  }

  private source(header: { readonly job: string; readonly source: number }) {
    const job = this.jobs.get(header.job);
    const source = job?.sources[header.source];
    if (!job || !source) throw this.damaged('a part of it belongs to no import');
    return { job, source };
  }

  async take(part: Part): Promise<void> {
    const { header } = part;
    if (this.ended) throw this.damaged('there are parts behind its manifest');
    if ((header.kind === 'case') !== (this.case === null))
      throw this.damaged('it does not begin with its case');
    switch (header.kind) {
      case 'case':
        this.case = await jsonPart(part, caseSchema, MOST_DOCUMENT, this.file);
        return;
      case 'document':
        await this.takeDocument(part, header);
        return;
      case 'checkpoint': {
        const bytes = await wholePart(part, MOST_DOCUMENT, this.file);
        if (sha256Hex(bytes) !== header.sha256) throw this.damaged('a checkpoint in it was exchanged');
        this.counts.checkpoints++;
        return;
      }
      case 'list':
        await this.lists.takeList(part);
        return;
      case 'list-part':
        await this.lists.takePart(part);
        return;
      case 'ledger':
        await this.takeLedger(part, header.ledger);
        return;
      case 'log':
        await this.takeLog(part);
        return;
      case 'job':
        this.takeJob(header);
        return;
      case 'chats':
        for await (const _ of partLines(part, chatSchema, this.file)) this.source(header).source.chats++;
        return;
      case 'accounts':
        for await (const _ of partLines(part, accountSchema, this.file))
          this.source(header).source.accounts++;
        return;
      case 'record': {
        const record = await jsonPart(part, recordSchema, MOST_RECORD, this.file);
        this.source(header).source.record = record;
        return;
      }
      case 'segment':
        await this.takeSegment(part, header);
        return;
      case 'quarantine':
        if (!this.jobs.has(header.job)) throw this.damaged('a part of it belongs to no import');
        for await (const _ of partLines(part, quarantineLineSchema, this.file)) this.counts.withheld++;
        return;
      case 'attachment': {
        const hash = createHash('sha256');
        for await (const piece of part.content) hash.update(piece);
        if (hash.digest('hex') !== header.sha256) throw this.damaged('an attachment in it was exchanged');
        this.counts.attachments++;
        return;
      }
      case 'manifest':
        await this.takeManifest(part);
    }
  }

  private async takeDocument(part: Part, header: Extract<PartHeader, { kind: 'document' }>): Promise<void> {
    const bytes = await wholePart(part, MOST_DOCUMENT, this.file);
    if (sha256Hex(bytes) !== header.sha256) throw this.damaged(`the ${header.document} in it was exchanged`);
    const file = { name: header.file, bytes: new Uint8Array(bytes) };
    this.documents.push({ document: header.document, file });
  }

  private async takeLedger(part: Part, ledger: (typeof LEDGERS)[number]): Promise<void> {
    if (this.ledgers[ledger] || this.log) throw this.damaged(`its ${ledger} come twice, or too late`);
    if (ledger === 'decisions') {
      this.ledgers.decisions = await allLines(part, ADDED_LINES.decisions, this.file);
    } else this.ledgers.annotations = await allLines(part, ADDED_LINES.annotations, this.file);
  }

  private async takeLog(part: Part): Promise<void> {
    if (this.log) throw this.damaged('it has two logs');
    const log = new ShownLog(this.case!.id, this.file);
    const facts = new LogFacts();
    let last: CustodyEntry | undefined;
    for await (const line of partLines(part, shownLineSchema, this.file)) {
      const entry = log.take(line);
      facts.take(entry);
      last = entry;
      if (entry.action === 'quarantine-decided' && !entry.whileClosed) this.decisions.push(entry);
    }
    const { entries, head, root } = this.case!.log;
    const now = log.now;
    if (now.entries !== entries || now.head !== head || now.root !== root) {
      throw this.damaged('its log is not the one that it states');
    }
    this.log = log;
    this.added = this.held(facts, last);
  }

  /** What the investigator added, held to the log. */
  private held(facts: LogFacts, last: CustodyEntry | undefined): Added {
    this.lists.assertWhole();
    const { decisions, annotations } = this.ledgers;
    if (!decisions || !annotations) throw this.damaged('it lacks its decisions or its annotations');
    const added: Added = { decisions, annotations, lists: this.lists.lists };
    const { exhibits, withAdded } = this.case!;
    for (const ledger of LEDGERS) assertLogged(ledger, added[ledger], facts, exhibits === 'all', this.file);
    assertGathered(added, digestsOf(added), last, facts, withAdded, this.file);
    return added;
  }

  private takeJob({ job, exhibit, sources, messages }: Extract<PartHeader, { kind: 'job' }>): void {
    if (this.jobs.has(job)) throw this.damaged('an import comes twice');
    const wanted = this.case!.exhibits;
    if (wanted !== 'all' && !wanted.includes(exhibit))
      throw this.damaged('it has an exhibit that was not chosen');
    if (sources > 10_000) throw this.damaged('an import has too many sources');
    const empty = () => ({ chats: 0, accounts: 0, record: null, segments: 0 });
    this.jobs.set(job, { job, exhibit, messages, sources: Array.from({ length: sources }, empty), read: 0 });
  }

  private async takeSegment(part: Part, header: Extract<PartHeader, { kind: 'segment' }>): Promise<void> {
    const { job, source } = this.source(header);
    if (header.seq !== source.segments) throw this.damaged('a segment is missing, or out of its order');
    const bytes = new Uint8Array(await wholePart(part, MOST_SEGMENT, this.file));
    const segment = checkedSegment(bytes.buffer, job.exhibit, source, this.file);
    source.segments++;
    job.read += segment.count;
  }

  private async takeManifest(part: Part): Promise<void> {
    let n = 0;
    for await (const { header, bytes, sha256 } of partLines(part, digestSchema, this.file)) {
      const found = this.digests[n++];
      const isSame =
        found?.bytes === bytes &&
        found.sha256 === sha256 &&
        JSON.stringify(found.header) === JSON.stringify(header);
      if (!isSame) throw this.damaged(`its manifest does not fit its part ${n}`);
    }
    if (n !== this.digests.length) throw this.damaged('its manifest does not list all of its parts');
    this.ended = true;
  }

  finish(): VerifiedBundle {
    const { case: bundled } = this;
    if (!bundled || !this.log || !this.added || !this.ended)
      throw this.damaged('it lacks its case, its log or its manifest');
    const jobs = [...this.jobs.values()].map(({ job, exhibit, messages, read, sources }): BundledJob => {
      if (read !== messages) throw this.damaged(`an import has ${read} messages of ${messages}`);
      const records = sources.map(({ record }) => {
        if (!record) throw this.damaged('a source lacks its record');
        return record;
      });
      return { job, exhibit, messages, records };
    });
    const { decisions, added, counts } = this;
    return {
      case: bundled,
      files: this.files(bundled),
      jobs,
      decisions,
      added,
      lists: this.lists.described,
      counts,
    };
  }

  private files({ basis }: BundledCase): AccessFiles | null {
    if (basis.kind !== 'warrant') return null;
    const all = (kind: string): DocumentFile[] =>
      this.documents.filter(({ document }) => document === kind).map(({ file }) => file);
    const [trust] = all('trust-policy');
    const [warrant] = all('warrant');
    if (!trust || !warrant) throw this.damaged('it lacks the warrant that it states');
    return {
      trust,
      warrant,
      amendments: all('amendment'),
      revocations: all('revocation'),
      releases: all('release'),
    };
  }
}

/**
 * Reads all of a bundle and holds it to itself: its parts to the manifest, its log to the chain, its messages
 * to their counts and lists.
 * @throws Refusal `tampered`, `truncated`, `wrong-key`, `too-large`.
 */
export async function verifyBundle(
  bundle: OpenBundle,
  onProgress?: (fraction: number) => void,
): Promise<VerifiedBundle> {
  const verification = new Verification(bundle.name);
  for await (const part of bundle.parts(onProgress, (digest) => verification.digests.push(digest))) {
    await verification.take(part);
  }
  return verification.finish();
}
