/** What `Manifest.db` says of a file: an archived MBFile object in the column `file`. */
import { dictionaryOf, type Plist, readKeyedArchive } from '../../../shared/encoding/binary-plist.ts';

export interface FileRecord {
  /** Of the content, as it was on the phone. */
  readonly bytes: number | undefined;
  /** Of an encrypted file: the class whose key wraps its own. */
  readonly encryption: { readonly protectionClass: number; readonly wrapped: Uint8Array } | undefined;
}

/** `EncryptionKey`: the class in 4 bytes, little-endian, then the wrapped key. */
const CLASS_BYTES = 4;

const wholeOf = (value: Plist | undefined): number | undefined =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;

/** A class and the key that its own wraps, as the manifest has them for files and for its database. */
export function wrappedKeyOf(bytes: Uint8Array): FileRecord['encryption'] {
  if (bytes.length <= CLASS_BYTES) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return {
    protectionClass: view.getUint32(0, true),
    // Out of the list it stands in, which would otherwise stay in memory.
    wrapped: new Uint8Array(bytes.subarray(CLASS_BYTES)),
  };
}

/** The record; undefined when the bytes are none. */
export function readFileRecord(blob: Uint8Array): FileRecord | undefined {
  const archive = readKeyedArchive(blob);
  if (!archive) return undefined;
  const { root, resolve } = archive;
  const key = resolve(root.get('EncryptionKey'));
  const bytes = key instanceof Uint8Array ? key : resolve(dictionaryOf(key)?.get('NS.data'));
  return {
    bytes: wholeOf(resolve(root.get('Size'))),
    encryption: bytes instanceof Uint8Array ? wrappedKeyOf(bytes) : undefined,
  };
}
