/**
 * What passes between containers, readers and the intake: a tree of entries whatever the container,
 * and batches of messages whatever the source. Both sides of the seam import this and
 * nothing of each other.
 */
import type { Account, Chat, Damage, DateOrder, MessageBody, Platform, Source } from '../model/index.ts';
import type { KnownLists } from '../scope/known-lists.ts';
import type { TimeReading } from '../time/instant.ts';

/** One file inside the evidence. Paths use `/`, are relative, normalised, and never escape the root. */
export interface EvidenceEntry {
  readonly path: string;
  /** Uncompressed size as the container states it. */
  readonly bytes: number;
  /** Streams the content from its first byte; may be called again. Throws `Refusal` on damage. */
  open(): AsyncIterable<Uint8Array>;
  /**
   * Copies the content into a new file, quicker than over `open`; absent where it does not lie on disk as
   * it is. Throws `Refusal` as `open` does, and the system's error where the copy cannot be made.
   */
  copyTo?(target: string): Promise<void>;
}

/** The same entry under another path, or one that tells of its use. */
export function entryLike(
  entry: EvidenceEntry,
  more: { readonly path?: string; readonly onUse?: () => void },
): EvidenceEntry {
  const { path = entry.path, onUse } = more;
  return {
    path,
    bytes: entry.bytes,
    open() {
      onUse?.();
      return entry.open();
    },
    ...(entry.copyTo
      ? {
          copyTo(target: string) {
            onUse?.();
            return entry.copyTo!(target);
          },
        }
      : {}),
  };
}

/** A folder, an archive or a single file, opened for reading. */
export interface EvidenceTree {
  /** Of the folder or archive, where its entries stand at the root: `WhatsApp Chat - Ana.zip`. */
  readonly name?: string;
  /** Sorted by path, by code unit. */
  readonly entries: readonly EvidenceEntry[];
  /** Entries left out on purpose, each with the reason (a symbolic link, a name that cannot be shown…). */
  readonly leftOut: readonly Damage[];
  close(): Promise<void>;
}

/** One source that a reader found in a tree, e.g. one msgstore.db with its wa.db and media. */
export interface RecognisedSource {
  readonly reader: string;
  readonly platform: Platform;
  /** For people: "WhatsApp chat export (Android), “WhatsApp Chat with Ana.txt”". */
  readonly title: string;
  /** Paths in the tree; the first is the main file. */
  readonly paths: readonly string[];
  /** What the reader will ask of the investigator. */
  readonly needs: { readonly timeZone?: true; readonly dateOrder?: true };
}

/** Options the investigator gives for an exhibit. */
export interface ReadOptions {
  /** IANA name of the device's zone; local times become `assumed-zone`. */
  readonly timeZone?: string;
  readonly dateOrder?: DateOrder;
}

/** A message as a reader yields it. Ordinals count yielded messages of this source from 1. */
export interface DraftMessage<Time = string> extends MessageBody<Time> {
  /** Ordinal of the message replied to when it is in this source (earlier or later), else its platform key. */
  readonly replyTo?: number | string;
  /**
   * Tree paths of attachments found, parallel to `attachments` (undefined where not present).
   * The intake hashes them, fills `sha256` and `bytes`, and keeps the bytes when media is wanted.
   */
  readonly attachmentPaths?: readonly (string | undefined)[];
}

/** What a reader puts out: messages in source order, or a row it had to skip. */
export interface ReadBatch {
  /**
   * Once, with the first message or before it: the chats with all their members and writers, and the accounts
   * with the owner's among them; of those that messages name, all that the reader says of them at its end.
   * A warrant's scope is judged by these; a reader that cannot tell before it has read everything leaves it
   * out, and is then run twice where the scope asks for it.
   */
  readonly lists?: KnownLists;
  readonly messages: readonly DraftMessage<TimeReading>[];
  readonly skipped: readonly SkippedRow[];
  /** How far the reader is, 0 to 1, where it can tell. */
  readonly progress?: number;
}

export interface SkippedRow {
  /** Short and fixed, used as the key of `counts.skipped`, e.g. "status -1 placeholder". */
  readonly reason: string;
  readonly source: Source;
}

export interface ReadContext {
  readonly exhibit: string;
  readonly tree: EvidenceTree;
  readonly source: RecognisedSource;
  readonly options: ReadOptions;
  readonly signal: AbortSignal;
  /** Whether `lists` are of use before the first message; a reader need not gather them otherwise. */
  readonly wantsLists?: boolean;
  /**
   * Path of a private copy of an entry on disk, for SQLite, which needs a file. The copy is in the
   * job's scratch folder (mode 0700) and is removed with it. The same entry gives the same path.
   */
  materialise(entry: EvidenceEntry): Promise<string>;
}

/** What a reader knows only at its end. */
export interface ReadResult {
  readonly chats: readonly Omit<Chat, 'exhibit'>[];
  readonly accounts: readonly Omit<Account, 'exhibit'>[];
  readonly warnings: readonly string[];
  readonly damage: readonly Damage[];
  readonly dateOrder?: DateOrder | 'ambiguous';
  readonly timeZone?: string;
}

export type Read = (context: ReadContext) => AsyncGenerator<ReadBatch, ReadResult, void>;

/** What the registry holds: cheap to import, loads its reader when one is needed. */
export interface ReaderLoader {
  readonly name: string;
  /** Goes up whenever the reader's output for some input changes. */
  readonly version: number;
  /** Every source of this kind in the tree. Reads names first and content sparingly. */
  recognise(tree: EvidenceTree): Promise<readonly RecognisedSource[]>;
  load(): Promise<Read>;
}
