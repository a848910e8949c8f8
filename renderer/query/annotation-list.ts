/** Tags, notes, saved searches and how they came about, as views show them. */
import {
  type Annotation,
  type AnnotationState,
  type Note,
  subjectKey,
} from '../../shared/annotations/index.ts';
import type { AnnotationRow, CaseAnnotations, NoteRow, TagRow } from './api.ts';
import type { CaseIndex } from './case-index.ts';
import { filterOf } from './lasting-filter.ts';
import { readRow } from './rows.ts';
import { chatOfId, personOfId } from './subjects.ts';

/** Annotations that are told one by one, the newest first. */
const HISTORY = 500;

/** All of them, for the views. */
export function listAnnotations(index: CaseIndex): CaseAnnotations {
  const { annotated } = index;
  const { state, annotations, rowOf, rows } = annotated;
  const inCase = new Map<string, number>();
  for (const { tags } of rows.values()) for (const tag of tags) inCase.set(tag, (inCase.get(tag) ?? 0) + 1);
  const tags = [...state.tags.values()].map(({ id, name, colour, letters, messages }): TagRow => {
    const missing = [...messages.keys()].filter((key) => (rowOf.get(key) ?? null) === null).length;
    return { id, name, colour, letters, messages: inCase.get(id) ?? 0, missing };
  });
  return {
    revision: index.summary.revision,
    tags,
    notes: [...state.notes.values()].map((note) => noteRow(index, note)),
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

function noteRow(index: CaseIndex, { id, subject, text, written, changed }: Note): NoteRow {
  const row = subject.kind === 'message' ? (index.annotated.rowOf.get(subjectKey(subject)) ?? null) : null;
  return {
    id,
    subject,
    text,
    written,
    changed,
    message: row === null ? null : readRow(index, row, -1),
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
