/** A disk of two megabytes that a test fills and frees: a tmpfs, where this user may mount one. */
import { execFileSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const PAGE = 4096;

export class SmallDisk {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  /** @returns a reason why there is none instead, where the system does not allow it. */
  static mount(kibibytes = 2048): SmallDisk | string {
    if (process.platform !== 'linux') return 'a small disk is mounted on Linux alone';
    const folder = mkdtempSync(path.join(tmpdir(), 'threadline-disk-'));
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kibibytes}k`, 'tmpfs', folder], {
        stdio: 'ignore',
      });
    } catch {
      rmSync(folder, { recursive: true });
      return 'this user may not mount a small disk';
    }
    return new SmallDisk(folder);
  }

  private get filler(): string {
    return path.join(this.folder, 'filler');
  }

  /** Fills all of the room that is left, but so many pages of 4 KiB. */
  fill(pagesLeft = 0): void {
    this.free();
    let written = 0;
    const file = openSync(this.filler, 'w');
    try {
      for (;;) written += writeSync(file, Buffer.alloc(PAGE));
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'ENOSPC') throw cause;
    } finally {
      closeSync(file);
    }
    if (pagesLeft === 0) return;
    this.free();
    const again = openSync(this.filler, 'w');
    writeSync(again, Buffer.alloc(Math.max(0, written - pagesLeft * PAGE)));
    closeSync(again);
  }

  free(): void {
    if (existsSync(this.filler)) rmSync(this.filler);
  }

  unmount(): void {
    execFileSync('umount', [this.folder]);
    rmSync(this.folder, { recursive: true });
  }
}
