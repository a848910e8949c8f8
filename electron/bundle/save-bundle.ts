/**
 * Writes a bundle of the open case: what it stands on, what the investigator added, its log with what was
 * sealed in it, and of the chosen exhibits all that is stored. The log goes along whole, whichever exhibits
 * are chosen.
 */
import { SegmentReader } from '../../shared/segment/index.ts';
import { documentsOf } from '../cases/case-documents.ts';
import type { OpenedCase } from '../cases/opened-case.ts';
import { shownLines } from '../cases/shown-lines.ts';
import type { StoreLink } from '../cases/store-link.ts';
import { sealStream } from '../containers/index.ts';
import { SOFTWARE } from '../custody/software.ts';
import { sha256Hex } from '../keys/sha256.ts';
import { gathered, LEDGERS, NOTHING_GATHERED, noteGathered } from './added.ts';
import { attachmentsOf } from './attachments-of.ts';
import type { BundledCase } from './contents.ts';
import { type BundleRecipient, CHUNK_BYTES, newHead } from './header.ts';
import { listParts } from './lists.ts';
import { PartWriter } from './parts.ts';

export interface BundleOf {
  readonly opened: OpenedCase;
  readonly store: StoreLink;
  /** References; null for all. */
  readonly exhibits: readonly string[] | null;
  readonly withAttachments: boolean;
  /** Decisions, annotations and lists. */
  readonly withAdded: boolean;
  readonly recipient: BundleRecipient;
  /** 1 MiB unless a test wants many chunks of little. */
  readonly chunkBytes?: number;
}

export interface BundleCounts {
  messages: number;
  withheld: number;
  attachments: number;
  /** Attachments that messages have and the case does not: never taken in, or lost. */
  attachmentsMissing: number;
  decisions: number;
  annotations: number;
  lists: number;
}

/** Before anything was written. */
export const noBundleCounts = (): BundleCounts => ({
  messages: 0,
  withheld: 0,
  attachments: 0,
  attachmentsMissing: 0,
  decisions: 0,
  annotations: 0,
  lists: 0,
});

export interface BundleProgress {
  readonly fraction: number;
  readonly what: string;
}

async function* stored(
  { store, exhibits }: BundleOf,
  writer: PartWriter,
  onMessages: (messages: number) => void,
  attached: Set<string>,
): AsyncGenerator<Uint8Array> {
  for await (const message of store.export(exhibits)) {
    const { job } = message;
    if (message.type === 'export-segment') {
      const { source, seq, bytes } = message;
      const segment = new SegmentReader(bytes);
      for (const sha256 of attachmentsOf(segment)) attached.add(sha256);
      yield* writer.part({ kind: 'segment', job, source, seq }, [new Uint8Array(bytes)]);
      onMessages(segment.count);
      continue;
    }
    const { exhibit, sources, messages } = message;
    yield* writer.part({ kind: 'job', job, exhibit, sources: sources.length, messages }, []);
    for (const [source, { lists, record }] of sources.entries()) {
      yield* writer.lines({ kind: 'chats', job, source }, lists.chats);
      yield* writer.lines({ kind: 'accounts', job, source }, lists.accounts);
      yield* writer.part({ kind: 'record', job, source }, [Buffer.from(JSON.stringify(record))]);
    }
  }
}

async function* withheld(
  { opened, exhibits }: BundleOf,
  writer: PartWriter,
  counts: BundleCounts,
): AsyncGenerator<Uint8Array> {
  for (const { job, exhibit } of opened.log.facts.imports) {
    if (exhibits && !exhibits.includes(exhibit)) continue;
    const file = await opened.quarantine.content(job);
    if (!file) continue;
    try {
      yield* writer.part({ kind: 'quarantine', job }, file.read());
    } finally {
      await file.close();
    }
    counts.withheld += (await opened.quarantine.entries(job)).length;
  }
}

