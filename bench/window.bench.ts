/**
 * The window with 1,000,000 messages in a real browser: how long its main thread is held up while the
 * timeline scrolls, and how soon a changed filter is on screen. The baselines are the limits that people
 * notice: 50 ms for a task (the browser's own "long task") and 100 ms for an answer. Tasks are measured
 * in the thread's own time, answers by the clock: on a machine that does other work as well they are late.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { buildViewPage, openViewPage } from '../tests/e2e/view-page.ts';
import { type Bench, type BenchRow, median } from './measure.ts';
import { tasksDuring } from './page-tasks.ts';

const MESSAGES = 1_000_000;
const TASK_LIMIT = 50;
const ANSWER_LIMIT = 100;
const RUNS = 3;
const SCROLL_MS = 4000;
const JUMPS = 40;

async function scrollSteadily(page: Page): Promise<void> {
  await page.getByRole('grid').hover();
  const end = performance.now() + SCROLL_MS;
  while (performance.now() < end) {
    await page.mouse.wheel(0, 120);
    await page.waitForTimeout(16);
  }
}

async function jumpAround(page: Page): Promise<void> {
  const grid = page.getByRole('grid');
  for (let jump = 0; jump < JUMPS; jump++) {
    const share = (jump * 0.381966) % 1;
    await grid.evaluate((list, at) => {
      list.scrollTop = list.scrollHeight * at;
    }, share);
    await page.waitForTimeout(50);
  }
}

/** See renderer/app/testing/filter-to-paint.ts; ms. */
async function filterTimes(page: Page): Promise<{ lists: number[]; phrases: number[] }> {
  const lists: number[] = [];
  const phrases: number[] = [];
  const measure = async (call: string, times: number[]): Promise<void> => {
    times.push(await page.evaluate<number>(`viewPage.${call}`));
    await page.waitForTimeout(100);
  };
  for (let place = 0; place < 6; place++) {
    for (const list of ['Chats', 'People']) {
      await measure(`chooseToPaint('${list}', ${place})`, lists);
      // Chosen, it stands first.
      await measure(`chooseToPaint('${list}', 0)`, lists);
    }
  }
  // The first phrase waits for texts that are not yet folded; the case was opened just now.
  await measure(`findToPaint('the first')`, []);
  for (const phrase of ['water people', 'Привет', 'first call', 'q', 'number with']) {
    await measure(`findToPaint('${phrase}')`, phrases);
  }
  return { lists, phrases };
}

const p95 = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * 0.95)]!;

export const rows: Bench = async () => {
  const site = mkdtempSync(path.join(tmpdir(), 'threadline-bench-window-'));
  try {
    await buildViewPage(site);
    const longest: { steady: number[]; jumps: number[] } = { steady: [], jumps: [] };
    const tails: { steady: number[]; jumps: number[] } = { steady: [], jumps: [] };
    const lists: number[] = [];
    const phrases: number[] = [];
    for (let run = 0; run < RUNS; run++) {
      const { page, close } = await openViewPage(site, { view: 'timeline', messages: MESSAGES });
      await page.locator(`[role=grid][aria-rowcount="${MESSAGES + 2}"]`).waitFor();
      for (const [what, work] of [
        ['steady', scrollSteadily],
        ['jumps', jumpAround],
      ] as const) {
        const tasks = await tasksDuring(page, () => work(page));
        longest[what].push(Math.max(...tasks));
        tails[what].push(p95(tasks.filter((ms) => ms > 1)));
      }
      const times = await filterTimes(page);
      lists.push(...times.lists);
      phrases.push(...times.phrases);
      await close();
    }
    const row = (work: string, oursMs: number, limit: number, notes: string): BenchRow => ({
      work,
      baseline: `the limit, ${limit} ms`,
      oursMs,
      baselineMs: limit,
      ratio: limit / oursMs,
      target: 1,
      notes,
    });
    const worst = (values: readonly number[]): string =>
      `median of ${RUNS} runs, worst ${Math.max(...values).toFixed(0)} ms`;
    return [
      row(
        'longest task while 1,000,000 messages scroll steadily',
        median(longest.steady),
        TASK_LIMIT,
        `${worst(longest.steady)}; tasks above 1 ms: p95 ${median(tails.steady).toFixed(1)} ms`,
      ),
      row(
        'longest task while jumping about in 1,000,000 messages',
        median(longest.jumps),
        TASK_LIMIT,
        `${worst(longest.jumps)}; tasks above 1 ms: p95 ${median(tails.jumps).toFixed(1)} ms`,
      ),
      row(
        'chats or people chosen, until the result is painted',
        median(lists),
        ANSWER_LIMIT,
        `median of ${lists.length}, p95 ${p95(lists).toFixed(0)} ms`,
      ),
      row(
        'a phrase looked for, until the result is painted',
        median(phrases),
        ANSWER_LIMIT,
        `median of ${phrases.length}, p95 ${p95(phrases).toFixed(0)} ms`,
      ),
    ];
  } finally {
    rmSync(site, { recursive: true, force: true });
  }
};
