/** Commands of the open case. */
import type { ViewName } from './case-session.ts';
import { useCommand } from './commands.ts';

interface CaseCommands {
  show(view: ViewName): void;
  /** Goes to the search box. */
  search(): void;
  onAdd(): void;
  onBundle(): void;
  onReport(): void;
  onDestroy(): void;
  onClose(): void;
  toggleProvenance(): void;
  /** Why the case takes no evidence, and exports nothing, now; null when it does. */
  readonly whyNoEvidence: string | null;
  readonly whyNoExport: string | null;
  readonly whyNoWarrant: string | null;
  readonly whyNoQuarantine: string | null;
}

export function useCaseCommands(on: CaseCommands): void {
  const { show } = on;
  useCommand({
    id: 'view.overview',
    title: 'Go to the overview',
    keys: 'mod+1',
    run: () => show('overview'),
  });
  useCommand({
    id: 'view.timeline',
    title: 'Go to the timeline',
    keys: 'mod+2',
    run: () => show('timeline'),
  });
  useCommand({
    id: 'view.search',
    title: 'Go to the search',
    keys: 'mod+shift+s',
    run: () => show('search'),
  });
  // Where a search box is in sight its own command takes the key.
  useCommand({ id: 'search.begin', title: 'Search the messages', keys: 'mod+f', run: on.search });
  useCommand({
    id: 'view.conversation',
    title: 'Go to the conversation',
    keys: 'mod+3',
    run: () => show('conversation'),
  });
  useCommand({ id: 'view.graph', title: 'Go to the contact graph', keys: 'mod+4', run: () => show('graph') });
  useCommand({ id: 'view.people', title: 'Go to the people', keys: 'mod+5', run: () => show('people') });
  useCommand({
    id: 'view.differences',
    title: 'Go to the differences between exhibits',
    keys: 'mod+shift+d',
    run: () => show('differences'),
  });
  useCommand({ id: 'view.files', title: 'Go to the files', keys: 'mod+6', run: () => show('files') });
  useCommand({
    id: 'view.tags',
    title: 'Go to the tags and notes',
    keys: 'mod+shift+t',
    run: () => show('tags'),
  });
  useCommand({ id: 'view.lists', title: 'Go to the hash sets and keyword lists', run: () => show('lists') });
  useCommand({
    id: 'view.warrant',
    title: 'Go to the warrant and keys',
    keys: 'mod+7',
    why: on.whyNoWarrant,
    run: () => show('warrant'),
  });
  useCommand({
    id: 'view.custody',
    title: 'Go to the custody log',
    keys: 'mod+8',
    run: () => show('custody'),
  });
  useCommand({
    id: 'view.quarantine',
    title: 'Go to the quarantine',
    keys: 'mod+9',
    why: on.whyNoQuarantine,
    run: () => show('quarantine'),
  });
  useCommand({
    id: 'exhibit.add',
    title: 'Add an exhibit',
    keys: 'mod+shift+a',
    why: on.whyNoEvidence,
    run: on.onAdd,
  });
  useCommand({
    id: 'report.write',
    title: 'Write a report of messages',
    keys: 'mod+shift+e',
    why: on.whyNoExport,
    run: on.onReport,
  });
  useCommand({
    id: 'bundle.save',
    title: 'Save the case as a bundle',
    why: on.whyNoExport,
    run: on.onBundle,
  });
  useCommand({ id: 'case.destroy', title: 'Destroy the case', run: on.onDestroy });
  useCommand({ id: 'case.close', title: 'Close the case', keys: 'mod+shift+w', run: on.onClose });
  useCommand({
    id: 'provenance.toggle',
    title: 'Show or hide where the selected message stands in the evidence',
    keys: 'mod+i',
    run: on.toggleProvenance,
  });
}