async function* attachments(
  { opened }: BundleOf,
  writer: PartWriter,
  hashes: ReadonlySet<string>,
  counts: BundleCounts,
  progress: (progress: BundleProgress) => void,
): AsyncGenerator<Uint8Array> {
  let done = 0;
  for (const sha256 of [...hashes].sort()) {
    const file = await opened.attachments.read(sha256);
    if (file) {
      try {
        yield* writer.part({ kind: 'attachment', sha256, bytes: file.bytes }, file.read());
      } finally {
        await file.close();
      }
      counts.attachments++;
    } else counts.attachmentsMissing++;
    progress({ fraction: ++done / hashes.size, what: 'attachments' });
  }
}

async function* contents(
  of: BundleOf,
  counts: BundleCounts,
  progress: (progress: BundleProgress) => void,
): AsyncGenerator<Uint8Array> {
  const { opened, store, exhibits, withAttachments, withAdded } = of;
  const { id, record, log, checkpoints } = opened;
  const writer = new PartWriter();
  const found = withAdded ? await gathered(opened, store, exhibits) : NOTHING_GATHERED;
  const { added } = found;
  await noteGathered(opened, found);
  for (const what of [...LEDGERS, 'lists'] as const) counts[what] = added[what].length;
  const { entries, head, root } = log.now;
  const bundled: BundledCase = {
    version: 2,
    id,
    reference: record.reference,
    timeZone: record.timeZone,
    created: record.created,
    basis: record.basis,
    log: { entries, head, root },
    exhibits: exhibits === null ? 'all' : [...exhibits],
    withAttachments,
    withAdded,
    saved: new Date(opened.now()).toISOString(),
    software: SOFTWARE,
  };
  yield* writer.part({ kind: 'case' }, [Buffer.from(JSON.stringify(bundled))]);
  for (const { kind, file } of opened.papers ? documentsOf(opened.papers.files) : []) {
    const part = {
      kind: 'document',
      document: kind,
      file: file.name,
      sha256: sha256Hex(file.bytes),
    } as const;
    yield* writer.part(part, [file.bytes]);
  }
  for (const { sha256 } of log.facts.checkpoints) {
    const bytes = await checkpoints.get(sha256);
    if (bytes) yield* writer.part({ kind: 'checkpoint', sha256 }, [bytes]);
  }
  if (withAdded) yield* listParts(opened, writer);
  for (const ledger of LEDGERS) yield* writer.lines({ kind: 'ledger', ledger }, added[ledger]);
  yield* writer.lines({ kind: 'log' }, shownLines(opened, entries));
  const expected = log.facts.imports
    .filter(({ exhibit }) => exhibits === null || exhibits.includes(exhibit))
    .flatMap(({ sources }) => sources)
    .reduce((sum, { kept }) => sum + kept, 0);
  const attached = new Set<string>();
  const onMessages = (messages: number): void => {
    counts.messages += messages;
    progress({ fraction: Math.min(1, counts.messages / Math.max(1, expected)), what: 'messages' });
  };
  yield* stored(of, writer, onMessages, attached);
  yield* withheld(of, writer, counts);
  if (withAttachments) yield* attachments(of, writer, attached, counts, progress);
  yield* writer.lines({ kind: 'manifest' }, [...writer.digests]);
}

/**
 * The bytes of a bundle, in order; `counts` is right once they have ended.
 * @throws Refusal `tampered`, StoreFailed where what is to be bundled does not open.
 */
export async function* bundleBytes(
  of: BundleOf,
  counts: BundleCounts,
  progress: (progress: BundleProgress) => void = () => undefined,
): AsyncGenerator<Uint8Array> {
  const chunkBytes = of.chunkBytes ?? CHUNK_BYTES;
  const { head, key } = newHead(of.recipient, chunkBytes);
  try {
    yield* sealStream(head, chunkBytes, contents(of, counts, progress), key);
  } finally {
    key.fill(0);
  }
}
