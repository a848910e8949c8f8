/** `Manifest.plist` of a backup: whether it is encrypted, and what opens it. */
import { dictionaryOf, readBinaryPlist } from '../../../shared/encoding/binary-plist.ts';
import type { EvidenceEntry } from '../../../shared/evidence/index.ts';
import { Refusal } from '../../../shared/model/index.ts';
import { type FileRecord, wrappedKeyOf } from './file-record.ts';
import { type KeyBag, readKeyBag } from './key-bag.ts';

export interface Manifest {
  /** Set when the backup is encrypted. */
  readonly encryption?: {
    readonly keyBag: KeyBag;
    /** Of `Manifest.db`; absent in backups of iOS 10.0 and 10.1, which left it open. */
    readonly database: FileRecord['encryption'];
  };
}

/** Real ones have some 100 KB: a list of the apps is in them. */
const MOST_BYTES = 16 * 2 ** 20;

async function wholeOf(entry: EvidenceEntry): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of entry.open()) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** @throws Refusal `tampered` when it cannot be made sense of, `too-large`, `unreadable`. */
export async function readManifest(entry: EvidenceEntry): Promise<Manifest> {
  if (entry.bytes > MOST_BYTES) {
    throw new Refusal('too-large', entry.path, 'it is larger than any manifest of a backup');
  }
  const list = dictionaryOf(readBinaryPlist(await wholeOf(entry)));
  if (!list) throw new Refusal('tampered', entry.path, 'it is no binary property list, or it is damaged');
  if (list.get('IsEncrypted') !== true) return {};
  const bag = list.get('BackupKeyBag');
  const keyBag = bag instanceof Uint8Array ? readKeyBag(bag) : undefined;
  if (!keyBag) {
    throw new Refusal('tampered', entry.path, 'its key bag (BackupKeyBag) is missing or damaged');
  }
  const key = list.get('ManifestKey');
  return { encryption: { keyBag, database: key instanceof Uint8Array ? wrappedKeyOf(key) : undefined } };
}
