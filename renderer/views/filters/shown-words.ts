/** How much of a case a filter shows, in words. */
import type { CaseSummary, Filter, FilterResult } from '../../query/api.ts';
import { counted, grouped } from '../../ui/numbers.ts';
import { isFiltering } from './filter-edit.ts';

/** Whether some messages of the case stand on several exhibits, and may stand once. */
export const hasCopies = ({ events, messages }: Pick<CaseSummary, 'events' | 'messages'>): boolean =>
  events !== null && events < messages;

/**
 * `2,000 messages, 1,200 events`; filtered `35 of 1,200 events (2,000 messages)`. An event is a message
 * counted once, however many exhibits hold it; where none holds another's, only messages are spoken of.
 */
export function shownWords(
  summary: Pick<CaseSummary, 'events' | 'messages'>,
  filter: Filter,
  result: Pick<FilterResult, 'count'> | null,
): string {
  const { messages, events } = summary;
  const isFolded = hasCopies(summary) && !filter.copies;
  if (result === null || !isFiltering(filter)) {
    return isFolded
      ? `${counted(messages, 'message')}, ${counted(events!, 'event')}`
      : counted(messages, 'message');
  }
  return isFolded
    ? `${grouped(result.count)} of ${counted(events!, 'event')} (${counted(messages, 'message')})`
    : `${grouped(result.count)} of ${counted(messages, 'message')}`;
}
