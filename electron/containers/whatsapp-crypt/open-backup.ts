import path from 'node:path';
import type { EvidenceEntry } from '../../../shared/evidence/index.ts';
import type { Damage } from '../../../shared/model/index.ts';
import { look } from '../evidence-file.ts';
import { fileEntry } from '../folder/open-folder.ts';
import { openZip } from '../zip/open-zip.ts';
import { decryptBackup } from './decrypt.ts';
import type { EvidenceKey } from './key.ts';
import type { Backup, DecryptOptions } from './plaintext.ts';

export interface OpenedBackup {
  /** A database is one entry whose path is empty; a set's entries have their paths in it. */
  readonly entries: readonly EvidenceEntry[];
  readonly isSet: boolean;
  /** `file` is the backup's name, or for something in a set a path in it. */
  readonly leftOut: readonly Damage[];
  /** From the outside in, such as `['whatsapp-crypt15', 'zlib']`. */
  readonly container: readonly string[];
  close(): Promise<void>;
}

let copies = 0;

/** Decrypts a backup into the scratch folder and opens it. @throws what `decryptBackup` and `openZip` throw. */
export async function openBackup(
  backup: Backup,
  key: EvidenceKey,
  options: DecryptOptions & { readonly scratch: string },
): Promise<OpenedBackup> {
  const { name, packed } = backup;
  const target = path.join(options.scratch, `plain-${copies++}`);
  const { version, form, bytes, bytesBehind } = await decryptBackup(backup, key, target, options);
  const container = [`whatsapp-crypt${version}`, ...(form === 'plain' ? [] : [form])];
  if (form === 'zip') {
    const { entries, leftOut, close } = await openZip(target, { name, packed, signal: options.signal });
    return { entries, leftOut, container, close, isSet: true };
  }
  const { mtimeMs } = await look(target);
  const entry = fileEntry({ path: target, name, bytes, modified: mtimeMs }, '');
  const behind = `${bytesBehind} decrypted bytes stand behind the end of its content, and were not read`;
  return {
    entries: [entry],
    leftOut: bytesBehind > 0 ? [{ file: name, reason: behind }] : [],
    container,
    close: async () => {},
    isSet: false,
  };
}
