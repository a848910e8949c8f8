/** What others added to a message: reactions, and votes in its poll. */
import type { Reaction } from '../../../shared/model/index.ts';
import { asRead, filled, integer } from '../../sqlite/cells.ts';
import { CELLS } from '../../sqlite/side-table.ts';
import { timeOf } from '../whatsapp/time.ts';
import { type ComposeContext, type Draft, peerOf } from './compose-context.ts';
import { pollOf } from './content.ts';
import { type MessageRow, rawOf } from './message-row.ts';

/** Reactions of `message_add_on`, and the poll with the votes of it. */
export function addReactionsAndVotes(message: MessageRow, draft: Draft, context: ComposeContext): void {
  const {
    accounts,
    sides: { tables: sides },
    second,
  } = context;
  const rows = sides.addOns.take(message.row);
  const reactions: Reaction[] = [];
  const votes: { voter: string | undefined; options: number[] }[] = [];
  for (const row of rows) {
    const id = row[1] as number;
    const by = row[CELLS] === 1 ? accounts.owner : (accounts.account(row[CELLS + 1]) ?? peerOf(message));
    const reaction = second.reactions.of(id)[0];
    if (reaction) {
      const at = timeOf(integer(reaction[CELLS + 1])) ?? timeOf(integer(row[CELLS + 2]));
      const emoji = filled(reaction[CELLS]);
      if (emoji !== undefined) {
        reactions.push({
          ...(by === undefined ? {} : { sender: by }),
          emoji,
          ...(at === undefined ? {} : { at }),
        });
      } else {
        rawOf(message)[`reaction taken back by ${by ?? 'unknown'}`] = at ?? null;
      }
      continue;
    }
    const chosen = second.votes.of(id);
    if (chosen.length === 0) {
      // A pin, a keep, a vote withdrawn: what the code stands for is not known for sure.
      rawOf(message)[`add-on of type ${asRead(row[CELLS + 3])}`] = by ?? null;
      continue;
    }
    votes.push({
      voter: by,
      options: chosen.map((vote) => integer(vote[CELLS])).filter((option) => option !== undefined),
    });
  }
  for (const row of sides.channelReactions.take(message.row)) {
    const emoji = filled(row[CELLS]);
    if (emoji === undefined) continue;
    reactions.push({ emoji });
    rawOf(message)[`reactions ${emoji}`] = integer(row[CELLS + 1]) ?? null;
  }
  if (reactions.length > 0) draft.reactions = reactions;
  const options = sides.pollOptions.take(message.row);
  if (draft.kind === 'poll' || options.length > 0) {
    const poll = pollOf(message.text, options, votes, rawOf(message));
    if (poll) draft.poll = poll;
  }
}
