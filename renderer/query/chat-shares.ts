import type { ChatShare } from './api.ts';
import type { CaseIndex } from './case-index.ts';
import { type Matches, rowAt } from './filter.ts';

/**
 * Chats of a result that have the person as a member or writer, with how much of each the person wrote:
 * most written first, then most messages, then by index.
 */
export function chatShares({ columns, chats }: CaseIndex, matches: Matches, person: number): ChatShare[] {
  const written = new Uint32Array(chats.length);
  const messages = new Uint32Array(chats.length);
  for (let position = 0; position < matches.count; position++) {
    const row = rowAt(matches, position);
    const chat = columns.chat[row]!;
    messages[chat]!++;
    if (columns.sender[row] === person) written[chat]!++;
  }
  return chats
    .filter(({ index, members }) => messages[index]! > 0 && (written[index]! > 0 || members.includes(person)))
    .map(({ index }) => ({ chat: index, written: written[index]!, messages: messages[index]! }))
    .sort((a, b) => b.written - a.written || b.messages - a.messages || a.chat - b.chat);
}
