/** `threadline verify DIR|CASE-FOLDER`: the hashes, the counts and the log's chain. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Refusal } from '../../shared/model/index.ts';
import { CASE_FILE, decodeCaseFile } from '../cases/case-file.ts';
import { LOG_FILE } from '../cases/case-folder.ts';
import { originOfCase } from '../custody/entry.ts';
import { verifyLog } from '../custody/log.ts';
import { FILES, isFolder } from '../reports/import-folder.ts';
import { type Finding, verifyImport } from '../reports/verify-import.ts';
import { type Command, STATUS } from './status.ts';
import { complain, grouped, say } from './terminal.ts';
import { UsageError } from './usage.ts';

/** In a case folder of the window the log is sealed; its chain is not. */
const CASE = { file: CASE_FILE, log: LOG_FILE } as const;

interface Verified {
  readonly what: 'import' | 'case';
  readonly findings: readonly Finding[];
  readonly entries: number;
  readonly messages?: number;
  readonly media?: number;
}

async function verifyCase(folder: string): Promise<Verified> {
  if (!existsSync(path.join(folder, CASE.log))) {
    return { what: 'case', entries: 0, findings: [{ file: CASE.log, reason: 'it is missing' }] };
  }
  const { id } = decodeCaseFile(await readFile(path.join(folder, CASE.file)), CASE.file);
  const { entries, broken } = await verifyLog(path.join(folder, CASE.log), undefined, originOfCase(id));
  return {
    what: 'case',
    entries,
    findings: broken ? [{ file: CASE.log, reason: `line ${broken.line}: ${broken.reason}` }] : [],
  };
}

export const verifyCommand: Command = async (argv, signal) => {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: { json: { type: 'boolean' } },
  });
  const [folder, ...more] = positionals;
  if (folder === undefined || more.length > 0)
    throw new UsageError('verify: one DIR or CASE-FOLDER is needed');
  if (!(await isFolder(folder))) throw new UsageError(`verify: ${folder} is not a folder`);
  const isCase = existsSync(path.join(folder, CASE.file));
  if (!isCase && !existsSync(path.join(folder, FILES.custody))) {
    throw new Refusal('unsupported', folder, 'it is neither the folder of an import nor that of a case');
  }
  const verified: Verified = isCase
    ? await verifyCase(folder)
    : { what: 'import', ...(await verifyImport(folder, signal)) };
  if (values.json) say(JSON.stringify({ ok: verified.findings.length === 0, ...verified }, null, 2));
  else if (verified.findings.length === 0) {
    say(`${grouped(verified.entries)} log entries: the chain is whole`);
    if (verified.messages !== undefined) {
      say(`${grouped(verified.messages)} messages: every file is as the import wrote it, the counts add up`);
    }
    if (verified.media !== undefined) say(`${grouped(verified.media)} attachments are as they were found`);
  }
  for (const { file, reason } of verified.findings) complain(`${file}: ${reason}`);
  return verified.findings.length > 0 ? STATUS.refused : STATUS.done;
};
