/** What all annotations together come to: the tags, what has them, the notes and the saved searches. */
import type { Annotated, Annotation, LastingFilter, MessageSubject, Subject, TagLook } from './annotation.ts';

/** One text for each subject. */
export function subjectKey(subject: Subject): string {
  switch (subject.kind) {
    case 'message': {
      const { exhibit, id, source } = subject;
      const { file, table, row, line, byte, key } = source;
      return JSON.stringify(['message', exhibit, id, file, table, row, line, byte, key]);
    }
    case 'file':
      return JSON.stringify(['file', subject.sha256]);
    default:
      return JSON.stringify([subject.kind, subject.exhibit, subject.platform, subject.id]);
  }
}

export interface Tag extends TagLook {
  readonly id: string;
  /** By subject key, in the order in which they were tagged. */
  readonly messages: ReadonlyMap<string, Tagging>;
}

/** A message that has a tag, and by which annotation. */
export interface Tagging {
  readonly subject: MessageSubject;
  readonly by: Annotated;
}

export interface Note {
  readonly id: string;
  readonly subject: Subject;
  readonly text: string;
  /** When it was first written, and by whom. */
  readonly written: Annotated;
  /** The last time its text was changed; null when it never was. */
  readonly changed: Annotated | null;
}

export interface SavedSearch {
  readonly id: string;
  readonly name: string;
  readonly filter: LastingFilter;
  readonly saved: Annotated;
}

/** All in the order in which they were made. */
export interface AnnotationState {
  readonly tags: ReadonlyMap<string, Tag>;
  readonly notes: ReadonlyMap<string, Note>;
  readonly searches: ReadonlyMap<string, SavedSearch>;
  /** Ids of annotations that were undone. */
  readonly undone: ReadonlySet<string>;
}

interface DraftTag extends TagLook {
  readonly id: string;
  readonly messages: Map<string, Tagging>;
}

/**
 * Those that hold, in turn. What names a tag, note or search that is not there changes nothing; a message that
 * has a tag already keeps the annotation by which it got it.
 */
export function annotationState(annotations: readonly Annotation[]): AnnotationState {
  const undone = undoneIn(annotations);
  const tags = new Map<string, DraftTag>();
  const notes = new Map<string, Note>();
  const searches = new Map<string, SavedSearch>();
  for (const one of annotations) {
    if (undone.has(one.id)) continue;
    const { id, at, author, reason } = one;
    const by: Annotated = { id, at, author, reason };
    switch (one.kind) {
      case 'tag-made':
      case 'tag-changed': {
        const { tag, name, colour, letters } = one;
        const known = tags.get(tag);
        if ((known === undefined) === (one.kind === 'tag-made')) {
          tags.set(tag, { id: tag, name, colour, letters, messages: known?.messages ?? new Map() });
        }
        break;
      }
      case 'tag-removed':
        tags.delete(one.tag);
        break;
      case 'tagged': {
        const messages = tags.get(one.tag)?.messages;
        for (const subject of messages ? one.messages : []) {
          const key = subjectKey(subject);
          if (!messages!.has(key)) messages!.set(key, { subject, by });
        }
        break;
      }
      case 'untagged':
        for (const subject of one.messages) tags.get(one.tag)?.messages.delete(subjectKey(subject));
        break;
      case 'note-written': {
        const { note, subject, text } = one;
        const known = notes.get(note);
        if (known === undefined) notes.set(note, { id: note, subject, text, written: by, changed: null });
        else notes.set(note, { ...known, text, changed: by });
        break;
      }
      case 'note-removed':
        notes.delete(one.note);
        break;
      case 'search-saved': {
        const { search, name, filter } = one;
        searches.set(search, { id: search, name, filter, saved: by });
        break;
      }
      case 'search-renamed': {
        const known = searches.get(one.search);
        if (known !== undefined) searches.set(one.search, { ...known, name: one.name });
        break;
      }
      case 'search-removed':
        searches.delete(one.search);
        break;
      case 'undo':
        break;
    }
  }
  return { tags, notes, searches, undone };
}

/** An undoing cannot be undone: what it took back is done again instead. */
function undoneIn(annotations: readonly Annotation[]): Set<string> {
  const undoings = new Set(annotations.flatMap((one) => (one.kind === 'undo' ? [one.id] : [])));
  const undone = new Set<string>();
  for (const one of annotations) {
    if (one.kind === 'undo' && !undoings.has(one.annotation)) undone.add(one.annotation);
  }
  return undone;
}
