/** WhatsApp's addresses: `user@server`, of a device `user.agent:device@server`. */
import type { ChatType } from '../../../shared/model/index.ts';

const DEVICE = /^([^@:.]*)(?:\.\d+)?(?::\d+)?$/;
/** Servers of people: phone numbers, hidden ids (`lid`), assistants. */
const PEOPLE = new Set(['s.whatsapp.net', 'c.us', 'lid', 'bot', 'hosted', 'hosted.lid']);
/** Addresses that WhatsApp uses for the phone's own account. */
const OWN = new Set(['', '@', 'me', 'status_me', 'lid_me', 'status@status_me', 'me@s.whatsapp.net']);
const PHONE = /^[1-9]\d{6,14}$/;

/** The address of the account or chat itself, without the device; undefined for one that names the owner. */
export function accountJid(raw: string): string | undefined {
  if (OWN.has(raw)) return undefined;
  const cut = raw.lastIndexOf('@');
  if (cut < 0) return raw;
  const server = raw.slice(cut + 1);
  if (OWN.has(server)) return undefined;
  if (!PEOPLE.has(server)) return raw;
  const device = DEVICE.exec(raw.slice(0, cut));
  return device
    ? `${device[1]}@${server === 'hosted' ? 's.whatsapp.net' : server === 'hosted.lid' ? 'lid' : server}`
    : raw;
}

const serverOf = (jid: string): string => jid.slice(jid.lastIndexOf('@') + 1);

export const isLid = (jid: string): boolean => serverOf(jid) === 'lid';

export const isPerson = (jid: string): boolean => PEOPLE.has(serverOf(jid));

/** The phone number, E.164 with `+`, of an address that is one. `0@s.whatsapp.net` is WhatsApp itself. */
export function phoneOf(jid: string): string | undefined {
  const cut = jid.lastIndexOf('@');
  const server = jid.slice(cut + 1);
  if (server !== 's.whatsapp.net' && server !== 'c.us') return undefined;
  const user = jid.slice(0, cut);
  return PHONE.test(user) ? `+${user}` : undefined;
}

export function chatTypeOf(jid: string): ChatType {
  if (jid === 'status@broadcast') return 'status';
  switch (serverOf(jid)) {
    case 'g.us':
      return 'group';
    case 'broadcast':
      return 'broadcast';
    case 'newsletter':
      return 'channel';
    default:
      return 'direct';
  }
}
