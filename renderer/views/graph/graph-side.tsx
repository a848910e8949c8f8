/** Beside the picture: what is selected, or everybody as a list. */
import { Tab, Tabs } from '@blueprintjs/core';
import { useCase } from '../../app/case-session.ts';
import type { GraphEdge } from '../../query/api.ts';
import { contactOf } from './contacts.ts';
import { tieKey } from './drawn-graph.ts';
import type { Picked } from './emphasis.ts';
import type { SideTab } from './graph-memory.ts';
import { GroupFacts } from './group-facts.tsx';
import { ChangesPanel } from './measures/changes.tsx';
import { isCommunityKey } from './measures/communities.ts';
import { CommunityFacts, CommunityTieFacts } from './measures/community-facts.tsx';
import { ConnectionsPanel } from './measures/connections.tsx';
import { ContactMeasures, type MeasuresProps } from './measures/contact-measures.tsx';
import type { DraftPeriods } from './measures/periods.ts';
import { PersonFacts } from './person-facts.tsx';
import { RosterList } from './roster-list.tsx';
import styles from './side.module.css';
import { TieFacts } from './tie-facts.tsx';
import type { LoadedGraph } from './use-contact-graph.ts';

interface Props extends MeasuresProps {
  readonly loaded: LoadedGraph;
  /** Position of each node in the roster. */
  readonly positions: ReadonlyMap<string, number>;
  readonly selection: Picked | null;
  readonly tab: SideTab;
  /** Keys of those compared. */
  readonly asked: readonly string[];
  readonly periods: DraftPeriods | null;
  onTab(tab: SideTab): void;
  onAsked(asked: readonly string[]): void;
  onPeriods(periods: DraftPeriods | null): void;
  onSelect(picked: Picked, from: SideTab): void;
  onCentre(key: string): void;
  /** Messages of a person, or of a group, in the timeline. */
  onShowMessages(key: string): void;
  onTimeline(edge: GraphEdge): void;
  /** A person's messages, or a group's conversation. */
  onOpen(key: string): void;
}

export function GraphSide(props: Props) {
  const { loaded, measured, selection, tab, asked, periods, onTab, onSelect, onOpen } = props;
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
          title="Everyone"
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
        <Tab
          id="connections"
          title="Connections"
          panelClassName={styles.panel!}
          panel={
            <ConnectionsPanel
              measured={measured}
              roster={loaded.part.roster}
              asked={asked}
              onAsked={props.onAsked}
              onSelect={(key) => onSelect({ kind: 'node', key }, 'connections')}
              onDraw={props.onDraw}
              onTimeline={props.onTimeline}
            />
          }
        />
        <Tab
          id="changes"
          title="Changes"
          panelClassName={styles.panel!}
          panel={
            <ChangesPanel
              periods={periods}
              selected={selection?.kind === 'tie' ? selection.key : null}
              onPeriods={props.onPeriods}
              onTie={(key) => onSelect({ kind: 'tie', key }, 'changes')}
            />
          }
        />
      </Tabs>
    </aside>
  );
}

function Selection(props: Props) {
  const { loaded, measured, positions, selection, onSelect, onCentre, onShowMessages, onTimeline } = props;
  const { summary } = useCase();
  if (selection === null) {
    return (
      <p className="dim">
        Select a person, a group, a community or a tie in the picture, or a person or group in a list. A
        double click, or Enter, shows the messages; a community it opens.
      </p>
    );
  }
  if (isCommunityKey(selection.key)) {
    if (measured === null) return null;
    const select = (key: string): void => onSelect({ kind: 'node', key }, 'selection');
    const [one, other] = selection.key.split(' ') as [string, string | undefined];
    return other === undefined ? (
      <CommunityFacts of={one} measured={measured} onSelect={select} onDraw={props.onDraw} />
    ) : (
      <CommunityTieFacts
        ends={[one, other]}
        measured={measured}
        onSelect={select}
        onTie={(key) => onSelect({ kind: 'tie', key }, 'selection')}
        onTimeline={onTimeline}
      />
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
    place: (
      <ContactMeasures
        of={contact.key}
        measured={measured}
        betweenness={props.betweenness}
        onDraw={props.onDraw}
        onAsk={props.onAsk}
      />
    ),
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
