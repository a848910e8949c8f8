/** The filter as single things that can be seen and taken away. */
import type { WatchList } from '../../../shared/contract/index.ts';
import { formatOffset, type Zone } from '../../../shared/time/zone.ts';
import type { CaseSummary, Filter, TagRow } from '../../query/api.ts';
import { KIND_WORDS } from '../../ui/kind-words.ts';
import { momentText } from '../../ui/moment.ts';
import type { Words } from '../message/words.ts';
import { withPart } from './filter-edit.ts';

export interface Chip {
  readonly key: string;
  readonly words: Words;
  /** The filter without it. */
  without(filter: Filter): Filter;
}

/** Entries of a list that are named one by one; more are counted. */
const NAMED = 2;

function ofList<Part extends 'chats' | 'people' | 'kinds' | 'exhibits' | 'lists' | 'tags'>(
  part: Part,
  filter: Filter,
  one: string,
  many: string,
  wordsOf: (entry: NonNullable<Filter[Part]>[number]) => Words[number],
): Chip[] {
  const list = (filter[part] ?? []) as readonly NonNullable<Filter[Part]>[number][];
  if (list.length > NAMED) {
    return [
      { key: part, words: [`${list.length} ${many}`], without: (now) => withPart(now, part, undefined) },
    ];
  }
  return list.map((entry) => ({
    key: `${part} ${entry}`,
    words: [`${one} `, wordsOf(entry)],
    without: (now) => {
      const own = (now[part] ?? []) as readonly NonNullable<Filter[Part]>[number][];
      return withPart(now, part, own.filter((other) => other !== entry) as unknown as Filter[Part]);
    },
  }));
}

/** In the order of the panel. @param lists by which the case is marked. @param tags of the case. */
export function chipsOf(
  filter: Filter,
  { chats, people }: CaseSummary,
  zone: Zone,
  lists: readonly Pick<WatchList, 'id' | 'name'>[] = [],
  tags: readonly Pick<TagRow, 'id' | 'name'>[] = [],
): Chip[] {
  const chips: Chip[] = [];
  const add = (part: keyof Filter, ...words: Words): void => {
    chips.push({ key: part, words, without: (now) => withPart(now, part, undefined) });
  };
  const moment = (when: number): string => {
    const text = momentText(zone, when);
    const offset = formatOffset(zone.offsetAt(when));
    return text.endsWith(offset) ? text : `${text} ${offset}`;
  };
  const nameOf = (person: number) => ({ said: people[person]?.name ?? '' });
  if (filter.query !== undefined) {
    const scripts = filter.otherScripts ? ', other scripts too' : '';
    chips.push({
      key: 'query',
      words: ['Search: ', { said: filter.query }, scripts],
      without: (now) => withPart(withPart(now, 'query', undefined), 'otherScripts', undefined),
    });
  }
  if (filter.from !== undefined) add('from', `From ${moment(filter.from)}`);
  if (filter.to !== undefined) add('to', `Until ${moment(filter.to)}`);
  if (filter.attachments) add('attachments', 'With attachments');
  if (filter.noted) add('noted', 'With notes');
  if (filter.between !== undefined) {
    const [a, b] = filter.between;
    add('between', 'Between ', nameOf(a), ' and ', nameOf(b));
  }
  chips.push(
    ...ofList('chats', filter, 'Chat', 'chats', (chat) => ({ said: chats[chat]?.title ?? '' })),
    ...ofList('people', filter, 'Person', 'people', nameOf),
    ...ofList('kinds', filter, 'Kind', 'kinds', (kind) => KIND_WORDS[kind]),
    ...ofList('exhibits', filter, 'Exhibit', 'exhibits', (exhibit) => ({ said: exhibit })),
    ...ofList('tags', filter, 'Tag', 'tags', (id) => ({
      said: tags.find((tag) => tag.id === id)?.name ?? 'removed',
    })),
    ...ofList('lists', filter, 'List', 'lists', (id) => ({
      said: lists.find((list) => list.id === id)?.name ?? '',
    })),
  );
  return chips;
}
