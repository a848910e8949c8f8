import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Row } from '../../query/api.ts';
import { RowPages } from './row-pages.ts';

/** Rows that answer when told to. */
function source(count: number) {
  const asked: { start: number; end: number; answer(): void; fail(cause: Error): void }[] = [];
  const told = { arrived: 0, failed: [] as unknown[] };
  const pages = new RowPages<Row>(
    count,
    (start, end) =>
      new Promise((resolve, reject) => {
        const rows = Array.from({ length: end - start }, (_, i) => ({ row: 10 * (start + i) }) as Row);
        asked.push({ start, end, answer: () => resolve(rows), fail: reject });
      }),
    () => told.arrived++,
    (cause) => told.failed.push(cause),
  );
  return { asked, told, pages };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('rows in sight are fetched by whole pages, once, and the last page ends with the result', async () => {
  const { asked, told, pages } = source(150);
  pages.want(60, 70);
  pages.want(61, 71);
  assert.deepEqual(
    asked.map(({ start, end }) => [start, end]),
    [
      [0, 64],
      [64, 128],
    ],
  );
  assert.equal(pages.row(60), undefined);
  asked[0]!.answer();
  await settled();
  assert.equal(told.arrived, 1);
  assert.equal(pages.row(60)!.row, 600);
  assert.equal(pages.row(64), undefined);
  pages.want(140, 200);
  assert.deepEqual([asked.at(-1)!.start, asked.at(-1)!.end], [128, 150]);
});

test('what was passed while others were on their way is never fetched', async () => {
  const { asked, pages } = source(1_000_000);
  for (let at = 0; at < 900_000; at += 10_000) pages.want(at, at + 30);
  assert.equal(asked.length, 3);
  for (const one of asked.slice()) one.answer();
  await settled();
  assert.deepEqual(
    asked.slice(3).map(({ start }) => start),
    [889_984],
  );
});

test('the longest unused pages are let go, and fetched again when they are wanted', async () => {
  const { asked, pages } = source(1_000_000);
  for (let page = 0; page < 200; page++) {
    pages.want(page * 64, page * 64 + 30);
    asked.at(-1)!.answer();
    await settled();
    pages.want(0, 30);
  }
  assert.equal(asked.length, 200);
  assert.equal(pages.row(0)!.row, 0);
  assert.equal(pages.row(64), undefined);
  assert.equal(pages.row(199 * 64)!.row, 10 * 199 * 64);
  pages.want(64, 90);
  assert.equal(asked.length, 201);
});

test('rows of a result that is no longer shown are dropped, and their failure is nobody’s', async () => {
  const { asked, told, pages } = source(1000);
  const loaded = pages.load(0, 130);
  assert.equal(asked.length, 3);
  pages.close();
  asked[0]!.answer();
  asked[1]!.fail(new Error('closed'));
  asked[2]!.answer();
  await loaded;
  assert.deepEqual([told.arrived, told.failed, pages.row(0)], [0, [], undefined]);
});

test('a failure is told, and the page is asked for again', async () => {
  const { asked, told, pages } = source(1000);
  pages.want(0, 10);
  asked[0]!.fail(new Error('no'));
  await settled();
  assert.equal((told.failed[0] as Error).message, 'no');
  pages.want(0, 10);
  assert.equal(asked.length, 2);
});

test('a result of nothing asks for nothing', async () => {
  const { asked, pages } = source(0);
  pages.want(0, 40);
  await pages.load(-3, 40);
  assert.equal(asked.length, 0);
});
