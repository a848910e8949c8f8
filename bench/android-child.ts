/**
 * The child processes of `android.bench.ts`: `make FILE MESSAGES` makes the database, `ours|bare|arrays FILE`
 * reads it and prints an AndroidRun as JSON.
 */
import { createReadStream, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { whatsappAndroid } from '../electron/readers/whatsapp-android/loader.ts';
import type { EvidenceEntry } from '../shared/evidence/index.ts';
import { makeMsgstore } from './made-msgstore.ts';

export interface AndroidRun {
  readonly ms: number;
  readonly peakMiB: number;
  /** Messages of the model, or rows of all tables. */
  readonly count: number;
}

/** The tables that the made database fills. */
const TABLES = [
  'jid',
  'chat',
  'message',
  'message_media',
  'message_quoted',
  'message_mentions',
  'message_location',
  'message_vcard',
  'message_system',
  'message_add_on',
  'message_add_on_reaction',
  'receipt_user',
  'call_log',
  'group_participant_user',
];

async function ours(file: string): Promise<number> {
  const entry: EvidenceEntry = {
    path: 'msgstore.db',
    bytes: statSync(file).size,
    open: () => createReadStream(file) as AsyncIterable<Uint8Array>,
  };
  const tree = { entries: [entry], leftOut: [], close: async () => {} };
  const [source] = await whatsappAndroid.recognise(tree);
  const read = await whatsappAndroid.load();
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
function bare(file: string, asArrays: boolean): number {
  const db = new DatabaseSync(file, { readOnly: true, returnArrays: asArrays });
  let count = 0;
  for (const table of TABLES) for (const _ of db.prepare(`SELECT * FROM ${table}`).iterate()) count++;
  db.close();
  return count;
}

const [which, file, messages] = process.argv.slice(2) as [string, string, string | undefined];
if (which === 'make') makeMsgstore(file, { messages: Number(messages) });
else {
  const start = performance.now();
  const count = which === 'ours' ? await ours(file) : bare(file, which === 'arrays');
  const ms = performance.now() - start;
  const run: AndroidRun = { ms, peakMiB: Math.round(process.resourceUsage().maxRSS / 1024), count };
  process.stdout.write(JSON.stringify(run));
}
