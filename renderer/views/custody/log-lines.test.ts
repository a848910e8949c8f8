import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CustodyEntry } from '../../../shared/contract/index.ts';
import { LogLines, PAGE } from './log-lines.ts';

const entry = (seq: number): CustodyEntry => ({
  seq,
  time: new Date(Date.UTC(2024, 3, 1) + seq * 1000).toISOString(),
  actor: 'j.ho',
  action: 'case-opened',
  subjects: [],
});

/** A log that answers as the main process does, and the places it was asked from. */
function log(length: number) {
  const asked: number[] = [];
  const state = { length };
  return {
    asked,
    state,
    async fetch(from: number, count: number) {
      asked.push(from);
      const held = Math.max(0, Math.min(count, PAGE, state.length - from));
      return { total: state.length, entries: Array.from({ length: held }, (_, i) => entry(from + i)) };
    },
  };
}

const fail = (cause: unknown): never => {
  throw cause;
};

test('a long log comes whole, its latest entries before the rest', async () => {
  const { asked, fetch } = log(1700);
  const lines = new LogLines(fetch, () => undefined, fail);
  await lines.refresh();
  assert.equal(lines.total, 1700);
  assert.equal(lines.loaded, 1700);
  assert.deepEqual(asked, [0, 1200, 700, 200]);
  assert.equal(lines.at(1699)?.seq, 1699);
  assert.deepEqual([...lines.counts], [['case-opened', 1700]]);
  assert.deepEqual(
    lines.all().map(({ seq }) => seq),
    Array.from({ length: 1700 }, (_, seq) => seq),
  );
});

test('what is in sight goes before what is not', async () => {
  const { asked, fetch } = log(3000);
  const lines = new LogLines(
    async (from, count) => {
      lines.want(1100);
      return fetch(from, count);
    },
    () => undefined,
    fail,
  );
  await lines.refresh();
  assert.deepEqual(asked.slice(0, 3), [0, 1000, 2500]);
  assert.equal(lines.loaded, 3000);
});

test('a refresh takes what was written since, and asks no entry twice', async () => {
  const { asked, fetch, state } = log(3);
  let changes = 0;
  const lines = new LogLines(fetch, () => changes++, fail);
  await lines.refresh();
  state.length = 5;
  await lines.refresh();
  assert.deepEqual(asked, [0, 3]);
  assert.equal(lines.at(4)?.seq, 4);
  assert.equal(changes, 2);
});

test('a call that fails is told once, and a list that was left tells nothing', async () => {
  const causes: unknown[] = [];
  const broken = new LogLines(
    () => Promise.reject(new Error('the log is out of reach')),
    () => undefined,
    (cause) => causes.push(cause),
  );
  await broken.refresh();
  assert.match(String(causes[0]), /out of reach/);
  const left = new LogLines(log(9).fetch, () => assert.fail('it was left'), fail);
  const under = left.refresh();
  left.close();
  await under;
  assert.equal(left.total, 0);
});

test('a log that keeps an entry back is an error, not an endless question', async () => {
  const causes: unknown[] = [];
  const lines = new LogLines(
    async () => ({ total: 2, entries: [entry(0)] }),
    () => undefined,
    (cause) => causes.push(cause),
  );
  await lines.refresh();
  assert.match(String(causes[0]), /no entry from 0 on/);
});
