import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nearestInDirection } from './direction.ts';

const HERE = { key: 'here', x: 100, y: 100 };
const SPOTS = [
  HERE,
  { key: 'east', x: 160, y: 110 },
  { key: 'far east', x: 300, y: 100 },
  { key: 'north', x: 90, y: 40 },
  { key: 'south east', x: 130, y: 150 },
];

test('an arrow goes to the nearest in its direction', () => {
  assert.equal(nearestInDirection(SPOTS, HERE, 'right'), 'east');
  assert.equal(nearestInDirection(SPOTS, HERE, 'up'), 'north');
  assert.equal(nearestInDirection(SPOTS, HERE, 'down'), 'south east');
});

test('where nothing is in the quarter turn it takes the nearest on that side, else stays', () => {
  assert.equal(nearestInDirection(SPOTS, HERE, 'left'), 'north');
  assert.equal(nearestInDirection([HERE, SPOTS[1]!], HERE, 'left'), null);
});

test('of two at the same place the first by its key is taken', () => {
  const twins = [HERE, { key: 'b', x: 150, y: 100 }, { key: 'a', x: 150, y: 100 }];
  assert.equal(nearestInDirection(twins, HERE, 'right'), 'a');
});
