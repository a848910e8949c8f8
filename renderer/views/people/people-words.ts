/** What the People view says of suggestions and decisions. */
import type { Platform } from '../../../shared/model/index.ts';
import type { Decision, Evidence } from '../../../shared/people/index.ts';
import type { PersonAccount, PersonRow } from '../../query/api.ts';
import { counted, grouped } from '../../ui/numbers.ts';
import { clockWords } from '../clocks/clock-words.ts';
import { listed, quoted, type Words } from '../message/words.ts';

export const PLATFORM_WORDS: Readonly<Record<Platform, string>> = {
  whatsapp: 'WhatsApp',
  telegram: 'Telegram',
  messenger: 'Messenger',
  instagram: 'Instagram',
  x: 'X',
  'google-chat': 'Google Chat',
  hangouts: 'Hangouts',
  wordpress: 'WordPress',
  signal: 'Signal',
  other: 'Other',
};

/** An account as a line: its name, where it is from, and its id. */
export function accountWords({ name, platform, id }: PersonAccount): Words {
  return name === null || name === id
    ? [{ said: id }, ` (${PLATFORM_WORDS[platform]})`]
    : [{ said: name }, ` (${PLATFORM_WORDS[platform]}, `, { said: id }, ')'];
}

/** Accounts in a row. */
export const accountsWords = (accounts: readonly PersonAccount[]): Words =>
  accounts.flatMap((account, i) => [...(i === 0 ? [] : [', ']), ...accountWords(account)]);

export function evidenceWords(evidence: Evidence): Words {
  if (evidence.kind === 'messages') {
    const { exhibits, matched, could } = evidence;
    const all = could === 1 ? '1 message' : `${grouped(could)} messages`;
    return [`Of ${all} that could be the same on `, ...listed(exhibits), `, ${grouped(matched)} are`];
  }
  const [one, other] = evidence.from;
  const from: Words = [' (', { said: one }, '; ', { said: other }, ')'];
  return evidence.kind === 'number'
    ? [`Both have the number ${evidence.number}`, ...from]
    : [
        'The address book of ',
        { said: evidence.exhibit },
        ' has both as ',
        ...quoted(evidence.name),
        ...from,
      ];
}

/** What was decided, without its reason. Accounts that the case no longer has stand by their ids. */
export function decisionWords(decision: Decision, accounts: ReadonlyMap<string, PersonAccount>): Words {
  const names = (keys: readonly string[]): Words =>
    keys.flatMap((key, i): Words => {
      const account = accounts.get(key);
      const own: Words = account ? accountWords(account) : [{ said: key.split('\0').at(-1)! }];
      return i === 0 ? own : [', ', ...own];
    });
  switch (decision.kind) {
    case 'merge':
      return ['One person: ', ...names(decision.accounts)];
    case 'split':
      return ['Not the same person: ', ...names(decision.accounts), ' and ', ...names(decision.from)];
    case 'decline':
      return ['Suggestion declined: ', ...names(decision.accounts)];
    case 'country':
      return [
        'Numbers of ',
        { said: decision.exhibit },
        ` without a country code are of ${decision.country}`,
      ];
    case 'clock':
      return [{ said: clockWords(decision) }];
    case 'undo':
      return ['An earlier decision was undone'];
  }
}

/** `3 accounts in AB/1, AB/2`. */
export function accountsText(accounts: number, { ids }: PersonRow): string {
  return `${counted(accounts, 'account')} in ${[...new Set(ids.map(({ exhibit }) => exhibit))].join(', ')}`;
}

/** People whose name, id or number has the words, in any case; all where there are none. */
export function foundPeople(people: readonly PersonRow[], words: string): readonly PersonRow[] {
  const sought = words.trim().toLowerCase();
  if (sought === '') return people;
  const digits = sought.replace(/\D/g, '');
  return people.filter(
    ({ name, names, ids, phone }) =>
      name.toLowerCase().includes(sought) ||
      names.some((one) => one.name.toLowerCase().includes(sought)) ||
      ids.some(({ id }) => id.toLowerCase().includes(sought)) ||
      (digits.length >= 4 && phone?.includes(digits)),
  );
}
