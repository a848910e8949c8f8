/** What a report is told of a case: its messages under a filter, and who and what their ids stand for. */
import { subjectKey } from '../../shared/annotations/index.ts';
import type {
  NamedAccount,
  NamedChat,
  ReportedNote,
  ReportHead,
  ReportLine,
} from '../../shared/contract/reported.ts';
import { type AnnotatedCase, annotationsOf } from './annotated.ts';
import type { CaseIndex } from './case-index.ts';
import { type Matches, rowAt } from './filter.ts';
import type { OpenSegments } from './held-segment.ts';
import { openRows } from './opened-rows.ts';
import { readMessage, rowCorrection } from './rows.ts';
import { otherWitnesses } from './witnesses.ts';

/** The messages of a report, as they were when it began. */
export interface ReportedRows {
  readonly index: CaseIndex;
  readonly matches: Matches;
  readonly annotated: AnnotatedCase;
  readonly notes: ReadonlyMap<number, readonly ReportedNote[]>;
}

/** Head of a report of these matches: the lists have what their messages need, and no more. */
export function reportHead(index: CaseIndex, matches: Matches, all: number): ReportHead {
  const { columns, sources, chatOf, personOf, chats, people, exhibits } = index;
  const isChat = new Uint8Array(chats.length);
  const isPerson = new Uint8Array(people.length + 1);
  const isExhibit = new Uint8Array(exhibits.length);
  for (let i = 0; i < matches.count; i++) {
    const row = rowAt(matches, i);
    isChat[columns.chat[row]!] = 1;
    isPerson[columns.sender[row]!] = 1;
    isExhibit[columns.exhibit[row]!] = 1;
  }
  for (const { index: chat, members } of chats) {
    if (isChat[chat]) for (const member of members) isPerson[member] = 1;
  }
  const accounts: NamedAccount[] = [];
  const named: NamedChat[] = [];
  for (const [s, { lists }] of sources.entries()) {
    for (const [i, account] of lists.accounts.entries()) {
      const person = personOf[s]![i]!;
      if (!isPerson[person]) continue;
      const { name } = people[person]!;
      const names = [{ name, from: '' }, ...account.names.filter((seen) => seen.name !== name)];
      accounts.push({ ...account, names, person: String(person) });
    }
    for (const [i, chat] of lists.chats.entries()) {
      const own = chatOf[s]![i]!;
      if (isChat[own]) named.push({ ...chat, title: chats[own]!.title, key: String(own) });
    }
  }
  const wanted = new Set(exhibits.filter((_, i) => isExhibit[i]));
  const records = sources.map(({ record }) => record).filter(({ exhibit }) => wanted.has(exhibit));
  return { records, accounts, chats: named, all };
}

export const reportedRows = (index: CaseIndex, matches: Matches): ReportedRows => ({
  index,
  matches,
  annotated: index.annotated,
  notes: notesByRow(index.annotated),
});

/** Notes on messages, by row. */
function notesByRow({ state, rowOf }: AnnotatedCase): ReadonlyMap<number, readonly ReportedNote[]> {
  const notes = new Map<number, ReportedNote[]>();
  for (const { subject, text, written, changed } of state.notes.values()) {
    const row = subject.kind === 'message' ? (rowOf.get(subjectKey(subject)) ?? null) : null;
    if (row === null) continue;
    const { author, at } = changed ?? written;
    const own = notes.get(row) ?? [];
    notes.set(row, own);
    own.push({ text, author, at });
  }
  return notes;
}

/**
 * Lines of a report by position in it; tags and notes only where they are wanted.
 * @throws SegmentLost
 */
export async function reportLines(
  { index, matches, annotated, notes }: ReportedRows,
  start: number,
  end: number,
  withAnnotations: boolean,
  open: OpenSegments,
): Promise<ReportLine[]> {
  const { columns, witnesses, exhibits } = index;
  const rows = Array.from({ length: Math.max(0, Math.min(end, matches.count) - start) }, (_, i) =>
    rowAt(matches, start + i),
  );
  const opened = await openRows(columns, rows, open);
  return rows.map((row): ReportLine => {
    const when = columns.when[row]!;
    const correction = rowCorrection(index, row);
    const alsoIn = otherWitnesses(witnesses, columns.exhibit[row]!, row).map(
      (other) => exhibits[columns.exhibit[other]!]!,
    );
    const tags = annotationsOf(annotated, row).tags.flatMap((id) => annotated.state.tags.get(id)?.name ?? []);
    const own = notes.get(row) ?? [];
    return {
      message: readMessage(index, opened, row),
      when: Number.isNaN(when) ? null : when,
      ...(correction === null ? {} : { correction }),
      ...(alsoIn.length === 0 ? {} : { alsoIn }),
      ...(withAnnotations && tags.length > 0 ? { tags } : {}),
      ...(withAnnotations && own.length > 0 ? { notes: own } : {}),
    };
  });
}
