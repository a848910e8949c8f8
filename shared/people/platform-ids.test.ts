import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Platform } from '../model/index.ts';
import { accountKeys, isIssuedAccount, isIssuedChat } from './platform-ids.ts';

/** Ids as each platform's readers give them, and others that are names, places or a phone's own rows. */
const ACCOUNTS: readonly [Platform, reader: string, id: string, issued: boolean][] = [
  ['whatsapp', 'whatsapp-android', '447700900123@s.whatsapp.net', true],
  ['whatsapp', 'whatsapp-ios', '9@lid', true],
  ['whatsapp', 'whatsapp-android', 'bob@work', false],
  ['whatsapp', 'whatsapp-text', 'Ana', false],
  ['telegram', 'telegram', 'user7123456789', true],
  ['telegram', 'ufdr', 'user7123456789', true],
  ['telegram', 'telegram', 'channel1234', true],
  ['telegram', 'telegram', 'name: user7123456789', false],
  ['messenger', 'ufdr', '100012345678901', true],
  ['messenger', 'messenger', '100012345678901', false],
  ['messenger', 'messenger', 'Ana Baker', false],
  ['instagram', 'messenger', '12345678', false],
  ['instagram', 'ufdr', '17841400000000000', true],
  ['x', 'x', '783214', true],
  ['x', 'ufdr', 'ana_b', false],
  ['google-chat', 'google-chat', 'ana@example.org', true],
  ['google-chat', 'google-chat', 'name ana', false],
  ['google-chat', 'ufdr', '108612345678901234567', true],
  ['hangouts', 'hangouts', '108612345678901234567', true],
  ['wordpress', 'wordpress', 'example.org user ana', true],
  ['wordpress', 'wordpress', 'ana@example.org', false],
  ['wordpress', 'wordpress', 'example.org visitor Ana', false],
  ['signal', 'neutral', '6d5c1c5e-0f8f-4b6e-9a57-9a9f3c0c8e11', true],
  ['signal', 'neutral', 'Ana', false],
  ['other', 'ufdr', 'Discord: 80351110224678912', true],
  ['other', 'ufdr', 'Threema: ECHOECHO', true],
  ['other', 'ufdr', 'Viber: 12', false],
  ['other', 'ufdr', '80351110224678912', false],
];

test('an account is one over all exhibits where its platform gave the id, and not where the id is a name', () => {
  for (const [platform, reader, id, issued] of ACCOUNTS) {
    assert.equal(isIssuedAccount({ platform, id }, reader), issued, `${platform} ${reader} ${id}`);
  }
});

test('so it is with groups', () => {
  const chats: readonly [Platform, reader: string, id: string, issued: boolean][] = [
    ['whatsapp', 'whatsapp-android', '120363041234567890@g.us', true],
    ['whatsapp', 'whatsapp-text', 'Walkers', false],
    ['telegram', 'telegram', 'channel99', true],
    ['telegram', 'telegram', 'chat55', true],
    ['telegram', 'telegram', 'result.json chats[3]', false],
    ['messenger', 'messenger', 'inbox/walkers_4738291', false],
    ['messenger', 'ufdr', '4738291', false],
    ['x', 'x', '1503029000000000000', true],
    ['google-chat', 'google-chat', 'Space AAAAx1b2', true],
    ['google-chat', 'google-chat', 'Groups/other', false],
    ['hangouts', 'hangouts', 'UgwCaNkVq1b2c3d4e5f6g7h8AaABAQ', true],
    ['wordpress', 'wordpress', 'https://example.org', true],
    ['wordpress', 'wordpress', 'export.xml', false],
    ['signal', 'neutral', 'q83vASNFZ4mrze8BI0VniavN7wEjRWeJq83vASNFZ4k=', true],
    ['signal', 'neutral', 'c7', false],
    ['other', 'ufdr', 'Viber: 12', false],
  ];
  for (const [platform, reader, id, issued] of chats) {
    assert.equal(isIssuedChat({ platform, id }, reader), issued, `${platform} ${reader} ${id}`);
  }
});

test('a number is a key of its own, however it is written, on its platform alone', () => {
  const account = { exhibit: 'AB/1', platform: 'signal', id: '+44 (7700) 900-123', names: [] } as const;
  assert.deepEqual(accountKeys(account, 'neutral'), [
    'signal\0in\0AB/1\0+44 (7700) 900-123',
    'signal\0tel\x00447700900123',
  ]);
  assert.deepEqual(accountKeys({ ...account, id: 'Ana', phone: '+447700900123' }, 'neutral'), [
    'signal\0in\0AB/1\0Ana',
    'signal\0tel\x00447700900123',
  ]);
});
