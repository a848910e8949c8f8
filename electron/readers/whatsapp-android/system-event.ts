/** System messages: what happened, to whom, and the new value. */
import type { SystemEvent } from '../../../shared/model/index.ts';
import { asRead, filled, integer } from '../../sqlite/cells.ts';
import { CELLS } from '../../sqlite/side-table.ts';
import { phoneOf } from '../whatsapp/jid.ts';
import type { ComposeContext } from './compose-context.ts';
import { ABOUT_THE_SENDER, actionOf } from './kinds.ts';
import { type MessageRow, rawOf } from './message-row.ts';
import { addressesOf } from './serialised.ts';

/** What the system message of this row reports. */
export function systemEvent(
  message: MessageRow,
  sender: string | undefined,
  context: ComposeContext,
): SystemEvent {
  const {
    accounts,
    sides: { tables: sides },
  } = context;
  const { row, old } = message;
  const cell = sides.system.first(row)?.[CELLS];
  const code = integer(cell) ?? old?.action;
  const raw = rawOf(message);
  if (code !== undefined) raw.action_type = code;
  else if (cell !== null && cell !== undefined) raw.action_type = asRead(cell);
  let action = actionOf(message.type, code);
  const blocked = sides.blocked.first(row);
  if (action === 'contact-blocked' && integer(blocked?.[CELLS]) === 0) action = 'contact-unblocked';

  const about: string[] = [];
  let value: string | undefined;
  for (const participant of sides.participants.take(row)) {
    const account = accounts.account(participant[CELLS]);
    if (account !== undefined) about.push(account);
    else if (participant[CELLS] !== null) raw.user_jid_row_id = asRead(participant[CELLS]);
  }
  for (const address of addressesOf(old?.participants)) {
    const account = accounts.accountOfText(address);
    if (account !== undefined && !about.includes(account)) about.push(account);
  }
  const change = sides.numberChange.first(row);
  if (change) {
    for (const jid of [change[CELLS], change[CELLS + 1]]) {
      const account = accounts.account(jid);
      if (account === undefined) continue;
      if (!about.includes(account)) about.push(account);
      value = phoneOf(account) ?? account;
    }
  }
  const before = filled(sides.valueChange.first(row)?.[CELLS]);
  if (before !== undefined) raw.old_data = asRead(before);
  const seconds = integer(sides.timerSetting.first(row)?.[CELLS]);
  if (action === 'disappearing-timer' && seconds !== undefined) value = String(seconds);
  if (action === 'subject-changed' || action === 'description-changed' || action === 'group-created') {
    value ??= message.text;
  }
  if (about.length === 0 && sender !== undefined && ABOUT_THE_SENDER.has(action)) about.push(sender);
  return {
    action,
    ...(about.length === 0 ? {} : { accounts: about }),
    ...(value === undefined ? {} : { value }),
  };
}
