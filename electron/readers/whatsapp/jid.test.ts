import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accountJid, chatTypeOf, isLid, isPerson, phoneOf } from './jid.ts';

for (const [raw, account] of [
  ['447700900001@s.whatsapp.net', '447700900001@s.whatsapp.net'],
  ['447700900001.0:12@s.whatsapp.net', '447700900001@s.whatsapp.net'],
  ['447700900001:3@s.whatsapp.net', '447700900001@s.whatsapp.net'],
  ['98765432109876:4@lid', '98765432109876@lid'],
  ['98765432109876@hosted.lid', '98765432109876@lid'],
  ['447700900001-1390000000@g.us', '447700900001-1390000000@g.us'],
  ['status@broadcast', 'status@broadcast'],
  ['Meta:AI@bot', 'Meta:AI@bot'],
  ['nonsense', 'nonsense'],
  ['', undefined],
  ['lid_me', undefined],
  ['@status_me', undefined],
] as const) {
  test(`the account of “${raw}” is ${account === undefined ? 'the owner' : account}`, () => {
    assert.equal(accountJid(raw), account);
  });
}

test('numbers are phone numbers where the server is one of phones', () => {
  assert.equal(phoneOf('447700900001@s.whatsapp.net'), '+447700900001');
  assert.equal(phoneOf('351912345678@c.us'), '+351912345678');
  for (const jid of [
    '0@s.whatsapp.net',
    '98765432109876@lid',
    '1203630000@g.us',
    '12345@s.whatsapp.net',
    'x@s.whatsapp.net',
  ]) {
    assert.equal(phoneOf(jid), undefined, jid);
  }
});

test('servers tell people, groups, lists, channels and the status list apart', () => {
  assert.deepEqual(
    [
      '1@s.whatsapp.net',
      '1@lid',
      '1@g.us',
      '1@broadcast',
      'status@broadcast',
      '1@newsletter',
      '13135550002@bot',
    ].map(chatTypeOf),
    ['direct', 'direct', 'group', 'broadcast', 'status', 'channel', 'direct'],
  );
  assert.ok(isLid('1@lid') && !isLid('1@g.us'));
  assert.ok(isPerson('1@bot') && !isPerson('1@g.us'));
});
