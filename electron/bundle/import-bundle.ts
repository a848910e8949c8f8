/** Takes over what a verified bundle holds: into the new case's store, its quarantine and its attachments. */
import { LEDGER_RUN, type LedgerEntries, type StoredSource } from '../../shared/contract/case-port.ts';
import type { Account, Chat, IntakeRecord } from '../../shared/model/index.ts';
import { logJob } from '../cases/log-job.ts';
import type { OpenedCase } from '../cases/opened-case.ts';
import type { IncomingQuarantine } from '../cases/quarantine-store.ts';
import { RELEASED_READER } from '../cases/released-source.ts';
import type { StoreLink } from '../cases/store-link.ts';
import { actor } from '../custody/actor.ts';
import { packSegment } from '../intake/packed-segment.ts';
import { quarantinedOf } from '../intake/quarantine.ts';
import { type Added, digestsOf, LEDGERS } from './added.ts';
import { accountSchema, chatSchema, quarantineLineSchema, recordSchema } from './contents.ts';
import { type Part, partLines, wholePart } from './parts.ts';
import { jsonPart, MOST_RECORD, MOST_SEGMENT, type OpenBundle } from './read-bundle.ts';

/** Segments on their way to the store at once. */
const UNDER_WAY = 4;

interface Taken {
  readonly job: string;
  readonly exhibit: string;
  readonly sources: { chats: Chat[]; accounts: Account[]; record: IntakeRecord | null }[];
  readonly withheld: IncomingQuarantine;
}

/** An import that has become part of the case. */
export interface ImportedJob {
  readonly job: string;
  readonly exhibit: string;
  readonly records: readonly IntakeRecord[];
}

export interface ImportInto {
  readonly opened: OpenedCase;
  readonly store: StoreLink;
  onProgress(fraction: number): void;
  /** An import counts. */
  onJob(job: ImportedJob): void;
}

class BundleImport {
  readonly jobs = new Map<string, Taken>();
  private readonly into: ImportInto;
  private readonly bundle: OpenBundle;
  private readonly underWay = new Set<Promise<void>>();
  private failure: unknown;

  constructor(into: ImportInto, bundle: OpenBundle) {
    this.into = into;
    this.bundle = bundle;
  }

  private of({ job }: { readonly job: string }): Taken {
    const found = this.jobs.get(job);
    if (!found) throw new Error('the bundle changed since it was verified');
    return found;
  }

  async take(
    part: Part,
    attachment: (sha256: string, content: AsyncIterable<Uint8Array>) => Promise<void>,
  ): Promise<void> {
    const { header } = part;
    const { opened, store } = this.into;
    const { name } = this.bundle;
    switch (header.kind) {
      case 'job': {
        const { job, exhibit } = header;
        store.begin(job, exhibit);
        const sources = Array.from({ length: header.sources }, () => ({
          chats: [],
          accounts: [],
          record: null,
        }));
        this.jobs.set(job, { job, exhibit, sources, withheld: opened.quarantine.incoming(job) });
        return;
      }
      case 'chats':
        for await (const chat of partLines(part, chatSchema, name))
          this.of(header).sources[header.source]!.chats.push(chat);
        return;
      case 'accounts':
        for await (const account of partLines(part, accountSchema, name)) {
          this.of(header).sources[header.source]!.accounts.push(account);
        }
        return;
      case 'record':
        this.of(header).sources[header.source]!.record = await jsonPart(
          part,
          recordSchema,
          MOST_RECORD,
          name,
        );
        return;
      case 'segment':
        await this.segment(header, await wholePart(part, MOST_SEGMENT, name));
        return;
      case 'quarantine':
        for await (const line of partLines(part, quarantineLineSchema, name)) {
          await this.of(header).withheld.take(quarantinedOf(line));
        }
        return;
      case 'attachment':
        await attachment(header.sha256, part.content);
    }
  }

