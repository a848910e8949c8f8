/** Makes WhatsApp backups for tests and benchmarks, as WhatsApp lays them out (formats.md §2). */
import { createCipheriv, createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import type { CryptVersion } from '../header.ts';
import { crypt15Key } from '../key.ts';

export interface MadeKeys {
  /** The root of crypt15, 32 bytes. */
  readonly root: Buffer;
  /** The AES key of crypt12 and crypt14, 32 bytes, and what their headers say of it. */
  readonly aes: Buffer;
  readonly serverSalt: Buffer;
  readonly googleId: Buffer;
}

export interface BackupOptions {
  readonly version: CryptVersion;
  readonly keys?: MadeKeys;
  /** How the content is packed: backups of one database as zlib, sets of several files as they are. */
  readonly packing?: 'zlib' | 'none';
  /** Sets of several files have none. */
  readonly md5?: boolean;
  /** Only backups of msgstore.db have it. */
  readonly features?: boolean;
  /** For longer headers. */
  readonly appVersion?: string;
}

const fill = (bytes: number, name: string): Buffer =>
  createHash('sha256').update(name).digest().subarray(0, bytes);

export const KEYS: MadeKeys = {
  root: fill(32, 'root'),
  aes: fill(32, 'key'),
  serverSalt: fill(32, 'server salt'),
  googleId: fill(16, 'Google id'),
};

const IV = fill(16, 'nonce');

function varint(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...varint(Math.floor(value / 128))];
}

const bytesField = (number: number, bytes: Uint8Array): Buffer =>
  Buffer.from([...varint(number * 8 + 2), ...varint(bytes.length), ...bytes]);
const numberField = (number: number, value: number): Buffer =>
  Buffer.from([...varint(number * 8), ...varint(value)]);

function protobufHeader(version: 14 | 15, keys: MadeKeys, options: BackupOptions): Buffer {
  const features = Array.from({ length: 34 }, (_, index) => numberField(index + 4, index % 2));
  const about = Buffer.concat([
    bytesField(1, Buffer.from(options.appVersion ?? '2.22.5.13')),
    bytesField(3, Buffer.from('67')),
    ...((options.features ?? true) ? features : []),
  ]);
  const cipher =
    version === 15
      ? [numberField(1, 1), bytesField(3, bytesField(1, IV))]
      : [
          numberField(1, 0),
          bytesField(
            2,
            Buffer.concat([
              bytesField(1, Uint8Array.of(0, 1)),
              bytesField(2, Buffer.from('2')),
              bytesField(3, keys.serverSalt),
              bytesField(4, keys.googleId),
              bytesField(5, IV),
            ]),
          ),
        ];
  const message = Buffer.concat([...cipher, bytesField(4, about)]);
  return Buffer.concat([Buffer.from(varint(message.length)), message]);
}

/** The bytes of a backup of `content`. The same input gives the same bytes. */
export function makeBackup(content: Uint8Array, options: BackupOptions): Buffer {
  const keys = options.keys ?? KEYS;
  const { version } = options;
  const head =
    version === 12
      ? Buffer.concat([Uint8Array.of(0, 1, 2), keys.serverSalt, keys.googleId, IV])
      : protobufHeader(version, keys, options);
  const cipher = createCipheriv('aes-256-gcm', version === 15 ? crypt15Key(keys.root) : keys.aes, IV);
  const packed = options.packing === 'none' ? content : deflateSync(content);
  const sealed = Buffer.concat([head, cipher.update(packed), cipher.final(), cipher.getAuthTag()]);
  if (options.md5 === false) return sealed;
  const md5 = createHash('md5').update(sealed).digest();
  return Buffer.concat([sealed, md5, Buffer.from(version === 12 ? '--67' : '')]);
}

/** A Java object stream with one byte array, as WhatsApp writes its keys. */
function javaByteArray(bytes: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([Buffer.from('aced0005757200025b42acf317f8060854e00200007870', 'hex'), length, bytes]);
}

/** The phone's `key` file, for crypt12 and crypt14. */
export function makeKeyFile({ aes, serverSalt, googleId }: MadeKeys = KEYS): Buffer {
  const digest = createHash('sha256').update(googleId).digest();
  return javaByteArray(
    Buffer.concat([Uint8Array.of(0, 1, 2), serverSalt, googleId, digest, Buffer.alloc(16), aes]),
  );
}

/** `encrypted_backup.key`, for crypt15. */
export const makeRootKeyFile = ({ root }: MadeKeys = KEYS): Buffer => javaByteArray(root);
