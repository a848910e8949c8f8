/**
 * The product's own window with ten million messages of 20 exhibits (`--messages N` for another number), about 5,000
 * chats and 50,000 accounts, in the preview host: against the limits. Each opening is a new process of the
 * browser; what the system keeps of its files in memory is not dropped before.
 */
import path from 'node:path';
import { costOf, pageProcess } from './browser-processes.ts';
import { bytesOnDisk, type LargeCase, type LargeWindow, largeCase, openLarge } from './large-window.ts';
import { MadeWords, mixedQueries, randomFrom } from './made-words.ts';
import { type Bench, type BenchRow, median } from './measure.ts';
import { tasksDuring } from './page-tasks.ts';

const EXHIBITS = 20;
const OPENINGS = 3;
const BRUSHES = 40;
const FILTERS = 40;
const BINS = 1000;
const QUERIES = 60;
const PAGE = 50;
const SCROLL_MS = 4000;
const JUMPS = 40;
const GIB = 2 ** 30;

const given = process.argv.indexOf('--messages');
const MESSAGES = given < 0 ? 10_000_000 : Number(process.argv[given + 1]);

const p95 = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1]!;
const whole = (n: number): string => Math.round(n).toLocaleString('en-GB');

interface Summary {
  readonly from: number;
  readonly to: number;
  /** null until it is known which messages several exhibits hold. */
  readonly events: number | null;
  readonly chats: readonly { readonly index: number }[];
  readonly people: readonly { readonly index: number; readonly messages: number }[];
}

interface Measured {
  readonly unlocked: number[];
  readonly screen: number[];
  readonly filters: number[];
  readonly openingCpu: number[];
  /** Bytes. */
  readonly opened: number[];
  readonly peak: number[];
}

async function pageOf({ host }: LargeWindow, { profile }: LargeCase): Promise<number> {
  await host.page.evaluate('undefined');
  return pageProcess(path.join(profile, 'browser'));
}

async function openings(large: LargeCase): Promise<Measured> {
  const all: Measured = { unlocked: [], screen: [], filters: [], openingCpu: [], opened: [], peak: [] };
  for (let run = 0; run < OPENINGS; run++) {
    const window = await openLarge(large);
    const cost = costOf(await pageOf(window, large));
    all.unlocked.push(window.times.unlocked);
    all.screen.push(window.times.screen);
    all.filters.push(window.times.filters);
    all.openingCpu.push(cost.cpuMs);
    all.opened.push(cost.proportional);
    all.peak.push(cost.peakResident);
    process.stderr.write(`  opened: ${JSON.stringify({ ...window.times, ...cost })}\n`);
    await window.host.close();
  }
  return all;
}

interface Answers {
  readonly ms: number[];
  readonly cpuMs: number;
}

/** Wall time of each, and the page's processor time for all. */
async function timed(pid: number, count: number, work: (i: number) => Promise<number>): Promise<Answers> {
  const before = costOf(pid).cpuMs;
  const ms: number[] = [];
  for (let i = 0; i < count; i++) ms.push(await work(i));
  return { ms, cpuMs: (costOf(pid).cpuMs - before) / count };
}

/** Filters as the lists and the timeline's brush set them, each with its histogram. */
async function filterTimes(
  window: LargeWindow,
  pid: number,
  { from, to, ...lists }: Summary,
): Promise<Answers> {
  const random = randomFrom(21);
  const edges = Array.from({ length: BINS + 1 }, (_, i) => from + ((to + 1 - from) * i) / BINS);
  const some = (list: readonly { readonly index: number }[], count: number): number[] =>
    Array.from({ length: count }, () => list[Math.floor(list.length * random())]!.index);
  const filters = (i: number): object => {
    const start = from + (to - from) * random() * 0.8;
    return [
      {},
      { chats: some(lists.chats, 4) },
      { people: some(lists.people, 4) },
      { kinds: ['image'] },
      { exhibits: ['AB/3', 'AB/4'] },
      { from: start, to: start + (to - from) * 0.2 },
      { attachments: true, from: start },
      { kinds: ['text'], chats: some(lists.chats, 200) },
    ][i % 8]!;
  };
  return timed(pid, FILTERS, async (i) => {
    const filter = await window.ask('filter', filters(i));
    return (
      filter.ms +
      (await window.host.page.evaluate<number>(
        `windowTap.ask('histogram', Float64Array.of(${edges.join(',')})).then(({ ms }) => ms)`,
      ))
    );
  });
}

/** A brush on the timeline: who wrote how much in it (the filter's own counts), and who to whom. */
function brushTimes(
  window: LargeWindow,
  pid: number,
  { from, to }: Summary,
  groups: 'nodes' | 'fold',
): Promise<Answers> {
  const random = randomFrom(22);
  return timed(pid, BRUSHES, async () => {
    const [one, other] = [random(), random()];
    const brush = {
      from: from + (to - from) * Math.min(one, other),
      to: 1 + from + (to - from) * Math.max(one, other),
    };
    const script = `(async () => {
      const start = performance.now();
      const both = [windowTap.ask('filter', ${JSON.stringify(brush)}), windowTap.ask('graph', '${groups}', { wholeNodes: 3000, wholeTies: 5000, strongest: 1000 })];
      await Promise.all(both);
      return performance.now() - start;
    })()`;
    return window.host.page.evaluate<number>(script);
  });
}

