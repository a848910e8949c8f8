/** Tags, notes, saved searches and how they came about, as views show them. */
import {
  type Annotation,
  type AnnotationState,
  type Note,
  subjectKey,
} from '../../shared/annotations/index.ts';
import type { AnnotationRow, CaseAnnotations, NoteRow, Row, TagRow } from './api.ts';
import type { CaseIndex } from './case-index.ts';
import type { OpenSegments } from './held-segment.ts';
import { filterOf } from './lasting-filter.ts';
import { openRows } from './opened-rows.ts';
import { readRow } from './rows.ts';
import { chatOfId, personOfId } from './subjects.ts';

/** Annotations that are told one by one, the newest first. */
const HISTORY = 500;

/** All of them, for the views. @throws SegmentLost */
export async function listAnnotations(index: CaseIndex, open: OpenSegments): Promise<CaseAnnotations> {
  const { annotated } = index;
  const { state, annotations, rowOf, rows } = annotated;
  const notes = [...state.notes.values()].map((note) => ({ note, row: rowOfNote(index, note) }));
  const shown = notes.flatMap(({ row }) => row ?? []);
  const opened = await openRows(index.columns, shown, open);
  const inCase = new Map<string, number>();
  for (const { tags } of rows.values()) for (const tag of tags) inCase.set(tag, (inCase.get(tag) ?? 0) + 1);
  const tags = [...state.tags.values()].map(({ id, name, colour, letters, messages }): TagRow => {
    const missing = [...messages.keys()].filter((key) => (rowOf.get(key) ?? null) === null).length;
    return { id, name, colour, letters, messages: inCase.get(id) ?? 0, missing };
  });
  return {
    revision: index.summary.revision,
    tags,
    notes: notes.map(({ note, row }) =>
      noteRow(index, note, row === null ? null : readRow(index, opened, row, -1)),
    ),
    searches: [...state.searches.values()].map(({ id, name, filter, saved }) => ({
      id,
      name,
      saved,
      ...filterOf(index, filter),
    })),
    history: annotations
      .slice(-HISTORY)
      .toReversed()
      .map((one) => told(one, state)),
    earlier: Math.max(0, annotations.length - HISTORY),
  };
}

const rowOfNote = ({ annotated }: CaseIndex, { subject }: Note): number | null =>
  subject.kind === 'message' ? (annotated.rowOf.get(subjectKey(subject)) ?? null) : null;

function noteRow(
  index: CaseIndex,
  { id, subject, text, written, changed }: Note,
  message: Row | null,
): NoteRow {
  return {
    id,
    subject,
    text,
    written,
    changed,
    message,
    chat: subject.kind === 'chat' ? chatOfId(index, subject) : null,
    person: subject.kind === 'person' ? personOfId(index, subject) : null,
  };
}

function told(one: Annotation, { undone }: AnnotationState): AnnotationRow {
  const messages = one.kind === 'tagged' || one.kind === 'untagged' ? one.messages.length : 0;
  const { id, at, author, reason, kind } = one;
  return {
    id,
    at,
    author,
    reason,
    kind,
    messages,
    ...('tag' in one ? { tag: one.tag } : {}),
    ...('name' in one ? { name: one.name } : {}),
    ...('annotation' in one ? { of: one.annotation } : {}),
    undone: undone.has(id),
  };
}
