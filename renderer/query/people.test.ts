import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Account } from '../../shared/model/index.ts';
import { type People, unifyPeople as unify } from './people.ts';

const unifyPeople = (sources: readonly (readonly Account[])[], reader = 'whatsapp-android'): People =>
  unify(sources.map((accounts) => ({ accounts, reader })));

const account = (exhibit: string, id: string, more: Partial<Account> = {}): Account => ({
  id,
  exhibit,
  platform: 'whatsapp',
  names: [],
  ...more,
});

test('the same JID in two exhibits is one person with the names of both', () => {
  const ana = { name: 'Ana', from: 'wa.db' };
  const anna = { name: 'Anna', from: 'push name' };
  const { people, personOf } = unifyPeople([
    [account('AB/1', '447700900123@s.whatsapp.net', { names: [ana] })],
    [account('AB/2', '447700900123@s.whatsapp.net', { names: [ana, anna] })],
  ]);
  assert.equal(people.length, 1);
  assert.deepEqual(people[0]!.names, [ana, anna]);
  assert.equal(people[0]!.name, 'Ana');
  assert.deepEqual(
    personOf.map((of) => [...of]),
    [[0], [0]],
  );
  assert.deepEqual(
    people[0]!.ids.map(({ exhibit }) => exhibit),
    ['AB/1', 'AB/2'],
  );
});

test('a number joins accounts of one platform, however it is written, and not those of two', () => {
  const { personOf } = unifyPeople([
    [
      account('AB/1', '447700900123@s.whatsapp.net', { phone: '+447700900123' }),
      account('AB/1', '+44 7700 900124'),
    ],
    [account('AB/2', '+44 7700 900123'), account('AB/2', '+44 (7700) 900-124')],
    [{ ...account('AB/3', '+44 7700 900123'), platform: 'signal' }],
  ]);
  assert.deepEqual(
    personOf.map((of) => [...of]),
    [[0, 1], [0, 1], [2]],
  );
});

test('a number that two ids share joins them over a third entry', () => {
  const { people } = unifyPeople([
    [account('AB/1', 'Ana', { phone: '+447700900123' }), account('AB/1', '9@lid')],
    [account('AB/2', '9@lid', { phone: '+44 7700 900123' })],
  ]);
  assert.equal(people.length, 1);
});

test('equal names in two exhibits are two people, in one exhibit one, also with an @ in the name', () => {
  const { personOf } = unifyPeople([
    [account('AB/1', 'Ana'), account('AB/1', 'bob@work')],
    [account('AB/2', 'Ana'), account('AB/2', 'bob@work')],
    [account('AB/1', 'Ana')],
  ]);
  assert.deepEqual(
    personOf.map((of) => [...of]),
    [[0, 1], [2, 3], [0]],
  );
});

test('an account of any platform that numbers its accounts is one over all exhibits, and a name is not', () => {
  const on = (exhibit: string, platform: Account['platform'], id: string): Account => ({
    ...account(exhibit, id),
    platform,
  });
  for (const [platform, reader, id] of [
    ['telegram', 'telegram', 'user7123456789'],
    ['x', 'x', '783214'],
    ['hangouts', 'hangouts', '108612345678901234567'],
    ['instagram', 'ufdr', '17841400000000000'],
  ] as const) {
    const twice = [[on('AB/1', platform, id)], [on('AB/2', platform, id)]];
    assert.equal(unifyPeople(twice, reader).people.length, 1, platform);
  }
  const names = [[on('AB/1', 'instagram', '12345678')], [on('AB/2', 'instagram', '12345678')]];
  assert.equal(unifyPeople(names, 'messenger').people.length, 2);
});

test('an owner without a name is named after the exhibit, and each device has its own', () => {
  const { people } = unifyPeople([
    [account('AB/1', 'owner', { isOwner: true })],
    [account('AB/2', 'owner', { isOwner: true })],
    [account('AB/3', 'owner', { isOwner: true, names: [{ name: 'Ravi', from: 'settings' }] })],
  ]);
  assert.deepEqual(
    people.map(({ name, isOwner, ownerOf }) => [name, isOwner, ownerOf]),
    [
      ['Owner of AB/1', true, ['AB/1']],
      ['Owner of AB/2', true, ['AB/2']],
      ['Ravi', true, ['AB/3']],
    ],
  );
});

test('a person is called by the first name, else the handle, the number, the id', () => {
  const { people } = unifyPeople([
    [
      account('AB/1', 'a@lid', { handle: 'ana_', phone: '+447700900123' }),
      account('AB/1', 'b@lid', { phone: '+447700900124' }),
      account('AB/1', 'c@lid'),
    ],
  ]);
  assert.deepEqual(
    people.map(({ name }) => name),
    ['ana_', '+447700900124', 'c@lid'],
  );
});
