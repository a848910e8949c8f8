/** `threadline report DIR --out FILE.html|.jsonl` */
import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Cancelled } from '../../shared/model/index.ts';
import { Zone } from '../../shared/time/zone.ts';
import { actor } from '../custody/actor.ts';
import { CustodyLog, fileSubject } from '../custody/log.ts';
import { SOFTWARE } from '../custody/software.ts';
import { htmlReport } from '../reports/html/import-report.ts';
import { FILES, isFolder, writtenFiles } from '../reports/import-folder.ts';
import { jsonlReport } from '../reports/jsonl.ts';
import { type MessageFilter, ZoneNeeded } from '../reports/message-filter.ts';
import { HashedFile } from './hashed-file.ts';
import { partialPlace } from './partial.ts';
import { type Command, STATUS } from './status.ts';
import { complain, grouped, printable, say } from './terminal.ts';
import { timeZoneOf, UsageError } from './usage.ts';

const LIMIT = 5000;
const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/i;

interface ReportRequest {
  readonly folder: string;
  readonly out: string;
  readonly format: 'html' | 'jsonl';
  readonly filter: MessageFilter;
  readonly timeZone?: string;
  readonly instant?: number;
  readonly limit: number;
  readonly json: boolean;
}

function instantOf(option: string, given: string): number {
  const at = RFC_3339.test(given) ? Date.parse(given) : Number.NaN;
  if (Number.isNaN(at))
    throw new UsageError(`--${option} ${given}: it is not a time such as 2024-03-22T14:40:00Z`);
  return at;
}

function limitOf(given: string): number {
  if (!/^\d{1,9}$/.test(given)) throw new UsageError(`--limit ${given}: it is not a whole number`);
  return Number(given);
}

function reportRequest(argv: string[]): ReportRequest {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      out: { type: 'string' },
      from: { type: 'string' },
      to: { type: 'string' },
      chat: { type: 'string', multiple: true },
      timezone: { type: 'string' },
      instant: { type: 'string' },
      limit: { type: 'string' },
      json: { type: 'boolean' },
    },
  });
  const [folder, ...more] = positionals;
  if (folder === undefined || more.length > 0) throw new UsageError('report: one DIR is needed');
  if (!values.out) throw new UsageError('report: --out FILE is needed');
  const extension = path.extname(values.out).toLowerCase();
  if (extension !== '.html' && extension !== '.jsonl') {
    throw new UsageError(`--out ${values.out}: reports are .html or .jsonl`);
  }
  if (existsSync(values.out)) throw new UsageError(`--out ${values.out}: it is there already`);
  if (!existsSync(path.dirname(path.resolve(values.out)))) {
    throw new UsageError(`--out ${values.out}: there is no such folder`);
  }
  if (extension === '.jsonl' && (values.instant !== undefined || values.limit !== undefined)) {
    throw new UsageError('--instant and --limit are for .html reports');
  }
  const filter: MessageFilter = {
    ...(values.from === undefined ? {} : { from: instantOf('from', values.from) }),
    ...(values.to === undefined ? {} : { to: instantOf('to', values.to) }),
    ...(values.chat === undefined ? {} : { chats: new Set(values.chat) }),
  };
  return {
    folder,
    out: values.out,
    format: extension === '.html' ? 'html' : 'jsonl',
    filter,
    ...(values.timezone === undefined ? {} : { timeZone: timeZoneOf(values.timezone) }),
    ...(values.instant === undefined ? {} : { instant: instantOf('instant', values.instant) }),
    limit: values.limit === undefined ? LIMIT : limitOf(values.limit),
    json: values.json ?? false,
  };
}

interface Counts {
  messages: number;
  shown: number;
}

async function* pieces(request: ReportRequest, counts: Counts): AsyncGenerator<Uint8Array> {
  const { folder, format, filter, timeZone, instant, limit } = request;
  if (format === 'jsonl') {
    const zone = timeZone === undefined ? undefined : new Zone(timeZone);
    for await (const { bytes, messages } of jsonlReport(folder, await writtenFiles(folder), filter, zone)) {
      counts.messages += messages;
      yield bytes;
    }
    counts.shown = counts.messages;
    return;
  }
  const report = await htmlReport(folder, filter, {
    limit,
    ...(timeZone === undefined ? {} : { timeZone }),
    ...(instant === undefined ? {} : { instant }),
  });
  counts.messages = report.messages;
  counts.shown = report.shown;
  let gathered = '';
  for (const piece of report.page) {
    gathered += piece;
    if (gathered.length > 1024 * 1024) {
      yield Buffer.from(gathered);
      gathered = '';
    }
  }
  yield Buffer.from(gathered);
}

/** Writes beside the report's place and moves it there when all of it is on the disk. */
async function writeReport(
  request: ReportRequest,
  counts: Counts,
  signal: AbortSignal,
): Promise<{ bytes: number; sha256: string }> {
  const out = path.resolve(request.out);
  const staging = await partialPlace(out);
  const file = await HashedFile.create(staging, request.out);
  try {
    for await (const piece of pieces(request, counts)) {
      if (signal.aborted) throw new Cancelled();
      await file.write(piece);
    }
    const written = await file.finish();
    await rename(staging, out);
    return written;
  } catch (cause) {
    await file.abandon();
    await rm(staging, { force: true });
    if (cause instanceof ZoneNeeded) throw new UsageError(`${cause.message}: give --timezone`);
    throw cause;
  }
}

const READ_ONLY = new Set(['EACCES', 'EPERM', 'EROFS']);

/** Notes the report in the import's log; an import on a medium that cannot be written to stays as it is. */
async function logReport(
  request: ReportRequest,
  written: { bytes: number; sha256: string },
  counts: Counts,
): Promise<void> {
  try {
    const log = await CustodyLog.open(path.join(request.folder, FILES.custody), { software: SOFTWARE });
    try {
      await log.append({
        actor: actor(),
        action: 'report-written',
        subjects: [fileSubject(path.basename(request.out), written.bytes, written.sha256)],
        counts: { messages: counts.messages, shown: counts.shown },
      });
    } finally {
      await log.close();
    }
  } catch (cause) {
    if (!READ_ONLY.has((cause as NodeJS.ErrnoException).code ?? '')) throw cause;
    complain(`${FILES.custody}: it cannot be written to, so the report is not noted in it`);
  }
}

export const reportCommand: Command = async (argv, signal) => {
  const request = reportRequest(argv);
  if (!(await isFolder(request.folder))) throw new UsageError(`report: ${request.folder} is not a folder`);
  const counts: Counts = { messages: 0, shown: 0 };
  const written = await writeReport(request, counts, signal);
  await logReport(request, written, counts);
  if (request.json) say(JSON.stringify({ file: path.resolve(request.out), ...written, ...counts }, null, 2));
  else {
    say(
      `${printable(request.out)}: ${grouped(counts.shown)} of ${grouped(counts.messages)} messages, ${grouped(written.bytes)} bytes`,
    );
    say(`SHA-256 ${written.sha256}`);
  }
  return STATUS.done;
};
