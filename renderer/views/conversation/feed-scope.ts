/** What every bubble of a chat needs and that does not change while it is read. */
import { createContext, useContext } from 'react';
import type { ChatRow, FullMessage, PersonRow, RowAnnotations } from '../../query/api.ts';

export interface FeedScope {
  readonly caseId: string;
  readonly chat: ChatRow;
  readonly people: readonly PersonRow[];
  /** ms since 1970 UTC. */
  readonly instant: number | null;
  /** Tags and notes of the messages that are loaded, as they are now. */
  readonly annotated: ReadonlyMap<number, RowAnnotations>;
  select(row: number): void;
  /** Goes to the message that this one replies to. */
  showQuoted(message: FullMessage): void;
  /** Opens an attachment in the viewer. */
  view(message: FullMessage, attachment: number): void;
}

export const FeedContext = createContext<FeedScope | null>(null);

export function useFeed(): FeedScope {
  const scope = useContext(FeedContext);
  if (scope === null) throw new Error('useFeed outside a chat');
  return scope;
}

/**
 * Whether a message stands on the side of the device's owner. A chat that several devices hold has each
 * message once for each, outgoing on one and incoming on the other: there the sender decides, so that one
 * person's messages stand on one side.
 */
export function isOwn(
  { direction, sender, exhibit }: Pick<FullMessage, 'direction' | 'sender' | 'exhibit'>,
  { chat, people }: Pick<FeedScope, 'chat' | 'people'>,
): boolean {
  const owned = people[sender]?.ownerOf ?? [];
  if (chat.exhibits.length > 1) return owned.includes(chat.exhibits[0]!);
  return direction === null ? owned.includes(exhibit) : direction === 'out';
}
