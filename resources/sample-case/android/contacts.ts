/** Daniel Marsh's wa.db: the names of his address book, and those that people give themselves. */
import { CHAT_KEYS, chatOf, isGroup } from '../chats.ts';
import type { Said } from '../message.ts';
import { groupJid, PEOPLE, type PersonKey, person, phoneJid } from '../people.ts';
import { chatJid } from './jids.ts';
import { CONTACTS_SCHEMA } from './schema.ts';
import { sqliteFile } from './sqlite-file.ts';

const KEYS = Object.keys(PEOPLE) as PersonKey[];

/** @param said everything, for the descriptions of groups. */
export function contacts(said: readonly Said[]): Buffer {
  return sqliteFile(CONTACTS_SCHEMA, ({ insert }) => {
    for (const key of KEYS) {
      const { saved, own, number, lid } = person(key);
      const [given, ...family] = saved?.split(' ') ?? [];
      // Who is known by a hidden id alone has no number in the list.
      const hidden = lid !== undefined && saved === undefined;
      insert('wa_contacts', {
        jid: hidden ? groupJid(key) : phoneJid(key),
        is_whatsapp_user: 1,
        number: hidden ? null : `+${number}`,
        display_name: saved ?? null,
        given_name: given ?? null,
        family_name: family.length > 0 ? family.join(' ') : null,
        wa_name: own,
        sort_name: saved ?? null,
      });
      if (lid !== undefined && !hidden) {
        insert('wa_contacts', { jid: groupJid(key), is_whatsapp_user: 1, wa_name: own });
      }
    }
    for (const key of CHAT_KEYS.filter(isGroup)) {
      insert('wa_contacts', {
        jid: chatJid(key),
        is_whatsapp_user: 1,
        display_name: chatOf(key).subject!,
      });
    }
    for (const { chat, at, by, content } of said) {
      if (content.kind !== 'system' || content.event.action !== 'description') continue;
      insert('wa_group_descriptions', {
        jid: chatJid(chat),
        description: content.event.text,
        description_time: Math.floor(at / 1000),
        description_setter_jid: groupJid(by),
        description_id_string: String(Math.floor(at / 1000)),
      });
    }
  });
}