/** Words, phrases and beginnings of words: the first page of each, its texts among it. */
function firstPages(window: LargeWindow, pid: number): Promise<Answers> {
  const queries = mixedQueries(new MadeWords(), 11, QUERIES);
  return timed(pid, QUERIES, async (i) => {
    const { ms } = await window.ask('firstRows', { query: queries[i]! }, PAGE);
    return ms;
  });
}

/** Until what goes on behind the opening is done: messages are matched among the exhibits. */
async function settled(window: LargeWindow): Promise<void> {
  for (;;) {
    const { value } = await window.ask<Summary>('summary');
    if (value.events !== null) return;
    await new Promise((resolve) => setTimeout(resolve, 2000));
  }
}

async function scrolling({ host: { page } }: LargeWindow): Promise<{ steady: number[]; jumps: number[] }> {
  await page.getByRole('tab', { name: 'Timeline' }).click();
  const grid = page.getByRole('grid', { name: 'Messages' });
  await grid.waitFor();
  await page.waitForTimeout(2000);
  const steady = await tasksDuring(page, async () => {
    await grid.hover();
    const end = performance.now() + SCROLL_MS;
    while (performance.now() < end) {
      await page.mouse.wheel(0, 120);
      await page.waitForTimeout(16);
    }
  });
  const jumps = await tasksDuring(page, async () => {
    for (let jump = 0; jump < JUMPS; jump++) {
      const share = (jump * 0.381966) % 1;
      await grid.evaluate((list, at) => {
        list.scrollTop = list.scrollHeight * at;
      }, share);
      await page.waitForTimeout(50);
    }
  });
  return { steady, jumps };
}

const limited = (work: string, ours: number, limit: number, notes: string): BenchRow => ({
  work,
  baseline: 'the limit',
  oursMs: ours,
  baselineMs: limit,
  ratio: limit / ours,
  target: 1,
  notes,
});

export const rows: Bench = async () => {
  const large = await largeCase(EXHIBITS, MESSAGES);
  const at = `${whole(MESSAGES)} messages`;
  const opening = await openings(large);
  const gib = (bytes: number): string => `${(bytes / GIB).toFixed(2)} GiB`;
  const answered = ({ ms, cpuMs }: Answers): string =>
    `median ${whole(median(ms))} ms, slowest ${whole(Math.max(...ms))} ms, processor time ${whole(cpuMs)} ms each`;
  const disk = bytesOnDisk(large) / MESSAGES;

  const window = await openLarge(large);
  try {
    const pid = await pageOf(window, large);
    const { value: summary } = await window.ask<Summary>('summary');
    const early = await filterTimes(window, pid, summary);
    await settled(window);
    const filters = await filterTimes(window, pid, summary);
    const brushes = await brushTimes(window, pid, summary, 'nodes');
    const folded = await brushTimes(window, pid, summary, 'fold');
    await window.ask('filter', {});
    const pages = await firstPages(window, pid);
    const { steady, jumps } = await scrolling(window);
    const cost = costOf(pid);
    return [
      limited(
        `opening ${at}: first screen`,
        median(opening.screen),
        2000,
        `of it ${whole(median(opening.unlocked))} ms for the passphrase and the case's folder; ${OPENINGS} openings`,
      ),
      limited(
        `opening ${at}: all filters`,
        median(opening.filters),
        12_000,
        `processor time of the page ${whole(median(opening.openingCpu))} ms`,
      ),
      limited(
        `memory of the page's process with ${at} open (MiB, not ms)`,
        median(opening.opened) / 2 ** 20,
        1536,
        `${gib(median(opening.opened))}; most while opening ${gib(Math.max(...opening.peak))}; after the questions below ` +
          `${gib(cost.proportional)}, most ever ${gib(cost.peakResident)}`,
      ),
      limited(`disk, search included (bytes a message, not ms)`, disk, 150, at),
      limited(
        `filter and histogram over ${at}, p95 of ${FILTERS}`,
        p95(filters.ms),
        150,
        `${answered(filters)}; while exhibits are matched behind the opening: median ${whole(median(early.ms))} ms, p95 ${whole(p95(early.ms))} ms`,
      ),
      limited(
        `edges and top people of a brush over ${at}, p95 of ${BRUSHES}`,
        p95(brushes.ms),
        250,
        answered(brushes),
      ),
      limited(`the same with groups folded`, p95(folded.ms), 250, answered(folded)),
      limited(`the first page of a query over ${at}, p95 of ${QUERIES}`, p95(pages.ms), 100, answered(pages)),
      limited(
        `longest task while ${at} scroll steadily`,
        Math.max(...steady),
        50,
        `while jumping about ${whole(Math.max(...jumps))} ms`,
      ),
    ];
  } finally {
    await window.host.close();
  }
};
