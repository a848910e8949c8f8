/** Where the log of an import or of a case lies, and what its first line follows. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Refusal } from '../../shared/model/index.ts';
import { CASE_FILE, decodeCaseFile } from '../cases/case-file.ts';
import { LOG_FILE } from '../cases/case-folder.ts';
import { GENESIS, originOfCase } from '../custody/entry.ts';
import { FILES, isFolder } from '../reports/import-folder.ts';
import { UsageError } from './usage.ts';

export interface FoundLog {
  /** A case's log is sealed; its chain is not. */
  readonly what: 'import' | 'case';
  readonly file: string;
  readonly origin: string;
}

/**
 * @throws UsageError when it is no folder; Refusal `unsupported` when it is neither an import's nor a case's,
 * or its case.json is none.
 */
export async function foundLog(folder: string, command: string): Promise<FoundLog> {
  if (!(await isFolder(folder))) throw new UsageError(`${command}: ${folder} is not a folder`);
  if (existsSync(path.join(folder, CASE_FILE))) {
    const { id } = decodeCaseFile(await readFile(path.join(folder, CASE_FILE)), CASE_FILE);
    return { what: 'case', file: path.join(folder, LOG_FILE), origin: originOfCase(id) };
  }
  const file = path.join(folder, FILES.custody);
  if (existsSync(file)) return { what: 'import', file, origin: GENESIS };
  throw new Refusal('unsupported', folder, 'it is neither the folder of an import nor that of a case');
}
