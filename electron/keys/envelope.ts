/**
 * DSSE envelopes (secure-systems-lab/dsse, protocol and envelope v1): the payload's bytes are signed as
 * they are, together with their type, and parsed only after their signatures hold. Ed25519 by libsodium.
 */
import * as v from 'valibot';
import { Refusal } from '../../shared/model/index.ts';
import { sodium } from '../keys/sodium.ts';
import { sha256Hex } from './sha256.ts';

/** No signed document is larger; ten thousand listed accounts take two. */
export const MOST_BYTES = 16 * 2 ** 20;
const MOST_SIGNATURES = 64;

const envelopeSchema = v.object({
  payloadType: v.pipe(v.string(), v.maxLength(200)),
  payload: v.pipe(v.string(), v.base64()),
  signatures: v.pipe(
    v.array(v.object({ keyid: v.optional(v.string(), ''), sig: v.pipe(v.string(), v.base64()) })),
    v.maxLength(MOST_SIGNATURES),
  ),
});

export interface Envelope {
  readonly payloadType: string;
  readonly payload: Uint8Array;
  readonly signatures: readonly { readonly keyid: string; readonly sig: Uint8Array }[];
}

/** What is signed: the type and the payload, each with its length before it. */
export function preAuthentication(payloadType: string, payload: Uint8Array): Uint8Array {
  const type = Buffer.from(payloadType, 'utf8');
  return Buffer.concat([
    Buffer.from(`DSSEv1 ${type.length} `),
    type,
    Buffer.from(` ${payload.length} `),
    payload,
  ]);
}

/** Standard base64, or base64url; nothing else, and no other writing of the same bytes. */
function decoded(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'base64'));
}

/**
 * Takes an envelope apart without trusting any of it.
 * @param file name of the file, for refusals.
 * @throws Refusal `unsupported` when it is not an envelope, `too-large`.
 */
export function parseEnvelope(bytes: Uint8Array, file: string): Envelope {
  if (bytes.length > MOST_BYTES)
    throw new Refusal('too-large', file, 'it is too large for a signed document');
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new Refusal('unsupported', file, 'it is not a signed document (DSSE envelope)');
  }
  const parsed = v.safeParse(envelopeSchema, json);
  if (!parsed.success) throw new Refusal('unsupported', file, 'it is not a signed document (DSSE envelope)');
  const { payloadType, payload, signatures } = parsed.output;
  return {
    payloadType,
    payload: decoded(payload),
    signatures: signatures.map(({ keyid, sig }) => ({ keyid, sig: decoded(sig) })),
  };
}

/** An envelope's file: JSON with a newline at its end. */
export function encodeEnvelope({ payloadType, payload, signatures }: Envelope): Uint8Array {
  const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
  const json = {
    payloadType,
    payload: base64(payload),
    signatures: signatures.map(({ keyid, sig }) => ({ keyid, sig: base64(sig) })),
  };
  return Buffer.from(`${JSON.stringify(json, null, 2)}\n`);
}

/** Name of a key in envelopes: SHA-256 of its 32 bytes, hex. It is a hint; signatures are checked by key. */
export function keyId(publicKey: Uint8Array): string {
  return sha256Hex(publicKey);
}

/**
 * The envelope with one more signature.
 * @param privateKey Ed25519, 64 bytes as libsodium has it.
 */
export function signed(envelope: Envelope, publicKey: Uint8Array, privateKey: Uint8Array): Envelope {
  const sig = sodium.crypto_sign_detached(
    preAuthentication(envelope.payloadType, envelope.payload),
    privateKey,
  );
  const keyid = keyId(publicKey);
  const others = envelope.signatures.filter((one) => one.keyid !== keyid);
  return { ...envelope, signatures: [...others, { keyid, sig }] };
}

/** Which of the keys have signed the envelope, whatever its key names say. */
export function signersOf(envelope: Envelope, publicKeys: readonly Uint8Array[]): Uint8Array[] {
  const message = preAuthentication(envelope.payloadType, envelope.payload);
  const names = new Map(publicKeys.map((key) => [keyId(key), key]));
  return publicKeys.filter((key) =>
    envelope.signatures.some(({ keyid, sig }) => {
      // A name that belongs to another key is not tried with this one.
      if (names.has(keyid) && names.get(keyid) !== key) return false;
      if (sig.length !== sodium.crypto_sign_BYTES) return false;
      return sodium.crypto_sign_verify_detached(sig, message, key);
    }),
  );
}
