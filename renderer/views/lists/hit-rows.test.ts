import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseQuery } from '../../../shared/search/index.ts';
import type { KeywordHits } from '../../query/api.ts';
import { filterOfHits, hitsFile, orderedHits } from './hit-rows.ts';

const at = (when: number) => ({ row: when, when });
const hits = (keyword: string, messages: number, first: number | null = null): KeywordHits => ({
  keyword,
  messages,
  chats: messages,
  people: 1,
  first: first === null ? null : at(first),
  last: first === null ? null : at(first + 5),
});
const made = [hits('van', 3, 20), hits('=gun', 0), hits('meet*', 9, 10), hits('tent', 3)];

const words = (by: Parameters<typeof orderedHits>[1]['by'], descending: boolean, onlyFound = false) =>
  orderedHits(made, { by, descending }, onlyFound).map(({ keyword }) => keyword);

test('rows stand by any column, equal ones by messages and then as the list has them', () => {
  assert.deepEqual(words('messages', true), ['meet*', 'van', 'tent', '=gun']);
  assert.deepEqual(words('messages', false), ['=gun', 'van', 'tent', 'meet*']);
  assert.deepEqual(words('keyword', false), ['=gun', 'meet*', 'tent', 'van']);
  assert.deepEqual(words('people', true), ['meet*', 'van', 'tent', '=gun']);
  // What has no time stands behind, whichever way.
  assert.deepEqual(words('first', false), ['meet*', 'van', 'tent', '=gun']);
  assert.deepEqual(words('last', true), ['van', 'meet*', 'tent', '=gun']);
  assert.deepEqual(words('messages', true, true), ['meet*', 'van', 'tent']);
});

test('a row opens its messages: in the case, or added to what is filtered and searched for', () => {
  assert.deepEqual(filterOfHits({ chats: [1], query: 'a' }, 'green "van"', false), {
    query: 'keyword:"green  van"',
  });
  assert.deepEqual(filterOfHits({ copies: true }, 'meet*', false), {
    query: 'keyword:"meet*"',
    copies: true,
  });
  const within = filterOfHits({ chats: [1], query: 'a or b', otherScripts: true }, 'meet*', true);
  assert.deepEqual(within, { chats: [1], query: '(a or b) keyword:"meet*"', otherScripts: true });
  assert.equal(parseQuery(within.query!)?.type, 'and');
  assert.deepEqual(filterOfHits({ chats: [1] }, 'van', true), { chats: [1], query: 'keyword:"van"' });
});

test('the file has a line a keyword, its times in UTC, and no formula', () => {
  const text = new TextDecoder().decode(hitsFile(made.slice(0, 2)));
  assert.equal(
    text,
    'keyword,messages,chats,senders,first_utc,last_utc\r\n' +
      "van,3,3,1,1970-01-01T00:00:00.020Z,1970-01-01T00:00:00.025Z\r\n'=gun,0,0,1,,\r\n",
  );
});
