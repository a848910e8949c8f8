/**
 * The attachments of a case: sealed files in its folder, each once, found by the SHA-256 of its content.
 * The hash of a known picture would say which picture it is, so a file's name is HMAC-SHA256 of the hash
 * under a key of the case: `attachments/<first two digits>/<64 hex digits>`.
 *
 * A job's attachments are written into a folder of the job's own and moved to their place when the job
 * counts; what a job leaves that fails, or that a crash cuts off, goes with that folder.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { access, mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { renamePatiently } from '../cases/replace-file.ts';
import { SealedFile, writeSealedFile } from './sealed-file.ts';

const INCOMING = 'incoming-';
// On Windows a file that was just closed can stay locked for a moment.
const REMOVE = { recursive: true, force: true, maxRetries: 20, retryDelay: 50 } as const;

export interface AttachmentKeys {
  /** 32 bytes each. */
  readonly media: Uint8Array;
  readonly mediaNames: Uint8Array;
}

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

export class AttachmentStore {
  readonly folder: string;
  private readonly keys: AttachmentKeys;

  private constructor(folder: string, keys: AttachmentKeys) {
    this.folder = folder;
    this.keys = keys;
  }

  /** Opens the store, made where it is missing, and removes what unfinished jobs have left. */
  static async open(folder: string, keys: AttachmentKeys): Promise<AttachmentStore> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    for (const name of await readdir(folder)) {
      if (name.startsWith(INCOMING)) await rm(path.join(folder, name), REMOVE);
    }
    return new AttachmentStore(folder, keys);
  }

  /** @param sha256 of the content, lower-case hex. */
  nameOf(sha256: string): string {
    return createHmac('sha256', this.keys.mediaNames).update(Buffer.from(sha256, 'hex')).digest('hex');
  }

  pathOf(name: string): string {
    return path.join(this.folder, name.slice(0, 2), name);
  }

  /**
   * An attachment, to be closed by the caller; null when the case has none with that hash.
   * @throws Refusal when it was changed.
   */
  async read(sha256: string): Promise<SealedFile | null> {
    const name = this.nameOf(sha256);
    try {
      return await SealedFile.open(this.pathOf(name), this.keys.media, name);
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw cause;
    }
  }

  /** Begins a job's attachments. */
  async incoming(): Promise<IncomingAttachments> {
    const folder = path.join(this.folder, INCOMING + randomBytes(8).toString('hex'));
    await mkdir(folder, { mode: 0o700 });
    return new IncomingAttachments(folder, this, this.keys.media);
  }
}

/** A job's attachments until the job counts. */
export class IncomingAttachments {
  private readonly folder: string;
  private readonly store: AttachmentStore;
  private readonly key: Uint8Array;
  private readonly names = new Set<string>();
  private readonly moved: string[] = [];

  constructor(folder: string, store: AttachmentStore, key: Uint8Array) {
    this.folder = folder;
    this.store = store;
    this.key = key;
  }

  /**
   * Takes an attachment; one that the case already has is read to its end and not kept twice.
   * @throws Error when the content does not have the hash.
   */
  async take(sha256: string, content: AsyncIterable<Uint8Array>): Promise<void> {
    const name = this.store.nameOf(sha256);
    if (this.names.has(name) || (await exists(this.store.pathOf(name)))) {
      for await (const _ of content);
      return;
    }
    const written = await writeSealedFile(path.join(this.folder, name), this.key, name, content);
    if (written.sha256 !== sha256) throw new Error(`attachment ${sha256} came as ${written.sha256}`);
    this.names.add(name);
  }

  /** Moves the attachments to their place. */
  async keep(): Promise<void> {
    for (const name of this.names) {
      const target = this.store.pathOf(name);
      await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
      await renamePatiently(path.join(this.folder, name), target);
      this.moved.push(target);
    }
    await rm(this.folder, REMOVE);
  }

  /** Removes all of the job's attachments, also those that `keep` has moved. */
  async discard(): Promise<void> {
    await rm(this.folder, REMOVE);
    for (const target of this.moved) await rm(target, REMOVE);
  }
}
