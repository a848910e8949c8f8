import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aheadOf, clockCorrections } from './clocks.ts';
import type { Decision } from './decision.ts';

const clock = (id: string, exhibit: string, ahead: number): Decision => ({
  kind: 'clock',
  id,
  at: '2024-04-01T08:00:00.000Z',
  reason: 'the lab’s note',
  exhibit,
  ahead,
  name: `note ${id}`,
});
const undo = (id: string, decision: string): Decision => ({
  kind: 'undo',
  id,
  at: '2024-04-02T08:00:00.000Z',
  reason: 'misread',
  decision,
});
const inForce = (...decisions: Decision[]) =>
  [...clockCorrections(decisions)].map(([exhibit, { id, ahead }]) => [exhibit, id, ahead]);

test('of an exhibit’s corrections the last counts alone, and taking it back brings the one before', () => {
  const all = [clock('1', 'AB/1', 5000), clock('2', 'AB/2', -60_000), clock('3', 'AB/1', 7000)];
  assert.deepEqual(inForce(...all), [
    ['AB/1', '3', 7000],
    ['AB/2', '2', -60_000],
  ]);
  assert.deepEqual(inForce(...all, undo('4', '3')), [
    ['AB/1', '1', 5000],
    ['AB/2', '2', -60_000],
  ]);
  assert.deepEqual(inForce(...all, undo('4', '3'), undo('5', '1'), undo('6', '2')), []);
});

test('a time known to the day moves by whole days', () => {
  const day = 86_400_000;
  assert.equal(aheadOf(192_000, 'day'), 0);
  assert.equal(aheadOf(-192_000, 'day') + 0, 0);
  assert.equal(aheadOf(3 * day + 192_000, 'day'), 3 * day);
  assert.equal(aheadOf(192_000, 'min'), 192_000);
});
