/** Rows of events: what message_system and the tables beside it say. */
import type { SystemEvent } from '../message.ts';
import { OWNER, phoneJid } from '../people.ts';
import type { Jids } from './jids.ts';
import type { Tables } from './sqlite-file.ts';

/** `message_system.action_type`. */
const ACTIONS: Readonly<Record<SystemEvent['action'], number>> = {
  subject: 1,
  left: 5,
  icon: 6,
  created: 11,
  added: 12,
  removed: 14,
  'owner-is-admin': 15,
  'security-code': 18,
  'joined-by-link': 20,
  description: 27,
  number: 28,
  timer: 56,
  blocked: 58,
  encrypted: 67,
};

/** What the message's own text is. */
export function systemText(event: SystemEvent): string | null {
  if (event.action === 'created' || event.action === 'subject') return event.subject;
  return event.action === 'description' ? event.text : null;
}

export function insertSystem(
  tables: Tables,
  jids: Jids,
  message: number,
  event: SystemEvent,
  inGroup: boolean,
): void {
  tables.insert('message_system', { message_row_id: message, action_type: ACTIONS[event.action] });
  if (inGroup) {
    const joins = event.action === 'added' && event.who.includes(OWNER);
    tables.insert('message_system_group', { message_row_id: message, is_me_joined: joins ? 1 : 0 });
  }
  switch (event.action) {
    case 'added':
    case 'removed':
      for (const who of event.who) {
        tables.insert('message_system_chat_participant', {
          message_row_id: message,
          user_jid_row_id: jids.inGroup(who),
        });
      }
      return;
    case 'owner-is-admin':
      tables.insert('message_system_chat_participant', {
        message_row_id: message,
        user_jid_row_id: jids.inGroup(OWNER),
      });
      return;
    case 'subject':
      tables.insert('message_system_value_change', { message_row_id: message, old_data: event.before });
      return;
    case 'number':
      tables.insert('message_system_number_change', {
        message_row_id: message,
        old_jid_row_id: jids.row(phoneJid(event.before)),
        new_jid_row_id: jids.row(phoneJid('lena')),
      });
      return;
    case 'icon':
      tables.insert('message_system_photo_change', { message_row_id: message, new_photo_id: '1709762280' });
      return;
    case 'timer':
      tables.insert('message_ephemeral_setting', {
        message_row_id: message,
        setting_duration: event.seconds,
      });
      return;
    case 'blocked':
      tables.insert('message_system_block_contact', {
        message_row_id: message,
        is_blocked: event.blocked ? 1 : 0,
      });
      return;
    case 'encrypted':
      tables.insert('message_system_initial_privacy_provider', { message_row_id: message });
      return;
    default:
      return;
  }
}
