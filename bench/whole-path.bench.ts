/**
 * The whole path: msgstore.db of 1,000,000 messages, hashed, read in the intake process, handed over,
 * sealed and stored in the window's IndexedDB, until the import is done; against a Dexie `bulkAdd` of as
 * the same messages as rows with three indexes. In the preview host, whose bridge between the processes is
 * slower than Electron's. The baseline is measured on the first 400,000 messages and scaled: more at once take
 * more memory than a page may have, and its rate only falls with their number (by a seventh from 100,000 on).
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { importEvidence } from '../electron/intake/job.ts';
import { unpackSegment } from '../electron/intake/packed-segment.ts';
import type { IntakeJob } from '../electron/intake/protocol.ts';
import { SEGMENT_MESSAGES } from '../shared/segment/layout.ts';
import { buildPage, launchPage, type OpenPage } from '../tests/e2e/store-browser.ts';
import { launch } from '../tests/host/index.ts';
import { type Bench, median } from './measure.ts';

const MESSAGES = 1_000_000;
const ROWS = 400_000;
const RUNS = 3;

/** ms from asking for the import until it is done, as the page sees it. */
async function importOnce(profile: string, file: string): Promise<number> {
  const host = await launch({ profile });
  try {
    const call = (
      name: string,
      request: object,
    ): Promise<{ ok: boolean; value?: unknown; error?: unknown }> =>
      host.page.evaluate(`window.threadline.call(${JSON.stringify(name)}, ${JSON.stringify(request)})`);
    // The sample case, open with its three small exhibits: an import into it is one into any case.
    await host.page.getByRole('button', { name: 'Open the sample case' }).click();
    await host.page
      .getByRole('contentinfo')
      .getByText(/3,115 messages/)
      .waitFor({ timeout: 120_000 });
    await host.page.evaluate(`window.imported = new Promise((resolve, reject) => {
      window.threadline.on('intake.done', resolve);
      window.threadline.on('intake.failed', ({ error }) => reject(new Error(error.message)));
    }); undefined`);
    const start = performance.now();
    const begun = await call('intake.start', { exhibit: 'AB/1', paths: [file] });
    if (!begun.ok) throw new Error(JSON.stringify(begun.error));
    await host.page.evaluate('window.imported.then(() => undefined)');
    return performance.now() - start;
  } finally {
    await host.close();
  }
}

interface FirstMessages {
  readonly segments: readonly string[];
  readonly chats: readonly string[];
  readonly accounts: readonly string[];
}

/** The first messages of a database as the intake makes them, in segments, base64. */
async function firstMessages(file: string, scratch: string): Promise<FirstMessages> {
  const [segments, chats, accounts]: [string[], string[], string[]] = [[], [], []];
  const enough = new AbortController();
  const job: IntakeJob = {
    exhibit: 'AB/1',
    paths: [file],
    scratch,
    software: 'bench',
    options: {},
    wantMedia: false,
  };
  const reading = importEvidence(
    job,
    {
      async segment(_source, { bytes, newChats, newAccounts }) {
        if (enough.signal.aborted) return;
        segments.push(Buffer.from(unpackSegment(bytes)).toString('base64'));
        chats.push(...newChats);
        accounts.push(...newAccounts);
        if (segments.length * SEGMENT_MESSAGES >= ROWS) enough.abort();
      },
      async media() {},
      progress() {},
      authorise: () => Promise.reject(new Error('there is no warrant')),
      quarantined() {},
    },
    enough.signal,
  );
  await reading.catch((error: unknown) => {
    if (!enough.signal.aborted) throw error;
  });
  return { segments, chats, accounts };
}

/** ms that a bulkAdd of all messages of the database takes, by its rate over the first. */
async function baselineMsOf(page: OpenPage, { segments, chats, accounts }: FirstMessages): Promise<number> {
  const left = [...segments];
  await page.expose('takeSegment', () => left.shift() ?? '');
  const { took, messages } = await page.evaluate<{ took: number; messages: number }>(
    `storePage.measureRowsOf(takeSegment, ${JSON.stringify(chats)}, ${JSON.stringify(accounts)})`,
  );
  return (took / messages) * MESSAGES;
}

export const rows: Bench = async () => {
  const scratch = mkdtempSync(path.join(tmpdir(), 'threadline-bench-path-'));
  try {
    const file = path.join(scratch, 'msgstore.db');
    const child = path.join(import.meta.dirname, 'android-child.ts');
    execFileSync(process.execPath, [child, 'make', file, `${MESSAGES}`]);
    const jobScratch = path.join(scratch, 'job');
    mkdirSync(jobScratch);
    const first = await firstMessages(file, jobScratch);
    const site = path.join(scratch, 'site');
    await buildPage(site);
    const ours: number[] = [];
    const baseline: number[] = [];
    for (let run = 0; run < RUNS; run++) {
      const page = await launchPage(site, path.join(scratch, `rows-${run}`));
      baseline.push(await baselineMsOf(page, first));
      await page.close();
      ours.push(await importOnce(path.join(scratch, `case-${run}`), file));
      for (const name of [`rows-${run}`, `case-${run}`]) {
        rmSync(path.join(scratch, name), { recursive: true, force: true, maxRetries: 10 });
      }
    }
    const [oursMs, baselineMs] = [median(ours), median(baseline)];
    return [
      {
        work: 'msgstore.db of 1,000,000 messages to sealed segments in IndexedDB, whole path',
        baseline: 'Dexie bulkAdd as rows with three indexes',
        oursMs,
        baselineMs,
        ratio: baselineMs / oursMs,
        target: 10,
        notes: `${Math.round(MESSAGES / (oursMs / 1000)).toLocaleString('en-GB')} messages/s, in the preview host`,
      },
    ];
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
};
