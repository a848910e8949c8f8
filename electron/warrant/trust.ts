/** Who may sign what: the trust policy, and whether a document's signatures meet it. */
import * as v from 'valibot';
import type { Signature } from '../../shared/contract/index.ts';
import { Refusal } from '../../shared/model/index.ts';
import {
  type DocumentKind,
  type Role,
  type Threshold,
  type TrustPolicy,
  trustPolicySchema,
} from '../../shared/warrant/documents.ts';
import { type Envelope, keyId, signersOf } from '../keys/envelope.ts';

export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  minister: 'a minister',
  'judicial-commissioner': 'a judicial commissioner',
  'escrow-agent': 'an escrow agent',
  reviewer: 'a reviewer',
};

/** The first thing that is wrong with a document, with its place. */
export function issueText(issues: readonly v.BaseIssue<unknown>[]): string {
  const [issue] = issues;
  const place = issue?.path?.map(({ key }) => String(key)).join('.') ?? '';
  const message = issue?.message ?? 'not as it should be';
  return place === '' ? message : `${place}: ${message}`;
}

/** @throws Refusal `unsupported` when it is not a trust policy of a known version, or lists a key twice. */
export function parseTrust(bytes: Uint8Array, file: string): TrustPolicy {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new Refusal('unsupported', file, 'it is not a trust policy');
  }
  const parsed = v.safeParse(trustPolicySchema, json);
  if (!parsed.success) {
    throw new Refusal('unsupported', file, `it is not a trust policy (${issueText(parsed.issues)})`);
  }
  const keys = parsed.output.keys.map(({ publicKey }) => publicKey);
  if (new Set(keys).size < keys.length) {
    throw new Refusal('unsupported', file, 'it lists a key twice, which could then count as two signers');
  }
  return parsed.output;
}

const base64 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));

/** One of the policy's keys that signed a document. */
export type Signer = Signature;

/** Signers of the policy whose keys were valid when the document was issued. */
export function trustedSigners(envelope: Envelope, issued: string, policy: TrustPolicy): Signer[] {
  const at = Date.parse(issued);
  const keys = policy.keys.map((key) => ({ ...key, bytes: base64(key.publicKey) }));
  const signed = new Set(
    signersOf(
      envelope,
      keys.map(({ bytes }) => bytes),
    ),
  );
  return keys
    .filter(({ bytes, notBefore, notAfter }) => {
      return signed.has(bytes) && Date.parse(notBefore) <= at && at < Date.parse(notAfter);
    })
    .map(({ holder, roles, bytes }) => ({ holder, roles, keyId: keyId(bytes) }));
}

/**
 * The role that is missing for a threshold, or null when it is met. Each signer counts for one role: a
 * key with two roles is still one person (augmenting paths, as in bipartite matching).
 */
export function missingRole(threshold: Threshold, signers: readonly Signer[]): Role | null {
  const places = threshold.flatMap(({ role, signers: count }) => Array.from({ length: count }, () => role));
  const taken = new Map<Signer, number>();
  const seat = (place: number, tried: Set<Signer>): boolean => {
    for (const signer of signers) {
      if (tried.has(signer) || !signer.roles.includes(places[place]!)) continue;
      tried.add(signer);
      const other = taken.get(signer);
      if (other !== undefined && !seat(other, tried)) continue;
      taken.set(signer, place);
      return true;
    }
    return false;
  };
  for (const [place, role] of places.entries()) if (!seat(place, new Set())) return role;
  return null;
}

/** What a kind of document needs. A revocation needs any one signer of the roles that may revoke. */
export function thresholdOf(kind: Exclude<DocumentKind, 'revocation'>, policy: TrustPolicy): Threshold {
  return policy.thresholds[kind];
}
