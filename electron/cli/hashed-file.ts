import { createHash, type Hash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { writing } from '../../shared/model/index.ts';

/** A file being written, hashed as it goes. */
export class HashedFile {
  /** For people. */
  private readonly name: string;
  private readonly handle: FileHandle;
  private readonly hash: Hash = createHash('sha256');
  private bytes = 0;

  private constructor(name: string, handle: FileHandle) {
    this.name = name;
    this.handle = handle;
  }

  /**
   * Starts a new file.
   * @param name what it is called where the disk has no room for it.
   * @param over whether it may take the place of one, and is this user's alone. @throws DiskFull.
   */
  static async create(file: string, name: string, { over = false } = {}): Promise<HashedFile> {
    const opened = writing(name, () => (over ? open(file, 'w', 0o600) : open(file, 'wx')));
    return new HashedFile(name, await opened);
  }

  /** @throws DiskFull. */
  async write(bytes: Uint8Array): Promise<void> {
    this.hash.update(bytes);
    this.bytes += bytes.length;
    await writing(this.name, () => this.handle.appendFile(bytes));
  }

  /** Returns once the file is on the disk. @throws DiskFull. */
  async finish(): Promise<{ bytes: number; sha256: string }> {
    await writing(this.name, () => this.handle.sync());
    await this.handle.close();
    return { bytes: this.bytes, sha256: this.hash.digest('hex') };
  }

  /** Lets go of the file, whatever state it is in. */
  async abandon(): Promise<void> {
    await this.handle.close().catch(() => {});
  }
}
