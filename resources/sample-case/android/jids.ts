/** The table `jid`: every address once, numbered as first met. */
import { type ChatKey, chatOf } from '../chats.ts';
import { groupJid, OWNER, type PersonKey, person, phoneJid } from '../people.ts';
import type { Tables } from './sqlite-file.ts';

/** `jid.type`. */
const TYPES: Readonly<Record<string, number>> = { 's.whatsapp.net': 0, 'g.us': 1, broadcast: 5, lid: 18 };

export function chatJid(key: ChatKey): string {
  const { group, members } = chatOf(key);
  if (key === 'status') return 'status@broadcast';
  return group === undefined ? groupJid(members[0]!) : `${group}@g.us`;
}

export class Jids {
  private readonly tables: Tables;
  private readonly rows = new Map<string, number>();

  constructor(tables: Tables) {
    this.tables = tables;
  }

  row(raw: string): number {
    const known = this.rows.get(raw);
    if (known !== undefined) return known;
    const [user, server] = raw.split('@') as [string, string];
    const row = this.tables.insert('jid', {
      user,
      server,
      agent: 0,
      device: 0,
      type: TYPES[server]!,
      raw_string: raw,
    });
    this.rows.set(raw, row);
    return row;
  }

  /** The address under which a person writes in groups. */
  inGroup(key: PersonKey): number {
    return this.row(groupJid(key));
  }

  /** What stands for the writer in a row: 0 is the owner, or the other side of a direct chat. */
  sender(key: PersonKey, inDirectChat: boolean): number {
    return key === OWNER || inDirectChat ? 0 : this.inGroup(key);
  }

  /** The number behind a hidden id, for those whom the phone knows by both. */
  map(key: PersonKey): void {
    if (person(key).lid === undefined) return;
    this.tables.insert('jid_map', {
      lid_row_id: this.row(groupJid(key)),
      jid_row_id: this.row(phoneJid(key)),
      sort_id: 1,
    });
  }
}
