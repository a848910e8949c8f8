import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Zone } from '../../../shared/time/zone.ts';
import type { FullMessage } from '../../query/api.ts';
import { between, byDay, type Divider, instantAfter } from './dividers.ts';

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

const message = (row: number, text: string | null, more: Partial<FullMessage> = {}) =>
  ({
    row,
    when: text === null ? Number.NaN : Date.parse(text),
    sender: 0,
    direction: 'in',
    exhibit: 'AB/1',
    kind: 'text',
    ...more,
  }) as FullMessage;

test('messages stand by day, each but once, those of one sender together, the instant between them', () => {
  const instant = Date.parse('2024-03-22T14:40:00Z');
  const days = byDay(
    [
      message(1, '2024-03-22T14:00:00Z'),
      message(2, '2024-03-22T14:01:00Z'),
      message(3, '2024-03-22T14:02:00Z', { sender: 1 }),
      message(4, '2024-03-22T14:41:00Z', { sender: 1 }),
      message(5, '2024-03-23T09:00:00Z', { sender: 1 }),
      message(6, null),
    ],
    0,
    LONDON,
    instant,
  );
  assert.deepEqual(
    days.map(({ key, messages }) => [key, messages.map((one) => one.message.row)]),
    [
      ['2024-03-22', [1, 2, 3, 4]],
      ['2024-03-23', [5]],
      ['untimed', [6]],
    ],
  );
  const placed = days.flatMap(({ messages }) => messages);
  assert.deepEqual(
    placed.map(({ follows }) => follows),
    [false, true, false, false, false, false],
  );
  assert.deepEqual(
    placed.map((one) => one.instant),
    [false, false, false, true, false, false],
  );
});

test('a day keeps its key when earlier messages of it come, and one that clocks repeat has two', () => {
  const whole = [message(1, '2024-03-31T00:30:00Z'), message(2, '2024-03-31T01:30:00Z')];
  const keys = (of: readonly FullMessage[], start: number) =>
    byDay(of, start, LONDON, null).map(({ key }) => key);
  assert.deepEqual(keys(whole.slice(1), 1), keys(whole, 0));
  // St John's put its clocks back at 00:01 until 2011: 2010-11-07 began, and began again an hour later.
  const stJohns = new Zone('America/St_Johns');
  const twice = [
    '2010-11-07T02:00:00Z',
    '2010-11-07T02:30:30Z',
    '2010-11-07T02:50:00Z',
    '2010-11-07T04:00:00Z',
  ];
  assert.deepEqual(
    byDay(
      twice.map((text, i) => message(i, text)),
      0,
      stJohns,
      null,
    ).map(({ key }) => key),
    ['2010-11-06', '2010-11-07', '2010-11-06 2', '2010-11-07 2'],
  );
});
