import { open } from 'node:fs/promises';
import path from 'node:path';
import { Refusal } from '../../../shared/model/index.ts';
import { unreadable } from '../hash.ts';
import { protoFields } from './protobuf.ts';

export type CryptVersion = 12 | 14 | 15;

/** What stands before the ciphertext of a WhatsApp Android backup (wa-crypt-tools; docs of the format in formats.md). */
export interface CryptHeader {
  readonly version: CryptVersion;
  readonly iv: Uint8Array;
  /** Absent in crypt15. */
  readonly serverSalt?: Uint8Array;
  readonly googleId?: Uint8Array;
  /** Byte at which the ciphertext begins. */
  readonly start: number;
}

const CRYPT12_HEADER = 67;
const LONGEST_HEADER = 2 + 255;

function crypt12(bytes: Uint8Array): CryptHeader | undefined {
  if (bytes.length < CRYPT12_HEADER || bytes[0] !== 0 || bytes[1] !== 1) return undefined;
  return {
    version: 12,
    serverSalt: bytes.slice(3, 35),
    googleId: bytes.slice(35, 51),
    iv: bytes.slice(51, 67),
    start: CRYPT12_HEADER,
  };
}

function crypt14or15(bytes: Uint8Array): CryptHeader | undefined {
  const length = bytes[0] ?? 0;
  // A feature-table mark of 01 may stand before the message; as a tag, 01 would be field 0, which protobuf forbids.
  const start = bytes[1] === 1 ? 2 : 1;
  if (length === 0 || bytes.length < start + length) return undefined;
  let keyType = 0;
  let cipher: Uint8Array | undefined;
  let crypt15: Uint8Array | undefined;
  try {
    for (const part of protoFields(bytes.subarray(start, start + length))) {
      if (part.field === 1 && part.wire === 'varint') keyType = part.value;
      if (part.field === 2 && part.wire === 'bytes') cipher = part.value;
      if (part.field === 3 && part.wire === 'bytes') crypt15 = part.value;
    }
    if (keyType === 1 && crypt15) {
      for (const part of protoFields(crypt15)) {
        if (part.field === 1 && part.wire === 'bytes' && part.value.length === 16) {
          return { version: 15, iv: part.value.slice(), start: start + length };
        }
      }
    }
    if (keyType === 0 && cipher) {
      const fields = new Map<number, Uint8Array>();
      for (const part of protoFields(cipher)) if (part.wire === 'bytes') fields.set(part.field, part.value);
      const serverSalt = fields.get(3);
      const googleId = fields.get(4);
      const iv = fields.get(5);
      if (serverSalt?.length === 32 && googleId?.length === 16 && iv?.length === 16) {
        return {
          version: 14,
          serverSalt: serverSalt.slice(),
          googleId: googleId.slice(),
          iv: iv.slice(),
          start: start + length,
        };
      }
    }
  } catch (cause) {
    if (cause instanceof RangeError) return undefined;
    throw cause;
  }
  return undefined;
}

/** The header at the beginning of a file, or undefined when there is none. Takes any bytes. */
export function parseCryptHeader(bytes: Uint8Array): CryptHeader | undefined {
  return crypt12(bytes) ?? crypt14or15(bytes);
}

/** The version that a file's name claims: `.crypt12`, `.crypt14`, `.crypt15`, also with a number after it. */
export function cryptVersionOfName(name: string): CryptVersion | undefined {
  const match = /\.crypt(12|14|15)(?:\.\d+)?$/i.exec(name);
  return match ? (Number(match[1]) as CryptVersion) : undefined;
}

export async function readCryptHeader(file: string): Promise<CryptHeader | undefined> {
  const handle = await open(file, 'r').catch((cause) => {
    throw unreadable(file, cause);
  });
  try {
    const bytes = new Uint8Array(LONGEST_HEADER);
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, 0);
    return parseCryptHeader(bytes.subarray(0, bytesRead));
  } finally {
    await handle.close();
  }
}

/** @throws Refusal 'truncated' or 'unsupported' where a file named as a backup has no header of its kind. */
export async function requireCryptHeader(file: string): Promise<CryptHeader> {
  const header = await readCryptHeader(file);
  if (!header) {
    throw new Refusal(
      'unsupported',
      path.basename(file),
      'it has no header of a WhatsApp backup, or the header is cut off',
    );
  }
  return header;
}
