/**
 * The child processes of `search.bench.ts`, each of which prints what it measured as JSON: `threadline N`
 * and `minisearch N` search a case of N messages, `large EXHIBITS N` one of so many exhibits of
 * N messages each, `build FILE` reads a msgstore.db and builds its search structures. Needs --expose-gc.
 */
import { statSync } from 'node:fs';
import MiniSearch from 'minisearch';
import { fileEntry } from '../electron/containers/folder/open-folder.ts';
import { Attachments } from '../electron/intake/attachments.ts';
import { unpackSegment } from '../electron/intake/packed-segment.ts';
import { readSource } from '../electron/intake/read-source.ts';
import { whatsappAndroid } from '../electron/readers/whatsapp-android/loader.ts';
import { GroupBuilder } from '../renderer/query/search/group-builder.ts';
import { SegmentReader } from '../shared/segment/index.ts';
import { MadeWords, madeExhibit, mixedQueries } from './made-words.ts';
import { type BuildRun, type LargeRun, QUERIES, SEED, type SearchRun, SHAPE } from './search-runs.ts';

const made = new MadeWords();

async function held(): Promise<number> {
  for (let i = 0; i < 3; i++) {
    gc!();
    // Buffers are given back in tasks of their own.
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  // Buffers of WebCrypto are counted as external alone; all others are counted there as well.
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

async function minisearch(count: number): Promise<SearchRun> {
  const { segments } = madeExhibit(made, 1, count, SHAPE);
  const index = new MiniSearch<{ id: number; text: string }>({ fields: ['text'] });
  const before = await held();
  let id = 0;
  for (const bytes of segments) {
    const reader = new SegmentReader(bytes);
    for (let i = 0; i < reader.count; i++) index.add({ id: id++, text: reader.text(i)! });
  }
  const ms: number[] = [];
  const found: number[] = [];
  for (const query of mixedQueries(made, SEED, QUERIES)) {
    const start = performance.now();
    // It knows no phrases: all words, anywhere, is the least that it can be asked.
    const results = query.endsWith('*')
      ? index.search(query.slice(0, -1), { prefix: true })
      : index.search(query.replaceAll('"', ''), { combineWith: 'AND' });
    ms.push(performance.now() - start);
    found.push(results.length);
  }
  return { ms, found, held: (await held()) - before };
}

const cpuMs = (from: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1000;
};

const threadCpuMs = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};

async function build(file: string): Promise<BuildRun> {
  const { size, mtimeMs } = statSync(file);
  const entry = fileEntry({ path: file, name: 'msgstore.db', bytes: size, modified: mtimeMs });
  const tree = { entries: [entry], leftOut: [], close: async () => {} };
  const [source] = await whatsappAndroid.recognise(tree);
  const parcels: ArrayBuffer[] = [];
  let start = process.cpuUsage();
  const { counts } = await readSource({
    read: await whatsappAndroid.load(),
    context: {
      exhibit: 'AB/1',
      tree,
      source: source!,
      options: {},
      signal: new AbortController().signal,
      materialise: async () => file,
    },
    attachments: new Attachments({ entries: new Map(), known: new Map(), onUse() {} }),
    ordinalsBefore: 0,
    emit: async ({ bytes }) => void parcels.push(bytes),
    onBatch: () => undefined,
  });
  const importMs = cpuMs(start);
  const segments = parcels.map((parcel) => new SegmentReader(unpackSegment(parcel)));
  start = process.cpuUsage();
  let builder = new GroupBuilder();
  for (const segment of segments) builder.add(segment);
  let blocks = 0;
  for (const _ of builder.finish()) blocks++;
  if (blocks === 0) throw new Error('no blocks');
  builder = new GroupBuilder();
  return { messages: counts.read, importMs, buildMs: cpuMs(start) };
}

/** The query's own part is of the renderer, whose types these processes do not have. */
const { measureSearch, measureLarge } = (await import(
  new URL('../renderer/query/testing/measured-search.ts', import.meta.url).href
)) as {
  measureSearch(count: number, held: () => Promise<number>): Promise<SearchRun>;
  measureLarge(exhibits: number, count: number, cpu: () => number): Promise<LargeRun>;
};

const [which, ...values] = process.argv.slice(2) as [string, ...string[]];
const numbers = values.map(Number);
const run =
  which === 'minisearch'
    ? await minisearch(numbers[0]!)
    : which === 'large'
      ? await measureLarge(numbers[0]!, numbers[1]!, threadCpuMs)
      : which === 'build'
        ? await build(values[0]!)
        : await measureSearch(numbers[0]!, held);
process.stdout.write(JSON.stringify(run));
