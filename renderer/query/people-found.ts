/** The accounts behind the case's persons, and which of them may be one. */
import type { Account } from '../../shared/model/index.ts';
import {
  accountKeys,
  countryOfNumber,
  inForce,
  internationalNumber,
  type KnownAccount,
  suggestionsOf,
  type WritersAlike,
} from '../../shared/people/index.ts';
import type { ExhibitCountry, PeopleFound, PersonAccount } from './api.ts';
import type { CaseIndex } from './case-index.ts';
import { writtenAlike } from './written-alike.ts';

/**
 * Where names of the owner's own address book stand, by reader: WhatsApp's copy of it on Android (wa.db,
 * wa_contacts, but for wa_name, which is what the other person calls themself) and on an iPhone (ContactsV2,
 * but for the names that businesses give themselves), and the contacts of a Telegram account. Of other
 * sources the names are what their bearers chose, or nobody says who did: Messenger, Instagram, Google, X,
 * WordPress, and parties of a Cellebrite report.
 */
const ADDRESS_BOOKS: Readonly<Partial<Record<string, RegExp>>> = {
  'whatsapp-android': / wa_contacts\.(?:display_name|given_name|nickname)$/,
  'whatsapp-ios': / ZWAADDRESSBOOKCONTACT\.ZFULLNAME$/,
  telegram: / contacts$/,
};
/** A name that its bearer chose is marked so in WhatsApp's text exports; all others are the address book's. */
const CHOSEN_NAME = /^[\u200e\u200f\u202a-\u202e]*~/;

/** A WhatsApp account's id is its number with a server's name (formats.md, 3). */
const NUMBERED_ID = /^(\d{7,15})@(?:s\.whatsapp\.net|c\.us)$/;

export function peopleFound(index: CaseIndex): PeopleFound {
  const { sources, personOf, summary } = index;
  const countries = countriesOf(index);
  const countryOf = new Map(countries.map(({ exhibit, country }) => [exhibit, country]));
  const accounts = new Map<string, { account: Draft<PersonAccount>; known: Draft<KnownAccount> }>();
  for (const [s, { lists, record }] of sources.entries()) {
    for (const [i, account] of lists.accounts.entries()) {
      const { exhibit, platform, id, names } = account;
      const person = personOf[s]![i]!;
      const key = accountKeys(account, record.reader)[0]!;
      let entry = accounts.get(key);
      if (!entry) {
        entry = {
          account: { key, person, platform, id, exhibits: [], name: null },
          known: { key, person, numbers: [], entries: [] },
        };
        accounts.set(key, entry);
      }
      if (!entry.account.exhibits.includes(exhibit)) entry.account.exhibits.push(exhibit);
      entry.account.name ??= names[0]?.name ?? null;
      for (const { text, from } of numberTexts(account)) {
        const number = internationalNumber(text, countryOf.get(exhibit) ?? null);
        if (number !== null) entry.known.numbers.push({ number, from: `${exhibit}: ${from}` });
      }
      for (const { name, from } of names) {
        if (ADDRESS_BOOKS[record.reader]?.test(from)) entry.known.entries.push({ exhibit, name, from });
      }
      if (record.reader === 'whatsapp-text' && !CHOSEN_NAME.test(id)) {
        entry.known.entries.push({ exhibit, name: id, from: `${record.file}, as the export names them` });
      }
    }
  }
  const all = [...accounts.values()];
  return {
    accounts: all.map(({ account }) => account),
    suggestions: suggestionsOf(
      all.map(({ known }) => known),
      summary.decisions,
      writersIn(index, all),
    ),
    countries,
  };
}

/** Persons with the same messages, each by an account that the exhibit has. */
function writersIn(
  index: CaseIndex,
  all: readonly { readonly account: Draft<PersonAccount> }[],
): WritersAlike[] {
  const accountOn = (person: number, exhibit: string) =>
    all.find(({ account }) => account.person === person && account.exhibits.includes(exhibit))?.account.key;
  return writtenAlike(index).flatMap(({ people, exhibits, matched, could }) => {
    const [one, other] = [accountOn(people[0], exhibits[0]), accountOn(people[1], exhibits[1])];
    if (one === undefined || other === undefined) return [];
    return [{ accounts: [one, other], exhibits, matched, could }];
  });
}

type Draft<T> = {
  -readonly [Field in keyof T]: T[Field] extends readonly (infer Item)[] ? Item[] : T[Field];
};

/** All that may be a number of an account: its own field, its id, its handle, its names. */
function numberTexts({ id, phone, handle, names }: Account): { text: string; from: string }[] {
  return [
    ...(phone === undefined ? [] : [{ text: phone, from: 'its number' }]),
    { text: id.replace(NUMBERED_ID, '+$1'), from: 'its id' },
    ...(handle === undefined ? [] : [{ text: handle, from: 'its handle' }]),
    ...names.map(({ name, from }) => ({ text: name, from })),
  ];
}

/** By the investigator, else by the number of the device's owner. */
function countriesOf({ exhibits, sources, summary }: CaseIndex): ExhibitCountry[] {
  const decided = new Map<string, string>();
  for (const one of inForce(summary.decisions)) {
    if (one.kind === 'country') decided.set(one.exhibit, one.country);
  }
  return exhibits.map((exhibit) => {
    const said = decided.get(exhibit);
    if (said !== undefined) return { exhibit, country: said, by: 'decision' };
    for (const { lists } of sources.filter((source) => source.exhibit === exhibit)) {
      for (const { isOwner, phone } of lists.accounts) {
        const country = isOwner && phone !== undefined ? countryOfNumber(phone) : null;
        if (country !== null) return { exhibit, country, by: 'owner' };
      }
    }
    return { exhibit, country: null, by: null };
  });
}
