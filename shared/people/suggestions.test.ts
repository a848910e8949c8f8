import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Decision } from './decision.ts';
import { countryOfNumber, internationalNumber } from './numbers.ts';
import { type KnownAccount, suggestionsOf } from './suggestions.ts';

const account = (key: string, person: number, more: Partial<KnownAccount> = {}): KnownAccount => ({
  key,
  person,
  numbers: [],
  entries: [],
  ...more,
});
const number = (from: string, tel = '+447700900123') => ({ number: tel, from });
const entry = (name: string, exhibit = 'AB/1') => ({ exhibit, name, from: 'wa.db' });
const decided = { id: '1', at: '2024-04-01T08:00:00.000Z', reason: 'two brothers share it' };

test('a number is the same however it is grouped, and a national one with its exhibit’s country', () => {
  assert.equal(internationalNumber('+44 (7700) 900-123', null), '+447700900123');
  assert.equal(internationalNumber('07700 900123', 'GB'), '+447700900123');
  assert.equal(internationalNumber('07700 900123', null), null);
  assert.equal(internationalNumber('(415) 555-2671', 'US'), '+14155552671');
  assert.equal(internationalNumber('Ana 07700 900123', 'GB'), null);
  assert.equal(internationalNumber('447700900123@s.whatsapp.net', 'GB'), null);
  assert.equal(internationalNumber('1234567', 'XX'), null);
  assert.equal(internationalNumber(`+${'4'.repeat(1000)}`, 'GB'), null);
  assert.equal(countryOfNumber('+447700900123'), 'GB');
});

test('accounts with one number are suggested with where each has it', () => {
  const found = suggestionsOf(
    [account('wa', 0, { numbers: [number('id')] }), account('tg', 1, { numbers: [number('phone')] })],
    [],
  );
  assert.deepEqual(found, [
    {
      accounts: ['wa', 'tg'],
      people: [0, 1],
      evidence: [{ kind: 'number', number: '+447700900123', from: ['id', 'phone'] }],
    },
  ]);
});

test('an address book ties its own entries alone, and no name that many of them have', () => {
  const two = [account('a', 0, { entries: [entry('Ana')] }), account('b', 1, { entries: [entry('ANA')] })];
  assert.deepEqual(
    suggestionsOf(two, []).map(({ evidence }) => evidence.map(({ kind }) => kind)),
    [['address-book']],
  );
  const other = account('c', 2, { entries: [entry('Ana', 'AB/2')] });
  assert.equal(suggestionsOf([two[0]!, other], []).length, 0);
  const many = Array.from({ length: 5 }, (_, i) => account(`${i}`, i, { entries: [entry('Mum')] }));
  assert.equal(suggestionsOf(many, []).length, 0);
});

test('what was declined or split is not suggested again, until that is undone', () => {
  const both = [account('a', 0, { numbers: [number('x')] }), account('b', 1, { numbers: [number('y')] })];
  const decline: Decision = { ...decided, kind: 'decline', accounts: ['b', 'a'] };
  const split: Decision = { ...decided, kind: 'split', accounts: ['b'], from: ['a'] };
  assert.equal(suggestionsOf(both, [decline]).length, 0);
  assert.equal(suggestionsOf(both, [split]).length, 0);
  assert.equal(
    suggestionsOf(both, [decline, { ...decided, id: '2', kind: 'undo', decision: '1' }]).length,
    1,
  );
});

test('numbers stand before address books, and one pair has all that speaks for it', () => {
  const found = suggestionsOf(
    [
      account('a', 0, { entries: [entry('Ana')], numbers: [number('x')] }),
      account('b', 1, { entries: [entry('Ben')] }),
      account('c', 2, { entries: [entry('Ben')] }),
      account('d', 3, { entries: [entry('Ana')], numbers: [number('y')] }),
    ],
    [],
  );
  assert.deepEqual(
    found.map(({ accounts, evidence }) => [...accounts, ...evidence.map(({ kind }) => kind)]),
    [
      ['a', 'd', 'number', 'address-book'],
      ['b', 'c', 'address-book'],
    ],
  );
});

test('accounts that wrote the same messages are suggested between numbers and address books, unless any account of the two was told apart', () => {
  const accounts = [
    account('a', 0),
    account('a2', 0),
    account('b', 1),
    account('c', 2, { entries: [entry('Ben')] }),
    account('d', 3, { entries: [entry('Ben')] }),
    account('e', 4, { numbers: [number('x')] }),
    account('f', 5, { numbers: [number('y')] }),
  ];
  const same = { exhibits: ['AB/1', 'AB/2'], matched: 90, could: 92 } as const;
  const writers = [{ accounts: ['a', 'b'], ...same }] as const;
  assert.deepEqual(
    suggestionsOf(accounts, [], writers).map(({ accounts: both, evidence }) => [...both, evidence[0]!.kind]),
    [
      ['e', 'f', 'number'],
      ['a', 'b', 'messages'],
      ['c', 'd', 'address-book'],
    ],
  );
  const decline: Decision = { ...decided, kind: 'decline', accounts: ['a2', 'b'] };
  assert.deepEqual(
    suggestionsOf(accounts, [decline], writers).map(({ accounts: both }) => both[0]),
    ['e', 'c'],
  );
});
