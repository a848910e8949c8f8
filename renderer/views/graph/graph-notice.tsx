/** What stands in the picture's place when there is none. */
import { Button, NonIdealState, Spinner } from '@blueprintjs/core';
import { Filter as FilterIcon, Graph, Plus, WarningSign } from '@blueprintjs/icons';
import { useCase } from '../../app/case-session.ts';
import { commands } from '../../app/commands.ts';
import { counted } from '../../ui/numbers.ts';
import styles from './graph.module.css';
import type { LoadedGraph } from './use-contact-graph.ts';

interface Props {
  /** Why there is no canvas. */
  readonly missing: string | null;
  /** Why there is no graph. */
  readonly fault: string | null;
  readonly loaded: LoadedGraph | null;
  /** Whether a part of the graph is to be drawn. */
  readonly isPart: boolean;
  /** Whether communities are being found for a first picture. */
  readonly isFinding: boolean;
}

export function GraphNotice(props: Props) {
  const content = useNotice(props);
  return content === null ? null : <div className={styles.notice}>{content}</div>;
}

function useNotice({ missing, fault, loaded, isPart, isFinding }: Props): React.ReactNode {
  const { summary, setFilter } = useCase();
  if (fault !== null) {
    return (
      <NonIdealState
        icon={<WarningSign size={32} />}
        title="The graph could not be made"
        description={fault}
      />
    );
  }
  if (summary.messages === 0) {
    return (
      <NonIdealState
        icon={<Graph size={32} />}
        title="No messages yet"
        description="Add an exhibit: its people, groups and ties are drawn here."
        action={<Button icon={<Plus />} text="Add an exhibit" onClick={() => commands.run('exhibit.add')} />}
      />
    );
  }
  if (loaded === null) {
    return <NonIdealState icon={<Spinner size={32} />} title="Making the contact graph…" />;
  }
  if (loaded.messages === 0) {
    return (
      <NonIdealState
        icon={<FilterIcon size={32} />}
        title="No message passes the filter"
        action={<Button text="Clear the filter" onClick={() => setFilter({})} />}
      />
    );
  }
  if (loaded.isAmong && isPart && loaded.part.nodes.length === 0) {
    return (
      <NonIdealState
        icon={<FilterIcon size={32} />}
        title="Nobody of this part"
        description="None of these people and groups is in the messages that pass the filter."
      />
    );
  }
  if (loaded.part.roster.person.length === 0) {
    return (
      <NonIdealState
        icon={<Graph size={32} />}
        title="Nobody to draw"
        description={`None of the ${counted(loaded.messages, 'message')} has a known sender.`}
      />
    );
  }
  if (isFinding && missing === null) {
    return <NonIdealState icon={<Spinner size={32} />} title="Finding communities…" />;
  }
  if (missing !== null) {
    return (
      <NonIdealState
        icon={<WarningSign size={32} />}
        title="No picture"
        description={`${missing}. The list on the right holds the same people, groups and ties.`}
      />
    );
  }
  return null;
}
