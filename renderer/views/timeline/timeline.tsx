/** All messages of the case in order of time, with how many there were when, and how far from the instant. */
import { Button, NonIdealState, Spinner } from '@blueprintjs/core';
import { FilterRemove, TimelineEvents } from '@blueprintjs/icons';
import { useCallback, useEffect, useRef } from 'react';
import { useCase } from '../../app/case-session.ts';
import { commands, useCommand } from '../../app/commands.ts';
import { FilterChips } from '../filters/filter-chips.tsx';
import { FilterPanel } from '../filters/filter-panel.tsx';
import { TimeHistogram } from './histogram/histogram.tsx';
import { InstantBar } from './instant-bar.tsx';
import { MessageList, ROW_HEIGHT } from './message-list.tsx';
import styles from './timeline.module.css';
import { useMessageList } from './use-message-list.ts';
import { useSelectedTime } from './use-selected-time.ts';

export function Timeline() {
  const { summary } = useCase();
  if (summary.messages === 0) {
    return (
      <NonIdealState
        icon={<TimelineEvents size={40} />}
        title="No messages"
        description="There are none in this case yet. Add an exhibit."
        action={<Button intent="primary" text="Add an exhibit" onClick={() => commands.run('exhibit.add')} />}
      />
    );
  }
  return <Messages />;
}

function Messages() {
  const { summary, setFilter, show } = useCase();
  const list = useMessageList(ROW_HEIGHT);
  const { shown, moveTo, start, goTo, centreOnInstant } = list;
  const grid = useRef<HTMLDivElement>(null);
  const selectedWhen = useSelectedTime();
  const focusList = useCallback(() => grid.current?.focus(), []);

  const hasList = shown !== null && shown.dividers.count > 0;
  useEffect(() => {
    // Whoever came here by a key goes on in the list; whoever uses the tabs or a field stays there.
    if (hasList && document.activeElement === document.body) focusList();
  }, [hasList, focusList]);

  const open = useCallback(
    (position: number): void => {
      const row = shown?.pages.row(position);
      if (row) show('conversation', { row: row.row, chat: row.chat });
    },
    [shown, show],
  );
  const cursor = shown?.cursor ?? null;
  useCommand({
    id: 'timeline.next',
    title: 'Next message',
    keys: 'j',
    run: () => moveTo(cursor === null ? start() : cursor + 1),
  });
  useCommand({
    id: 'timeline.previous',
    title: 'Previous message',
    keys: 'k',
    run: () => moveTo((cursor ?? start()) - 1),
  });
  useCommand({
    id: 'timeline.open',
    title: 'Open the conversation at the selected message',
    run: () => cursor !== null && open(cursor),
  });

  return (
    <div className={styles.timeline}>
      <FilterPanel />
      <div className={styles.middle}>
        {summary.from !== null && summary.to !== null && (
          <TimeHistogram first={summary.from} last={summary.to} selected={selectedWhen} onGo={goTo} />
        )}
        <InstantBar
          selectedWhen={selectedWhen}
          isSelectedHidden={shown !== null && shown.hidden !== null}
          onCentre={centreOnInstant}
          onDone={focusList}
        />
        <FilterChips />
        {shown === null ? (
          <div className={styles.loading}>
            <Spinner size={24} aria-label="Loading" />
          </div>
        ) : shown.dividers.count === 0 ? (
          <NonIdealState
            icon={<FilterRemove size={40} />}
            title="No message passes the filter"
            action={<Button text="Clear the filter" onClick={() => setFilter({})} />}
          />
        ) : (
          <MessageList list={list} shown={shown} gridRef={grid} onOpen={open} />
        )}
      </div>
    </div>
  );
}
