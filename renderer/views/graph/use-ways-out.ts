/** From the graph to the other views: what of it they show. */
import { useCallback } from 'react';
import { useCase } from '../../app/case-session.ts';
import type { GraphEdge } from '../../query/api.ts';
import { contactOf } from './contacts.ts';

export interface WaysOut {
  /** Messages of a person, or of a group, in the timeline. */
  showMessages(key: string): void;
  /** Messages of a tie in the timeline: as many as it says. */
  showTie(edge: GraphEdge): void;
  /** A person's messages, or a group's conversation. */
  open(key: string): void;
}

export function useWaysOut(): WaysOut {
  const { summary, setFilter, show } = useCase();
  const showMessages = useCallback(
    (key: string) => {
      const contact = contactOf(summary, key);
      if (contact?.person) setFilter((now) => ({ ...now, people: [contact.person.index] }));
      else if (contact?.chat) setFilter((now) => ({ ...now, chats: [contact.chat.index] }));
      show('timeline');
    },
    [summary, setFilter, show],
  );
  const showTie = useCallback(
    ({ select }: GraphEdge) => {
      setFilter((now) => ({ ...now, ...select }));
      show('timeline');
    },
    [setFilter, show],
  );
  const open = useCallback(
    (key: string) => {
      const contact = contactOf(summary, key);
      if (contact?.chat) show('conversation', { chat: contact.chat.index });
      else showMessages(key);
    },
    [summary, show, showMessages],
  );
  return { showMessages, showTie, open };
}
