import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Zone } from '../../../shared/time/zone.ts';
import { between, type Divider, instantAfter } from './dividers.ts';

const LONDON = new Zone('Europe/London');
const at = (text: string) => ({ when: Date.parse(text) });
const UNTIMED = { when: Number.NaN };
const types = (dividers: readonly Divider[]) => dividers.map(({ type }) => type);

test('a day begins at midnight of the zone, not of UTC', () => {
  // 23:30 UTC is 00:30 of the next day in London's summer.
  const { dividers } = between(at('2024-06-01T22:30:00Z'), at('2024-06-01T23:30:00Z'), LONDON, null, false);
  assert.deepEqual(dividers, [{ type: 'day', date: '2024-06-02', weekday: 'Sunday', offset: '+01:00' }]);
  assert.deepEqual(between(at('2024-06-01T23:30:00Z'), at('2024-06-02T22:30:00Z'), LONDON, null, false), {
    dividers: [],
    offset: null,
  });
});

test('an offset that changes within a day is told at the message after the change', () => {
  const before = at('2024-03-31T00:30:00Z');
  assert.deepEqual(between(before, at('2024-03-31T01:30:00Z'), LONDON, null, false), {
    dividers: [],
    offset: '+01:00',
  });
});

test('the instant stands between the last message before it and the first at or after it', () => {
  const instant = Date.parse('2024-03-22T14:40:00Z');
  const before = at('2024-03-22T14:36:48Z');
  const same = at('2024-03-22T14:40:00Z');
  const after = at('2024-03-22T14:44:00Z');
  assert.deepEqual(types(between(before, same, LONDON, instant, false).dividers), ['instant']);
  assert.deepEqual(types(between(before, after, LONDON, instant, false).dividers), ['instant']);
  assert.deepEqual(types(between(same, after, LONDON, instant, false).dividers), []);
  assert.deepEqual(types(between(before, at('2024-03-23T09:00:00Z'), LONDON, instant, false).dividers), [
    'instant',
    'day',
  ]);
});

test('before the chat’s first message the instant stands only where all come after it', () => {
  const instant = Date.parse('2024-03-22T14:40:00Z');
  const after = at('2024-03-22T14:44:00Z');
  assert.deepEqual(types(between(null, after, LONDON, instant, true).dividers), ['instant', 'day']);
  // The first one loaded is not the first there is: what is above it is not known.
  assert.deepEqual(types(between(null, after, LONDON, instant, false).dividers), ['day']);
  assert.deepEqual(types(between(null, at('2024-03-22T14:36:48Z'), LONDON, instant, true).dividers), ['day']);
});

test('messages without a time stand under a line of their own, below the instant', () => {
  const instant = Date.parse('2024-03-22T14:40:00Z');
  const before = at('2024-03-22T14:36:48Z');
  assert.deepEqual(types(between(before, UNTIMED, LONDON, instant, false).dividers), ['instant', 'untimed']);
  assert.deepEqual(types(between(UNTIMED, UNTIMED, LONDON, instant, false).dividers), []);
  assert.deepEqual(types(between(null, UNTIMED, LONDON, instant, true).dividers), ['untimed']);
});

test('the instant comes after the last message only where that has a time before it', () => {
  const instant = Date.parse('2024-03-22T14:40:00Z');
  assert.equal(instantAfter(at('2024-03-22T14:36:48Z'), instant), true);
  assert.equal(instantAfter(at('2024-03-22T14:40:00Z'), instant), false);
  assert.equal(instantAfter(UNTIMED, instant), false);
  assert.equal(instantAfter(at('2024-03-22T14:36:48Z'), null), false);
});
