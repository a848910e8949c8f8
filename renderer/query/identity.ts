/** Which ids mean the same account or chat wherever they are met. */
import type { Account, Platform } from '../../shared/model/index.ts';

/** WhatsApp's servers (formats.md, 3): what stands after the @ of a JID. A display name with an @ is not one. */
const WHATSAPP_ID = /^[^\s@]+@(?:[a-z.]*whatsapp\.net|c\.us|g\.us|lid|broadcast|newsletter|bot)$/;
const ADDRESS = /^[^\s@]+@[^\s@]+$/;
const PHONE = /^\+\d[\d\s().\u00a0\u2010-\u2015-]{5,24}$/;

/** Whether the platform gave this id, so that it is one account or chat in all exhibits; a name is not. */
export function isPlatformIssued(platform: Platform, id: string): boolean {
  return (platform === 'whatsapp' ? WHATSAPP_ID : ADDRESS).test(id);
}

/** What the account shares with every other entry of the same person. */
export function accountKeys({ platform, exhibit, id, phone }: Account): string[] {
  const keys = [
    isPlatformIssued(platform, id) ? `${platform}\0id\0${id}` : `${platform}\0in\0${exhibit}\0${id}`,
  ];
  const number = phone ?? (PHONE.test(id) ? id : undefined);
  if (number !== undefined) keys.push(`${platform}\0tel\0${number.replace(/\D/g, '')}`);
  return keys;
}
