import type { Zone } from '../../../shared/time/zone.ts';
import type { Findings } from '../findings.ts';
import type { Texts } from '../json/texts.ts';
import type { TreeFiles } from '../tree-files.ts';
import type { Accounts } from './accounts.ts';

/** What the messages of one export have in common. */
export interface ExportPlace {
  readonly file: string;
  /** Folder of the export, ending with `/`; empty at the root. */
  readonly home: string;
  readonly files: TreeFiles;
  readonly accounts: Accounts;
  readonly texts: Texts;
  readonly findings: Findings;
  /** Of the computer the export was made on, where the investigator gave it. */
  readonly zone: Zone | undefined;
}

/** One message of it. */
export interface MessagePlace extends ExportPlace {
  /** Offset of the message's first byte in the file. */
  readonly byte: number;
}
