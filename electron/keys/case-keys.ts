/** The keys of an open case: one random key, and from it a key for each purpose. */
import { sodium } from './sodium.ts';

/** 32 bytes each. */
export interface CaseKeys {
  /** For the page's store worker. */
  readonly store: Uint8Array;
  /** Reference, time zone and what else case.json says in secret. */
  readonly record: Uint8Array;
  /** Entries of the custody log. */
  readonly custody: Uint8Array;
  /** Seed of the key pair for entries that are written while the case is closed. */
  readonly closedLog: Uint8Array;
  /** Contents of attachments. */
  readonly media: Uint8Array;
  /** Names of attachments' files. */
  readonly mediaNames: Uint8Array;
  /** Of what a workstation notes of the log. */
  readonly logHeads: Uint8Array;
  /** Contents and names of small files: documents, checkpoints. */
  readonly papers: Uint8Array;
  readonly paperNames: Uint8Array;
  /** Withheld messages, sealed once more. */
  readonly quarantine: Uint8Array;
}

/** Number and context of each purpose (libsodium crypto_kdf, BLAKE2b); never to be given a new meaning. */
const PURPOSES: Readonly<Record<keyof CaseKeys, readonly [id: number, context: string]>> = {
  store: [1, 'tl-store'],
  record: [2, 'tl-recrd'],
  custody: [3, 'tl-custd'],
  closedLog: [4, 'tl-clslg'],
  media: [5, 'tl-media'],
  mediaNames: [6, 'tl-mname'],
  logHeads: [7, 'tl-lghds'],
  papers: [8, 'tl-paper'],
  paperNames: [9, 'tl-pname'],
  quarantine: [10, 'tl-quart'],
};

export const KEY_BYTES = 32;

export function newCaseKey(): Uint8Array {
  return sodium.randombytes_buf(KEY_BYTES);
}

export function deriveKeys(caseKey: Uint8Array): CaseKeys {
  return Object.fromEntries(
    Object.entries(PURPOSES).map(([purpose, [id, context]]) => [
      purpose,
      sodium.crypto_kdf_derive_from_key(KEY_BYTES, id, context, caseKey),
    ]),
  ) as unknown as CaseKeys;
}

/** Overwrites the keys; what holds them cannot use them any more. */
export function wipeKeys(keys: CaseKeys): void {
  for (const key of Object.values(keys) as Uint8Array[]) sodium.memzero(key);
}
