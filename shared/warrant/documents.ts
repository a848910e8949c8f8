/**
 * The signed documents: what a warrant, an amendment, a revocation and a release say. Each is the
 * payload of a DSSE envelope; `version` goes up when a meaning changes, and a reader refuses versions
 * it does not know. Times are RFC 3339 with `Z`; hashes are SHA-256 in lower-case hex; keys are base64.
 */
import * as v from 'valibot';
import { MESSAGE_KINDS, PLATFORMS } from '../model/index.ts';

const MOST_LISTED = 10_000;

const line = (most: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(most));
const instant = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?Z$/, 'not an instant such as 2024-03-22T14:40:00Z'),
  v.check((text) => {
    // JavaScript takes 31 February for 2 March.
    const ms = Date.parse(text);
    return !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, 19) === text.slice(0, 19);
  }, 'not a day of the calendar'),
);
const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'not a SHA-256 in lower-case hex'));
const base64 = v.pipe(v.string(), v.base64(), v.maxLength(64 * 1024));
const id = line(128);
/** 32 bytes. */
const publicKey = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9+/]{43}=$/, 'not a public key of 32 bytes in base64'),
);

/**
 * An account that a document lists. Any one of the given fields that matches is enough: a number is
 * compared by its digits, an id as it stands, a name letter for letter (text exports know names only).
 */
const listedAccount = v.pipe(
  v.strictObject({
    platform: v.exactOptional(v.picklist(PLATFORMS)),
    phone: v.exactOptional(v.pipe(v.string(), v.regex(/^\+\d{5,20}$/, 'not a number such as +447700900123'))),
    id: v.exactOptional(line(300)),
    name: v.exactOptional(line(300)),
  }),
  v.check(({ phone, id: own, name }) => (phone ?? own ?? name) !== undefined, 'it names no account'),
);
export type ListedAccount = v.InferOutput<typeof listedAccount>;

/** What may be looked at. Absent lists and bounds mean "any"; all that is given must hold. */
const clause = v.strictObject({
  /** `any`, or messages written by these; see `context` for what others wrote to them. */
  accounts: v.union([
    v.literal('any'),
    v.pipe(v.array(listedAccount), v.minLength(1), v.maxLength(MOST_LISTED)),
  ]),
  context: v.strictObject({
    /** The other side of a direct conversation with a listed account. */
    counterpart: v.boolean(),
    /** All that was written in a group to which a listed account belongs. */
    wholeGroups: v.boolean(),
  }),
  /** Ids of chats, as the evidence has them. */
  chats: v.exactOptional(v.pipe(v.array(line(300)), v.minLength(1), v.maxLength(MOST_LISTED))),
  /** First instant, inclusive. */
  from: v.exactOptional(instant),
  /** Last instant, exclusive. */
  to: v.exactOptional(instant),
  /** Whether a message whose time may lie outside, or is not known, is kept. */
  uncertainTimes: v.picklist(['keep', 'leave-out']),
  kinds: v.exactOptional(v.pipe(v.array(v.picklist(MESSAGE_KINDS)), v.minLength(1))),
  platforms: v.exactOptional(v.pipe(v.array(v.picklist(PLATFORMS)), v.minLength(1))),
});
export type ScopeClause = v.InferOutput<typeof clause>;

export const PRIVILEGES = [
  'legal',
  'medical',
  'journalistic',
  'parliamentary',
  'spiritual',
  'other',
] as const;
export type Privilege = (typeof PRIVILEGES)[number];

const exhibit = v.strictObject({
  reference: line(200),
  /** Of the files of the exhibit that may be opened; absent while they are not known. */
  sha256: v.exactOptional(v.pipe(v.array(sha256), v.minLength(1), v.maxLength(1000))),
});

export const warrantSchema = v.pipe(
  v.strictObject({
    version: v.literal(1),
    kind: v.literal('warrant'),
    id,
    issuer: line(300),
    caseReference: line(200),
    issued: instant,
    notBefore: instant,
    /** Exclusive. */
    expiry: instant,
    exhibits: v.pipe(v.array(exhibit), v.minLength(1), v.maxLength(1000)),
    scope: clause,
    purposes: v.pipe(v.array(line(1000)), v.minLength(1), v.maxLength(100)),
    privileged: v.strictObject({
      accounts: v.pipe(
        v.array(v.strictObject({ account: listedAccount, privilege: v.picklist(PRIVILEGES) })),
        v.maxLength(MOST_LISTED),
      ),
      /** A message with one of these words waits for the reviewer, whoever wrote it. */
      words: v.pipe(v.array(line(200)), v.maxLength(1000)),
      /** X25519; to whom privileged material is sealed. */
      filterKey: v.exactOptional(publicKey),
    }),
    retention: v.strictObject({
      /** Days after expiry for which the case may still be looked at. */
      reviewDays: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(36_500)),
    }),
  }),
  v.check(({ notBefore, expiry }) => Date.parse(notBefore) < Date.parse(expiry), 'it ends before it begins'),
  v.check(
    ({ scope: { from, to } }) => from === undefined || to === undefined || Date.parse(from) < Date.parse(to),
    'its scope ends before it begins',
  ),
  v.check(
    ({ privileged: { accounts, words, filterKey } }) =>
      (accounts.length === 0 && words.length === 0) || filterKey !== undefined,
    'it names privileged material and no filter key to seal it to',
  ),
);
export type Warrant = v.InferOutput<typeof warrantSchema>;

