import type { ViewName } from './case-session.ts';

/** Views as their tabs and landmarks say them. */
export const VIEW_NAMES: Readonly<Record<ViewName, string>> = {
  overview: 'Overview',
  timeline: 'Timeline',
  search: 'Search',
  conversation: 'Conversation',
  graph: 'Contacts',
  people: 'People',
  differences: 'Differences',
  files: 'Files',
  tags: 'Tags',
  lists: 'Lists',
  warrant: 'Warrant',
  custody: 'Custody',
  quarantine: 'Quarantine',
};
