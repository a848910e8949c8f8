/**
 * What the window and the main process tell each other of warrants, identities, the log, the quarantine
 * and bundles. The calls themselves stand in `index.ts`.
 */
import type { Message } from '../model/index.ts';
import type { Amendment, Privilege, Release, Revocation, Role, Warrant } from '../warrant/documents.ts';

export const GROUNDS = ['consent', 'own-data', 'other'] as const;

/** What a case stands on. Chosen when it is made; never changed after, but for documents that are added. */
export type CaseBasis = { readonly kind: 'warrant'; readonly warrant: WarrantStatus } | WithoutWarrant;

export interface WithoutWarrant {
  readonly kind: 'without-warrant';
  readonly ground: (typeof GROUNDS)[number];
  /** Who consented, or why no warrant is needed: in the words of who made the case. */
  readonly text: string;
}

/** `review`: expired, and may be looked at still; `ended`: not even that. */
export const WARRANT_STATES = ['not-yet', 'in-force', 'review', 'ended', 'revoked'] as const;
export type WarrantState = (typeof WARRANT_STATES)[number];

/** One of the trust policy's keys that signed a document. */
export interface Signature {
  readonly holder: string;
  readonly roles: readonly Role[];
  /** SHA-256 of the public key, hex. */
  readonly keyId: string;
}

/** A signed document, with who signed it. `digest` is the SHA-256 of what was signed, hex. */
interface Signed<Document> {
  readonly digest: string;
  readonly document: Document;
  readonly signers: readonly Signature[];
}

export interface WarrantStatus {
  readonly state: WarrantState;
  /** SHA-256 of what was signed, hex. */
  readonly digest: string;
  readonly warrant: Warrant;
  /** By the time of issue. */
  readonly amendments: readonly Signed<Amendment>[];
  readonly revocations: readonly Signed<Revocation>[];
  readonly releases: readonly (Signed<Omit<Release, 'sealed'>> & {
    /** Why no key can be had by it, in one line. */
    readonly problem?: string;
    /** Whether it is sealed to this workstation's identity. */
    readonly forThisWorkstation: boolean;
  })[];
  readonly signers: readonly Signature[];
  /** Name of the trust policy. */
  readonly policy: string;
  /** ms since 1970 UTC, of the warrant and the latest amendment; `expiry` and `reviewUntil` are exclusive. */
  readonly notBefore: number;
  readonly expiry: number;
  readonly reviewUntil: number;
}

/**
 * `full`: takes evidence. `review`: may be looked at; takes nothing, and exports nothing but the log and
 * checkpoints. `closed`: only the log; no case port is offered, so there is no store to open.
 */
export const ACCESSES = ['full', 'review', 'closed'] as const;
export type Access = (typeof ACCESSES)[number];

/** The workstation's identity. What is public of it stands in its card, which is given to the authority. */
export interface IdentityState {
  readonly name: string;
  readonly card: {
    readonly version: 1;
    readonly kind: 'identity-card';
    readonly name: string;
    /** Ed25519 and X25519, base64. */
    readonly signing: string;
    readonly box: string;
  };
  readonly unlocked: boolean;
}

/** What was done; the custody log's vocabulary. */
export const ACTIONS = [
  'case-created',
  'case-opened',
  'case-closed',
  'passphrase-refused',
  'access-changed',
  'warrant-verified',
  'document-added',
  'document-refused',
  'identity-unlocked',
  'key-released',
  'evidence-hashed',
  'messages-withheld',
  'exhibit-imported',
  'import-refused',
  'import-failed',
  'import-cancelled',
  'import-interrupted',
  'quarantine-opened',
  'quarantine-viewed',
  'quarantine-decided',
  'quarantine-closed',
  'message-released',
  'message-tagged',
  'note-written',
  'filter-saved',
  'person-decided',
  'clock-corrected',
  'list-added',
  'list-removed',
  'listed-file-shown',
  'output-written',
  'report-written',
  'file-saved',
  'added-gathered',
  'bundle-saved',
  'case-received',
  'added-received',
  'checkpoint-signed',
  'entry-proved',
  'case-destroyed',
  'log-repaired',
] as const;
export type Action = (typeof ACTIONS)[number];

/** An entry of the custody log, opened. */
export interface CustodyEntry {
  readonly seq: number;
  /** RFC 3339 UTC, ms. */
  readonly time: string;
  readonly actor: string;
  readonly action: Action;
  readonly subjects: readonly Readonly<Record<string, string | number | boolean>>[];
  readonly counts?: Readonly<Record<string, number>>;
  /** Written while the case was closed, when nobody had its key: anyone who can write there could have. */
  readonly whileClosed?: true;
}

export interface CustodyVerified {
  /** Entries that are whole and in the chain, up to the first break. */
  readonly entries: number;
  /** SHA-256 of the last good line, and Merkle root over all of them, hex. */
  readonly head: string;
  readonly root: string;
  /** The first broken line, from 1; absent when the log is whole. */
  readonly broken?: { readonly line: number; readonly reason: string };
  /** Those kept with the case. */
  readonly checkpoints: readonly {
    readonly file: string;
    readonly entries: number;
    /** RFC 3339 UTC. */
    readonly time: string;
    readonly signer: string;
    readonly holds: boolean;
    readonly reason?: string;
  }[];
}

/** Withheld messages of an exhibit, as they are known without the filter key. */
export interface QuarantineGroup {
  readonly exhibit: string;
  readonly privilege: Privilege | 'words';
  readonly messages: number;
  /** How many of them a reviewer has decided on. */
  readonly decided: number;
}

export const WITHHELD_STATES = ['withheld', 'released', 'kept-withheld'] as const;
export type WithheldState = (typeof WITHHELD_STATES)[number];

/** A withheld message, opened by the reviewer. */
export interface QuarantineItem {
  /** Names it in calls; as the message's id. */
  readonly item: string;
  readonly exhibit: string;
  readonly privilege: Privilege | 'words';
  readonly state: WithheldState;
  readonly message: Message;
  /** As the evidence names the chat, else made of its members' names. */
  readonly chatTitle: string;
  /** First name seen of each account that the message or its chat names, by the account's id. */
  readonly names: Readonly<Record<string, string>>;
}

/** What a bundle is, as far as it can be told without its key. */
export interface BundleFacts {
  readonly file: string;
  readonly bytes: number;
  /** Of the file, hex. */
  readonly sha256: string;
  /** How it opens. */
  readonly recipient: 'passphrase' | 'identity';
  /** Whether this workstation's identity is the recipient; false where it opens with a passphrase. */
  readonly forThisWorkstation: boolean;
}
