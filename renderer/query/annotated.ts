/** What has tags and notes, by row of the open case. */
import {
  type Annotation,
  type AnnotationState,
  annotationState,
  type MessageSubject,
  subjectKey,
} from '../../shared/annotations/index.ts';
import type { Filter, RowAnnotations } from './api.ts';
import type { CaseIndex } from './case-index.ts';
import type { OpenSegments } from './held-segment.ts';
import { rowsOfSubjects } from './subjects.ts';

export interface AnnotatedCase {
  readonly state: AnnotationState;
  readonly annotations: readonly Annotation[];
  /** Ids of the tags, in the order in which they were made. */
  readonly tags: readonly string[];
  readonly rows: ReadonlyMap<number, RowAnnotations>;
  /** 1 for each row that has a tag; null where none has. */
  readonly tagged: Uint8Array | null;
  /** By subject key: rows of messages that have a tag or a note, null where the case does not have one. */
  readonly rowOf: ReadonlyMap<string, number | null>;
}

export const NOTHING_ANNOTATED: AnnotatedCase = annotatedAt([], new Map(), 0);

const NONE: RowAnnotations = { tags: [], notes: 0 };

/** @throws SegmentLost */
export async function annotatedCase(
  index: CaseIndex,
  annotations: readonly Annotation[],
  open: OpenSegments,
): Promise<AnnotatedCase> {
  const subjects = subjectsIn(annotationState(annotations));
  // What was found for the annotations before stays true as long as the case is the same.
  const rowOf = new Map(index.annotated.rowOf);
  const asked = [...subjects].filter(([key]) => !rowOf.has(key));
  const found = await rowsOfSubjects(
    index,
    asked.map(([, subject]) => subject),
    open,
  );
  for (const [i, [key]] of asked.entries()) rowOf.set(key, found[i] ?? null);
  return annotatedAt(annotations, rowOf, index.columns.count);
}

/** Messages that have a tag or a note, by subject key. */
function subjectsIn(state: AnnotationState): Map<string, MessageSubject> {
  const subjects = new Map<string, MessageSubject>();
  for (const { messages } of state.tags.values()) {
    for (const [key, { subject }] of messages) subjects.set(key, subject);
  }
  for (const { subject } of state.notes.values()) {
    if (subject.kind === 'message') subjects.set(subjectKey(subject), subject);
  }
  return subjects;
}

/** @param rowOf of each message that has a tag or a note. @param count of the case's messages. */
function annotatedAt(
  annotations: readonly Annotation[],
  rowOf: ReadonlyMap<string, number | null>,
  count: number,
): AnnotatedCase {
  const state = annotationState(annotations);
  const rows = new Map<number, { tags: string[]; notes: number }>();
  const own = (key: string) => {
    const row = rowOf.get(key) ?? null;
    if (row === null) return null;
    const known = rows.get(row) ?? { tags: [], notes: 0 };
    rows.set(row, known);
    return known;
  };
  for (const [tag, { messages }] of state.tags) {
    for (const key of messages.keys()) {
      const known = own(key);
      // An exhibit that was counted anew may name one message in two ways.
      if (known !== null && !known.tags.includes(tag)) known.tags.push(tag);
    }
  }
  for (const { subject } of state.notes.values()) {
    const known = subject.kind === 'message' ? own(subjectKey(subject)) : null;
    if (known !== null) known.notes++;
  }
  const isTagged = [...rows].flatMap(([row, { tags }]) => (tags.length > 0 ? [row] : []));
  const tagged = isTagged.length > 0 ? new Uint8Array(count) : null;
  for (const row of isTagged) tagged![row] = 1;
  return { state, annotations, tags: [...state.tags.keys()], rows, tagged, rowOf };
}

export function annotationsOf({ rows }: AnnotatedCase, row: number): RowAnnotations {
  return rows.get(row) ?? NONE;
}

/** 1 for each row that a filter's tags and notes let pass; null where it asks for neither. */
export function annotatedRows(
  { rows }: AnnotatedCase,
  { tags, noted }: Pick<Filter, 'tags' | 'noted'>,
  count: number,
): Uint8Array | null {
  if (tags === undefined && noted === undefined) return null;
  const passing = new Uint8Array(count);
  for (const [row, own] of rows) {
    const isTagged = tags === undefined || own.tags.some((tag) => tags.includes(tag));
    if (isTagged && (noted === undefined || own.notes > 0)) passing[row] = 1;
  }
  return passing;
}

/** The names under which rows have a tag already. */
export function taggedAs(
  { state, rowOf }: AnnotatedCase,
  tag: string,
  rows: readonly number[],
): MessageSubject[] {
  const wanted = new Set(rows);
  return [...(state.tags.get(tag)?.messages ?? [])].flatMap(([key, { subject }]) =>
    wanted.has(rowOf.get(key) ?? -1) ? [subject] : [],
  );
}
