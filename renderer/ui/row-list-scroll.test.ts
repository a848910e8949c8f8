import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  hasDrifted,
  MOST_HEIGHT,
  placeToShow,
  rowsInSight,
  scrollerHeight,
  scrollTopOf,
  topAfter,
  topOf,
  topOfPlace,
} from './row-list-scroll.ts';

const ROW = 26;
const BODY = 600;
const TEN_MILLION = 10_000_000 * ROW;

const listArbitrary = fc.record({
  whole: fc.oneof(
    fc.integer({ min: 0, max: MOST_HEIGHT }),
    fc.integer({ min: MOST_HEIGHT + 1, max: TEN_MILLION }),
  ),
  body: fc.integer({ min: 50, max: 2000 }),
  share: fc.double({ min: 0, max: 1, noNaN: true }),
});

test('a place of the list has one place of the scroller, and back', () => {
  fc.assert(
    fc.property(listArbitrary, ({ whole, body, share }) => {
      const top = Math.max(0, whole - body) * share;
      const scrollTop = scrollTopOf(top, whole, body);
      assert.ok(scrollTop >= 0 && scrollTop <= Math.max(0, scrollerHeight(whole) - body));
      assert.ok(Math.abs(topOf(scrollTop, whole, body) - top) < 0.001);
      assert.equal(hasDrifted(top, scrollTop, whole, body), false);
    }),
  );
});

test('the ends of ten million rows are reached at the ends of the scroller', () => {
  assert.equal(topOf(0, TEN_MILLION, BODY), 0);
  assert.equal(topOf(MOST_HEIGHT - BODY, TEN_MILLION, BODY), TEN_MILLION - BODY);
  assert.equal(scrollTopOf(TEN_MILLION - BODY, TEN_MILLION, BODY), MOST_HEIGHT - BODY);
});

test('a step of the wheel moves ten million rows by as many pixels, wherever they stand', () => {
  for (const top of [0, 5000, 130_000_013, TEN_MILLION - 9000]) {
    const before = scrollTopOf(top, TEN_MILLION, BODY);
    assert.equal(topAfter(top, [before, before + ROW], TEN_MILLION, BODY), top + ROW);
  }
});

test('the thumb moves to the same share of the list', () => {
  const scrollTop = (MOST_HEIGHT - BODY) / 2;
  const top = topAfter(0, [0, scrollTop], TEN_MILLION, BODY);
  assert.ok(Math.abs(top - (TEN_MILLION - BODY) / 2) < 1);
});

test('steps without a rest never find the scroller at its end before the list is at its own', () => {
  let top = TEN_MILLION - BODY - 3_000_000;
  let scrollTop = scrollTopOf(top, TEN_MILLION, BODY);
  while (top < TEN_MILLION - BODY) {
    const after = Math.min(scrollTop + 900, MOST_HEIGHT - BODY);
    const next = topAfter(top, [scrollTop, after], TEN_MILLION, BODY);
    assert.ok(next > top, `stuck at ${top}`);
    top = next;
    scrollTop = hasDrifted(top, after, TEN_MILLION, BODY) ? scrollTopOf(top, TEN_MILLION, BODY) : after;
  }
});

test('a place stands as far from the top or the middle as it says, but never beyond the rows', () => {
  const whole = 1000 * ROW;
  assert.equal(topOfPlace({ index: 100, from: 'top', px: 40 }, ROW, whole, BODY), 2560);
  assert.equal(topOfPlace({ index: 100, from: 'middle', px: 0 }, ROW, whole, BODY), 2600 - 287);
  assert.equal(topOfPlace({ index: 2, from: 'middle', px: 0 }, ROW, whole, BODY), 0);
  assert.equal(topOfPlace({ index: 999, from: 'top', px: 0 }, ROW, whole, BODY), whole - BODY);
  assert.equal(topOfPlace({ index: 3, from: 'top', px: 0 }, ROW, 5 * ROW, BODY), 0);
});

test('a row that is wholly in sight needs no other place, others come to the nearer edge', () => {
  const view = { top: 1000, body: BODY };
  assert.equal(placeToShow(39, ROW, view), null);
  assert.deepEqual(placeToShow(38, ROW, view), { index: 38, from: 'top', px: 0 });
  assert.deepEqual(placeToShow(61, ROW, view), { index: 61, from: 'top', px: 574 });
});

test('rows cut by an edge are in sight', () => {
  assert.deepEqual(rowsInSight({ top: 30, body: 100 }, ROW, 1000), { first: 1, end: 5 });
  assert.deepEqual(rowsInSight({ top: 0, body: 100 }, ROW, 2), { first: 0, end: 2 });
  assert.deepEqual(rowsInSight({ top: 0, body: 100 }, ROW, 0), { first: 0, end: 0 });
});
