import { subjectOf } from '../../../shared/annotations/index.ts';
import { useAnnotations } from '../../app/annotations.ts';
import { useCase } from '../../app/case-session.ts';
import { useCommand } from '../../app/commands.ts';
import type { FeedScope } from './feed-scope.ts';
import type { FeedMoves } from './use-feed-moves.ts';

/** The commands of an open chat. */
export function useFeedCommands(moves: FeedMoves, scope: FeedScope): void {
  const { show, setInstant } = useCase();
  const { ask } = useAnnotations();
  useCommand({
    id: 'conversation.next',
    title: 'Go to the next message',
    keys: 'j',
    run: () => moves.step(1),
  });
  useCommand({
    id: 'conversation.previous',
    title: 'Go to the message before',
    keys: 'k',
    run: () => moves.step(-1),
  });
  useCommand({
    id: 'conversation.page-down',
    title: 'Go a page of messages down',
    keys: 'pagedown',
    run: () => moves.page(1),
  });
  useCommand({
    id: 'conversation.page-up',
    title: 'Go a page of messages up',
    keys: 'pageup',
    run: () => moves.page(-1),
  });
  useCommand({
    id: 'conversation.first',
    title: 'Go to the chat’s first message',
    keys: 'home',
    run: moves.first,
  });
  useCommand({
    id: 'conversation.last',
    title: 'Go to the chat’s last message',
    keys: 'end',
    run: moves.last,
  });
  useCommand({
    id: 'conversation.instant',
    title: 'Go to the instant in the chat',
    keys: 'g',
    run: moves.toInstant,
  });
  useCommand({
    id: 'conversation.set-instant',
    title: 'Set the instant to the selected message',
    keys: 'shift+i',
    run: () => {
      const when = moves.current()?.when;
      if (when !== undefined && !Number.isNaN(when)) setInstant(when);
    },
  });
  useCommand({
    id: 'conversation.tag',
    title: 'Tag the selected message',
    keys: 't',
    run: () => {
      const message = moves.current();
      if (message) ask({ is: 'tag', rows: [message.row] });
    },
  });
  useCommand({
    id: 'conversation.note',
    title: 'Write a note on the selected message',
    keys: 'n',
    run: () => {
      const message = moves.current();
      if (message) ask({ is: 'note', subject: subjectOf(message.message) });
    },
  });
  useCommand({
    id: 'conversation.quoted',
    title: 'Go to the message that the selected one replies to',
    keys: 'r',
    run: () => {
      const message = moves.current();
      if (message) scope.showQuoted(message);
    },
  });
  useCommand({
    id: 'conversation.timeline',
    title: 'Show the selected message in the timeline',
    keys: 'l',
    run: () => {
      const message = moves.current();
      show('timeline', message ? { row: message.row } : {});
    },
  });
}
