/**
 * Seals a database as WhatsApp's end-to-end encrypted backup does, `.crypt15`: the length of a protobuf
 * header, the header, AES-256-GCM over a zlib stream, its tag, and the MD5 of all of that (formats.md, 2).
 */
import { createCipheriv, createHash, createHmac } from 'node:crypto';
import { deflateSync } from 'node:zlib';

export interface Crypt15Options {
  /** 32 bytes. */
  readonly root: Uint8Array;
  /** 16 bytes. */
  readonly iv: Uint8Array;
  /** As the app writes it, such as `2.24.5.76`. */
  readonly appVersion: string;
  /** The last two digits of the account's number. */
  readonly lastDigits: string;
}

/** The table of features that follows in the header: numbers 4 to 37, and which of them are on. */
const FEATURES = Array.from({ length: 34 }, (_, i) => i + 4);
const FEATURES_ON = new Set([5, 7, 8, 13, 14, 19, 22, 25, 28, 30, 31, 32, 36, 37]);

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x7f; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
  return Buffer.from([...bytes, rest]);
}

/** Protobuf fields: wire type 0 and 2. */
const numberField = (field: number, value: number): Buffer =>
  Buffer.concat([varint(field << 3), varint(value)]);
const bytesField = (field: number, value: Uint8Array): Buffer =>
  Buffer.concat([varint((field << 3) | 2), varint(value.length), value]);

function header({ iv, appVersion, lastDigits }: Crypt15Options): Buffer {
  const about = Buffer.concat([
    bytesField(1, Buffer.from(appVersion, 'latin1')),
    bytesField(3, Buffer.from(lastDigits, 'latin1')),
    ...FEATURES.map((feature) => numberField(feature, FEATURES_ON.has(feature) ? 1 : 0)),
  ]);
  return Buffer.concat([numberField(1, 1), bytesField(3, bytesField(1, iv)), bytesField(4, about)]);
}

/** HKDF-SHA256 (RFC 5869) of the root key, zero salt, one block. */
function aesKey(root: Uint8Array): Buffer {
  const secret = createHmac('sha256', new Uint8Array(32)).update(root).digest();
  return createHmac('sha256', secret).update('backup encryption').update(Uint8Array.of(1)).digest();
}

export function sealCrypt15(database: Uint8Array, options: Crypt15Options): Buffer {
  const head = header(options);
  const cipher = createCipheriv('aes-256-gcm', aesKey(options.root), options.iv);
  const sealed = Buffer.concat([
    varint(head.length),
    head,
    cipher.update(deflateSync(database, { level: 9 })),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
  return Buffer.concat([sealed, createHash('md5').update(sealed).digest()]);
}

/** `encrypted_backup.key`: a Java object stream with one array of bytes, the 32-byte root key. */
export function keyFile(root: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(root.length);
  return Buffer.concat([Buffer.from('aced0005757200025b42acf317f8060854e00200007870', 'hex'), length, root]);
}
