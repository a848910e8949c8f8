/**
 * Privileged messages on their way out of the intake: each is sealed by itself, so that only the holder of
 * the filter key can read it, and can release one without the others. One random key for each job, in a
 * sealed box to the filter key; with it XChaCha20-Poly1305 over each message, bound to its place.
 */
import { type Account, type Chat, Refusal } from '../../shared/model/index.ts';
import type { SegmentMessage } from '../../shared/segment/index.ts';
import type { Privilege } from '../../shared/warrant/documents.ts';
import { openBytes, sealBytes } from '../keys/sealed.ts';
import { sodium } from '../keys/sodium.ts';

/** What is known of a withheld message without the filter key. */
export interface QuarantinedItem {
  readonly exhibit: string;
  /** Which source of the job, from 0. */
  readonly source: number;
  /** The message's ordinal in its exhibit. */
  readonly ordinal: number;
  readonly privilege: Privilege | 'words';
  /** The job's key, in a sealed box to the filter key. */
  readonly sealedKey: Uint8Array;
  /** `WithheldMessage` as JSON. */
  readonly sealed: Uint8Array;
}

/** What the reviewer sees, and what a release puts into the case. */
export interface WithheldMessage {
  readonly message: SegmentMessage;
  readonly chat: Chat;
  /** The accounts that the message names. */
  readonly accounts: readonly Account[];
}

type Place = Pick<QuarantinedItem, 'exhibit' | 'source' | 'ordinal' | 'privilege'>;

const contextOf = ({ exhibit, source, ordinal, privilege }: Place) =>
  ['threadline quarantine', 1, exhibit, source, ordinal, privilege] as const;

/** Seals the privileged messages of one job. */
export class Quarantine {
  private readonly key = sodium.randombytes_buf(32);
  private readonly sealedKey: Uint8Array;

  /** @param filterKey X25519 public key, base64. */
  constructor(filterKey: string) {
    this.sealedKey = sodium.crypto_box_seal(this.key, new Uint8Array(Buffer.from(filterKey, 'base64')));
  }

  seal(place: Place, message: WithheldMessage): QuarantinedItem {
    const sealed = sealBytes(this.key, contextOf(place), Buffer.from(JSON.stringify(message)));
    const { exhibit, source, ordinal, privilege } = place;
    return { exhibit, source, ordinal, privilege, sealedKey: this.sealedKey, sealed };
  }
}

/**
 * Opens a withheld message.
 * @param filter X25519 pair of the reviewer. @throws Refusal `wrong-key`, `tampered`.
 */
export function openWithheld(
  item: QuarantinedItem,
  filter: { readonly publicKey: Uint8Array; readonly privateKey: Uint8Array },
): WithheldMessage {
  let key: Uint8Array;
  try {
    key = sodium.crypto_box_seal_open(item.sealedKey, filter.publicKey, filter.privateKey);
  } catch {
    throw new Refusal('wrong-key', item.exhibit, 'the filter key does not open its privileged material');
  }
  const bytes = openBytes(key, contextOf(item), item.sealed);
  sodium.memzero(key);
  if (!bytes)
    throw new Refusal('tampered', item.exhibit, `withheld message ${item.ordinal} was altered or moved`);
  return JSON.parse(Buffer.from(bytes).toString('utf8'));
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));

/** A line of `quarantine.jsonl`. */
export interface QuarantineLine extends Place {
  readonly sealedKey: string;
  readonly sealed: string;
}

/** A withheld message as one line of `quarantine.jsonl`. */
export function quarantineLine({ sealedKey, sealed, ...place }: QuarantinedItem): QuarantineLine {
  return { ...place, sealedKey: base64(sealedKey), sealed: base64(sealed) };
}

export function quarantinedOf({ sealedKey, sealed, ...place }: QuarantineLine): QuarantinedItem {
  return { ...place, sealedKey: bytesOf(sealedKey), sealed: bytesOf(sealed) };
}
