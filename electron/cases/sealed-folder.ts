/**
 * A folder of a case with small sealed files in it, each written once: documents, checkpoints. A file's
 * name is HMAC-SHA256 of its own name under a key of the case, so that neither content nor name can be read.
 */
import { createHmac } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Refusal, writing } from '../../shared/model/index.ts';
import { type Context, openBytes, sealBytes } from '../keys/sealed.ts';
import { replaceFile } from './replace-file.ts';

/** A hostile file is not read into memory whole; no signed document is half as large. */
const MOST_BYTES = 64 * 2 ** 20;

export interface SealedFolderKeys {
  /** 32 bytes each. */
  readonly contents: Uint8Array;
  readonly names: Uint8Array;
}

export class SealedFolder {
  readonly folder: string;
  private readonly caseId: string;
  private readonly keys: SealedFolderKeys;

  constructor(folder: string, caseId: string, keys: SealedFolderKeys) {
    this.folder = folder;
    this.caseId = caseId;
    this.keys = keys;
  }

  private get purpose(): string {
    return path.basename(this.folder);
  }

  private placeOf(name: string): string {
    const hashed = createHmac('sha256', this.keys.names).update(`${this.purpose}\0${name}`).digest('hex');
    return path.join(this.folder, hashed);
  }

  private context(name: string): Context {
    return ['threadline sealed file', 1, this.caseId, this.purpose, name];
  }

  /** Writes a file, in place of one of that name; returns once it is on the disk. @throws DiskFull. */
  async put(name: string, bytes: Uint8Array): Promise<void> {
    const sealed = sealBytes(this.keys.contents, this.context(name), bytes);
    await writing(`a file of the case’s ${this.purpose}`, async () => {
      await mkdir(this.folder, { recursive: true, mode: 0o700 });
      await replaceFile(this.placeOf(name), sealed);
    });
  }

  /**
   * @returns null when there is no such file.
   * @throws Refusal `tampered` when it does not open: it was changed, or belongs elsewhere; `too-large`.
   */
  async get(name: string): Promise<Uint8Array | null> {
    const place = this.placeOf(name);
    let sealed: Buffer;
    try {
      const { size } = await stat(place);
      if (size > MOST_BYTES) throw new Refusal('too-large', this.purpose, 'a file in it is too large');
      sealed = await readFile(place);
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw cause;
    }
    const bytes = openBytes(this.keys.contents, this.context(name), sealed);
    if (!bytes) throw new Refusal('tampered', this.purpose, 'a file in it was changed: it does not open');
    return bytes;
  }

  /** Removes all files but those of these names. */
  async keepOnly(names: Iterable<string>): Promise<void> {
    const kept = new Set([...names].map((name) => path.basename(this.placeOf(name))));
    const found = await readdir(this.folder).catch((cause: NodeJS.ErrnoException) => {
      if (cause.code === 'ENOENT') return [];
      throw cause;
    });
    for (const name of found) {
      if (!kept.has(name)) await rm(path.join(this.folder, name), { recursive: true, force: true });
    }
  }
}
