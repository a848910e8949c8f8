/** Errors of node:sqlite that are the database's fault, in words. */
import { isDiskFull } from '../../shared/model/index.ts';

/** Primary result codes, https://sqlite.org/rescode.html */
const REASONS: Readonly<Record<number, string>> = {
  7: 'it needs more memory than there is',
  10: 'its file ends early',
  11: 'its pages are damaged',
  18: 'a value is larger than 64 MiB',
  23: 'its schema hides something else behind a table',
  26: 'it is not a SQLite database, or it is encrypted',
};

/** The reason why the database could not be read, or undefined when the error is the program's own. */
export function failureOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, errcode } = error as { code?: string; errcode?: number };
  // Of its working copy; the evidence is not damaged for that.
  if (isDiskFull(error)) return undefined;
  if (code === 'ERR_OUT_OF_RANGE') return 'a number has more than 53 bits';
  if (code !== 'ERR_SQLITE_ERROR' || errcode === undefined) return undefined;
  return REASONS[errcode & 0xff] ?? `SQLite says: ${error.message}`;
}

/** Runs it; undefined when the database cannot give it. */
export function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (failureOf(error) === undefined) throw error;
    return undefined;
  }
}
