import type { EvidenceEntry } from '../../shared/evidence/index.ts';
import type { Damage } from '../../shared/model/index.ts';
import type { ListedFile } from './evidence-file.ts';
import type { CryptVersion } from './whatsapp-crypt/header.ts';

/** A file of a folder or an archive, before archives and backups among them are opened. */
export interface FoundEntry extends EvidenceEntry {
  /** Bytes of the evidence that it takes up. */
  readonly packed: number;
  /** Set where its first bytes are the head of a WhatsApp backup. */
  readonly backup?: CryptVersion;
  /** Set where its first bytes are the head of a sealed export. */
  readonly sealedExport?: true;
  /** Set where its first bytes are the head of a ZIP archive. */
  readonly zip?: true;
  /** Where it lies on disk, as it is. */
  readonly listed?: ListedFile;
}

/** What a container holds. `close` ends all use of the entries. */
export interface FoundFiles {
  /** Sorted by path, by code unit. */
  readonly entries: readonly FoundEntry[];
  readonly leftOut: readonly Damage[];
  close(): Promise<void>;
}
