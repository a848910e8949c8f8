/** Which annotations concern some exhibits of a case alone: what goes along when only these are given out. */
import type { Annotation, LastingFilter, Subject } from './annotation.ts';

/** An entry that is taken, by its place among all; `cut` where it also named what was not chosen. */
export interface Taken<Entry> {
  readonly n: number;
  readonly entry: Entry;
  readonly cut: boolean;
}

export interface ChosenExhibits {
  readonly exhibits: ReadonlySet<string>;
  /** Whether a message of theirs has a file of this SHA-256. */
  hasFile(sha256: string): boolean;
}

/**
 * A tag is taken where a message of the exhibits has had it, and its other messages are left out; a note,
 * where what it is about is theirs; a search, where it names exhibits, chats or people and all are theirs:
 * one that names none is about the case. What changes, removes or undoes goes with what it is of.
 */
export function annotationsOfExhibits(
  annotations: readonly Annotation[],
  chosen: ChosenExhibits,
): Taken<Annotation>[] {
  const { exhibits } = chosen;
  const kept = new Set<string>();
  for (const one of annotations) {
    if (one.kind === 'tagged' && one.messages.some(({ exhibit }) => exhibits.has(exhibit))) kept.add(one.tag);
    else if (one.kind === 'note-written' && concerns(one.subject, chosen)) kept.add(one.note);
    else if (one.kind === 'search-saved' && isOfExhibits(one.filter, exhibits)) kept.add(one.search);
  }
  const taken: Taken<Annotation>[] = [];
  const ids = new Set<string>();
  for (const [n, one] of annotations.entries()) {
    const entry = restricted(one, kept, ids, chosen);
    if (!entry) continue;
    ids.add(one.id);
    taken.push({ n, entry, cut: entry !== one });
  }
  return taken;
}

function restricted(
  one: Annotation,
  kept: ReadonlySet<string>,
  ids: ReadonlySet<string>,
  chosen: ChosenExhibits,
): Annotation | null {
  const { exhibits } = chosen;
  switch (one.kind) {
    case 'tag-made':
    case 'tag-changed':
    case 'tag-removed':
      return kept.has(one.tag) ? one : null;
    case 'tagged':
    case 'untagged': {
      const messages = one.messages.filter(({ exhibit }) => exhibits.has(exhibit));
      if (messages.length === 0) return null;
      return messages.length === one.messages.length ? one : { ...one, messages };
    }
    case 'note-written':
      return concerns(one.subject, chosen) ? one : null;
    case 'note-removed':
      return kept.has(one.note) ? one : null;
    case 'search-saved':
      return isOfExhibits(one.filter, exhibits) ? one : null;
    case 'search-renamed':
    case 'search-removed':
      return kept.has(one.search) ? one : null;
    case 'undo':
      return ids.has(one.annotation) ? one : null;
  }
}

const concerns = (subject: Subject, { exhibits, hasFile }: ChosenExhibits): boolean =>
  subject.kind === 'file' ? hasFile(subject.sha256) : exhibits.has(subject.exhibit);

function isOfExhibits(
  { exhibits = [], chats = [], people = [], between }: LastingFilter,
  chosen: ReadonlySet<string>,
): boolean {
  const named = [...exhibits, ...[...chats, ...people, ...(between ?? [])].map(({ exhibit }) => exhibit)];
  return named.length > 0 && named.every((exhibit) => chosen.has(exhibit));
}
