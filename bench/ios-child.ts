/**
 * The child processes of `ios.bench.ts`: `make FILE MESSAGES` makes the database, `ours|bare FILE` reads it
 * and prints an IosRun as JSON.
 */
import { createReadStream, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { whatsappIos } from '../electron/readers/whatsapp-ios/loader.ts';
import type { EvidenceEntry } from '../shared/evidence/index.ts';
import { makeChatStorage } from './made-chat-storage.ts';

export interface IosRun {
  readonly ms: number;
  readonly peakMiB: number;
  /** Messages of the model, or rows of all tables. */
  readonly count: number;
}

/** The tables that the made database fills. */
const TABLES = ['ZWACHATSESSION', 'ZWAGROUPMEMBER', 'ZWAMESSAGE', 'ZWAMEDIAITEM', 'ZWAMESSAGEINFO'];

async function ours(file: string): Promise<number> {
  const entry: EvidenceEntry = {
    path: 'ChatStorage.sqlite',
    bytes: statSync(file).size,
    open: () => createReadStream(file) as AsyncIterable<Uint8Array>,
  };
  const tree = { entries: [entry], leftOut: [], close: async () => {} };
  const [source] = await whatsappIos.recognise(tree);
  const read = await whatsappIos.load();
  const reading = read({
    exhibit: 'AB/1',
    tree,
    source: source!,
    options: {},
    signal: new AbortController().signal,
    materialise: async () => file,
  });
  let count = 0;
  let step = await reading.next();
  for (; !step.done; step = await reading.next()) count += step.value.messages.length;
  if (step.value.damage.length > 0) throw new Error(JSON.stringify(step.value.damage));
  return count;
}

/** Every row of the same tables, thrown away. */
function bare(file: string): number {
  const db = new DatabaseSync(file, { readOnly: true });
  let count = 0;
  for (const table of TABLES) for (const _ of db.prepare(`SELECT * FROM ${table}`).iterate()) count++;
  db.close();
  return count;
}

const [which, file, messages] = process.argv.slice(2) as [string, string, string | undefined];
if (which === 'make') makeChatStorage(file, Number(messages));
else {
  const start = performance.now();
  const count = which === 'ours' ? await ours(file) : bare(file);
  const ms = performance.now() - start;
  const run: IosRun = { ms, peakMiB: Math.round(process.resourceUsage().maxRSS / 1024), count };
  process.stdout.write(JSON.stringify(run));
}
