/**
 * Attachments found in the evidence: hashed and asked what they say of themselves where they lie, and handed
 * over when their bytes are wanted.
 */
import type { DraftMessage, EvidenceEntry } from '../../shared/evidence/index.ts';
import { type Attachment, type Damage, Refusal } from '../../shared/model/index.ts';
import type { TimeReading } from '../../shared/time/instant.ts';
import { FileObserver, fileFacts, type ObservedFile } from './file-facts/observer.ts';

/** Takes an attachment's bytes; resolves when they are kept. */
export type TakeMedia = (sha256: string, bytes: number, chunks: AsyncIterable<Uint8Array>) => Promise<void>;

interface Found {
  readonly sha256: string;
  readonly bytes: number;
}

export interface AttachmentsOptions {
  readonly entries: ReadonlyMap<string, EvidenceEntry>;
  /** SHA-256 of entries that are evidence files of their own and have been hashed already. */
  readonly known: ReadonlyMap<string, Found>;
  /** Absent when only hashes are wanted. */
  readonly take?: TakeMedia | undefined;
  /** Called with the path of each file that a message has. */
  onUse(path: string): void;
}

/** Of one job. Each file is read once for its hashes, and once more when its bytes are wanted. */
export class Attachments {
  private readonly options: AttachmentsOptions;
  private readonly found = new Map<string, ObservedFile | null>();
  private readonly taken = new Set<string>();
  /** Files that could not be read; drained by `takeDamage`. */
  private damage: Damage[] = [];

  constructor(options: AttachmentsOptions) {
    this.options = options;
  }

  /** Damage since the last call. */
  takeDamage(): Damage[] {
    const damage = this.damage;
    this.damage = [];
    return damage;
  }

  /**
   * The message with hashes, size and facts of the attachments found. One whose file cannot be read is not
   * present, and named in the damage; where the source states another SHA-256 than the file has, the
   * stated one moves to `source.raw`.
   */
  async settle(message: DraftMessage<TimeReading>): Promise<DraftMessage<TimeReading>> {
    const { attachments, attachmentPaths } = message;
    if (!attachments || !attachmentPaths?.some((path) => path !== undefined)) return message;
    const settled: Attachment[] = [];
    const raw: Record<string, string | number | null> = {};
    for (const [index, attachment] of attachments.entries()) {
      const path = attachmentPaths[index];
      if (path === undefined) {
        settled.push(attachment);
        continue;
      }
      const file = await this.hash(path);
      if (!file) {
        settled.push({ ...attachment, present: false });
        continue;
      }
      if (attachment.sha256 !== undefined && attachment.sha256 !== file.sha256) {
        raw[`attachment ${index + 1}: SHA-256 the source states`] = attachment.sha256;
      }
      const { name, mime } = attachment;
      const facts = fileFacts(attachment, file);
      settled.push({
        ...(name === undefined ? {} : { name }),
        ...(mime === undefined ? {} : { mime }),
        bytes: file.bytes,
        sha256: file.sha256,
        md5: file.md5,
        present: true,
        ...(facts === undefined ? {} : { file: facts }),
      });
    }
    const { source } = message;
    return {
      ...message,
      attachments: settled,
      source: Object.keys(raw).length === 0 ? source : { ...source, raw: { ...source.raw, ...raw } },
    };
  }

  private async hash(path: string): Promise<ObservedFile | null> {
    const before = this.found.get(path);
    if (before !== undefined) return before;
    const entry = this.options.entries.get(path);
    if (!entry) throw new Error(`the reader names an attachment that the evidence does not hold: ${path}`);
    this.options.onUse(path);
    const known = this.options.known.get(path);
    // What was hashed already and is wanted is observed on its way: it is read once less.
    const handed = known && (await this.hand(entry, known));
    const found = handed ?? (await this.firstRead(entry));
    if (found && known && found.sha256 !== known.sha256) throw changed(entry);
    this.found.set(path, found);
    if (found && !handed) await this.hand(entry, found);
    return found;
  }

  private async firstRead(entry: EvidenceEntry): Promise<ObservedFile | null> {
    const observer = new FileObserver();
    try {
      for await (const chunk of entry.open()) observer.add(chunk);
    } catch (cause) {
      if (!(cause instanceof Refusal)) throw cause;
      this.damage.push({ file: entry.path, reason: `the attachment cannot be read: ${cause.reason}` });
      return null;
    }
    return observer.end();
  }

  /** @returns what was observed on the way; null when its bytes are not wanted, or were had before. */
  private async hand(entry: EvidenceEntry, { sha256, bytes }: Found): Promise<ObservedFile | null> {
    const { take } = this.options;
    if (!take || this.taken.has(sha256)) return null;
    this.taken.add(sha256);
    const passing = new PassingFile(entry, sha256);
    await take(sha256, bytes, passing.chunks());
    return passing.observed;
  }
}

const changed = ({ path }: EvidenceEntry): Refusal =>
  new Refusal('unreadable', path, 'it changed while it was being read');

/** A file on its way to whoever keeps it, observed. */
class PassingFile {
  private readonly entry: EvidenceEntry;
  private readonly sha256: string;
  /** When all of it went past. */
  observed: ObservedFile | null = null;

  constructor(entry: EvidenceEntry, sha256: string) {
    this.entry = entry;
    this.sha256 = sha256;
  }

  /** @throws Refusal at the end when the bytes are not those that were hashed. */
  async *chunks(): AsyncGenerator<Uint8Array> {
    const observer = new FileObserver();
    for await (const chunk of this.entry.open()) {
      observer.add(chunk);
      yield chunk;
    }
    this.observed = observer.end();
    if (this.observed.sha256 !== this.sha256) throw changed(this.entry);
  }
}
