/**
 * Lines about a chat, by their `action` (export_output_json.cpp, SerializeMessage). Members are given by
 * name alone there, so they are accounts of their own, `name: Ana`.
 */
import type { Call, SystemAction, SystemEvent } from '../../../shared/model/index.ts';
import { type Fields, keepOdd } from '../json/fields.ts';
import type { Raw } from '../json/raw.ts';
import { accountOf } from './peers.ts';
import type { MessagePlace } from './place.ts';

const ACTIONS: Readonly<Record<string, SystemAction>> = {
  create_group: 'group-created',
  create_channel: 'group-created',
  edit_group_title: 'subject-changed',
  edit_group_photo: 'icon-changed',
  delete_group_photo: 'icon-changed',
  invite_members: 'member-added',
  remove_members: 'member-removed',
  join_group_by_link: 'member-joined-by-link',
  join_group_by_request: 'member-added',
  migrate_to_supergroup: 'settings-changed',
  migrate_from_group: 'settings-changed',
  topic_created: 'settings-changed',
  topic_edit: 'settings-changed',
  edit_chat_theme: 'settings-changed',
  set_chat_wallpaper: 'settings-changed',
  set_same_chat_wallpaper: 'settings-changed',
  pin_message: 'message-pinned',
  set_messages_ttl: 'disappearing-timer',
  joined_telegram: 'joined-platform',
  invite_to_group_call: 'call',
  group_call_scheduled: 'call',
};

const PAYMENTS: ReadonlySet<unknown> = new Set([
  'send_payment',
  'refunded_payment',
  'send_premium_gift',
  'send_stars_gift',
  'send_ton_gift',
  'send_star_gift',
]);

const CALLS: ReadonlySet<unknown> = new Set(['phone_call', 'conference_call', 'group_call']);

/** Actions after which those who joined are members. */
const JOINS: ReadonlySet<unknown> = new Set(['join_group_by_link', 'join_group_by_request']);

/** Fields of which one says what an action made of something. */
const VALUES = ['title', 'new_title', 'emoticon', 'period'] as const;
/** Members of one line that are kept. */
const MOST = 20_000;

export const isCall = (action: unknown): boolean => CALLS.has(action);
export const isPayment = (action: unknown): boolean => PAYMENTS.has(action);

/** What is known of a call. The export does not say whether it was one with video. */
export function callOf({ duration_seconds, duration, discard_reason, is_missed }: Fields): Call {
  const length = duration_seconds ?? duration;
  const seconds = typeof length === 'number' && length > 0 && Number.isFinite(length) ? length : undefined;
  const outcome =
    seconds !== undefined
      ? 'answered'
      : discard_reason === 'missed' || is_missed === true
        ? 'missed'
        : discard_reason === 'busy'
          ? 'declined'
          : 'unknown';
  return { video: false, ...(seconds === undefined ? {} : { seconds }), outcome };
}

export interface SystemLine {
  readonly event: SystemEvent;
  /** The field that `event.value` is from; `action` where that is not known. */
  readonly valueField: string | undefined;
}

/** Members as they stand by name; one who is the actor is the account that acts. */
function membersOf(
  { members, actor }: Fields,
  sender: string | undefined,
  place: MessagePlace,
  raw: Raw,
): string[] {
  if (members === undefined) return [];
  if (!Array.isArray(members)) {
    keepOdd('members', members, place, raw);
    return [];
  }
  const { accounts, texts, byte } = place;
  const about: string[] = [];
  for (const member of members.slice(0, MOST)) {
    if (typeof member === 'string' && member !== '') {
      const isActor = sender !== undefined && member === actor;
      about.push(isActor ? sender : accounts.named(texts.name(member, byte), 'members'));
      // An account that is gone has no name.
    } else if (member !== null && member !== '') keepOdd('members', member, place, raw);
  }
  if (members.length > MOST) {
    place.findings.damage(
      place.file,
      `byte ${byte}`,
      `more than ${MOST} members; those beyond were left out`,
    );
  }
  return about;
}

/** @param sender the account that acted. */
export function systemLineOf(
  fields: Fields,
  sender: string | undefined,
  place: MessagePlace,
  raw: Raw,
): SystemLine {
  const { action, from_id, to_id } = fields;
  const known = typeof action === 'string' && Object.hasOwn(ACTIONS, action) ? ACTIONS[action]! : 'unknown';
  const about = membersOf(fields, sender, place, raw);
  const isSelf = about.length === 1 && about[0] === sender;
  if (JOINS.has(action) && sender !== undefined) about.push(sender);
  for (const id of action === 'proximity_reached' ? [from_id, to_id] : []) {
    const account = accountOf(id, false);
    if (account !== undefined) about.push(place.accounts.seen(account, undefined, 'from'));
  }
  const valueField =
    VALUES.find((field) => typeof fields[field] === 'string' || typeof fields[field] === 'number') ??
    (known === 'unknown' && typeof action === 'string' ? 'action' : undefined);
  return {
    event: {
      action: known === 'member-removed' && isSelf ? 'member-left' : known,
      ...(about.length === 0 ? {} : { accounts: about }),
      ...(valueField === undefined
        ? {}
        : { value: place.texts.name(String(fields[valueField]), place.byte) }),
    },
    valueField,
  };
}
