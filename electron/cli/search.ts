/** `threadline search DIR QUERY`, and `search DIR [QUERY] --keywords FILE` */
import { parseArgs } from 'node:util';
import { parseQuery, planOf, QueryError } from '../../shared/search/index.ts';
import { Zone } from '../../shared/time/zone.ts';
import { isFolder, writtenFiles } from '../reports/import-folder.ts';
import { type FoundMessage, searchImport } from '../reports/search.ts';
import { writeHitTable } from './hit-table.ts';
import { type Command, STATUS } from './status.ts';
import { complain, grouped, printable, say } from './terminal.ts';
import { timeZoneOf, UsageError } from './usage.ts';

/** Characters of a text before what was found in it, and all that is shown of it. */
const BEFORE = 40;
const SHOWN = 160;

interface SearchRequest {
  readonly folder: string;
  /** '' for all messages, which only a hit table takes. */
  readonly query: string;
  /** A keyword list, for a hit table. */
  readonly keywords?: string;
  readonly otherScripts: boolean;
  readonly zone?: Zone;
  readonly limit: number;
  readonly json: boolean;
  readonly count: boolean;
}

function searchRequest(argv: string[]): SearchRequest {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      timezone: { type: 'string' },
      limit: { type: 'string' },
      'other-scripts': { type: 'boolean' },
      json: { type: 'boolean' },
      count: { type: 'boolean' },
      keywords: { type: 'string' },
    },
  });
  const { keywords } = values;
  const [folder, query = keywords === undefined ? undefined : '', ...more] = positionals;
  if (folder === undefined || query === undefined || more.length > 0) {
    throw new UsageError(
      'search: one DIR and one QUERY are needed; a query of several words is put in quotes',
    );
  }
  const { limit = '', timezone } = values;
  if (keywords !== undefined && (limit !== '' || values.count)) {
    throw new UsageError('search: --keywords goes with neither --limit nor --count');
  }
  if (limit !== '' && !/^\d{1,9}$/.test(limit)) {
    throw new UsageError(`--limit ${limit}: it is not a whole number`);
  }
  return {
    folder,
    query,
    ...(keywords === undefined ? {} : { keywords }),
    otherScripts: values['other-scripts'] ?? false,
    ...(timezone === undefined ? {} : { zone: new Zone(timeZoneOf(timezone)) }),
    limit: limit === '' ? Number.POSITIVE_INFINITY : Number(limit),
    json: values.json ?? false,
    count: values.count ?? false,
  };
}

/** The query with a line under it that points at the place. */
function complainOf(query: string, { message, place }: QueryError): void {
  const shown = printable(query.slice(0, place.start)).length;
  const width = Math.max(1, printable(query.slice(place.start, place.end)).length);
  complain(message);
  process.stderr.write(`  ${printable(query)}\n  ${' '.repeat(shown)}${'^'.repeat(width)}\n`);
}

/** One line of a text around the first thing found, which stands between » and «. */
function snippet({ text, stretches }: FoundMessage): string {
  const [first] = stretches;
  if (!first) return printable(text.slice(0, SHOWN)) + (text.length > SHOWN ? '…' : '');
  const from = Math.max(0, first.start - BEFORE);
  const to = Math.max(first.end, Math.min(text.length, from + SHOWN));
  let line = from > 0 ? '…' : '';
  let at = from;
  for (const { start, end } of stretches) {
    if (end > to) break;
    line += `${printable(text.slice(at, start))}»${printable(text.slice(start, end))}«`;
    at = end;
  }
  return line + printable(text.slice(at, to)) + (to < text.length ? '…' : '');
}

async function search(request: SearchRequest, signal: AbortSignal): Promise<void> {
  const { folder, query, keywords, otherScripts, zone, limit, json, count } = request;
  const parsed = parseQuery(query);
  if (!parsed && keywords === undefined) throw new UsageError('search: the query is empty');
  const asked = parsed && planOf(parsed, { otherScripts });
  if (!(await isFolder(folder))) throw new UsageError(`search: ${folder} is not a folder`);
  if (keywords !== undefined) {
    const within = asked ? { plan: asked } : {};
    return writeHitTable({ folder, file: keywords, ...within, zone, json }, signal);
  }
  const plan = asked!;
  const written = await writtenFiles(folder);
  let found = 0;
  const byChat = new Map<string, number>();
  for await (const one of searchImport(folder, written, { plan, zone })) {
    signal.throwIfAborted();
    found++;
    byChat.set(one.chat, (byChat.get(one.chat) ?? 0) + 1);
    if (count || found > limit) continue;
    if (json) say(one.line.toString('utf8'));
    else {
      const { id, sentAt = 'without a time' } = one.message;
      const where = `${printable(one.chat)}, ${printable(one.sender === '' ? 'nobody' : one.sender)}`;
      say(`${printable(id)}  ${printable(sentAt)}  ${where}: ${snippet(one)}`);
    }
  }
  if (count) {
    const chats = [...byChat].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
    for (const [chat, messages] of chats) say(`${grouped(messages).padStart(9)}  ${printable(chat)}`);
  }
  const shown = found > limit && !count ? `; the first ${grouped(limit)} are shown` : '';
  process.stderr.write(`${grouped(found)} ${found === 1 ? 'message' : 'messages'} found${shown}\n`);
}

export const searchCommand: Command = async (argv, signal) => {
  const request = searchRequest(argv);
  try {
    await search(request, signal);
    return STATUS.done;
  } catch (cause) {
    if (!(cause instanceof QueryError)) throw cause;
    complainOf(request.query, cause);
    return STATUS.usage;
  }
};
