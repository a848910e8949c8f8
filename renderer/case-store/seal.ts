/**
 * AES-256-GCM over each record, by WebCrypto. The associated data says where the record belongs, so a
 * record in another one's place, or from another case, does not open.
 */
import type { Sealed } from './schema.ts';

/** Goes up whenever what stands inside a record of some kind changes. */
export const STORE_VERSION = 3;

/** Where a record belongs. */
export interface Place {
  readonly kind:
    | 'segment'
    | 'heaps'
    | 'search-head'
    | 'search-block'
    | 'chats'
    | 'accounts'
    | 'record'
    | 'job'
    | 'catalogue'
    | 'decision'
    | 'annotation';
  readonly caseId: string;
  /** The job's tag; empty for the catalogue, decisions and annotations. */
  readonly job: string;
  /** Reference of the exhibit; empty for those and for jobs, which name it inside. */
  readonly exhibit: string;
  /** Which of the job's sources, from 0. */
  readonly source: number;
  /**
   * A source's segments, groups or parts of a list, or the case's decisions or annotations, from 0; of a block
   * of a group, its place among the job's records.
   */
  readonly seq: number;
}

/** A record that does not open at its place: it was altered, belongs elsewhere, or is of another key. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken';
}

/** The key as WebCrypto holds it, never to be read again; the 32 bytes given are overwritten. */
export async function importCaseKey(bytes: Uint8Array): Promise<CryptoKey> {
  try {
    // A copy of exact bounds: the view may be one on a larger or shared buffer.
    const raw = new Uint8Array(bytes);
    try {
      if (raw.length !== 32) throw new Error(`a case key has 32 bytes, not ${raw.length}`);
      return await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
    } finally {
      raw.fill(0);
    }
  } finally {
    bytes.fill(0);
  }
}

// A JSON array: no two places are written alike, whatever the exhibit is called.
const associatedData = ({ kind, caseId, job, exhibit, source, seq }: Place): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(
    JSON.stringify(['threadline case store', STORE_VERSION, kind, caseId, job, exhibit, source, seq]),
  );

/** `plain` is copied before this returns its promise; the caller may transfer it at once. */
export async function seal(
  key: CryptoKey,
  place: Place,
  plain: ArrayBuffer | Uint8Array<ArrayBuffer>,
): Promise<Sealed> {
  // 96 random bits: safe for the 2^32 records that one key may seal (NIST SP 800-38D, 8.3).
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const bytes = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: associatedData(place) },
    key,
    plain,
  );
  return { iv, bytes };
}

/** @throws SealBroken when the record was not sealed with this key for this place, or is not whole. */
export async function unseal(key: CryptoKey, place: Place, sealed: Sealed): Promise<ArrayBuffer> {
  try {
    return await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: sealed.iv, additionalData: associatedData(place) },
      key,
      sealed.bytes,
    );
  } catch (cause) {
    throw new SealBroken('the seal is broken', { cause });
  }
}

export function sealJson(key: CryptoKey, place: Place, value: unknown): Promise<Sealed> {
  return seal(key, place, new TextEncoder().encode(JSON.stringify(value)));
}

/** @throws SealBroken as `unseal` does. */
export async function unsealJson(key: CryptoKey, place: Place, sealed: Sealed): Promise<unknown> {
  return JSON.parse(new TextDecoder().decode(await unseal(key, place, sealed)));
}
