/** The chats of the case: found by title, name or number, and opened. */
import { HTMLSelect, InputGroup } from '@blueprintjs/core';
import { Search } from '@blueprintjs/icons';
import { useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useCase } from '../../app/case-session.ts';
import type { ChatRow } from '../../query/api.ts';
import { useZone, zonedTime } from '../../ui/case-zone.tsx';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { counted, grouped } from '../../ui/numbers.ts';
import { RowList } from '../../ui/row-list.tsx';
import { placeToShow, type RowListPlace, type RowListView } from '../../ui/row-list-scroll.ts';
import { useKept } from '../../ui/use-kept.ts';
import { ChatTypeIcon } from '../filters/chat-type.tsx';
import styles from './chat-list.module.css';
import { CHAT_ORDERS, type ChatOrder, matchesOf, orderedChats } from './chat-order.ts';

const ROW = 46;
const TOP: RowListPlace = { index: 0, from: 'top', px: 0 };

const ORDER_WORDS: Readonly<Record<ChatOrder, string>> = {
  latest: 'Latest message first',
  messages: 'Most messages first',
  matches: 'Most matches first',
  title: 'By title',
};

interface Props {
  readonly chosen: number | null;
  readonly searchRef: React.RefObject<HTMLInputElement | null>;
  onOpen(chat: number): void;
}

export function ChatList({ chosen, searchRef, onOpen }: Props) {
  const { summary, result, filter } = useCase();
  const { chats, people } = summary;
  const id = useId();
  const [query, setQuery] = useKept('conversation.search', '');
  const [order, setOrder] = useKept<ChatOrder>('conversation.order', 'latest');
  const isFiltered = Object.keys(filter).length > 0;
  const matches = useMemo(
    () => (isFiltered && result ? matchesOf(result.byChat, filter.chats) : null),
    [isFiltered, result, filter.chats],
  );
  const shown = useMemo(
    () => orderedChats(chats, people, query, order, order === 'matches' ? matches : null),
    [chats, people, query, order, matches],
  );
  const [place, setPlace] = useState<RowListPlace>(() => {
    const at = shown.findIndex(({ index }) => index === chosen);
    return at < 0 ? TOP : { index: at, from: 'middle', px: 0 };
  });
  const view = useRef<RowListView>({ top: 0, body: 0 });
  const [active, setActive] = useState<number | null>(chosen);
  const at = active === null ? -1 : shown.findIndex(({ index }) => index === active);

  const goTo = useCallback(
    (to: number): void => {
      const row = Math.max(0, Math.min(shown.length - 1, to));
      const chat = shown[row];
      if (!chat) return;
      setActive(chat.index);
      const next = placeToShow(row, ROW, view.current);
      if (next) setPlace(next);
    },
    [shown],
  );

  // A chat that is opened from elsewhere comes into sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when another chat is opened
  useEffect(() => {
    if (chosen === null || chosen === active) return;
    const row = shown.findIndex(({ index }) => index === chosen);
    if (row >= 0) goTo(row);
  }, [chosen]);

  const onKeyDown = (event: React.KeyboardEvent): void => {
    const page = Math.max(1, Math.floor(view.current.body / ROW) - 1);
    const to: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: Math.max(0, at - 1),
      PageDown: Math.max(at, 0) + page,
      PageUp: at - page,
      Home: 0,
      End: shown.length - 1,
    };
    const row = to[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (row !== undefined) goTo(row);
    else if ((event.key === 'Enter' || event.key === ' ') && at >= 0) onOpen(shown[at]!.index);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <section className={styles.list} aria-label="Chats">
      <div className={styles.tools}>
        <InputGroup
          inputRef={searchRef}
          type="search"
          leftIcon={<Search size={14} />}
          placeholder="Title, name or number"
          aria-label="Find a chat by title, name or number"
          dir="auto"
          value={query}
          onValueChange={(value) => {
            setQuery(value);
            setPlace(TOP);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && shown.length > 0) onOpen(shown[0]!.index);
            else if (event.key === 'ArrowDown') {
              event.preventDefault();
              document.getElementById(`${id}-list`)?.focus();
            }
          }}
        />
        <HTMLSelect
          aria-label="Order of the chats"
          value={order}
          onChange={({ currentTarget }) => {
            setOrder(currentTarget.value as ChatOrder);
            setPlace(TOP);
          }}
          options={CHAT_ORDERS.filter((one) => one !== 'matches' || isFiltered || order === 'matches').map(
            (value) => ({ value, label: ORDER_WORDS[value] }),
          )}
          fill
        />
        <p role="status" className={styles.count}>
          {shown.length === chats.length
            ? counted(chats.length, 'chat')
            : `${grouped(shown.length)} of ${counted(chats.length, 'chat')}`}
        </p>
      </div>
      {shown.length === 0 ? (
        <p className={`dim ${styles.none}`}>
          {chats.length === 0 ? 'The case has no chats yet.' : 'No chat of that title, name or number.'}
        </p>
      ) : (
        <RowList
          id={`${id}-list`}
          role="listbox"
          aria-label="Chats"
          tabIndex={0}
          {...(at >= 0 ? { 'aria-activedescendant': `${id}-${active}` } : {})}
          className={styles.rows!}
          count={shown.length}
          rowHeight={ROW}
          place={place}
          onView={(next) => {
            view.current = next;
          }}
          onKeyDown={onKeyDown}
          onFocus={() => {
            if (at < 0) setActive(shown[0]!.index);
          }}
          renderRow={(row) => {
            const chat = shown[row]!;
            return (
              <ChatOption
                id={`${id}-${chat.index}`}
                chat={chat}
                place={row + 1}
                of={shown.length}
                matches={matches === null ? null : (matches[chat.index] ?? 0)}
                chosen={chat.index === chosen}
                active={chat.index === active}
                onOpen={() => {
                  setActive(chat.index);
                  onOpen(chat.index);
                }}
              />
            );
          }}
        />
      )}
    </section>
  );
}

interface OptionProps {
  readonly id: string;
  readonly chat: ChatRow;
  readonly place: number;
  readonly of: number;
  /** Null while nothing is filtered. */
  readonly matches: number | null;
  readonly chosen: boolean;
  readonly active: boolean;
  onOpen(): void;
}

function ChatOption({ id, chat, place, of, matches, chosen, active, onOpen }: OptionProps) {
  const zone = useZone();
  const { title, type, members, messages, to } = chat;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the keyboard
    <div
      role="option"
      id={id}
      aria-selected={chosen}
      aria-setsize={of}
      aria-posinset={place}
      tabIndex={-1}
      className={`${styles.option} ${active ? styles.active : ''}`}
      onClick={onOpen}
    >
      <span className={styles.title}>
        <ChatTypeIcon type={type} />
        <span className={styles.name}>
          <EvidenceText text={title} />
        </span>
        <span className={styles.date}>{to === null ? '' : zonedTime(zone, to).date}</span>
      </span>
      <span className={styles.counts}>
        <span>{type === 'direct' ? 'Direct' : counted(members.length, 'member')}</span>
        {matches !== null && matches > 0 && (
          <span className={styles.matches}>{counted(matches, 'match', 'matches')}</span>
        )}
        <span className={styles.messages}>{counted(messages, 'message')}</span>
      </span>
    </div>
  );
}
