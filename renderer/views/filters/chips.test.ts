import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Zone } from '../../../shared/time/zone.ts';
import type { CaseSummary, Filter } from '../../query/api.ts';
import { plainText } from '../message/words.ts';
import { chipsOf } from './chips.ts';

const LONDON = new Zone('Europe/London');
const named = (...names: string[]) => names.map((name, index) => ({ index, name, title: name }));
const summary = {
  chats: named('Joanna', 'Saturday walk', 'حداد'),
  people: named('Ana', 'Bashir', 'Chloé'),
} as unknown as CaseSummary;

const FILTER: Filter = {
  query: '"see you"',
  otherScripts: true,
  from: Date.UTC(2024, 6, 22, 13, 40),
  to: Date.UTC(2024, 9, 27, 0, 30),
  attachments: true,
  between: [0, 1],
  chats: [2, 0],
  people: [0, 1, 2],
  kinds: ['live-location'],
  exhibits: ['AB/1'],
};

test('every part of a filter is a chip, in the case’s zone and with the case’s names', () => {
  const chips = chipsOf(FILTER, summary, LONDON);
  assert.deepEqual(
    chips.map(({ words }) => plainText(words)),
    [
      'Search: "see you", other scripts too',
      'From 2024-07-22 14:40:00 +01:00',
      'Until 2024-10-27 01:30:00 +01:00',
      'With attachments',
      'Between Ana and Bashir',
      'Chat حداد',
      'Chat Joanna',
      '3 people',
      'Kind Live location',
      'Exhibit AB/1',
    ],
  );
  assert.deepEqual(chipsOf({}, summary, LONDON), []);
});

test('a chip takes away what it names and nothing else, and all of them leave nothing', () => {
  const chips = chipsOf(FILTER, summary, LONDON);
  assert.deepEqual(chips[5]!.without(FILTER), { ...FILTER, chats: [0] });
  const { people: _gone, ...rest } = FILTER;
  assert.deepEqual(chips[7]!.without(FILTER), rest);
  assert.deepEqual(
    chips.reduce((filter, chip) => chip.without(filter), FILTER),
    {},
  );
});

test('chips have keys of their own', () => {
  const keys = chipsOf(FILTER, summary, LONDON).map(({ key }) => key);
  assert.equal(new Set(keys).size, keys.length);
});
