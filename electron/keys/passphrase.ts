/** From a passphrase to a key: how it is turned into bytes, and what its hashing must cost. */
import { randomBytes } from 'node:crypto';
import { Refusal } from '../../shared/model/index.ts';
import { argon2id } from './argon2id.ts';

export interface PassphraseHashing {
  readonly memoryKiB: number;
  readonly passes: number;
  /** 16 bytes. */
  readonly salt: Uint8Array;
}

export const SALT_BYTES = 16;

/** What a new case gets: well above the least, and about a third of a second on a workstation. */
export const HASHING_COST = { memoryKiB: 64 * 1024, passes: 3 } as const;
/** OWASP Password Storage Cheat Sheet: Argon2id with at least 19 MiB and two passes. */
export const LEAST_COST = { memoryKiB: 19 * 1024, passes: 2 } as const;
/** A hostile file could otherwise ask for all memory, or for an hour. */
export const MOST_COST = { memoryKiB: 256 * 1024, passes: 10 } as const;

export function newHashing(cost: { readonly memoryKiB: number; readonly passes: number }): PassphraseHashing {
  return { memoryKiB: cost.memoryKiB, passes: cost.passes, salt: randomBytes(SALT_BYTES) };
}

/** @throws Refusal `unsupported` when the hashing that `file` asks for is too weak or too costly. */
export function assertCost(file: string, { memoryKiB, passes, salt }: PassphraseHashing): void {
  const within = (value: number, least: number, most: number): boolean =>
    Number.isSafeInteger(value) && value >= least && value <= most;
  if (
    !within(memoryKiB, LEAST_COST.memoryKiB, MOST_COST.memoryKiB) ||
    !within(passes, LEAST_COST.passes, MOST_COST.passes) ||
    salt.length !== SALT_BYTES
  ) {
    throw new Refusal(
      'unsupported',
      file,
      `its passphrase hashing (${memoryKiB} KiB, ${passes} passes, ${salt.length} bytes of salt) is outside what Threadline uses`,
    );
  }
}

/**
 * 32 bytes from a passphrase. It is normalised to NFKC first: what looks alike and is typed on another
 * keyboard or system is the same passphrase. Letter case and spaces count.
 */
export function hashPassphrase(passphrase: string, hashing: PassphraseHashing): Uint8Array {
  const bytes = Buffer.from(passphrase.normalize('NFKC'), 'utf8');
  try {
    return argon2id(bytes, hashing.salt, hashing);
  } finally {
    bytes.fill(0);
  }
}
