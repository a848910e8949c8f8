/** All messages of the case in order of time, with how many there were when, and how far from the instant. */
import { Button, NonIdealState, Spinner } from '@blueprintjs/core';
import { FilterRemove, TimelineEvents } from '@blueprintjs/icons';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { MOST_TAGGED } from '../../../shared/annotations/index.ts';
import { useAnnotations } from '../../app/annotations.ts';
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
  const { summary, filter, setFilter, show, store } = useCase();
  const { ask } = useAnnotations();
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
  const [from, setFrom] = useState<{ readonly position: number; readonly result: number } | null>(null);
  const result = shown?.result.result ?? 0;
  const onAnchor = useCallback(
    (position: number | null) => setFrom(position === null ? null : { position, result }),
    [result],
  );
  const anchor = from?.result === result ? from.position : null;
  const range = useMemo(
    () =>
      cursor === null
        ? null
        : ([Math.min(anchor ?? cursor, cursor), Math.max(anchor ?? cursor, cursor)] as const),
    [anchor, cursor],
  );
  /** Handles of rows of the list that is seen; none while a newer filter's list is on its way. */
  const handlesOf = async (first: number, last: number): Promise<readonly number[]> => {
    const seen = first === last ? shown?.pages.row(first) : undefined;
    if (seen) return [seen.row];
    // The worker answers by the filter as it is now.
    return shown?.filter === filter ? store.query.rowHandles(first, last + 1) : [];
  };
  const tag = async (first: number, last: number): Promise<void> => {
    // One more than may be tagged tells the dialog that these are too many.
    const rows = await handlesOf(first, Math.min(last, first + MOST_TAGGED));
    if (rows.length > 0) ask({ is: 'tag', rows });
  };
  const note = async (position: number): Promise<void> => {
    const subjects = await store.query.messageSubjects([...(await handlesOf(position, position))]);
    if (subjects[0]) ask({ is: 'note', subject: subjects[0] });
  };
  useCommand({
    id: 'timeline.tag',
    title: 'Tag the selected messages',
    keys: 't',
    run: () => range && void tag(...range),
  });
  useCommand({
    id: 'timeline.tag-all',
    title: 'Tag all messages that pass the filter',
    keys: 'shift+t',
    run: () => void tag(0, (shown?.dividers.count ?? 0) - 1),
  });
  useCommand({
    id: 'timeline.note',
    title: 'Write a note on the selected message',
    keys: 'n',
    run: () => {
      if (cursor !== null) void note(cursor);
    },
  });
  useCommand({
    id: 'timeline.next',
    title: 'Next message',
    keys: 'j',
    run: () => {
      onAnchor(null);
      moveTo(cursor === null ? start() : cursor + 1);
    },
  });
  useCommand({
    id: 'timeline.previous',
    title: 'Previous message',
    keys: 'k',
    run: () => {
      onAnchor(null);
      moveTo((cursor ?? start()) - 1);
    },
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
          selected={range === null ? 0 : range[1] - range[0] + 1}
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
          <MessageList
            list={list}
            shown={shown}
            gridRef={grid}
            range={range}
            onAnchor={onAnchor}
            onOpen={open}
          />
        )}
      </div>
    </div>
  );
}
