/** System rows: what happened, who did it, to whom, and the new value. */
import type { SystemEvent } from '../../../shared/model/index.ts';
import { phoneOf } from '../whatsapp/jid.ts';
import type { Accounts } from './accounts.ts';
import { actionOf, TYPE } from './kinds.ts';
import { type MessageRow, rawOf } from './message-row.ts';
import type { Metadata } from './metadata.ts';
import { JID } from './packed-jid.ts';

export interface ToldEvent {
  readonly system: SystemEvent;
  /** Who did it. */
  readonly sender: string | undefined;
  /** What of `ZTEXT` is a text, and no list of addresses, number or code. */
  readonly text: string | undefined;
}

/** Longest text looked at for addresses or JSON. */
const MOST_CHARACTERS = 200_000;
/** Codes of `ZGROUPEVENTTYPE` on type 6. */
const EVENT = { subject: 1, youAdmin: 10, youNoAdmin: 11, created: 12, timer: 26, subjectToo: 56 } as const;

/** Events about the one who did them. */
const ABOUT_THE_SENDER = new Set([
  'member-left',
  'member-joined-by-link',
  'member-joined-by-invitation',
  'member-joined-from-community',
]);

/** What is told by addresses: `DOER;ONE,OTHER`, `DOER`, or `ONE,OTHER`. */
function addressesIn(
  text: string,
): { readonly doer?: string; readonly others: readonly string[] } | undefined {
  if (text.length > MOST_CHARACTERS || !text.includes('@')) return undefined;
  const cut = text.indexOf(';');
  const doer = cut < 0 ? undefined : text.slice(0, cut).trim();
  const others = text
    .slice(cut + 1)
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  if (![...others, ...(doer ? [doer] : [])].every((one) => JID.test(one))) return undefined;
  return { ...(doer ? { doer } : {}), others };
}

/** The new subject out of `{"previous_subject":…,"new_subject":…}`. */
function newSubject(text: string): string | undefined {
  if (text.length > MOST_CHARACTERS) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    const subject =
      typeof value === 'object' && value !== null && 'new_subject' in value && value.new_subject;
    return typeof subject === 'string' ? subject : undefined;
  } catch {
    return undefined;
  }
}

/** What the system message of this row reports. */
export function systemEvent(
  message: MessageRow,
  metadata: Metadata | undefined,
  accounts: Accounts,
): ToldEvent {
  const { type, event, text, fromMe } = message;
  if (event !== undefined) rawOf(message).ZGROUPEVENTTYPE = event;
  const action = actionOf(type, event);
  const member = accounts.member(message.member);
  const told = text === undefined ? undefined : addressesIn(text);
  const many = (jids: readonly string[]): string[] => [
    ...new Set(jids.flatMap((jid) => accounts.person(jid) ?? [])),
  ];

  if (type === TYPE.groupEvent && (action === 'member-added' || action === 'member-removed')) {
    // Without a text it was the owner; the member of the row is the one it was done to.
    const listed = told?.doer !== undefined || (told?.others.length ?? 0) > 1;
    const doer = told?.doer ?? (listed ? undefined : told?.others[0]);
    const about = listed ? many(told!.others) : member === undefined ? [] : [member];
    const sender =
      doer !== undefined ? accounts.person(doer) : text === undefined ? accounts.owner : undefined;
    if (told) rawOf(message).ZTEXT = text!;
    return { system: eventOf(action, about, undefined), sender, text: told ? undefined : text };
  }

  let sender = member ?? (fromMe ? accounts.owner : undefined);
  let about: string[] = told ? many([...(told.doer ? [told.doer] : []), ...told.others]) : [];
  let value: string | undefined;
  let rest = told ? undefined : text;
  if (told) rawOf(message).ZTEXT = text!;
  if (type === TYPE.groupEvent) {
    if (event === EVENT.created) sender ??= accounts.owner;
    if (event === EVENT.youAdmin || event === EVENT.youNoAdmin) {
      about = [accounts.owner];
      sender = undefined;
    } else if (action === 'admin-granted') {
      if (about.length === 0 && member !== undefined) about = [member];
      sender = undefined;
    }
    if (event === EVENT.subjectToo && text !== undefined) {
      value = newSubject(text);
      if (value !== undefined) {
        rawOf(message).ZTEXT = text;
        rest = undefined;
      }
    }
    if (action === 'subject-changed' || action === 'description-changed' || action === 'group-created') {
      value ??= rest;
    }
    if (event === EVENT.timer) value = rest;
  } else if (type === TYPE.timerDefault) {
    if (metadata?.timerSeconds !== undefined) value = String(metadata.timerSeconds);
  } else if (type === TYPE.event && about.length === 0) {
    const from = accounts.person(message.fromJid) ?? message.chat.peer;
    if (from !== undefined && action !== 'encryption-notice') about = [from];
  }
  if (action === 'number-changed' && about.length > 0) value ??= phoneOf(about.at(-1)!) ?? about.at(-1);
  if (ABOUT_THE_SENDER.has(action) && about.length === 0 && sender !== undefined) about = [sender];
  return { system: eventOf(action, about, value), sender, text: rest };
}

function eventOf(
  action: SystemEvent['action'],
  about: readonly string[],
  value: string | undefined,
): SystemEvent {
  return {
    action,
    ...(about.length === 0 ? {} : { accounts: about }),
    ...(value === undefined ? {} : { value }),
  };
}
