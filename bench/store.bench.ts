/**
 * The case store and the query in a real browser, 1,000,000 messages, against a Dexie `bulkAdd` of the
 * same messages as rows with three indexes.
 *
 * The bulkAdd is measured on 100,000 rows and scaled by ten; its rate is the same from 20,000 rows on.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildPage, launchPage } from '../tests/e2e/store-browser.ts';
import { type Bench, median } from './measure.ts';

const MESSAGES = 1_000_000;
const ROWS = 100_000;
const RUNS = 3;

export const rows: Bench = async () => {
  const scratch = mkdtempSync(path.join(tmpdir(), 'threadline-bench-store-'));
  try {
    const site = path.join(scratch, 'site');
    await buildPage(site);
    const storing: number[] = [];
    const opening: number[] = [];
    const baseline: number[] = [];
    let bytes = 0;
    let calls: Record<string, number> = {};
    for (let run = 0; run < RUNS; run++) {
      const profile = path.join(scratch, `profile-${run}`);
      let page = await launchPage(site, profile);
      baseline.push((await page.evaluate<number>(`storePage.measureRows(${ROWS})`)) * (MESSAGES / ROWS));
      await page.evaluate(`storePage.measureOpen('bench')`);
      const stored = await page.evaluate<{ took: number; bytes: number }>(
        `storePage.measureStoring(${MESSAGES})`,
      );
      storing.push(stored.took);
      bytes = stored.bytes;
      await page.close();
      // A new browser: nothing is left in its memory.
      page = await launchPage(site, profile);
      opening.push(await page.evaluate<number>(`storePage.measureOpen('bench')`));
      if (run === RUNS - 1) calls = await page.evaluate(`storePage.measureCalls()`);
      await page.close();
      rmSync(profile, { recursive: true, force: true });
    }
    for (const [name, ms] of Object.entries(calls)) process.stderr.write(`  ${name}: ${ms.toFixed(1)} ms\n`);
    const baselineMs = median(baseline);
    const line = (work: string, oursMs: number, target: number, notes: string) => ({
      work,
      baseline: 'Dexie bulkAdd as rows with three indexes',
      oursMs,
      baselineMs,
      ratio: baselineMs / oursMs,
      target,
      notes,
    });
    const rate = (ms: number): string =>
      `${Math.round(MESSAGES / ms).toLocaleString('en-GB')},000 messages/s`;
    return [
      line(
        'segments of 1,000,000 messages sealed and stored',
        median(storing),
        20,
        `${rate(median(storing))}, ${Math.round(bytes / MESSAGES)} bytes a message`,
      ),
      line(
        'sealed case of 1,000,000 messages opened and filtered',
        median(opening),
        20,
        `${rate(median(opening))}; a filter ${calls['filter by chats and dates']!.toFixed(0)} ms, text ${calls['text, a phrase']!.toFixed(0)} ms`,
      ),
    ];
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
};
