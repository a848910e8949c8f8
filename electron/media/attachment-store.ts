/**
 * The attachments of a case: sealed files in its folder, each once, found by the SHA-256 of its content.
 * The hash of a known picture would say which picture it is, so a file's name is HMAC-SHA256 of the hash
 * under a key of the case: `attachments/<first two digits>/<64 hex digits>`.
 *
 * A job's attachments are written into a folder of the job's own and moved to their place before the page's
 * store makes the job count. That folder keeps a list of what was moved until then, so that what a crash
 * cuts off between the two is settled once the store has said what it has.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { access, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { writing } from '../../shared/model/index.ts';
import { renamePatiently, replaceFile } from '../cases/replace-file.ts';
import { SealedFile, writeSealedFile } from './sealed-file.ts';

/** Of a file that the disk has no room for: its own name is sealed. */
const CALLED = 'an attachment of the case';
const INCOMING = 'incoming-';
/** In a job's folder: the names of its attachments, a line each, from before the first is moved. */
const MOVED = 'moved';
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
  /** Folders of jobs that a crash cut off while they were about to count. */
  private unsettled: readonly string[];

  private constructor(folder: string, keys: AttachmentKeys, unsettled: readonly string[]) {
    this.folder = folder;
    this.keys = keys;
    this.unsettled = unsettled;
  }

  /**
   * Opens the store, made where it is missing, and removes what unfinished jobs have left; of those that
   * were about to count see `settle`.
   */
  static async open(folder: string, keys: AttachmentKeys): Promise<AttachmentStore> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const unsettled: string[] = [];
    for (const name of await readdir(folder)) {
      if (!name.startsWith(INCOMING)) continue;
      if (await exists(path.join(folder, name, MOVED))) unsettled.push(name);
      else await rm(path.join(folder, name), REMOVE);
    }
    return new AttachmentStore(folder, keys, unsettled);
  }

  /**
   * Ends what jobs left that a crash had cut off, when the store was opened, while they were about to count.
   * @param interrupted jobs that the page's store does not have: what they had moved here goes.
   */
  async settle(interrupted: ReadonlySet<string>): Promise<void> {
    for (const folder of this.unsettled) {
      if (interrupted.has(folder.slice(INCOMING.length))) {
        const moved = await readFile(path.join(this.folder, folder, MOVED), 'utf8').catch(() => '');
        for (const name of moved.split('\n')) {
          if (/^[0-9a-f]{64}$/.test(name)) await rm(this.pathOf(name), REMOVE);
        }
      }
      await rm(path.join(this.folder, folder), REMOVE);
    }
    this.unsettled = [];
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

  /** Begins a job's attachments. @param job its name, fit for a file's; without one it is not settled by name. */
  async incoming(job: string = randomBytes(8).toString('hex')): Promise<IncomingAttachments> {
    const folder = path.join(this.folder, INCOMING + job);
    await writing(CALLED, () => mkdir(folder, { mode: 0o700 }));
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
   * @throws Error when the content does not have the hash; DiskFull.
   */
  async take(sha256: string, content: AsyncIterable<Uint8Array>): Promise<void> {
    const name = this.store.nameOf(sha256);
    if (this.names.has(name) || (await exists(this.store.pathOf(name)))) {
      for await (const _ of content);
      return;
    }
    const target = path.join(this.folder, name);
    const written = await writing(CALLED, () => writeSealedFile(target, this.key, name, content));
    if (written.sha256 !== sha256) throw new Error(`attachment ${sha256} came as ${written.sha256}`);
    this.names.add(name);
  }

  /**
   * Moves the attachments to their place; `settle` follows when it is known whether the job counts.
   * @throws DiskFull.
   */
  keep(): Promise<void> {
    return writing(CALLED, () => this.move());
  }

  private async move(): Promise<void> {
    if (this.names.size > 0) {
      await replaceFile(path.join(this.folder, MOVED), Buffer.from([...this.names].join('\n')));
    }
    for (const name of this.names) {
      const target = this.store.pathOf(name);
      await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
      await renamePatiently(path.join(this.folder, name), target);
      this.moved.push(target);
    }
  }

  /** The job counts: nothing of it is to be taken back any more. */
  async settle(): Promise<void> {
    await rm(this.folder, REMOVE);
  }

  /** Removes all of the job's attachments, also those that `keep` has moved. */
  async discard(): Promise<void> {
    for (const target of this.moved) await rm(target, REMOVE);
    await rm(this.folder, REMOVE);
  }
}
