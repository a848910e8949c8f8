import type { Platform } from './message.ts';

export const CHAT_TYPES = ['direct', 'group', 'broadcast', 'channel', 'status', 'blog'] as const;
export type ChatType = (typeof CHAT_TYPES)[number];

/** One line of `chats.jsonl`. */
export interface Chat {
  readonly id: string;
  readonly exhibit: string;
  readonly platform: Platform;
  readonly title?: string;
  readonly type: ChatType;
  /** Account ids, sorted by code unit. */
  readonly members: readonly string[];
}

/** A name that the evidence gives to an account, and where it stands, e.g. `wa.db wa_contacts.display_name`. */
export interface SeenName {
  readonly name: string;
  readonly from: string;
}

/** One line of `accounts.jsonl`. */
export interface Account {
  readonly id: string;
  readonly exhibit: string;
  readonly platform: Platform;
  /** E.164 with `+`, where the platform's id is a number. */
  readonly phone?: string;
  readonly handle?: string;
  readonly names: readonly SeenName[];
  readonly isOwner?: true;
}

export type DateOrder = 'dmy' | 'mdy' | 'ymd';

/** What became of every message or row that a reader met. read = kept + out of scope + privileged + skipped. */
export interface IntakeCounts {
  readonly read: number;
  readonly kept: number;
  readonly outOfScope: Readonly<Record<string, number>>;
  readonly privileged: number;
  readonly skipped: Readonly<Record<string, number>>;
  /** Kept messages of kind `unknown`, by code, e.g. `{"message.message_type 117": 3}`. */
  readonly unknownCodes: Readonly<Record<string, number>>;
}

/** A place in the evidence that could not be read as it should, with what was done about it. */
export interface Damage {
  readonly file: string;
  readonly where?: string;
  readonly reason: string;
}

export interface EvidenceFileRecord {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** A warrant, with the amendments that were in force, by the SHA-256 of what was signed. */
export interface WarrantReference {
  readonly id: string;
  readonly sha256: string;
  readonly amendments: readonly { readonly id: string; readonly sha256: string }[];
}

/** `intake.json`: an array of these, one an exhibit source. */
export interface IntakeRecord {
  readonly exhibit: string;
  /** The file or folder given; a folder lists its files in `files`. */
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly files: readonly EvidenceFileRecord[];
  /** Outside in, e.g. `["whatsapp-crypt15","zlib","sqlite"]`. */
  readonly container: readonly string[];
  readonly reader: string;
  readonly readerVersion: number;
  readonly platform: Platform;
  readonly counts: IntakeCounts;
  readonly warnings: readonly string[];
  readonly damage: readonly Damage[];
  /** Under which warrant it was read; absent where none was given. */
  readonly warrant?: WarrantReference;
  /** On what it was read without a warrant, in the words that were given; absent where none were. */
  readonly legalBasis?: string;
  readonly dateOrder?: DateOrder | 'ambiguous';
  readonly timeZone?: string;
  readonly firstAt?: string;
  readonly lastAt?: string;
  readonly started: string;
  readonly ended: string;
  readonly software: string;
}
