/** Who wrote a message that is not the owner's. */
import type { Accounts } from './accounts.ts';
import type { MessageRow } from './message-row.ts';

export function senderOf(
  { chat, member, fromJid, fromMe, poster }: MessageRow,
  accounts: Accounts,
): string | undefined {
  const named = accounts.member(member) ?? (chat.type === 'direct' ? undefined : accounts.person(fromJid));
  if (named !== undefined) return named;
  if (poster !== undefined) {
    accounts.seen(poster);
    return poster;
  }
  return fromMe === undefined ? undefined : (chat.peer ?? accounts.person(fromJid));
}
