/** The contact graph's commands, while it is on screen. */
import { useCommand } from '../../app/commands.ts';
import type { GroupMode } from '../../query/api.ts';

interface Doing {
  readonly mode: GroupMode;
  readonly isTableOpen: boolean;
  onFind(): void;
  onMode(mode: GroupMode): void;
  onTable(): void;
  onWhole(): void;
  onLayOut(): void;
  onSave(format: 'png' | 'svg'): void;
}

export function useGraphCommands({
  mode,
  isTableOpen,
  onFind,
  onMode,
  onTable,
  onWhole,
  onLayOut,
  onSave,
}: Doing): void {
  useCommand({
    id: 'graph.find',
    title: 'Find a person or group in the contact graph',
    keys: '/',
    run: onFind,
  });
  useCommand({
    id: 'graph.groups',
    title: mode === 'nodes' ? 'Fold groups into ties' : 'Show groups as nodes',
    keys: 'f',
    run: () => onMode(mode === 'nodes' ? 'fold' : 'nodes'),
  });
  useCommand({
    id: 'graph.measures',
    title: isTableOpen ? 'Hide the measures of people and groups' : 'Show the measures of people and groups',
    keys: 'm',
    run: onTable,
  });
  useCommand({ id: 'graph.whole', title: 'Show the whole contact graph', run: onWhole });
  useCommand({ id: 'graph.lay-out', title: 'Lay the contact graph out anew', run: onLayOut });
  useCommand({ id: 'graph.save-png', title: 'Save the contact graph as PNG', run: () => onSave('png') });
  useCommand({ id: 'graph.save-svg', title: 'Save the contact graph as SVG', run: () => onSave('svg') });
}
