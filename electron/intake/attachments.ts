/** Attachments found in the evidence: hashed where they lie, and handed over when their bytes are wanted. */
import { createHash } from 'node:crypto';
import type { DraftMessage, EvidenceEntry } from '../../shared/evidence/index.ts';
import { type Attachment, type Damage, Refusal } from '../../shared/model/index.ts';

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

/** Of one job. Each file is read once for its hash, and once more when its bytes are wanted. */
export class Attachments {
  private readonly options: AttachmentsOptions;
  private readonly found = new Map<string, Found | null>();
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
   * The message with hash and size of the attachments found. One whose file cannot be read is not
   * present, and named in the damage; where the source states another SHA-256 than the file has, the
   * stated one moves to `source.raw`.
   */
  async settle(message: DraftMessage): Promise<DraftMessage> {
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
      settled.push({
        ...(name === undefined ? {} : { name }),
        ...(mime === undefined ? {} : { mime }),
        bytes: file.bytes,
        sha256: file.sha256,
        present: true,
      });
    }
    const { source } = message;
    return {
      ...message,
      attachments: settled,
      source: Object.keys(raw).length === 0 ? source : { ...source, raw: { ...source.raw, ...raw } },
    };
  }

  private async hash(path: string): Promise<Found | null> {
    const known = this.found.get(path);
    if (known !== undefined) return known;
    const entry = this.options.entries.get(path);
    if (!entry) throw new Error(`the reader names an attachment that the evidence does not hold: ${path}`);
    this.options.onUse(path);
    const found = this.options.known.get(path) ?? (await this.firstRead(entry));
    this.found.set(path, found);
    if (found) await this.hand(entry, found);
    return found;
  }

  private async firstRead(entry: EvidenceEntry): Promise<Found | null> {
    const hash = createHash('sha256');
    let bytes = 0;
    try {
      for await (const chunk of entry.open()) {
        hash.update(chunk);
        bytes += chunk.length;
      }
    } catch (cause) {
      if (!(cause instanceof Refusal)) throw cause;
      this.damage.push({ file: entry.path, reason: `the attachment cannot be read: ${cause.reason}` });
      return null;
    }
    return { sha256: hash.digest('hex'), bytes };
  }

  private async hand(entry: EvidenceEntry, { sha256, bytes }: Found): Promise<void> {
    const { take } = this.options;
    if (!take || this.taken.has(sha256)) return;
    this.taken.add(sha256);
    await take(sha256, bytes, withHash(entry, sha256));
  }
}

/** The entry's bytes. @throws Refusal at the end when they are not those that were hashed. */
async function* withHash(entry: EvidenceEntry, sha256: string): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  for await (const chunk of entry.open()) {
    hash.update(chunk);
    yield chunk;
  }
  if (hash.digest('hex') !== sha256) {
    throw new Refusal('unreadable', entry.path, 'it changed while it was being read');
  }
}
