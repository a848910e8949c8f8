/**
 * Seals and opens the entries of a case's custody log. While the case is open entries are sealed with
 * its key, so that only who can open the case can have written them. While it is closed (a passphrase
 * that was refused) nobody has that key: such entries go into a sealed box to a public key, which anyone
 * who can write to the folder could do as well. Both are bound to the case and to their place in the chain.
 *
 * A sealed entry's first byte says which: 1 with the key, 2 in a box. What is sealed is 32 random bytes and
 * the entry's body; the line commits to both (../custody/entry.ts).
 */
import { randomBytes } from 'node:crypto';
import { commitmentOf, type SealedBody } from '../custody/entry.ts';
import { openBytes, sealBytes } from './sealed.ts';
import { sha256Hex } from './sha256.ts';
import { sodium } from './sodium.ts';

const WITH_KEY = 1;
const IN_BOX = 2;
const PLACE_BYTES = 64;
const SALT_BYTES = 32;

/** Where an entry stands: its number, and the SHA-256 of the line before. */
export interface Place {
  readonly seq: number;
  readonly prev: string;
}

export interface OpenedEntry {
  /** UTF-8 JSON of an `EntryBody`. */
  readonly body: Uint8Array;
  /** With it and the body anybody can make the line's commitment. */
  readonly salt: Uint8Array;
  /** Written while the case was closed. */
  readonly whileClosed: boolean;
}

const context = (caseId: string, { seq, prev }: Place) =>
  ['threadline custody entry', caseId, seq, prev] as const;

const placeOf = (caseId: string, place: Place): Uint8Array =>
  Buffer.from(sha256Hex(JSON.stringify(context(caseId, place))), 'ascii');

export function sealEntry(custody: Uint8Array, caseId: string, place: Place, body: Uint8Array): SealedBody {
  const salt = randomBytes(SALT_BYTES);
  const sealed = sealBytes(custody, context(caseId, place), Buffer.concat([salt, body]));
  return {
    sealed: Buffer.concat([Buffer.of(WITH_KEY), sealed]),
    commitment: commitmentOf(salt, body),
  };
}

/** @param publicKey of `closedLogKeys`. */
export function sealEntryWhileClosed(
  publicKey: Uint8Array,
  caseId: string,
  place: Place,
  body: Uint8Array,
): SealedBody {
  const salt = randomBytes(SALT_BYTES);
  const bound = Buffer.concat([placeOf(caseId, place), salt, body]);
  return {
    sealed: Buffer.concat([Buffer.of(IN_BOX), sodium.crypto_box_seal(bound, publicKey)]),
    commitment: commitmentOf(salt, body),
  };
}

/** The key pair (X25519) for entries written while the case is closed. */
export function closedLogKeys(seed: Uint8Array): { publicKey: Uint8Array; privateKey: Uint8Array } {
  const { publicKey, privateKey } = sodium.crypto_box_seed_keypair(seed);
  return { publicKey, privateKey };
}

/**
 * @returns null when the entry is not of this case and place, was changed, or is not what its line
 * commits to.
 */
export function openEntry(
  keys: { readonly custody: Uint8Array; readonly closedLog: Uint8Array },
  caseId: string,
  place: Place,
  { sealed, commitment }: SealedBody,
): OpenedEntry | null {
  const salted = (plain: Uint8Array | null, whileClosed: boolean): OpenedEntry | null => {
    if (!plain) return null;
    const [salt, body] = [plain.subarray(0, SALT_BYTES), plain.subarray(SALT_BYTES)];
    return commitmentOf(salt, body) === commitment ? { body, salt, whileClosed } : null;
  };
  if (sealed[0] === WITH_KEY) {
    return salted(openBytes(keys.custody, context(caseId, place), sealed.subarray(1)), false);
  }
  if (sealed[0] !== IN_BOX) return null;
  const { publicKey, privateKey } = closedLogKeys(keys.closedLog);
  try {
    const bound = sodium.crypto_box_seal_open(sealed.subarray(1), publicKey, privateKey);
    const expected = placeOf(caseId, place);
    if (Buffer.compare(bound.subarray(0, PLACE_BYTES), expected) !== 0) return null;
    return salted(bound.subarray(PLACE_BYTES), true);
  } catch {
    return null;
  } finally {
    sodium.memzero(privateKey);
  }
}
