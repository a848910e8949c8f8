/** The conversation: the chats of the case, and one of them as it was written. */
import { NonIdealState } from '@blueprintjs/core';
import { Chat } from '@blueprintjs/icons';
import { useEffect, useRef } from 'react';
import { useCase } from '../../app/case-session.ts';
import { useCommand } from '../../app/commands.ts';
import { ChatList } from './chat-list.tsx';
import { ChatPane } from './chat-pane.tsx';
import styles from './conversation.module.css';

export function Conversation() {
  const { summary, store, chat, selected, show } = useCase();
  const search = useRef<HTMLInputElement>(null);
  const view = useRef<HTMLDivElement>(null);
  const shown = chat === null ? undefined : summary.chats[chat];

  // With nothing chosen it is the chat of the message that is selected elsewhere.
  useEffect(() => {
    if (chat !== null || selected === null) return;
    let left = false;
    store.query.message(selected).then(
      (message) => {
        if (!left) show('conversation', { chat: message.chat });
      },
      // A message that is no longer there has no chat to open.
      () => undefined,
    );
    return () => {
      left = true;
    };
  }, [chat, selected, store, show]);

  useCommand({
    id: 'conversation.find-chat',
    title: 'Find a chat',
    keys: '/',
    run: () => {
      search.current?.focus();
      search.current?.select();
    },
  });

  // A chat that is chosen here takes the keyboard; the list would keep it otherwise.
  const open = (index: number): void => {
    if (index === chat) view.current?.querySelector<HTMLElement>('[data-position][tabindex="0"]')?.focus();
    else {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      show('conversation', { chat: index });
    }
  };

  return (
    <div ref={view} className={styles.view}>
      <ChatList chosen={shown?.index ?? null} searchRef={search} onOpen={open} />
      {shown ? (
        <ChatPane key={shown.index} chat={shown} />
      ) : (
        <div className={styles.none}>
          <NonIdealState
            icon={<Chat size={32} />}
            title={summary.chats.length === 0 ? 'No chats' : 'No chat chosen'}
            description={
              summary.chats.length === 0
                ? 'Add an exhibit to see its chats.'
                : 'Choose a chat on the left, or press / and type a part of its title, a name or a number.'
            }
          />
        </div>
      )}
    </div>
  );
}
