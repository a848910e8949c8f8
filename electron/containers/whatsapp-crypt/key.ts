/** Keys of evidence: WhatsApp's, as files or digits (formats.md §2, checked on real files), and those of sealed exports. */
import { createHash, createHmac } from 'node:crypto';
import { Refusal } from '../../../shared/model/index.ts';
import type { KeyKind } from '../../../shared/warrant/documents.ts';
import { openFile, readAt } from '../evidence-file.ts';
import type { CryptHeader, KeyIdentity } from './header.ts';

/** The key that opens evidence. */
export type EvidenceKey =
  /** `encrypted_backup.key`, or 64 hex digits: the 32-byte root of crypt15, or the key of a sealed export. */
  | {
      readonly kind: 'whatsapp-crypt15-root';
      readonly root: Uint8Array;
      /** As it was typed, where it was: 64 digits may also be the password of a backup. */
      readonly typed?: string;
    }
  /** `key`, from the phone's WhatsApp folder: opens crypt12 and crypt14; `key` is the 32-byte AES key. */
  | { readonly kind: 'whatsapp-key-file'; readonly identity: KeyIdentity; readonly key: Uint8Array }
  /** Released for a sealed export: its 32 bytes. */
  | { readonly kind: 'sealed-export'; readonly key: Uint8Array }
  /** Of a backup that Finder or iTunes made. */
  | { readonly kind: 'ios-backup-password'; readonly password: string };

/** A Java object stream with one byte array: stream header, class descriptor of `[B`, then the length. */
const JAVA_BYTE_ARRAY = Buffer.from('aced0005757200025b42acf317f8060854e00200007870', 'hex');
const JAVA_HEADER_BYTES = JAVA_BYTE_ARRAY.length + 4;
const KEY_FILE_BYTES = 131;
const ROOT_BYTES = 32;
/** Room for 64 digits with spaces and line ends, and for the longest key file. */
const MOST_BYTES = 1024;

/** The array's bytes, or undefined when the file is not exactly one serialised byte array. */
function javaByteArray(bytes: Buffer): Buffer | undefined {
  if (bytes.length < JAVA_HEADER_BYTES) return undefined;
  if (!bytes.subarray(0, JAVA_BYTE_ARRAY.length).equals(JAVA_BYTE_ARRAY)) return undefined;
  const array = bytes.subarray(JAVA_HEADER_BYTES);
  return array.length === bytes.readUInt32BE(JAVA_BYTE_ARRAY.length) ? array : undefined;
}

function rootFromHex(text: string): EvidenceKey | undefined {
  // WhatsApp shows the digits in groups of four.
  const digits = text.replace(/[\s-]/g, '');
  if (!/^[0-9a-f]{64}$/i.test(digits)) return undefined;
  const root = new Uint8Array(Buffer.from(digits, 'hex'));
  return { kind: 'whatsapp-crypt15-root', root, typed: firstLine(text) };
}

const firstLine = (text: string): string => /^[^\r\n]*/.exec(text)![0];

/** The first line of a text; undefined when there is nothing in it, or it is no text. */
function passwordFrom(text: string): EvidenceKey | undefined {
  const password = firstLine(text);
  if (password === '' || /[\p{Cc}\ufffd]/u.test(password)) return undefined;
  return { kind: 'ios-backup-password', password };
}

/** Editors on Windows write UTF-8 with a mark, or UTF-16. */
function textOf(bytes: Buffer): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return bytes.toString(isUtf16 ? 'utf16le' : 'utf8').replace(/^\ufeff/, '');
}

function keyFile(name: string, array: Buffer): EvidenceKey {
  const googleId = new Uint8Array(array.subarray(35, 51));
  const digest = createHash('sha256').update(googleId).digest();
  if (!digest.equals(array.subarray(51, 83))) {
    throw new Refusal('unreadable', name, 'the key file is damaged: its account id and checksum differ');
  }
  return {
    kind: 'whatsapp-key-file',
    identity: {
      cipherVersion: new Uint8Array(array.subarray(0, 2)),
      keyVersion: array[2]!,
      serverSalt: new Uint8Array(array.subarray(3, 35)),
      googleId,
    },
    key: new Uint8Array(array.subarray(99, 131)),
  };
}

