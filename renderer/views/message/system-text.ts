/** What a system line reports, in plain words; the same over all platforms. */
import type { SystemAction, SystemEvent } from '../../../shared/model/index.ts';
import { listed, quoted, type Words } from './words.ts';

/** Who did it, where the source says so, and whom it is about. */
interface Parties {
  readonly actor: string | null;
  readonly subjects: readonly string[];
}

/** What somebody did to the chat: `by` after their name, `of` where the source does not say who. */
interface Deed {
  readonly by: string;
  readonly of: string;
  /** What stands before a value; a colon unless given. */
  readonly before?: string;
}

const DEEDS: Partial<Record<SystemAction, Deed>> = {
  'group-created': { by: 'created the group', of: 'The group was created', before: ' as ' },
  'subject-changed': { by: 'changed the subject', of: 'The subject was changed', before: ' to ' },
  'description-changed': { by: 'changed the description', of: 'The description was changed', before: ' to ' },
  'icon-changed': { by: 'changed the group’s picture', of: 'The group’s picture was changed' },
  'link-reset': { by: 'reset the invitation link', of: 'The invitation link was reset' },
  'settings-changed': { by: 'changed the chat’s settings', of: 'The chat’s settings were changed' },
  'message-pinned': { by: 'pinned a message', of: 'A message was pinned' },
  'chat-privacy': { by: 'changed the chat’s privacy', of: 'The chat’s privacy was changed' },
};

/** Lines that the platform put there. */
const NOTICES: Partial<Record<SystemAction, string>> = {
  'encryption-notice': 'Notice that messages are end-to-end encrypted',
  'business-notice': 'Notice on a business account',
  call: 'Notice of a call',
  unknown: 'System message of an unknown type',
};

type About = (parties: Parties) => Words;

/** People within a sentence, and at its beginning. */
const people = (names: readonly string[]): Words => (names.length === 0 ? ['somebody'] : listed(names));
const peopleFirst = (names: readonly string[]): Words => (names.length === 0 ? ['Somebody'] : listed(names));

const isAlone = (subjects: readonly string[], name: string): boolean =>
  subjects.length === 1 && subjects[0] === name;

/** What was done to people: "A added B", or "B was added", also where B is all that the source names. */
function done(by: string, of = by, end = ''): About {
  return ({ actor, subjects }) =>
    actor === null || isAlone(subjects, actor)
      ? [...peopleFirst(subjects), ` ${subjects.length > 1 ? 'were' : 'was'} ${of}${end}`]
      : [{ said: actor }, ` ${by} `, ...people(subjects), end];
}

/** About people by themselves. Their message may name them as its sender alone. */
function own(before: string, after: string): About {
  return ({ actor, subjects }) => {
    const who = subjects.length === 0 && actor !== null ? [actor] : subjects;
    const isOwn = actor === null || isAlone(who, actor);
    return [
      ...(before === '' ? peopleFirst(who) : [before, ...people(who)]),
      after,
      ...(isOwn ? [] : [' (reported by ', { said: actor }, ')']),
    ];
  };
}

const PEOPLE: Partial<Record<SystemAction, About>> = {
  'member-added': done('added'),
  'member-left': own('', ' left'),
  'member-removed': done('removed'),
  'member-joined-by-link': own('', ' joined by the invitation link'),
  'member-joined-by-invitation': own('', ' joined by invitation'),
  'member-joined-from-community': own('', ' joined from the community'),
  'admin-granted': done('gave the admin role to', 'given the admin role'),
  'admin-revoked': ({ actor, subjects }) => [
    ...(actor === null
      ? ['The admin role was taken from ']
      : [{ said: actor }, ' took the admin role from ']),
    ...people(subjects),
  ],
  'contact-blocked': done('blocked'),
  'contact-unblocked': done('unblocked'),
  'contact-added': done('added', 'added', ' to the contacts'),
  'joined-platform': own('', ' joined the platform'),
  'security-code-changed': own('The security code with ', ' changed'),
  'device-changed': own('', ' changed devices'),
};

const UNITS = [
  [86_400, 'day'],
  [3600, 'hour'],
  [60, 'minute'],
  [1, 'second'],
] as const;

/** `7 days` of 604800; null when it is not a number of seconds. */
function spanText(seconds: string): string | null {
  if (!/^\d{1,12}$/.test(seconds)) return null;
  const span = Number(seconds);
  const [size, name] = UNITS.find(([unit]) => span % unit === 0 && span >= unit) ?? [1, 'second'];
  const count = span / size;
  // A day is told in hours, as the platforms' menus do.
  if (span === 86_400) return '24 hours';
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}

/** @param value seconds until messages disappear, 0 when they no longer do; else whatever the source has. */
function timerWords(actor: string | null, value: string | undefined): Words {
  const span = value === undefined ? null : spanText(value);
  const [by, of] =
    span === null
      ? ['changed the timer of disappearing messages', 'The timer of disappearing messages was changed']
      : Number(value) === 0
        ? ['turned disappearing messages off', 'Disappearing messages were turned off']
        : [`set messages to disappear after ${span}`, `Messages were set to disappear after ${span}`];
  const raw: Words = span === null && value !== undefined ? [': ', ...quoted(value)] : [];
  return [...(actor === null ? [of] : [{ said: actor }, ` ${by}`]), ...raw];
}

/** The accounts are the old one and, where the platform made another of it, the new one. */
function numberWords({ actor, subjects: [old, ...now] }: Parties, value: string | undefined): Words {
  const sentence = own('', ' changed their number')({ actor, subjects: old === undefined ? [] : [old] });
  const others = now.filter((name) => name !== value);
  return [
    ...sentence,
    ...(value === undefined ? [] : [' to ', { said: value }]),
    ...(others.length === 0 ? [] : [', now ', ...listed(others)]),
  ];
}

/**
 * A system event in words. Everything the event holds is in them.
 * @param actor name of the message's sender; null where the source has none.
 * @param nameOf an account's name by its id.
 */
export function systemWords(
  { action, accounts = [], value }: SystemEvent,
  actor: string | null,
  nameOf: (account: string) => string,
): Words {
  const names = accounts.map(nameOf);
  const about: Words =
    names.length === 0 || (actor !== null && isAlone(names, actor)) ? [] : [', about ', ...listed(names)];
  if (action === 'disappearing-timer') return [...timerWords(actor, value), ...about];
  if (action === 'number-changed') return numberWords({ actor, subjects: names }, value);

  const notice = NOTICES[action];
  if (notice !== undefined) {
    const from: Words = actor === null ? [] : [', from ', { said: actor }];
    return [notice, ...(value === undefined ? [] : [': ', ...quoted(value)]), ...from, ...about];
  }
  const deed = DEEDS[action];
  if (deed) {
    const lead: Words = actor === null ? [deed.of] : [{ said: actor }, ` ${deed.by}`];
    return [...lead, ...(value === undefined ? [] : [deed.before ?? ': ', ...quoted(value)]), ...about];
  }

  const sentence = PEOPLE[action]!({ actor, subjects: names });
  return value === undefined ? sentence : [...sentence, ': ', ...quoted(value)];
}
