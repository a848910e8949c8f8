/** What a report is to be of, and what it is told of that. */
import type { Zone } from '../../../shared/time/zone.ts';
import type { CaseAnnotations, CaseSummary, Filter } from '../../query/api.ts';
import { chipsOf } from '../filters/chips.ts';
import { plainText } from '../message/words.ts';

/** Which messages: all, those that pass the present filter, those of a tag, or those of a saved search. */
export type Taken = 'all' | 'filter' | `tag ${string}` | `search ${string}`;

export interface TakenMessages {
  readonly filter: Filter;
  /** In words; empty for all messages. */
  readonly words: string;
}

type Known = Pick<CaseAnnotations, 'tags' | 'searches'>;

/** @returns null where there is no such tag or search, or the case has nothing of a part of it. */
export function takenMessages(
  taken: Taken,
  now: Filter,
  { tags, searches }: Known,
  summary: CaseSummary,
  zone: Zone,
  lists: readonly { readonly id: string; readonly name: string }[],
): TakenMessages | null {
  const wordsOf = (filter: Filter): string =>
    chipsOf(filter, summary, zone, lists, tags)
      .map(({ words }) => plainText(words))
      .join('; ');
  if (taken === 'all') return { filter: {}, words: '' };
  if (taken === 'filter') return { filter: now, words: wordsOf(now) };
  const id = taken.slice(taken.indexOf(' ') + 1);
  if (taken.startsWith('tag ')) {
    const tag = tags.find((one) => one.id === id);
    return tag ? { filter: { tags: [id] }, words: `Tag ${tag.name}` } : null;
  }
  const search = searches.find((one) => one.id === id);
  if (!search?.filter) return null;
  return { filter: search.filter, words: `Saved search “${search.name}”: ${wordsOf(search.filter)}` };
}
