/** The table `call_log`. */
import { chance } from '../chance.ts';
import { chatOf, isGroup } from '../chats.ts';
import { london } from '../clock.ts';
import type { Content, Said } from '../message.ts';
import { OWNER } from '../people.ts';
import { chatJid, type Jids } from './jids.ts';
import type { Tables } from './sqlite-file.ts';

type CallContent = Content & { readonly kind: 'call' };

/** `call_log.call_result`. */
const RESULTS: Readonly<Record<CallContent['outcome'], number>> = {
  missed: 2,
  unavailable: 3,
  declined: 4,
  answered: 5,
};

/** Since then the app shows calls in chats too, by a message of type 90. */
export const CALLS_ARE_MESSAGES_FROM = london('2024-02-01 00:00:00');

/** @returns the row in `call_log`. */
export function insertCall(tables: Tables, jids: Jids, said: Said, call: CallContent): number {
  const by = chance(`call ${said.chat} ${said.at}`);
  const fromMe = said.by === OWNER;
  const chat = jids.row(chatJid(said.chat));
  const others = call.others ?? [];
  const row = tables.insert('call_log', {
    jid_row_id: isGroup(said.chat) ? jids.inGroup(others[0] ?? chatOf(said.chat).members[0]!) : chat,
    from_me: fromMe ? 1 : 0,
    call_id: `call:${by.hex(32)}`,
    transaction_id: -1,
    timestamp: said.at,
    video_call: call.video ? 1 : 0,
    duration: call.seconds,
    call_result: RESULTS[call.outcome],
    bytes_transferred: call.seconds * by.whole(5_000, 9_000),
    group_jid_row_id: isGroup(said.chat) ? chat : 0,
    is_joinable_group_call: isGroup(said.chat) ? 1 : 0,
    call_creator_device_jid_row_id: jids.inGroup(said.by),
    call_random_id: by.hex(32),
  });
  for (const other of others) {
    tables.insert('call_log_participant_v2', {
      call_log_row_id: row,
      jid_row_id: jids.inGroup(other),
      call_result: RESULTS.answered,
    });
  }
  return row;
}
