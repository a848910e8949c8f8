/**
 * The child processes of `scope.bench.ts`: `ids FILE OUT` writes the ids of a msgstore.db's accounts as JSON;
 * `all|terms|words|accounts|twice FILE IDS` reads it into segments as an import does, without a warrant or
 * under one, and prints a ScopeRun as JSON.
 */
import { createReadStream, readFileSync, statSync, writeFileSync } from 'node:fs';
import { Attachments } from '../electron/intake/attachments.ts';
import { readSource } from '../electron/intake/read-source.ts';
import { whatsappAndroid } from '../electron/readers/whatsapp-android/loader.ts';
import type { EvidenceEntry, Read, ReadContext } from '../shared/evidence/index.ts';
import type { Scope } from '../shared/scope/index.ts';

export interface ScopeRun {
  /** Processor time of the thread that reads and judges: what else the machine does is not in it. */
  readonly ms: number;
  readonly read: number;
  readonly kept: number;
}

type Clause = Scope['clauses'][number];

/** None of these stands in a made message, so that each is looked for to its end. */
const words = [
  'counsel',
  'solicitor',
  'barrister',
  'privileged',
  'chambers',
  'attorney',
  'advogado',
  'адвокат',
];

/** Bounds that hold every message: each is judged to the end, and what is kept is the same as without. */
const terms: Clause = {
  accounts: 'any',
  context: { counterpart: true, wholeGroups: true },
  from: '2000-01-01T00:00:00Z',
  to: '2100-01-01T00:00:00Z',
  uncertainTimes: 'keep',
  platforms: ['whatsapp'],
};

function scopeOf(which: string, ids: readonly string[]): Scope | undefined {
  const nothing = { accounts: [], words: [] };
  switch (which) {
    case 'all':
      return undefined;
    case 'terms':
      return { clauses: [terms], privileged: nothing };
    case 'words':
      return { clauses: [terms], privileged: { accounts: [], words } };
    default:
      return {
        clauses: [{ ...terms, accounts: ids.map((id) => ({ id })) }],
        privileged: nothing,
      };
  }
}

/** The reader, as one that knows its lists at its end. */
const silent =
  (read: Read): Read =>
  (context) =>
    read({ ...context, wantsLists: false });

const [which, file, idsFile] = process.argv.slice(2) as [string, string, string];
const entry: EvidenceEntry = {
  path: 'msgstore.db',
  bytes: statSync(file).size,
  open: () => createReadStream(file) as AsyncIterable<Uint8Array>,
};
const tree = { entries: [entry], leftOut: [], close: async () => {} };
const [source] = await whatsappAndroid.recognise(tree);
const read = await whatsappAndroid.load();
const context: ReadContext = {
  exhibit: 'AB/1',
  tree,
  source: source!,
  options: {},
  signal: new AbortController().signal,
  materialise: async () => file,
};

if (which === 'ids') {
  const reading = read(context);
  let step = await reading.next();
  while (!step.done) step = await reading.next();
  writeFileSync(idsFile, JSON.stringify(step.value.accounts.map(({ id }) => id)));
} else {
  const scope = scopeOf(which, JSON.parse(readFileSync(idsFile, 'utf8')) as string[]);
  const start = process.threadCpuUsage();
  const { counts } = await readSource({
    read: which === 'twice' ? silent(read) : read,
    context,
    attachments: new Attachments({ entries: new Map(), known: new Map(), onUse() {} }),
    ordinalsBefore: 0,
    scope,
    withhold: scope && (() => undefined),
    emit: async () => undefined,
    onBatch: () => undefined,
  });
  const { user, system } = process.threadCpuUsage(start);
  const run: ScopeRun = { ms: (user + system) / 1000, read: counts.read, kept: counts.kept };
  process.stdout.write(JSON.stringify(run));
}
