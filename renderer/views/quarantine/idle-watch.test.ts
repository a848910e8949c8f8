import assert from 'node:assert/strict';
import { test } from 'node:test';
import { IdleWatch } from './idle-watch.ts';

const MINUTE = 60_000;

test('without use it ends after its time, once', (t) => {
  t.mock.timers.enable({ apis: ['setInterval', 'Date'] });
  let ended = 0;
  const watch = new IdleWatch(10 * MINUTE, () => ended++);
  t.mock.timers.tick(10 * MINUTE - 1000);
  assert.equal(ended, 0);
  assert.equal(watch.left, 1000);
  t.mock.timers.tick(1000);
  assert.equal(ended, 1);
  watch.touch();
  t.mock.timers.tick(60 * MINUTE);
  assert.equal(ended, 1);
});

test('each use begins the time anew', (t) => {
  t.mock.timers.enable({ apis: ['setInterval', 'Date'] });
  let ended = 0;
  const watch = new IdleWatch(10 * MINUTE, () => ended++);
  for (let i = 0; i < 5; i++) {
    t.mock.timers.tick(9 * MINUTE);
    watch.touch();
  }
  assert.equal(ended, 0);
  watch.stop();
  t.mock.timers.tick(60 * MINUTE);
  assert.equal(ended, 0);
});

test('a use after the machine slept past the time comes too late', (t) => {
  t.mock.timers.enable({ apis: ['Date'] });
  let ended = 0;
  const watch = new IdleWatch(10 * MINUTE, () => ended++);
  t.mock.timers.setTime(Date.now() + 11 * MINUTE);
  watch.touch();
  assert.equal(ended, 1);
  watch.stop();
});

test('a clock that is set back does not make the time longer', (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: 60 * MINUTE });
  let ended = 0;
  const watch = new IdleWatch(10 * MINUTE, () => ended++);
  t.mock.timers.setTime(30 * MINUTE);
  watch.touch();
  assert.equal(ended, 1);
  watch.stop();
});
