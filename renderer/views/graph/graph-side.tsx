/** Beside the picture: what is selected, or everybody as a list. */
import { Tab, Tabs } from '@blueprintjs/core';
import { useCase } from '../../app/case-session.ts';
import type { GraphEdge } from '../../query/api.ts';
import { contactOf } from './contacts.ts';
import { tieKey } from './drawn-graph.ts';
import type { Picked } from './emphasis.ts';
import type { SideTab } from './graph-memory.ts';
import { GroupFacts } from './group-facts.tsx';
import { PersonFacts } from './person-facts.tsx';
import { RosterList } from './roster-list.tsx';
import styles from './side.module.css';
import { TieFacts } from './tie-facts.tsx';
import type { LoadedGraph } from './use-contact-graph.ts';

interface Props {
  readonly loaded: LoadedGraph;
  /** Position of each node in the roster. */
  readonly positions: ReadonlyMap<string, number>;
  readonly selection: Picked | null;
  readonly tab: SideTab;
  onTab(tab: SideTab): void;
  onSelect(picked: Picked, from: SideTab): void;
  onCentre(key: string): void;
  /** Messages of a person, or of a group, in the timeline. */
  onShowMessages(key: string): void;
  onTimeline(edge: GraphEdge): void;
  /** A person's messages, or a group's conversation. */
  onOpen(key: string): void;
}

export function GraphSide(props: Props) {
  const { loaded, selection, tab, onTab, onSelect, onOpen } = props;
  const { summary } = useCase();
  return (
    <aside className={styles.side} aria-label="People, groups and ties">
      <Tabs
        id="graph-side"
        className={styles.tabs!}
        selectedTabId={tab}
        onChange={(next) => onTab(next as SideTab)}
        renderActiveTabPanelOnly
      >
        <Tab
          id="selection"
          title="Selection"
          panel={<Selection {...props} />}
          panelClassName={styles.facts!}
        />
        <Tab
          id="everyone"
          title="People and groups"
          panelClassName={styles.panel!}
          panel={
            <RosterList
              roster={loaded.part.roster}
              summary={summary}
              selected={selection?.kind === 'node' ? selection.key : null}
              onSelect={(key) => onSelect({ kind: 'node', key }, 'everyone')}
              onOpen={onOpen}
            />
          }
        />
      </Tabs>
    </aside>
  );
}

function Selection({ loaded, positions, selection, onSelect, onCentre, onShowMessages, onTimeline }: Props) {
  const { summary } = useCase();
  if (selection === null) {
    return (
      <p className="dim">
        Select a person, a group or a tie in the picture, or a person or group in the list. A double click, or
        Enter, shows the messages.
      </p>
    );
  }
  if (selection.kind === 'tie') {
    return (
      <TieFacts
        tie={selection.key}
        loaded={loaded}
        onSelect={(key) => onSelect({ kind: 'node', key }, 'selection')}
        onTimeline={onTimeline}
      />
    );
  }
  const contact = contactOf(summary, selection.key);
  if (contact === null) return null;
  const position = positions.get(contact.key);
  const shared = {
    loaded,
    messages: position === undefined ? null : loaded.part.roster.messages[position]!,
    onShowMessages: () => onShowMessages(contact.key),
    onCentre: () => onCentre(contact.key),
    onTie: (edge: GraphEdge) => onSelect({ kind: 'tie', key: tieKey(edge) }, 'selection'),
    onTimeline,
  };
  return contact.person ? (
    <PersonFacts person={contact.person} {...shared} />
  ) : (
    <GroupFacts chat={contact.chat} {...shared} />
  );
}