function fromRelease(kind: KeyKind, released: Uint8Array): EvidenceKey {
  const bytes = Buffer.from(released);
  const array = javaByteArray(bytes) ?? bytes;
  if (kind === 'whatsapp-key-file' && array.length === KEY_FILE_BYTES) return keyFile('release', array);
  if (kind === 'whatsapp-crypt15-root' && array.length === ROOT_BYTES)
    return { kind, root: new Uint8Array(array) };
  if (kind === 'sealed-export' && bytes.length === ROOT_BYTES) return { kind, key: new Uint8Array(bytes) };
  if (kind === 'ios-backup-password') {
    const password = passwordFrom(bytes.toString('utf8'));
    if (password) return password;
  }
  throw new Refusal('wrong-key', 'release', `what was released is not a key of kind ${kind}`);
}

async function fromFile(path: string): Promise<EvidenceKey> {
  const file = await openFile(path);
  try {
    if (file.bytes === 0) throw new Refusal('empty', file.name, 'the key file is empty');
    const bytes = file.bytes <= MOST_BYTES ? await readAt(file, 0, file.bytes) : Buffer.alloc(0);
    const array = javaByteArray(bytes);
    if (array?.length === ROOT_BYTES) return { kind: 'whatsapp-crypt15-root', root: new Uint8Array(array) };
    if (array?.length === KEY_FILE_BYTES) return keyFile(file.name, array);
    const text = textOf(bytes);
    const key = rootFromHex(text) ?? (array ? undefined : passwordFrom(text));
    if (key) return key;
    throw new Refusal(
      'unsupported',
      file.name,
      array
        ? `the key file holds ${array.length} bytes, and WhatsApp’s hold 32 or 131`
        : 'it is neither a WhatsApp key file nor a text with a key or a password in its first line',
    );
  } finally {
    await file.handle.close();
  }
}

/** A key as somebody has it: digits, a key file, a password, or the bytes that a release held. */
export type GivenKey =
  | { readonly hex: string }
  | { readonly file: string }
  | { readonly password: string }
  | { readonly released: Uint8Array; readonly kind: KeyKind };

/**
 * Reads a key: 64 hex digits (spaces and hyphens between them are allowed), or a key file as WhatsApp
 * writes it, or a text file with the digits or with a password in its first line, or a password, or
 * released bytes of a kind.
 * @throws Refusal `wrong-key` for digits that are not 64 hex digits, `unsupported` for a file that is no
 * key file, `unreadable` for one that is damaged or not there, `empty`.
 */
export async function parseKey(source: GivenKey): Promise<EvidenceKey> {
  if ('file' in source) return fromFile(source.file);
  if ('password' in source) return { kind: 'ios-backup-password', password: source.password };
  if ('released' in source) return fromRelease(source.kind, source.released);
  const root = rootFromHex(source.hex);
  if (!root) throw new Refusal('wrong-key', 'key', 'a key must be 64 hex digits (0 to 9, a to f)');
  return root;
}

/** The AES key of crypt15: one step of HKDF-SHA256 (RFC 5869) with zero salt, and its fixed label. */
export function crypt15Key(root: Uint8Array): Uint8Array {
  const secret = createHmac('sha256', new Uint8Array(32)).update(root).digest();
  return createHmac('sha256', secret).update('backup encryption').update(Uint8Array.of(1)).digest();
}

/**
 * The AES-256 key for a backup. What the header and the key file both state is compared first.
 * @throws Refusal `wrong-key` where the key is of the other kind, or for another backup or account.
 */
export function cipherKey(header: CryptHeader, key: EvidenceKey, file: string): Uint8Array {
  const { identity, version } = header;
  if (!identity) {
    if (key.kind === 'whatsapp-crypt15-root') return crypt15Key(key.root);
    throw new Refusal(
      'wrong-key',
      file,
      'a crypt15 backup opens with its 64-digit key or encrypted_backup.key, not with a key of another kind',
    );
  }
  if (key.kind !== 'whatsapp-key-file') {
    throw new Refusal(
      'wrong-key',
      file,
      `a crypt${version} backup opens with the phone’s key file, not with a key of another kind`,
    );
  }
  const own = key.identity;
  if (Buffer.compare(identity.googleId, own.googleId) !== 0) {
    throw new Refusal('wrong-key', file, 'the key file is for another account (its Google id differs)');
  }
  if (Buffer.compare(identity.serverSalt, own.serverSalt) !== 0 || identity.keyVersion !== own.keyVersion) {
    throw new Refusal(
      'wrong-key',
      file,
      'the key file is for another backup of the same account (its server salt or key version differs)',
    );
  }
  return key.key;
}
