import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Account, Platform } from '../../shared/model/index.ts';
import { peopleFound } from './people-found.ts';
import { indexOf, makeSource } from './testing/made-case.ts';

/** Two accounts of one exhibit that one place calls by one name. */
function suggested(reader: string, platform: Platform, from: string): string[] {
  const made = makeSource('AB/1', null, []);
  const account = (id: string): Account => ({
    id,
    exhibit: 'AB/1',
    platform,
    names: [{ name: 'Zoë', from }],
  });
  const source = {
    ...made,
    lists: { chats: [], accounts: [account('user11'), account('user12')] },
    record: { ...made.record, reader },
  };
  return peopleFound(indexOf([source])).suggestions.flatMap(({ evidence }) =>
    evidence.map((one) => (one.kind === 'address-book' ? `${one.name} in ${one.from[0]}` : one.kind)),
  );
}

test('names of the owner’s address book suggest one person, by reader; names that their bearers chose do not', () => {
  for (const [reader, platform, from] of [
    ['whatsapp-android', 'whatsapp', 'wa.db wa_contacts.display_name'],
    ['whatsapp-ios', 'whatsapp', 'ContactsV2.sqlite ZWAADDRESSBOOKCONTACT.ZFULLNAME'],
    ['telegram', 'telegram', 'result.json contacts'],
  ] as const) {
    assert.deepEqual(suggested(reader, platform, from), [`Zoë in ${from}`]);
  }
  for (const [reader, platform, from] of [
    ['whatsapp-android', 'whatsapp', 'wa.db wa_contacts.wa_name'],
    ['whatsapp-ios', 'whatsapp', 'ContactsV2.sqlite ZWAADDRESSBOOKCONTACT.ZBUSINESSNAME'],
    ['telegram', 'telegram', 'result.json from'],
    ['ufdr', 'whatsapp', 'report.xml Party.Name'],
    ['messenger', 'messenger', 'message_1.json sender_name'],
    ['messenger', 'messenger', 'your contacts'],
  ] as const) {
    assert.deepEqual(suggested(reader, platform, from), [], from);
  }
});