  private async segment(
    { job, source, seq }: { readonly job: string; readonly source: number; readonly seq: number },
    content: Buffer,
  ): Promise<void> {
    while (this.underWay.size >= UNDER_WAY) await Promise.race(this.underWay);
    if (this.failure !== undefined) throw this.failure;
    const bytes = await packSegment(new Uint8Array(content).buffer);
    const stored = this.into.store.segment(job, source, seq, bytes);
    const ended = stored.then(
      () => undefined,
      (cause) => {
        this.failure ??= cause;
      },
    );
    this.underWay.add(ended);
    void ended.then(() => this.underWay.delete(ended));
  }

  async settled(): Promise<void> {
    await Promise.all(this.underWay);
    if (this.failure !== undefined) throw this.failure;
  }
}

const sourcesOf = ({ sources }: Taken): StoredSource[] =>
  sources.map(({ chats, accounts, record }) => ({ lists: { chats, accounts }, record: record! }));

async function logTaken({ log }: OpenedCase, { job, exhibit, withheld, sources }: Taken): Promise<void> {
  const records = sources.map(({ record }) => record!);
  if (records.every(({ reader }) => reader === RELEASED_READER)) {
    await log.append({
      actor: actor(),
      action: 'message-released',
      subjects: [{ exhibit, job, received: true }],
    });
    return;
  }
  await logJob(log, { exhibit, job }, records);
  if (withheld.counts.size === 0) return;
  await log.append({
    actor: actor(),
    action: 'messages-withheld',
    subjects: [{ exhibit, job }],
    counts: Object.fromEntries(withheld.counts),
  });
}

/** Logs the decisions and annotations that came, and then stores them. */
async function keepAdded({ opened, store }: ImportInto, added: Added): Promise<void> {
  const { decisions, annotations } = added;
  if (decisions.length + annotations.length === 0) return;
  const { lists: _lists, ...digests } = digestsOf(added);
  await opened.log.append({
    actor: actor(),
    action: 'added-received',
    subjects: [digests],
    counts: { decisions: decisions.length, annotations: annotations.length },
  });
  for (const ledger of LEDGERS) {
    const entries = added[ledger].map(({ entry }) => entry);
    for (let at = 0; at < entries.length; at += LEDGER_RUN) {
      await store.addEntries({ ledger, entries: entries.slice(at, at + LEDGER_RUN) } as LedgerEntries);
    }
  }
}

/**
 * Imports all that a bundle holds. Nothing of it counts before its last byte was read and proved.
 * @throws StoreFailed, Refusal; what was taken of imports that do not count yet is gone then.
 */
export async function importBundle(bundle: OpenBundle, added: Added, into: ImportInto): Promise<void> {
  const { opened, store, onProgress, onJob } = into;
  const incoming = await opened.attachments.incoming();
  const taking = new BundleImport(into, bundle);
  const waiting = new Set<string>();
  const logged = new Set<string>();
  try {
    for await (const part of bundle.parts(onProgress)) {
      if (part.header.kind === 'job') waiting.add(part.header.job);
      await taking.take(part, (sha256, content) => incoming.take(sha256, content));
    }
    await taking.settled();
    await keepAdded(into, added);
    for (const taken of taking.jobs.values()) {
      await taken.withheld.finish();
      logged.add(taken.job);
      await logTaken(opened, taken);
    }
    await incoming.keep();
    for (const taken of taking.jobs.values()) {
      await taken.withheld.keep();
      await store.commit(taken.job, sourcesOf(taken));
      waiting.delete(taken.job);
      onJob({ ...taken, records: sourcesOf(taken).map(({ record }) => record) });
    }
    await incoming.settle();
  } catch (cause) {
    // Attachments may be of imports that count already.
    if (waiting.size === taking.jobs.size) await incoming.discard();
    else await incoming.settle();
    for (const job of waiting) {
      const taken = taking.jobs.get(job);
      const subjects = [{ exhibit: taken?.exhibit ?? '', job }, { reason: 'the bundle could not be stored' }];
      const isNoted = await opened.log.append({ actor: actor(), action: 'import-failed', subjects }).then(
        () => true,
        () => false,
      );
      // As for any import: what the log counts and could not be told of, the next opening finds cut off.
      if (isNoted || !logged.has(job)) await store.abort(job);
      await taken?.withheld.discard();
    }
    throw cause;
  }
}
