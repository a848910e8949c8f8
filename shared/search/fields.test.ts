import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nameTest } from './fields.ts';

const NAMES = ['Marta Nowak', 'Al-Haddad, بشير', '447700900003@s.whatsapp.net', '+44 7700 900003'];

test('a name is found where a word of it begins, in any case, with and without marks', () => {
  for (const value of ['marta', 'MART', 'nowak', 'marta nowak', 'haddad', 'بشير', 'Nowák']) {
    assert.ok(nameTest(value)(NAMES), value);
  }
  for (const value of ['arta', 'owak', 'marta  x', 'ddad', 'شير']) assert.ok(!nameTest(value)(NAMES), value);
});

test('a number is found by its digits in any grouping, with or without its country', () => {
  for (const value of ['07700 900003', '+44 7700 900003', '900003', '7700-900-003', '٩٠٠٠٠٣']) {
    assert.ok(nameTest(value)(NAMES), value);
  }
  for (const value of ['900004', '0003 1', '003']) assert.ok(!nameTest(value)(NAMES), value);
});
