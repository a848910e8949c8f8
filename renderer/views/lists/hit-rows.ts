/** The hit table of a keyword list: its columns, its orders, what a row opens, and the file of it. */
import { keywordQuery } from '../../../shared/search/index.ts';
import type { Filter, KeywordHits } from '../../query/api.ts';
import { csvFile } from '../../ui/csv.ts';

export const HIT_COLUMNS = ['keyword', 'messages', 'chats', 'people', 'first', 'last'] as const;
export type HitColumn = (typeof HIT_COLUMNS)[number];

export const HIT_COLUMN_WORDS: Readonly<Record<HitColumn, string>> = {
  keyword: 'Keyword',
  messages: 'Messages',
  chats: 'Chats',
  people: 'Who wrote',
  first: 'First',
  last: 'Last',
};

export interface HitOrder {
  readonly by: HitColumn;
  readonly descending: boolean;
}

/** In an order; equal ones by messages, the most first, then as the list has them. What was not found is last in an order by time. */
export function orderedHits(
  hits: readonly KeywordHits[],
  { by, descending }: HitOrder,
  onlyFound: boolean,
): KeywordHits[] {
  const turn = descending ? -1 : 1;
  const compare = (one: KeywordHits, other: KeywordHits): number => {
    if (by === 'keyword') {
      return turn * (one.keyword < other.keyword ? -1 : one.keyword > other.keyword ? 1 : 0);
    }
    if (by === 'first' || by === 'last') {
      const [a, b] = [one[by], other[by]];
      if (a === null || b === null) return Number(a === null) - Number(b === null);
      return turn * (a.when - b.when);
    }
    return turn * (one[by] - other[by]);
  };
  return hits
    .filter(({ messages }) => messages > 0 || !onlyFound)
    .sort((one, other) => compare(one, other) || other.messages - one.messages);
}

/** The filter that shows a keyword's messages: as many as its row says. @param within it counted within the filter. */
export function filterOfHits(filter: Filter, keyword: string, within: boolean): Filter {
  const query = keywordQuery(keyword);
  if (!within) return { query, ...(filter.copies ? { copies: true } : {}) };
  return { ...filter, query: filter.query === undefined ? query : `(${filter.query}) ${query}` };
}

/** Rows in this order; times are UTC. */
export function hitsFile(rows: readonly KeywordHits[]): Uint8Array<ArrayBuffer> {
  const timeOf = (hit: KeywordHits['first']): string | null =>
    hit === null ? null : new Date(hit.when).toISOString();
  return csvFile(
    ['keyword', 'messages', 'chats', 'senders', 'first_utc', 'last_utc'],
    rows.map(({ keyword, messages, chats, people, first, last }) => [
      keyword,
      messages,
      chats,
      people,
      timeOf(first),
      timeOf(last),
    ]),
  );
}
