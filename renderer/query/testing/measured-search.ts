/** What `bench/search.bench.ts` measures of the query worker's part; run under Node. */
import { MadeWords, madeExhibit, mixedQueries } from '../../../bench/made-words.ts';
import { type LargeRun, PAGE, QUERIES, SEED, type SearchRun, SHAPE } from '../../../bench/search-runs.ts';
import { madeSearch } from './made-search.ts';

const KEYWORDS = 300;

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};

/** @param held bytes that the process holds. */
export async function measureSearch(count: number, held: () => Promise<number>): Promise<SearchRun> {
  const made = new MadeWords();
  const search = await madeSearch();
  await search.add(madeExhibit(made, 1, count, SHAPE), 'AB/1');
  search.open();
  const { api } = search.query;
  await api.filter({});
  const before = await held();
  const ms: number[] = [];
  const found: number[] = [];
  for (const query of mixedQueries(made, SEED, QUERIES)) {
    ms.push(
      await timed(async () => {
        found.push((await api.filter({ query })).count);
      }),
    );
  }
  await api.filter({});
  // What the engine gave back meanwhile must not hide what is kept.
  const more = Math.max((await held()) - before, search.openedBytes());
  return { ms, found, held: more + search.headBytes() };
}

/** @param cpu processor time that this thread has taken, ms. */
export async function measureLarge(exhibits: number, count: number, cpu: () => number): Promise<LargeRun> {
  const made = new MadeWords();
  const search = await madeSearch();
  for (let n = 1; n <= exhibits; n++) await search.add(madeExhibit(made, n, count, SHAPE), `AB/${n}`);
  search.open();
  const { api } = search.query;
  const { count: messages } = await api.filter({});
  const run = {
    first: [] as number[],
    counted: [] as number[],
    firstCpu: [] as number[],
    countedCpu: [] as number[],
    found: [] as number[],
  };
  // The first search of a case finds out what all need.
  await api.firstRows({ query: 'warm' }, PAGE);
  for (const query of mixedQueries(made, SEED, QUERIES)) {
    const before = cpu();
    run.first.push(await timed(() => api.firstRows({ query }, PAGE)));
    const between = cpu();
    run.counted.push(
      await timed(async () => {
        run.found.push((await api.filter({ query })).count);
      }),
    );
    run.firstCpu.push(between - before);
    run.countedCpu.push(cpu() - between);
  }
  await api.filter({ query: made.words[10]! });
  const rankedMs = await timed(() => api.relevantRows(0, PAGE));
  const step = Math.floor(made.words.length / KEYWORDS);
  const keywords = Array.from({ length: KEYWORDS }, (_, i) => made.words[i * step + 7]!);
  return {
    ...run,
    messages,
    rankedMs,
    hitTableMs: await timed(() => api.keywordHits(keywords, false)),
    nearMs: await timed(() => api.filter({ query: `${made.words[5000]!}~2` })),
    expressionMs: await timed(() => api.filter({ query: `/${made.words[5000]!}.{3,9}${made.words[20]!}/` })),
    buildMs: search.buildMs(),
    storedBytes: search.storedBytes(),
  };
}
