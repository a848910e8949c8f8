/**
 * Withheld messages of a case, as the intake sealed them to the filter key, sealed once more with the
 * case's own: while the case is closed not even their number can be read. One file an import; it counts
 * while the import does.
 *
 * In a file: a line of JSON for each message, as in `quarantine.jsonl` (../intake/quarantine.ts).
 */
import { createHmac, randomBytes } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { Refusal, writing } from '../../shared/model/index.ts';
import {
  type QuarantinedItem,
  type QuarantineLine,
  quarantinedOf,
  quarantineLine,
} from '../intake/quarantine.ts';
import { SealedFile, writeSealedFile } from '../media/sealed-file.ts';
import { sealedLines } from '../media/sealed-lines.ts';
import { ByteQueue } from './byte-queue.ts';
import { renamePatiently } from './replace-file.ts';

const INCOMING = 'incoming-';
const REMOVE = { recursive: true, force: true, maxRetries: 20, retryDelay: 50 } as const;

export interface QuarantineKeys {
  /** 32 bytes each. */
  readonly quarantine: Uint8Array;
  readonly paperNames: Uint8Array;
}

/** A withheld message as it is known without the filter key. */
export interface QuarantineEntry
  extends Pick<QuarantineLine, 'exhibit' | 'source' | 'ordinal' | 'privilege'> {
  /** Where its line starts. */
  readonly start: number;
}

export class QuarantineStore {
  readonly folder: string;
  private readonly known = new Map<string, readonly QuarantineEntry[]>();
  private readonly keys: QuarantineKeys;

  private constructor(folder: string, keys: QuarantineKeys) {
    this.folder = folder;
    this.keys = keys;
  }

  /**
   * Opens the store, and removes what imports have left that do not count.
   * @param jobs imports that count.
   */
  static async open(folder: string, keys: QuarantineKeys, jobs: Iterable<string>): Promise<QuarantineStore> {
    const store = new QuarantineStore(folder, keys);
    await store.keepOnly(jobs);
    return store;
  }

  /** Removes the messages of all imports but these. */
  async keepOnly(jobs: Iterable<string>): Promise<void> {
    this.known.clear();
    const kept = new Set([...jobs].map((job) => this.nameOf(job)));
    for (const name of await readdir(this.folder).catch(() => [])) {
      if (!kept.has(name)) await rm(path.join(this.folder, name), REMOVE);
    }
  }

  private nameOf(job: string): string {
    return createHmac('sha256', this.keys.paperNames).update(`quarantine\0${job}`).digest('hex');
  }

  /** Begins an import's withheld messages. */
  incoming(job: string): IncomingQuarantine {
    const name = this.nameOf(job);
    return new IncomingQuarantine({
      folder: this.folder,
      staged: path.join(this.folder, INCOMING + randomBytes(8).toString('hex')),
      target: path.join(this.folder, name),
      name,
      key: this.keys.quarantine,
    });
  }

  private async open(job: string): Promise<SealedFile | null> {
    const name = this.nameOf(job);
    try {
      return await SealedFile.open(path.join(this.folder, name), this.keys.quarantine, name);
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw cause instanceof Refusal ? new Refusal(cause.code, 'quarantine', cause.reason) : cause;
    }
  }

  /**
   * What an import withheld, in the order of its sources; nothing where it withheld nothing.
   * @throws Refusal `tampered` when the file is not as it was written.
   */
  async entries(job: string): Promise<readonly QuarantineEntry[]> {
    const known = this.known.get(job);
    if (known) return known;
    const file = await this.open(job);
    const entries: QuarantineEntry[] = [];
    if (!file) return entries;
    try {
      for await (const { bytes, start } of sealedLines(file)) {
        const { exhibit, source, ordinal, privilege } = JSON.parse(bytes.toString('utf8')) as QuarantineLine;
        entries.push({ exhibit, source, ordinal, privilege, start });
      }
    } finally {
      await file.close();
    }
    this.known.set(job, entries);
    return entries;
  }

  /** A withheld message, sealed to the filter key; null when the import does not count any more. */
  async item(job: string, start: number): Promise<QuarantinedItem | null> {
    const file = await this.open(job);
    if (!file) return null;
    try {
      for await (const { bytes } of sealedLines(file, start)) {
        return quarantinedOf(JSON.parse(bytes.toString('utf8')));
      }
      return null;
    } finally {
      await file.close();
    }
  }

  /** The content of an import's file, for a bundle; null where it withheld nothing. To be closed by the caller. */
  content(job: string): Promise<SealedFile | null> {
    return this.open(job);
  }
}

/** An import's withheld messages until it counts. */
export class IncomingQuarantine {
  /** How many were taken, by exhibit and privilege. */
  readonly counts = new Map<string, number>();
  private readonly parts: {
    readonly folder: string;
    readonly staged: string;
    readonly target: string;
    readonly name: string;
    readonly key: Uint8Array;
  };
  private readonly lines = new ByteQueue();
  private writing: Promise<unknown> | null = null;
  private kept = false;

  constructor(parts: IncomingQuarantine['parts']) {
    this.parts = parts;
  }

  private async write(): Promise<void> {
    const { folder, staged, name, key } = this.parts;
    await writing('the withheld messages of the case', async () => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeSealedFile(staged, key, name, this.lines);
    });
  }

  /** Takes a message; resolves when it may be followed by another. */
  async take(item: QuarantinedItem): Promise<void> {
    if (!this.writing) {
      this.writing = this.write();
      // Heard by `finish`; what goes wrong before must not count as unhandled.
      this.writing.catch((cause) => this.lines.fail(cause));
    }
    this.counts.set(item.privilege, (this.counts.get(item.privilege) ?? 0) + 1);
    await this.lines.add(Buffer.from(`${JSON.stringify(quarantineLine(item))}\n`));
  }

  /** Puts what was taken on the disk. @throws what writing it threw. */
  async finish(): Promise<void> {
    this.lines.end();
    await this.writing;
  }

  /** Moves the file to its place, where it counts as far as the import does. */
  async keep(): Promise<void> {
    if (!this.writing) return;
    await renamePatiently(this.parts.staged, this.parts.target);
    this.kept = true;
  }

  /** Removes what was taken, also when `keep` has moved it. */
  async discard(): Promise<void> {
    this.lines.end();
    await this.writing?.catch(() => undefined);
    await rm(this.parts.staged, REMOVE);
    if (this.kept) await rm(this.parts.target, REMOVE);
  }
}
