import { createHmac } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { Refusal } from '../../../shared/model/index.ts';
import { unreadable } from '../hash.ts';
import type { CryptHeader } from './header.ts';

/** A key for one evidence file, as the escrow released it. */
export type EvidenceKey =
  | { readonly kind: 'whatsapp-crypt15-root'; readonly root: Uint8Array }
  | {
      readonly kind: 'whatsapp-key-file';
      readonly serverSalt: Uint8Array;
      readonly googleId: Uint8Array;
      readonly key: Uint8Array;
    };

const JAVA_HEADER = 27;
const KEY_FILE_BODY = 131;
/** `ac ed 00 05 u r 00 02 [ B`: a Java serialisation stream with a byte array. */
const JAVA_BYTES = Uint8Array.of(0xac, 0xed, 0x00, 0x05, 0x75, 0x72, 0x00, 0x02, 0x5b, 0x42);

function fromBytes(bytes: Uint8Array, file: string): EvidenceKey {
  if (bytes.length === 32) return { kind: 'whatsapp-crypt15-root', root: bytes.slice() };
  const isJava = JAVA_BYTES.every((byte, i) => bytes[i] === byte);
  if (isJava && bytes.length === JAVA_HEADER + 32) {
    return { kind: 'whatsapp-crypt15-root', root: bytes.slice(JAVA_HEADER) };
  }
  if (isJava && bytes.length === JAVA_HEADER + KEY_FILE_BODY) {
    const body = bytes.subarray(JAVA_HEADER);
    return {
      kind: 'whatsapp-key-file',
      serverSalt: body.slice(3, 35),
      googleId: body.slice(35, 51),
      key: body.slice(99, 131),
    };
  }
  const hex = new TextDecoder('latin1').decode(bytes).replaceAll(/[\s\ufeff]/g, '');
  if (/^[0-9a-f]{64}$/i.test(hex)) return { kind: 'whatsapp-crypt15-root', root: Buffer.from(hex, 'hex') };
  throw new Refusal(
    'unsupported',
    file,
    'not a key file: neither a Java-serialised key nor 64 hexadecimal digits',
  );
}

/**
 * A key from 64 hex digits, a `key` file (crypt12, crypt14) or an `encrypted_backup.key` (crypt15).
 * @throws Refusal 'unsupported' where it is none of them.
 */
export async function parseKey(source: { hex: string } | { file: string }): Promise<EvidenceKey> {
  if ('hex' in source) {
    const hex = source.hex.replaceAll(/\s/g, '');
    if (!/^[0-9a-f]{64}$/i.test(hex)) {
      throw new Refusal('unsupported', 'key', 'a key of 64 hexadecimal digits is needed');
    }
    return { kind: 'whatsapp-crypt15-root', root: Buffer.from(hex, 'hex') };
  }
  const name = path.basename(source.file);
  const { size } = await stat(source.file).catch((cause) => {
    throw unreadable(source.file, cause);
  });
  if (size > 4096) throw new Refusal('unsupported', name, 'too large for a key file');
  return fromBytes(
    await readFile(source.file).catch((cause) => {
      throw unreadable(source.file, cause);
    }),
    name,
  );
}

const hmac = (key: Uint8Array, data: Uint8Array): Uint8Array =>
  createHmac('sha256', key).update(data).digest();
const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

/**
 * The AES-256 key for a backup. What header and key file both state is compared first.
 * @throws Refusal 'wrong-key' where the key is of the wrong kind or for another account.
 */
export function cipherKey(header: CryptHeader, key: EvidenceKey, file: string): Uint8Array {
  if (header.version === 15) {
    if (key.kind !== 'whatsapp-crypt15-root') {
      throw new Refusal(
        'wrong-key',
        file,
        'a crypt15 backup opens with its 64-digit key or encrypted_backup.key, not with a key file of crypt12 or crypt14',
      );
    }
    const privateKey = hmac(new Uint8Array(32), key.root);
    return hmac(privateKey, Buffer.concat([Buffer.from('backup encryption'), Uint8Array.of(1)]));
  }
  if (key.kind !== 'whatsapp-key-file') {
    throw new Refusal(
      'wrong-key',
      file,
      `a crypt${header.version} backup opens with its key file, not with a crypt15 key`,
    );
  }
  if (!same(header.serverSalt!, key.serverSalt)) {
    throw new Refusal('wrong-key', file, 'the key file is for another backup (its server salt differs)');
  }
  if (!same(header.googleId!, key.googleId)) {
    throw new Refusal('wrong-key', file, 'the key file is for another account (its Google id differs)');
  }
  return key.key;
}
