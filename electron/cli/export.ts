/** `threadline export DIR --parquet OUT` */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { writing } from '../../shared/model/index.ts';
import { renamePatiently } from '../cases/replace-file.ts';
import { actor } from '../custody/actor.ts';
import { CustodyLog, fileSubject } from '../custody/log.ts';
import { SOFTWARE } from '../custody/software.ts';
import { FILES, isFolder, writtenFiles } from '../reports/import-folder.ts';
import { SCHEMA_FILE, type WrittenDataset, writeDataset } from '../reports/parquet/dataset.ts';
import { partialPlace } from './partial.ts';
import { type Command, STATUS } from './status.ts';
import { complain, grouped, printable, say } from './terminal.ts';
import { UsageError } from './usage.ts';

const REMOVE = { recursive: true, force: true, maxRetries: 20, retryDelay: 50 } as const;
const READ_ONLY = new Set(['EACCES', 'EPERM', 'EROFS']);

interface ExportRequest {
  readonly folder: string;
  readonly out: string;
  readonly json: boolean;
}

function exportRequest(argv: string[]): ExportRequest {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: { parquet: { type: 'string' }, json: { type: 'boolean' } },
  });
  const [folder, ...more] = positionals;
  if (folder === undefined || more.length > 0) throw new UsageError('export: one DIR is needed');
  const { parquet: out } = values;
  if (!out) throw new UsageError('export: --parquet OUT is needed');
  if (existsSync(out)) throw new UsageError(`--parquet ${out}: it is there already`);
  if (!existsSync(path.dirname(path.resolve(out))))
    throw new UsageError(`--parquet ${out}: there is no such folder`);
  return { folder, out, json: values.json ?? false };
}

/** Notes the dataset in the import's log by its schema file, which has every other file's SHA-256. */
async function logExport({ folder, out }: ExportRequest, { rows }: WrittenDataset): Promise<void> {
  const schema = await readFile(path.join(out, SCHEMA_FILE));
  const sha256 = createHash('sha256').update(schema).digest('hex');
  try {
    const log = await CustodyLog.open(path.join(folder, FILES.custody), { software: SOFTWARE });
    try {
      await log.append({
        actor: actor(),
        action: 'report-written',
        subjects: [fileSubject(`${path.basename(out)}/${SCHEMA_FILE}`, schema.length, sha256)],
        counts: { messages: rows.messages, shown: rows.messages },
      });
    } finally {
      await log.close();
    }
  } catch (cause) {
    if (!READ_ONLY.has((cause as NodeJS.ErrnoException).code ?? '')) throw cause;
    complain(`${FILES.custody}: it cannot be written to, so the export is not noted in it`);
  }
}

export const exportCommand: Command = async (argv, signal) => {
  const request = exportRequest(argv);
  const { folder } = request;
  if (!(await isFolder(folder))) throw new UsageError(`export: ${folder} is not a folder`);
  const out = path.resolve(request.out);
  const written = await writtenFiles(folder);
  const staging = await partialPlace(out);
  let dataset: WrittenDataset;
  try {
    await writing(request.out, () => mkdir(staging, { mode: 0o700 }));
    dataset = await writeDataset(folder, written, staging, SOFTWARE, signal);
    await renamePatiently(staging, out);
  } catch (cause) {
    await rm(staging, REMOVE);
    throw cause;
  }
  await logExport(request, dataset);
  const { rows, files } = dataset;
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  if (request.json) say(JSON.stringify({ folder: out, rows, files: files.length, bytes }, null, 2));
  else {
    say(`${printable(request.out)}: ${grouped(files.length)} files, ${grouped(bytes)} bytes`);
    for (const [table, count] of Object.entries(rows)) say(`  ${table}: ${grouped(count)}`);
  }
  return STATUS.done;
};
