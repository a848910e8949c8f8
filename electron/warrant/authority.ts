/** The authority's side: signing documents, releasing keys to a workstation, splitting keys among holders. */
import { randomUUID } from 'node:crypto';
import { split } from 'shamir-secret-sharing';
import * as v from 'valibot';
import { Refusal } from '../../shared/model/index.ts';
import {
  amendmentSchema,
  KEY_KINDS,
  type KeyKind,
  PAYLOAD_TYPES,
  type Release,
  revocationSchema,
  type SignedDocument,
  warrantSchema,
} from '../../shared/warrant/documents.ts';
import { type Envelope, encodeEnvelope, parseEnvelope, signed } from '../keys/envelope.ts';
import type { Identity, IdentityCard } from '../keys/identity.ts';
import { sha256Hex } from '../keys/sha256.ts';
import { sodium } from '../keys/sodium.ts';
import { type DocumentFile, kindOf, readDocument } from './documents.ts';
import { issueText } from './trust.ts';

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const fromBase64 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));

/** A document as an envelope with no signature yet. Its bytes are those that will be signed. */
export function envelopeOf(document: SignedDocument): Envelope {
  return {
    payloadType: PAYLOAD_TYPES[document.kind],
    payload: Buffer.from(`${JSON.stringify(document, null, 2)}\n`),
    signatures: [],
  };
}

/**
 * A draft (JSON that a person wrote) as an unsigned envelope.
 * @throws Refusal `unsupported` with the first thing that is wrong with it.
 */
export function envelopeOfDraft({ name, bytes }: DocumentFile): Envelope {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new Refusal('unsupported', name, 'it is not JSON');
  }
  const kind = (json as { kind?: unknown } | null)?.kind;
  const schema =
    kind === 'warrant' ? warrantSchema : kind === 'amendment' ? amendmentSchema : revocationSchema;
  const parsed = v.safeParse(schema as unknown as v.GenericSchema<unknown, SignedDocument>, json);
  if (!parsed.success) throw new Refusal('unsupported', name, issueText(parsed.issues));
  return envelopeOf(parsed.output);
}

/**
 * Adds a signature to a draft, or to a document that others have signed.
 * @returns the envelope's file. @throws Refusal `unsupported` when it is neither.
 */
export function sign(file: DocumentFile, identity: Identity): Uint8Array {
  let envelope: Envelope;
  try {
    envelope = parseEnvelope(file.bytes, file.name);
  } catch {
    envelope = envelopeOfDraft(file);
  }
  // Nobody signs what this version does not understand.
  readDocument({ name: file.name, bytes: encodeEnvelope(envelope) }, kindOf(envelope, file.name));
  const { publicKey, privateKey } = identity.signing;
  return encodeEnvelope(signed(envelope, publicKey, privateKey));
}

export interface ReleaseRequest {
  readonly warrant: DocumentFile;
  readonly exhibit: { readonly reference: string; readonly sha256: string };
  readonly recipient: IdentityCard;
  /** RFC 3339 with `Z`. */
  readonly issued: string;
}

/** A key, or one share of it, on its way out. */
export interface ReleasedSecret {
  readonly keyKind: KeyKind;
  readonly secret: Uint8Array;
  readonly share?: Release['share'];
}

/** Releases a key or a share to a workstation, signed. @returns the envelope's file. */
export function release(
  { warrant, exhibit, recipient, issued }: ReleaseRequest,
  { keyKind, secret, share }: ReleasedSecret,
  agent: Identity,
): Uint8Array {
  const { digest } = readDocument(warrant, 'warrant');
  const document: Release = {
    version: 1,
    kind: 'release',
    id: randomUUID(),
    issuer: agent.name,
    issued,
    warrant: digest,
    exhibit,
    keyKind,
    recipient: recipient.box,
    sealed: base64(sodium.crypto_box_seal(secret, fromBase64(recipient.box))),
    ...(share === undefined ? {} : { share }),
  };
  const { publicKey, privateKey } = agent.signing;
  return encodeEnvelope(signed(envelopeOf(document), publicKey, privateKey));
}

const shareSchema = v.strictObject({
  version: v.literal(1),
  kind: v.literal('key-share'),
  set: v.pipe(v.string(), v.maxLength(128)),
  threshold: v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(255)),
  shares: v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(255)),
  keyKind: v.picklist(KEY_KINDS),
  keySha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  holder: v.string(),
  /** A sealed box to the holder. */
  sealed: v.pipe(v.string(), v.base64()),
});
export type KeyShare = v.InferOutput<typeof shareSchema>;

/**
 * Splits a key among holders; any `threshold` of their shares make it up again.
 * @returns a share's file for each holder, in their order.
 * @throws RangeError unless 2 <= threshold <= holders <= 255.
 */
export async function splitKey(
  key: Uint8Array,
  keyKind: KeyKind,
  holders: readonly IdentityCard[],
  threshold: number,
): Promise<Uint8Array[]> {
  if (!(threshold >= 2 && threshold <= holders.length && holders.length <= 255)) {
    throw new RangeError(`a key cannot be split among ${holders.length} with a threshold of ${threshold}`);
  }
  const shares = await split(key, holders.length, threshold);
  const set = randomUUID();
  return holders.map((holder, index) => {
    const share: KeyShare = {
      version: 1,
      kind: 'key-share',
      set,
      threshold,
      shares: holders.length,
      keyKind,
      keySha256: sha256Hex(key),
      holder: holder.name,
      sealed: base64(sodium.crypto_box_seal(shares[index]!, fromBase64(holder.box))),
    };
    sodium.memzero(shares[index]!);
    return Buffer.from(`${JSON.stringify(share, null, 2)}\n`);
  });
}

/**
 * A holder opens their own share, to release it to a workstation.
 * @throws Refusal `unsupported` when it is no share, `not-covered` when it is another holder's.
 */
export function openShare({ name, bytes }: DocumentFile, holder: Identity): ReleasedSecret {
  let share: KeyShare;
  try {
    share = v.parse(shareSchema, JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch (cause) {
    throw new Refusal('unsupported', name, 'it is not a share of a key', { cause });
  }
  const { set, threshold, keySha256, keyKind } = share;
  try {
    const secret = sodium.crypto_box_seal_open(
      fromBase64(share.sealed),
      holder.box.publicKey,
      holder.box.privateKey,
    );
    return { keyKind, secret, share: { set, threshold, keySha256 } };
  } catch {
    throw new Refusal('not-covered', name, `it is a share of ${share.holder}’s, not of ${holder.name}’s`);
  }
}
