/** Files of attachments: below `media/` of the folder. */
import type { Attachment } from '../../../shared/model/index.ts';
import { type Raw, rawValue } from '../json/raw.ts';
import type { TreeFiles } from '../tree-files.ts';
import type { MessageLine } from './fields.ts';

type Stated = NonNullable<MessageLine['attachments']>[number];

export interface FoundFiles {
  readonly attachments: Attachment[];
  /** Parallel to `attachments`. */
  readonly paths: (string | undefined)[];
}

export class MediaFiles {
  private readonly files: TreeFiles;
  private readonly home: string;

  /** @param home the folder, ending with `/`; empty at the root. */
  constructor(files: TreeFiles, home: string) {
    this.files = files;
    this.home = home;
  }

  /**
   * The attachments of a line with their files. What only an import that has the file can say of it goes to
   * `raw`, unless the file is here as well.
   */
  of(stated: readonly Stated[], raw: Raw): FoundFiles {
    const found: FoundFiles = { attachments: [], paths: [] };
    for (const [n, { md5, file, path: at, present, ...attachment }] of stated.entries()) {
      const path = this.pathOf({ ...attachment, ...(at === undefined ? {} : { path: at }) });
      const isPresent = path !== undefined;
      found.attachments.push({ ...attachment, present: isPresent });
      found.paths.push(path);
      const keep = (what: string, value: unknown): void => {
        if (value !== undefined) raw[`attachment ${n + 1}: ${what}`] = rawValue(value);
      };
      if (!isPresent || attachment.sha256 === undefined) keep('md5', md5);
      if (isPresent) continue;
      keep('file', file);
      keep('path', at);
      if (present === true) keep('present', 'true');
    }
    return found;
  }

  /** By its path, else by its SHA-256 as an import lays files down, else by its name. */
  private pathOf({ path, sha256, name }: Stated): string | undefined {
    if (path !== undefined) return this.below(path);
    const byHash = sha256 === undefined ? undefined : this.below(`media/${sha256.slice(0, 2)}/${sha256}`);
    return byHash ?? (name === undefined || name === '' ? undefined : this.below(`media/${name}`));
  }

  private below(path: string): string | undefined {
    const found = this.files.find(path, this.home);
    return found?.startsWith(this.home) ? found : undefined;
  }
}
