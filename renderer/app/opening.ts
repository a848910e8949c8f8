/** What is known of a case while its messages are being opened. */
import type { CaseContents } from '../case-store/protocol.ts';
import type { CaseSummary } from '../query/api.ts';

/** Segments opened of all. */
export interface OpeningProgress {
  readonly done: number;
  readonly all: number;
}

export const openingWords = ({ done, all }: OpeningProgress): string => `segment ${done} of ${all}`;

/** Below every revision of an open case: chats, people, times and damage are not known yet. */
export const OPENING_REVISION = 0;

/** Stands for the summary until there is one. */
export function summaryBefore({ messages, exhibits }: CaseContents, timeZone: string): CaseSummary {
  return {
    revision: OPENING_REVISION,
    messages,
    events: null,
    untimed: 0,
    from: null,
    to: null,
    timeBases: [],
    timeZone,
    unindexed: 0,
    exhibits: exhibits.toSorted((a, b) => (a.exhibit < b.exhibit ? -1 : a.exhibit > b.exhibit ? 1 : 0)),
    chats: [],
    people: [],
    decisions: [],
    damage: [],
  };
}
