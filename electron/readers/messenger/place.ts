import type { Findings } from '../findings.ts';
import type { TreeFiles } from '../tree-files.ts';
import type { FileStrings } from './file-strings.ts';

/** Where a message stands, and what is known there. */
export interface ThreadPlace {
  readonly file: string;
  /** Id of the chat. */
  readonly chat: string;
  /** Folder that paths of files are relative to, ending with `/`; empty at the root. */
  readonly home: string;
  readonly files: TreeFiles;
  readonly strings: FileStrings;
  /** Accounts of those who wrote, by their names as they stand in each form. */
  readonly senders: Map<unknown, string>;
  readonly encryptedSenders: Map<unknown, string>;
  readonly findings: Findings;
}
