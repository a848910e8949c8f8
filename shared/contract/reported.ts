/** What the page tells the main process of a case's messages for a report: a head, then lines, both JSON. */
import type { Account, Chat, IntakeRecord, Message } from '../model/index.ts';

/** An account; `person` where it is known whose it is, alike for all of one person's. */
export type NamedAccount = Account & { readonly person?: string };
/** A chat; `key` where it is known which chats of several exhibits are one, alike for these. */
export type NamedChat = Chat & { readonly key?: string };

export interface ReportHead {
  /** Of the exhibits that have messages in the report. */
  readonly records: readonly IntakeRecord[];
  readonly accounts: readonly NamedAccount[];
  readonly chats: readonly NamedChat[];
  /** Messages of the case, each once. */
  readonly all: number;
}

export interface ReportedNote {
  readonly text: string;
  readonly author: string;
  /** RFC 3339 UTC. */
  readonly at: string;
}

/** What a case knows of a message beside what was read. */
export interface Beside {
  /** How far its exhibit's clock is corrected, ms that it is ahead, and what the correction is called. */
  readonly correction?: { readonly ahead: number; readonly name: string };
  /** Other exhibits that hold the same message. */
  readonly alsoIn?: readonly string[];
  /** Names of its tags. */
  readonly tags?: readonly string[];
  readonly notes?: readonly ReportedNote[];
}

export interface ReportLine extends Beside {
  readonly message: Message;
  /** Where it stands on the case's time line, ms since 1970 UTC; null without a time. */
  readonly when: number | null;
}
