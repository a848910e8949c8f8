/** Reactions and votes: the table `message_add_on` and those beside it. */
import { chance } from '../chance.ts';
import { isGroup } from '../chats.ts';
import { MINUTE } from '../clock.ts';
import type { Said } from '../message.ts';
import { OWNER, type PersonKey } from '../people.ts';
import type { Jids } from './jids.ts';
import type { Tables } from './sqlite-file.ts';

/** `message_add_on.message_add_on_type`. */
const TYPE = { reaction: 56, vote: 67 } as const;

export interface AddOn {
  readonly said: Said;
  readonly message: number;
  readonly chat: number;
  readonly by: PersonKey;
  readonly at: number;
  /** Empty where the reaction was taken back. */
  readonly emoji?: string;
  /** Row of the option of a poll. */
  readonly option?: number;
}

export function reactionsOf(said: Said, message: number, chat: number): AddOn[] {
  return (said.reactions ?? []).map(({ by, emoji, after }) => ({
    said,
    message,
    chat,
    by,
    at: said.at + after * 1000,
    emoji,
  }));
}

/** Writes a poll's own rows. @returns its votes. */
export function insertPoll(tables: Tables, said: Said, message: number, chat: number): AddOn[] {
  const { content } = said;
  if (content.kind !== 'poll') return [];
  tables.insert('message_poll', { message_row_id: message, selectable_options_count: 1 });
  return content.options.flatMap(({ text, voters }) => {
    const option = tables.insert('message_poll_option', {
      message_row_id: message,
      option_name: text,
      vote_total: voters.length,
    });
    return voters.map((by) => ({
      said,
      message,
      chat,
      by,
      at: said.at + chance(`vote ${said.chat} ${said.at} ${by}`).whole(1, 90) * MINUTE,
      option,
    }));
  });
}

/** All of them, in order of time. */
export function insertAddOns(tables: Tables, jids: Jids, addOns: readonly AddOn[]): void {
  const inOrder = [...addOns].sort((a, b) => a.at - b.at || a.message - b.message);
  for (const { said, message, chat, by, at, emoji, option } of inOrder) {
    const row = tables.insert('message_add_on', {
      chat_row_id: chat,
      from_me: by === OWNER ? 1 : 0,
      key_id: chance(`add-on ${said.chat} ${said.at} ${by}`).hex(32),
      sender_jid_row_id: jids.sender(by, !isGroup(said.chat)),
      parent_message_row_id: message,
      timestamp: at,
      status: by === OWNER ? 4 : 0,
      message_add_on_type: option === undefined ? TYPE.reaction : TYPE.vote,
    });
    if (option === undefined) {
      tables.insert('message_add_on_reaction', {
        message_add_on_row_id: row,
        reaction: emoji!,
        sender_timestamp: at,
      });
      continue;
    }
    tables.insert('message_add_on_poll_vote', { message_add_on_row_id: row, sender_timestamp: at });
    tables.insert('message_add_on_poll_vote_selected_option', {
      message_add_on_row_id: row,
      message_poll_option_id: option,
    });
  }
}
