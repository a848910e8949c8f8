/** Annotations in words: for the custody log, which gets no text of evidence, and for the window. */
import type { Change, LastingFilter } from '../../../shared/annotations/index.ts';
import type { Request } from '../../../shared/contract/index.ts';
import type { AnnotationRow, CaseAnnotations } from '../../query/api.ts';
import { counted } from '../../ui/numbers.ts';
import type { Words } from '../message/words.ts';

type LoggedAction = Request<'custody.annotated'>['action'];

const ACTIONS: Readonly<Record<Exclude<Change['kind'], 'undo'>, LoggedAction>> = {
  'tag-made': 'message-tagged',
  'tag-changed': 'message-tagged',
  'tag-removed': 'message-tagged',
  tagged: 'message-tagged',
  untagged: 'message-tagged',
  'note-written': 'note-written',
  'note-removed': 'note-written',
  'search-saved': 'filter-saved',
  'search-renamed': 'filter-saved',
  'search-removed': 'filter-saved',
};

/** An undoing is logged as what it takes back was. */
export function actionOf(change: Change, history: readonly AnnotationRow[]): LoggedAction {
  if (change.kind !== 'undo') return ACTIONS[change.kind];
  const undone = history.find(({ id }) => id === change.annotation)?.kind ?? 'undo';
  return undone === 'undo' ? 'message-tagged' : ACTIONS[undone];
}

/** Which parts a filter has, without what they are. */
export function partsOf(filter: LastingFilter): string {
  const many = (list: readonly unknown[] | undefined, one: string, some?: string): string[] =>
    list === undefined ? [] : [counted(list.length, one, some)];
  const parts = [
    ...(filter.query === undefined ? [] : ['a query']),
    ...(filter.from === undefined ? [] : ['a beginning']),
    ...(filter.to === undefined ? [] : ['an end']),
    ...many(filter.chats, 'chat'),
    ...many(filter.people, 'person', 'people'),
    ...(filter.between === undefined ? [] : ['between two people']),
    ...many(filter.kinds, 'kind'),
    ...many(filter.exhibits, 'exhibit'),
    ...many(filter.lists, 'list'),
    ...many(filter.tags, 'tag'),
    ...(filter.noted ? ['with notes'] : []),
    ...(filter.attachments ? ['with attachments'] : []),
  ];
  return parts.length === 0 ? 'everything' : parts.join(', ');
}

/** For the log. Ids are random: they say which tag, note or search it was, and not what it says. */
export function loggedWords(change: Change): string {
  switch (change.kind) {
    case 'tag-made':
      return `Tag ${change.tag} made`;
    case 'tag-changed':
      return `Tag ${change.tag} changed`;
    case 'tag-removed':
      return `Tag ${change.tag} removed`;
    case 'tagged':
      return `Tag ${change.tag} put on messages`;
    case 'untagged':
      return `Tag ${change.tag} taken off messages`;
    case 'note-written':
      return `Note ${change.note} written on a ${change.subject.kind}`;
    case 'note-removed':
      return `Note ${change.note} removed`;
    case 'search-saved':
      return `Search ${change.search} saved: ${partsOf(change.filter)}`;
    case 'search-renamed':
      return `Search ${change.search} renamed`;
    case 'search-removed':
      return `Search ${change.search} removed`;
    case 'undo':
      return `Annotation ${change.annotation} undone`;
  }
}

/** What was done, for people. */
export function historyWords(
  one: AnnotationRow,
  { tags, history }: Pick<CaseAnnotations, 'tags' | 'history'>,
): Words {
  const named = (id: string | undefined): Words => {
    const name =
      tags.find((tag) => tag.id === id)?.name ??
      history.find((other) => other.tag === id && other.name !== undefined)?.name;
    return name === undefined ? ['a tag'] : ['the tag “', { said: name }, '”'];
  };
  const messages = counted(one.messages, 'message');
  const said: Words = one.name === undefined ? [] : [' “', { said: one.name }, '”'];
  switch (one.kind) {
    case 'tag-made':
      return ['Made the tag', ...said];
    case 'tag-changed':
      return ['Changed a tag: now', ...said];
    case 'tag-removed':
      return ['Removed ', ...named(one.tag)];
    case 'tagged':
      return [`Tagged ${messages}: `, ...named(one.tag)];
    case 'untagged':
      return ['Took ', ...named(one.tag), ` off ${messages}`];
    case 'note-written':
      return ['Wrote a note'];
    case 'note-removed':
      return ['Removed a note'];
    case 'search-saved':
      return ['Saved the search', ...said];
    case 'search-renamed':
      return ['Renamed a search to', ...said];
    case 'search-removed':
      return ['Removed a saved search'];
    case 'undo': {
      const undone = history.find(({ id }) => id === one.of);
      return ['Undone: ', ...(undone ? historyWords(undone, { tags, history }) : ['something earlier'])];
    }
  }
}