/** Adds to a warrant: a further clause, a later expiry, further exhibits. It never takes away. */
export const amendmentSchema = v.pipe(
  v.strictObject({
    version: v.literal(1),
    kind: v.literal('amendment'),
    id,
    issuer: line(300),
    issued: instant,
    /** SHA-256 of the warrant's payload. */
    warrant: sha256,
    scope: v.exactOptional(clause),
    expiry: v.exactOptional(instant),
    exhibits: v.exactOptional(v.pipe(v.array(exhibit), v.minLength(1), v.maxLength(1000))),
  }),
  v.check(
    ({ scope, expiry, exhibits }) => scope !== undefined || expiry !== undefined || exhibits !== undefined,
    'it changes nothing',
  ),
);
export type Amendment = v.InferOutput<typeof amendmentSchema>;

/** Ends a warrant, or withdraws one release, before its time. */
export const revocationSchema = v.strictObject({
  version: v.literal(1),
  kind: v.literal('revocation'),
  id,
  issuer: line(300),
  issued: instant,
  /** SHA-256 of the payload of the document that ends. */
  document: sha256,
  reason: line(1000),
});
export type Revocation = v.InferOutput<typeof revocationSchema>;

export const KEY_KINDS = [
  'whatsapp-crypt15-root',
  'whatsapp-key-file',
  'ios-backup-password',
  'sealed-export',
] as const;
export type KeyKind = (typeof KEY_KINDS)[number];

/**
 * A key for one exhibit, for one workstation, under one warrant. `sealed` is a sealed box
 * (crypto_box_seal) to the workstation, of the key itself or of one share of it.
 */
export const releaseSchema = v.strictObject({
  version: v.literal(1),
  kind: v.literal('release'),
  id,
  issuer: line(300),
  issued: instant,
  /** SHA-256 of the warrant's payload. */
  warrant: sha256,
  exhibit: v.strictObject({ reference: line(200), sha256 }),
  keyKind: v.picklist(KEY_KINDS),
  /** X25519 public key of the workstation. */
  recipient: publicKey,
  sealed: base64,
  /** Set where `sealed` holds a share: `threshold` shares of the set open the key. */
  share: v.exactOptional(
    v.strictObject({
      set: line(128),
      threshold: v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(255)),
      /** SHA-256 of the key, by which the joined shares are known to be right. */
      keySha256: sha256,
    }),
  ),
});
export type Release = v.InferOutput<typeof releaseSchema>;

export type SignedDocument = Warrant | Amendment | Revocation | Release;
export type DocumentKind = SignedDocument['kind'];

/** DSSE `payloadType` of each document. */
export const PAYLOAD_TYPES: Readonly<Record<DocumentKind, string>> = {
  warrant: 'application/vnd.threadline.warrant.v1+json',
  amendment: 'application/vnd.threadline.amendment.v1+json',
  revocation: 'application/vnd.threadline.revocation.v1+json',
  release: 'application/vnd.threadline.release.v1+json',
};

export const ROLES = ['minister', 'judicial-commissioner', 'escrow-agent', 'reviewer'] as const;
export type Role = (typeof ROLES)[number];

const threshold = v.pipe(
  v.array(
    v.strictObject({
      role: v.picklist(ROLES),
      signers: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(255)),
    }),
  ),
  v.minLength(1),
);
/** Roles that must sign, and how many different signers of each. */
export type Threshold = v.InferOutput<typeof threshold>;

const DOUBLE_LOCK: Threshold = [
  { role: 'minister', signers: 1 },
  { role: 'judicial-commissioner', signers: 1 },
];

/** Who may sign what; pinned by the installation or given with the evidence. */
export const trustPolicySchema = v.strictObject({
  version: v.literal(1),
  kind: v.literal('trust-policy'),
  name: line(300),
  keys: v.pipe(
    v.array(
      v.strictObject({
        holder: line(300),
        roles: v.pipe(v.array(v.picklist(ROLES)), v.minLength(1)),
        /** Ed25519. */
        publicKey,
        notBefore: instant,
        /** Exclusive. */
        notAfter: instant,
      }),
    ),
    v.minLength(1),
    v.maxLength(256),
  ),
  thresholds: v.strictObject({
    warrant: v.optional(threshold, DOUBLE_LOCK),
    amendment: v.optional(threshold, DOUBLE_LOCK),
    /** Either half of the double lock may end a warrant. */
    revocation: v.optional(v.array(v.picklist(ROLES)), ['minister', 'judicial-commissioner']),
    release: v.optional(threshold, [{ role: 'escrow-agent', signers: 1 }]),
  }),
});
export type TrustPolicy = v.InferOutput<typeof trustPolicySchema>;
