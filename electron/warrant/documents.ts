/** Signed documents as they come in files: signatures first, then what they say. */
import * as v from 'valibot';
import { Refusal } from '../../shared/model/index.ts';
import {
  amendmentSchema,
  type DocumentKind,
  PAYLOAD_TYPES,
  releaseSchema,
  revocationSchema,
  type SignedDocument,
  type TrustPolicy,
  warrantSchema,
} from '../../shared/warrant/documents.ts';
import { type Envelope, parseEnvelope } from '../keys/envelope.ts';
import { sha256Hex } from '../keys/sha256.ts';
import { issueText, missingRole, ROLE_WORDS, type Signer, thresholdOf, trustedSigners } from './trust.ts';

/** A document's file. */
export interface DocumentFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const SCHEMAS = {
  warrant: warrantSchema,
  amendment: amendmentSchema,
  revocation: revocationSchema,
  release: releaseSchema,
} as const;

type DocumentOf<Kind extends DocumentKind> = Extract<SignedDocument, { kind: Kind }>;

/** A document whose signatures may or may not be enough. */
export interface ReadDocument<Kind extends DocumentKind = DocumentKind> {
  readonly file: string;
  readonly document: DocumentOf<Kind>;
  /** SHA-256 of the payload, hex: what other documents call it by. */
  readonly digest: string;
  readonly envelope: Envelope;
}

export interface VerifiedDocument<Kind extends DocumentKind = DocumentKind> extends ReadDocument<Kind> {
  readonly signers: readonly Signer[];
}

/** What kind of document a file claims to be. @throws Refusal `unsupported`. */
export function kindOf(envelope: Envelope, file: string): DocumentKind {
  const found = Object.entries(PAYLOAD_TYPES).find(([, type]) => type === envelope.payloadType);
  if (!found) throw new Refusal('unsupported', file, `it is a document of an unknown type`);
  return found[0] as DocumentKind;
}

/**
 * Parses a document without checking who signed it: for showing a draft, and for signing it.
 * @throws Refusal `unsupported` when it is not a document of this kind, or says what it may not.
 */
export function readDocument<Kind extends DocumentKind>(
  { name, bytes }: DocumentFile,
  kind: Kind,
): ReadDocument<Kind> {
  const envelope = parseEnvelope(bytes, name);
  if (kindOf(envelope, name) !== kind) {
    throw new Refusal('unsupported', name, `it is not ${ARTICLES[kind]} ${kind}`);
  }
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(envelope.payload));
  } catch {
    throw new Refusal('unsupported', name, `what was signed is not ${ARTICLES[kind]} ${kind}`);
  }
  const parsed = v.safeParse(SCHEMAS[kind] as unknown as v.GenericSchema<unknown, DocumentOf<Kind>>, json);
  if (!parsed.success) {
    throw new Refusal(
      'unsupported',
      name,
      `what was signed is not ${ARTICLES[kind]} ${kind} (${issueText(parsed.issues)})`,
    );
  }
  return { file: name, document: parsed.output, digest: sha256Hex(envelope.payload), envelope };
}

const ARTICLES: Readonly<Record<DocumentKind, string>> = {
  warrant: 'a',
  amendment: 'an',
  revocation: 'a',
  release: 'a',
};

/**
 * Reads a document and checks its signatures against the policy.
 * @throws Refusal `untrusted` when it lacks a signature that it needs; as `readDocument` does.
 */
export function verifyDocument<Kind extends DocumentKind>(
  file: DocumentFile,
  kind: Kind,
  policy: TrustPolicy,
): VerifiedDocument<Kind> {
  const read = readDocument(file, kind);
  const signers = trustedSigners(read.envelope, read.document.issued, policy);
  const document: SignedDocument = read.document;
  if (document.kind === 'revocation') {
    const roles = policy.thresholds.revocation;
    if (!signers.some((signer) => signer.roles.some((role) => roles.includes(role)))) {
      throw new Refusal('untrusted', file.name, 'it lacks the signature of one who may revoke');
    }
  } else {
    const missing = missingRole(thresholdOf(document.kind, policy), signers);
    if (missing !== null) {
      throw new Refusal(
        'untrusted',
        file.name,
        `it lacks the valid signature of ${ROLE_WORDS[missing]} (${signersText(read.envelope, signers)})`,
      );
    }
  }
  return { ...read, signers };
}

function signersText({ signatures }: Envelope, signers: readonly Signer[]): string {
  if (signatures.length === 0) return 'it is not signed at all';
  const names = signers.map(({ holder }) => holder).join(', ');
  return names === ''
    ? 'no signature on it is of a trusted key that was valid when it was issued'
    : `signed by ${names}`;
}

/**
 * A document's digest, by which others name it; of a kind where one is asked for.
 * @throws Refusal `unsupported`.
 */
export function digestOfFile({ name, bytes }: DocumentFile, kind?: DocumentKind): string {
  const envelope = parseEnvelope(bytes, name);
  return readDocument({ name, bytes }, kind ?? kindOf(envelope, name)).digest;
}
