/**
 * Cases opened lately. A case's reference is sealed while it is closed, so all that is kept is where its
 * folder is, whose name its user chose, and when it was opened.
 */
import { access } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import type { RecentCase } from '../../shared/contract/index.ts';
import { CASE_FILE } from './case-file.ts';
import { StoredJson } from './stored-json.ts';

const MOST = 20;
const RECENT = v.array(
  v.object({ folder: v.pipe(v.string(), v.minLength(1)), lastOpened: v.pipe(v.string(), v.isoTimestamp()) }),
);

export class RecentCases {
  private readonly stored: StoredJson<typeof RECENT>;

  /** @param folder of the user's files of this program. */
  constructor(folder: string) {
    this.stored = new StoredJson(path.join(folder, 'recent.json'), RECENT, []);
  }

  /** Newest first. */
  async list(): Promise<RecentCase[]> {
    const recent = await this.stored.read();
    return Promise.all(
      recent.map(async ({ folder, lastOpened }) => ({
        folder,
        name: path.basename(folder) || folder,
        lastOpened,
        missing: await access(path.join(folder, CASE_FILE)).then(
          () => false,
          () => true,
        ),
      })),
    );
  }

  async opened(folder: string, at: Date = new Date()): Promise<void> {
    const first = { folder, lastOpened: at.toISOString() };
    await this.stored.change((now) => [first, ...now.filter((one) => one.folder !== folder)].slice(0, MOST));
  }

  async forget(folder: string): Promise<void> {
    await this.stored.change((now) => now.filter((one) => one.folder !== folder));
  }
}
