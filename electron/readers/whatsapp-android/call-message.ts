/** Messages that tell of a call. */

import { integer } from '../../sqlite/cells.ts';
import { CELLS } from '../../sqlite/side-table.ts';
import type { LoggedCall } from './calls.ts';
import type { ComposeContext, Draft } from './compose-context.ts';
import { TYPE } from './kinds.ts';
import { type MessageRow, rawOf } from './message-row.ts';

/** Gives the message its call: as `call_log` has it, else as the row itself says. */
export function addCall(message: MessageRow, draft: Draft, context: ComposeContext): void {
  const {
    sides: { tables: sides },
    calls,
  } = context;
  const { row, old, type, chat, fromMe, key } = message;
  const link = integer(sides.callLink.first(row)?.[CELLS]);
  const missed = sides.missedCall.first(row);
  let logged: LoggedCall | undefined = link === undefined ? undefined : calls.ofLink(link);
  if (!logged && key !== undefined && fromMe !== undefined) {
    logged = calls.ofKey(chat.jidRows, fromMe, key);
  }
  if (logged) {
    draft.call = logged.call;
    if (logged.system) draft.system = logged.system;
    const raw = rawOf(message);
    raw['call_log row'] = logged.row;
    Object.assign(raw, logged.raw);
    return;
  }
  const word = (old?.caption ?? message.caption ?? message.text)?.toLowerCase();
  const video = missed ? (integer(missed[CELLS]) ?? 0) > 0 : word === 'video';
  if (missed || type === TYPE.oldMissedCall) draft.call = { video, outcome: 'missed' };
  else if (word === 'video' || word === 'audio' || type === TYPE.oldCall) {
    const seconds = old?.seconds;
    draft.call =
      seconds !== undefined && seconds > 0
        ? { video, seconds, outcome: 'answered' }
        : { video, outcome: 'unknown' };
  }
}
