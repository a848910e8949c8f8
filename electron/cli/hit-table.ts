/** `threadline search DIR [QUERY] --keywords FILE`: the hit table of a keyword list. */
import path from 'node:path';
import type { Plan } from '../../shared/search/index.ts';
import type { Zone } from '../../shared/time/zone.ts';
import { evidenceBytes, look } from '../containers/index.ts';
import { writtenFiles } from '../reports/import-folder.ts';
import { type ImportHits, importHits } from '../reports/keyword-hits.ts';
import { readKeywords } from '../watch/keyword-list.ts';
import { complain, grouped, printable, say } from './terminal.ts';
import { UsageError } from './usage.ts';

export interface HitTableRequest {
  readonly folder: string;
  /** The keyword list. */
  readonly file: string;
  /** Counts only messages that it finds; absent, all. */
  readonly plan?: Plan;
  readonly zone?: Zone | undefined;
  readonly json: boolean;
}

const COLUMNS = ['keyword', 'messages', 'chats', 'senders', 'first', 'last'];
/** What a table program would take for a formula (OWASP, CSV injection). */
const FORMULA = /^[=+\-@]/;

const cell = (text: string): string => printable(FORMULA.test(text) ? `'${text}` : text);

const rowOf = ({ keyword, messages, chats, senders, first, last }: ImportHits): string =>
  [cell(keyword), messages, chats, senders, first?.sentAt ?? '', last?.sentAt ?? ''].join('\t');

/** Writes a row a keyword, in the order of the list: as a table of tab-separated values, or as lines of JSON. */
export async function writeHitTable(request: HitTableRequest, signal: AbortSignal): Promise<void> {
  const { folder, file, plan, zone, json } = request;
  if (!(await look(file)).isFile()) throw new UsageError(`--keywords ${file}: it is not a file`);
  const { keywords, skipped } = await readKeywords(path.basename(file), evidenceBytes(file));
  for (const [reason, count] of Object.entries(skipped)) {
    complain(`${path.basename(file)}: ${grouped(count)} × ${reason} not taken`);
  }
  const within = plan ? { plan, zone } : { zone };
  const hits = await importHits(folder, await writtenFiles(folder), keywords, within, signal);
  if (!json) say(COLUMNS.join('\t'));
  for (const one of hits) say(json ? JSON.stringify(one) : rowOf(one));
  const found = hits.filter(({ messages }) => messages > 0).length;
  process.stderr.write(`${grouped(found)} of ${grouped(keywords.length)} keywords found\n`);
}
