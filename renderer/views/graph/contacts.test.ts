import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contactOf, contactWord, RosterSearch, rosterKey, rosterPositions } from './contacts.ts';
import { partOf, SUMMARY } from './testing/made-graph.ts';

const part = partOf();
const search = new RosterSearch(part.roster, SUMMARY);
const found = (phrase: string): string[] =>
  search.positions(phrase).map((position) => contactOf(SUMMARY, rosterKey(part.roster, position))!.name);

test('people and groups are found by any name, a number as people write it, and an id', () => {
  assert.deepEqual(found(' jo'), ['Joanna Ho']);
  assert.deepEqual(found('JOJO'), ['Joanna Ho']);
  assert.deepEqual(found('+44 (7700) 900-002'), ['Joanna Ho']);
  assert.deepEqual(found('walk'), ['Saturday walk']);
  assert.deepEqual(found('1203630@g.us'), ['Saturday walk']);
  assert.deepEqual(found('nobody'), []);
});

test('nothing typed finds everybody, in the order of the roster', () => {
  assert.deepEqual(found(''), ['Marta Nowak', 'Saturday walk', 'Joanna Ho', 'Marta’s status']);
});

test('every node has its position and its words', () => {
  assert.equal(rosterPositions(part.roster).get('g0'), 1);
  assert.equal(contactWord(contactOf(SUMMARY, 'p0')!), 'Owner of AB/1');
  assert.equal(contactWord(contactOf(SUMMARY, 'p1')!), '');
  assert.equal(contactWord(contactOf(SUMMARY, 'g1')!), 'Status feed');
  assert.equal(contactOf(SUMMARY, 'p9'), null);
});
