import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contactOf } from './contacts.ts';
import {
  contactText,
  countsText,
  drawnCounts,
  drawnName,
  isCut,
  leftOutText,
  strongestChoices,
  tieText,
  untied,
  wholeCounts,
} from './graph-words.ts';
import { partOf, SUMMARY } from './testing/made-graph.ts';

test('people, groups and feeds are counted apart, and what there is none of is not named', () => {
  assert.equal(countsText(wholeCounts(partOf(), SUMMARY)), '2 people, 1 group, 1 feed, 4 ties');
  assert.equal(countsText({ people: 1, groups: 0, feeds: 0, ties: 1 }), '1 person, 1 tie');
});

test('a cut graph says what it leaves out', () => {
  const cut = partOf(1);
  assert.ok(isCut(cut) && !isCut(partOf()));
  assert.equal(
    leftOutText(wholeCounts(cut, SUMMARY), drawnCounts(cut, SUMMARY)),
    '0 people, 1 group, 1 feed, 3 ties',
  );
});

test('messages on no tie are counted where that can be told', () => {
  assert.equal(untied(partOf(), 'nodes', 30), 3);
  assert.equal(untied(partOf(), 'fold', 30), null);
  assert.equal(untied(partOf(1), 'nodes', 30), null);
});

test('owners and feeds are named as such on the picture; hidden marks show when they are asked for', () => {
  assert.equal(drawnName(contactOf(SUMMARY, 'p0')!, false), 'Owner: \u2068Marta Nowak\u2069');
  assert.equal(drawnName(contactOf(SUMMARY, 'p1')!, false), 'Joanna Ho');
  assert.equal(drawnName(contactOf(SUMMARY, 'g0')!, false), 'Saturday walk');
  assert.equal(drawnName(contactOf(SUMMARY, 'g1')!, false), 'Status feed: \u2068Marta’s status\u2069');
  const turned = { ...contactOf(SUMMARY, 'p1')!, name: 'a\u202eb' };
  assert.equal(drawnName(turned, true), 'a[RLO]b');
  assert.equal(drawnName(turned, false), 'a\u202eb');
  const nameless = { ...contactOf(SUMMARY, 'p0')!, name: 'Owner of AB/1' };
  assert.equal(drawnName(nameless, false), 'Owner of AB/1');
});

test('who or what is selected is said in a line, names apart from its direction', () => {
  assert.equal(contactText(partOf(), SUMMARY, 2), '\u2068Joanna Ho\u2069: 9 messages, 2 ties');
  assert.equal(
    tieText(partOf(), SUMMARY, 'p0 p1'),
    '\u2068Marta Nowak\u2069 and \u2068Joanna Ho\u2069: 15 messages',
  );
  assert.equal(tieText(partOf(1), SUMMARY, 'p0 g1'), null);
});

test('the choices end with all ties where all can be drawn', () => {
  assert.deepEqual(
    strongestChoices(400).map(({ text }) => text),
    ['100', '250', 'all 400'],
  );
  assert.equal(strongestChoices(120_432).at(-1)!.text, '10,000');
});
