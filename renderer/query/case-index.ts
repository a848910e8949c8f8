/** Everything of an open case that does not depend on the filter. */
import { type ClockDecision, clockCorrections, type Decision } from '../../shared/people/index.ts';
import type { Zone } from '../../shared/time/zone.ts';
import { type AnnotatedCase, NOTHING_ANNOTATED } from './annotated.ts';
import type { CaseSummary, ChatRow, PersonRow } from './api.ts';
import { type ChatWriters, chatWriters } from './chat-writers.ts';
import { chatTitle, unifyChats } from './chats.ts';
import { buildColumns, type Columns } from './columns.ts';
import type { StoreDamage } from './feed.ts';
import type { Folds } from './folding.ts';
import type { LoadedSource } from './loaded.ts';
import { type Grouped, groupRows, lowerBound } from './order.ts';
import { unifyPeople } from './people.ts';
import { Placing } from './placing.ts';
import type { Witnesses } from './witnesses.ts';

export interface CaseIndex {
  /** One is replaced when its search structures are made. */
  sources: readonly LoadedSource[];
  /** References, in the order of `columns.exhibit`. */
  readonly exhibits: readonly string[];
  readonly chats: readonly ChatRow[];
  readonly people: readonly PersonRow[];
  /** For each source: what its lists' entries are in the case. */
  readonly chatOf: readonly Uint32Array[];
  readonly personOf: readonly Uint32Array[];
  readonly columns: Columns;
  readonly writers: ChatWriters;
  /** Rows of each chat. */
  readonly conversations: Grouped;
  /** Replaced when damage is met later. */
  summary: CaseSummary;
  /** Null while it is not known which messages stand on several exhibits. */
  witnesses: Witnesses | null;
  /** Which rows stand for others; null where none does, or that is not known yet. */
  folds: Folds | null;
  /** By exhibit. */
  readonly clocks: ReadonlyMap<string, ClockDecision>;
  /** Replaced whenever something is annotated. */
  annotated: AnnotatedCase;
}

/** Messages of sources without search structures. */
export const unindexedIn = (sources: readonly LoadedSource[]): number =>
  sources
    .filter(({ search }) => !search)
    .flatMap(({ segments }) => segments)
    .reduce((sum, { count }) => sum + count, 0);

/** @param loaded in the order in which they were stored. */
export function buildIndex(
  loaded: readonly LoadedSource[],
  zone: Zone,
  revision: number,
  damage: readonly StoreDamage[],
  decisions: readonly Decision[] = [],
): CaseIndex {
  // By exhibit first, so that the order on screen does not depend on which was imported first.
  const sources = loaded.toSorted((a, b) => (a.exhibit < b.exhibit ? -1 : a.exhibit > b.exhibit ? 1 : 0));
  const exhibits = [...new Set(sources.map(({ exhibit }) => exhibit))];
  const lists = sources.map((source) => ({ ...source.lists, reader: source.record.reader }));
  const unified = unifyPeople(lists, decisions);
  const { personOf } = unified;
  const { chats: drafts, chatOf } = unifyChats(lists, unified);
  const clocks = clockCorrections(decisions);
  const columns = buildColumns(
    sources.map(({ segments, exhibit }, i) => ({
      segments,
      exhibit: exhibits.indexOf(exhibit),
      chatOf: chatOf[i]!,
      personOf: personOf[i]!,
      ahead: clocks.get(exhibit)?.ahead ?? 0,
    })),
    unified.people.length,
    new Placing(zone),
  );
  const conversations = groupRows(columns.chat, drafts.length, null);
  const writers = chatWriters(columns, drafts.length);
  const written = new Uint32Array(unified.people.length + 1);
  for (const [cell, pair] of writers.cells.pair.entries()) {
    written[writers.person[pair]!]! += writers.cells.messages[cell]!;
  }
  const people = unified.people.map((person) => ({ ...person, messages: written[person.index]! }));

  const chats = drafts.map((draft): ChatRow => {
    const [start, end] = [conversations.starts[draft.index]!, conversations.starts[draft.index + 1]!];
    const members = new Set(draft.members);
    for (let pair = writers.starts[draft.index]!; pair < writers.starts[draft.index + 1]!; pair++) {
      if (writers.person[pair] !== people.length) members.add(writers.person[pair]!);
    }
    const { index, id, platform, exhibits: on, type } = draft;
    const sorted = [...members].sort((a, b) => a - b);
    const title = chatTitle(draft, sorted, (person) => people[person]!.name);
    const timed = lowerBound(conversations.rows.subarray(start, end), columns.timed);
    return {
      index,
      id,
      platform,
      exhibits: on,
      title,
      type,
      members: sorted,
      messages: end - start,
      from: timed === 0 ? null : columns.when[conversations.rows[start]!]!,
      to: timed === 0 ? null : columns.when[conversations.rows[start + timed - 1]!]!,
    };
  });

  return {
    sources,
    exhibits,
    chats,
    people,
    chatOf,
    personOf,
    columns,
    writers,
    conversations,
    witnesses: null,
    folds: null,
    clocks,
    annotated: NOTHING_ANNOTATED,
    summary: {
      revision,
      messages: columns.count,
      events: exhibits.length > 1 ? null : columns.count,
      untimed: columns.count - columns.timed,
      from: columns.timed > 0 ? columns.when[0]! : null,
      to: columns.timed > 0 ? columns.when[columns.timed - 1]! : null,
      timeBases: columns.timeBases,
      timeZone: zone.name,
      unindexed: unindexedIn(sources),
      exhibits: sources.map(({ record }) => record),
      chats,
      people,
      decisions,
      damage,
    },
  };
}
