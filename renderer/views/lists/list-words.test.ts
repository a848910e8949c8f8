import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { WatchList } from '../../../shared/contract/index.ts';
import { coverWords, listingsBySha256, NO_WATCH, type Watch } from '../../app/watch-lists.ts';
import { nameOfFile, skippedText } from './list-words.ts';

const list = (id: string, covers: boolean): WatchList => ({
  id,
  kind: 'hash-set',
  name: `Set ${id}`,
  file: 'set.json',
  bytes: 1,
  sha256: 'ab'.repeat(32),
  added: '2024-04-01T10:00:00.000Z',
  entries: 1,
  skipped: {},
  covers,
});

test('what was not taken is told with its reason', () => {
  assert.equal(skippedText({ skipped: {} }), null);
  assert.equal(
    skippedText({ skipped: { 'line without a hash': 1200, 'line too long': 1 } }),
    'Not taken: 1,200 × line without a hash, 1 × line too long',
  );
});

test('a list is named after its file until it is named', () => {
  assert.equal(nameOfFile('C:\\sets\\known set.json'), 'known set');
  assert.equal(nameOfFile('/sets/.json'), '.json');
});

const lists = [list('a', true), list('b', false)];
const sha256 = Uint8Array.from({ length: 64 }, (_, i) => (i < 32 ? 0x0a : 0xff));
const hits = [
  { list: 'a', files: Uint32Array.of(1), category: Uint8Array.of(1), categories: ['', '2'] },
  { list: 'b', files: Uint32Array.of(0, 1), category: Uint8Array.of(0, 0), categories: [''] },
  { list: 'gone', files: Uint32Array.of(0), category: Uint8Array.of(0), categories: [''] },
];

test('a file that a covering set lists is covered and says by which; others are not', () => {
  const listings = listingsBySha256(lists, hits, sha256);
  const watch: Watch = { ...NO_WATCH, lists, listingsOf: (hash) => listings.get(hash) ?? [] };
  assert.equal(coverWords(watch, 'ff'.repeat(32)), 'Listed in Set a, category 2');
  assert.equal(coverWords(watch, '0a'.repeat(32)), null);
  assert.equal(coverWords(watch, '11'.repeat(32)), null);
  assert.deepEqual(
    listings.get('0a'.repeat(32))!.map(({ list: one }) => one.id),
    ['b'],
  );
});

test('while it is not known what the sets list, everything is covered, if any set covers at all', () => {
  const unknown: Watch = { ...NO_WATCH, lists, listingsOf: () => null };
  assert.equal(coverWords(unknown, '0a'.repeat(32)), 'Being compared with the hash sets');
  assert.equal(
    coverWords({ ...unknown, known: false, lists: [] }, '0a'.repeat(32)),
    'Being compared with the hash sets',
  );
  assert.equal(coverWords({ ...unknown, lists: [list('b', false)] }, '0a'.repeat(32)), null);
});
