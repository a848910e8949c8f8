/**
 * The head of a WhatsApp backup (layouts: formats.md §2, checked on real files).
 *
 * The length before the protobuf of crypt14 and crypt15 is a varint: with a feature table the message
 * is longer than 127 bytes, and the varint's second byte is the `01` that other tools describe as a
 * mark of that table. Read as one, lengths of 256 and more work too.
 */
import { bytesOf, numberOf, type ProtobufField, readProtobuf } from '../../../shared/encoding/protobuf.ts';

export type CryptVersion = 12 | 14 | 15;

/** What crypt12 and crypt14 say of the key they need; it must equal what the key file says. */
export interface KeyIdentity {
  /** 2 bytes. */
  readonly cipherVersion: Uint8Array;
  /** One byte; crypt14 writes it as a decimal digit, crypt12 and the key file as the number. */
  readonly keyVersion: number;
  /** 32 bytes. */
  readonly serverSalt: Uint8Array;
  /** 16 bytes. */
  readonly googleId: Uint8Array;
}

export interface CryptHeader {
  readonly version: CryptVersion;
  /** 16 bytes. */
  readonly iv: Uint8Array;
  /** Absent for crypt15, whose header does not say which key it needs. */
  readonly identity?: KeyIdentity;
  /** Only a backup of msgstore.db has a table of features. */
  readonly hasFeatures: boolean;
  /** Where the ciphertext starts. */
  readonly end: number;
}

/** No header is longer; so many bytes of the file's beginning are enough. */
export const HEADER_BYTES = 8192;

const CRYPT12_BYTES = 67;

/** `slice` of a Buffer would be a view of bytes that change. */
const copied = (bytes: Uint8Array, start?: number, end?: number): Uint8Array =>
  new Uint8Array(bytes.subarray(start, end));

function crypt12(bytes: Uint8Array): CryptHeader | undefined {
  if (bytes.length < CRYPT12_BYTES || bytes[0] !== 0 || bytes[1] !== 1) return undefined;
  const keyVersion = bytes[2]!;
  if (keyVersion < 1 || keyVersion > 3) return undefined;
  return {
    version: 12,
    iv: copied(bytes, 51, 67),
    identity: {
      cipherVersion: copied(bytes, 0, 2),
      keyVersion,
      serverSalt: copied(bytes, 3, 35),
      googleId: copied(bytes, 35, 51),
    },
    hasFeatures: false,
    end: CRYPT12_BYTES,
  };
}

/** Where the message may stand: [start, length], the likeliest first. */
function framings(bytes: Uint8Array): [start: number, length: number][] {
  const [first = 0, second = 0] = bytes;
  const found: [number, number][] = [];
  if (first >= 0x80 && second < 0x80) found.push([2, (first & 0x7f) + second * 128]);
  found.push(second === 1 ? [2, first] : [1, first]);
  return found;
}

function protobufHeader(fields: readonly ProtobufField[], end: number): CryptHeader | undefined {
  const keyType = numberOf(fields, 1) ?? 0;
  const about = readProtobuf(bytesOf(fields, 4) ?? new Uint8Array());
  // 1 app version, 3 last digits of the number; the features are numbered from 4 on.
  const hasFeatures = about?.some(({ number, value }) => number > 4 && typeof value === 'number') ?? false;

  const fifteen = readProtobuf(bytesOf(fields, 3) ?? new Uint8Array());
  const iv = fifteen && bytesOf(fifteen, 1);
  if (iv?.length === 16 && keyType === 1) {
    return { version: 15, iv: copied(iv), hasFeatures, end };
  }

  const fourteen = readProtobuf(bytesOf(fields, 2) ?? new Uint8Array());
  if (!fourteen || keyType !== 0) return undefined;
  const [cipherVersion, keyVersion, serverSalt, googleId, iv14] = [1, 2, 3, 4, 5].map((number) =>
    bytesOf(fourteen, number),
  );
  if (
    cipherVersion?.length !== 2 ||
    keyVersion?.length !== 1 ||
    serverSalt?.length !== 32 ||
    googleId?.length !== 16 ||
    iv14?.length !== 16
  ) {
    return undefined;
  }
  return {
    version: 14,
    iv: copied(iv14),
    identity: {
      cipherVersion: copied(cipherVersion),
      keyVersion: keyVersion[0]! >= 0x30 ? keyVersion[0]! - 0x30 : keyVersion[0]!,
      serverSalt: copied(serverSalt),
      googleId: copied(googleId),
    },
    hasFeatures,
    end,
  };
}

/**
 * Reads the header from a file's first bytes.
 * @returns undefined when they are not the head of a crypt12, crypt14 or crypt15 backup.
 */
export function readHeader(bytes: Uint8Array): CryptHeader | undefined {
  const twelve = crypt12(bytes);
  if (twelve) return twelve;
  for (const [start, length] of framings(bytes)) {
    if (length === 0 || start + length > bytes.length) continue;
    const fields = readProtobuf(bytes.subarray(start, start + length));
    const header = fields && protobufHeader(fields, start + length);
    if (header) return header;
  }
  return undefined;
}
