/**
 * Opens a SQLite database of evidence: a private copy, read-only, and so that nothing in it runs. Its
 * views, triggers, virtual tables and expressions are never used; the authoriser refuses any statement
 * that would.
 */
import { open, stat } from 'node:fs/promises';
import { constants, DatabaseSync } from 'node:sqlite';
import type { EvidenceEntry, EvidenceTree, ReadContext } from '../../shared/evidence/index.ts';
import { Refusal } from '../../shared/model/index.ts';
import { failureOf } from './failure.ts';
import type { DatabaseFindings } from './findings.ts';
import { HEADER_BYTES, PAGE_COUNT_AT, readHeader } from './header.ts';
import { journalState, journalsOf, rollBack } from './journals.ts';

/** Where journals are looked for, and private copies come from. */
export type OpeningContext = Pick<ReadContext, 'tree' | 'materialise'>;

export interface EvidenceDatabase {
  readonly db: DatabaseSync;
  /** Path in the evidence, for sources and damage. */
  readonly file: string;
  readonly findings: DatabaseFindings;
}

/**
 * Longest value, bytes, that is read with whole batches of rows: a batch stays below 256 MiB whatever
 * the evidence claims. WhatsApp's longest text has 65,536 characters. Longer values are read one by one.
 */
export const BATCH_VALUE_BYTES = 65_536;
/** Longest value that is read at all. */
export const LONGEST_VALUE_BYTES = 64 * 2 ** 20;

const FUNCTIONS = new Set(['octet_length', 'substr', 'typeof', 'count', 'max', 'coalesce']);
const PRAGMAS = new Set(['table_xinfo', 'index_list', 'index_xinfo']);
const { SQLITE_OK, SQLITE_DENY, SQLITE_SELECT, SQLITE_READ, SQLITE_FUNCTION, SQLITE_PRAGMA } = constants;

function authorise(
  action: number,
  first: string | null,
  second: string | null,
  _database: string | null,
  viewOrTrigger: string | null,
): number {
  if (viewOrTrigger !== null) return SQLITE_DENY;
  switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
      return SQLITE_OK;
    case SQLITE_FUNCTION:
      return FUNCTIONS.has(second ?? '') ? SQLITE_OK : SQLITE_DENY;
    case SQLITE_PRAGMA:
      return PRAGMAS.has(first ?? '') ? SQLITE_OK : SQLITE_DENY;
    default:
      return SQLITE_DENY;
  }
}

async function firstBytes(entry: EvidenceEntry): Promise<Buffer> {
  let bytes = Buffer.alloc(0);
  for await (const chunk of entry.open()) {
    bytes = Buffer.concat([bytes, chunk]);
    if (bytes.length >= HEADER_BYTES) break;
  }
  return bytes;
}

/**
 * SQLite refuses a file with fewer pages than its header says. Of a file that was cut short, the copy's
 * header gets the number of pages there are, so that these can be read.
 */
async function admitPages(
  copy: string,
  entry: EvidenceEntry,
  header: Buffer,
  findings: DatabaseFindings,
): Promise<void> {
  const { pageBytes, pages } = readHeader(header)!;
  const { size } = await stat(copy);
  const there = Math.floor(size / pageBytes);
  if (pages === undefined || there >= pages) return;
  findings.damage(
    entry.path,
    undefined,
    `the file is cut short: ${there} of its ${pages} pages are there; what they hold was read`,
  );
  const count = Buffer.alloc(4);
  count.writeUInt32BE(there);
  const file = await open(copy, 'r+');
  try {
    await file.write(count, 0, 4, PAGE_COUNT_AT);
  } finally {
    await file.close();
  }
}

async function applyJournals(
  context: OpeningContext,
  tree: EvidenceTree,
  entry: EvidenceEntry,
  header: Buffer,
  findings: DatabaseFindings,
): Promise<string> {
  const copy = await context.materialise(entry);
  const { wal, journal } = journalsOf(tree, entry.path);
  if (wal) {
    await context.materialise(wal);
    findings.warn(`${wal.path} was applied: it holds changes that were not yet in ${entry.path}`);
  } else {
    await admitPages(copy, entry, header, findings);
  }
  if (!journal) return copy;
  switch (await journalState(journal)) {
    case 'unused':
      break;
    case 'names-another-file':
      findings.damage(
        journal.path,
        undefined,
        `it names another file and was not applied; ${entry.path} was read as it stands`,
      );
      break;
    case 'to-roll-back':
      await context.materialise(journal);
      rollBack(copy);
      findings.warn(
        `${journal.path} was applied: it undoes a change of ${entry.path} that was never finished`,
      );
  }
  return copy;
}

/**
 * The entry as a database that can only be read.
 * @throws Refusal 'empty', 'unsupported' (not SQLite), 'unreadable' (SQLite cannot make sense of it).
 */
export async function openDatabase(
  context: OpeningContext,
  entry: EvidenceEntry,
  findings: DatabaseFindings,
): Promise<EvidenceDatabase> {
  if (entry.bytes === 0) throw new Refusal('empty', entry.path, 'the file is empty');
  const header = await firstBytes(entry);
  if (!readHeader(header)) {
    throw new Refusal('unsupported', entry.path, 'it is not a SQLite database, or it is encrypted');
  }
  let db: DatabaseSync | undefined;
  try {
    const copy = await applyJournals(context, context.tree, entry, header, findings);
    db = new DatabaseSync(copy, {
      readOnly: true,
      allowExtension: false,
      defensive: true,
      enableForeignKeyConstraints: false,
      enableDoubleQuotedStringLiterals: false,
      returnArrays: true,
      limits: { length: LONGEST_VALUE_BYTES, attach: 0, compoundSelect: 4, exprDepth: 100, triggerDepth: 1 },
    });
    // Temporary tables would be files outside the job's scratch folder. One transaction over all: without
    // it, every query would lock the file and look for journals.
    db.exec(
      `PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA query_only=ON; PRAGMA automatic_index=OFF;
       PRAGMA temp_store=MEMORY; PRAGMA mmap_size=0; PRAGMA cache_size=-16384;
       BEGIN;`,
    );
    db.setAuthorizer(authorise);
    db.prepare('SELECT name FROM sqlite_schema LIMIT 1').all();
    db.limits.length = BATCH_VALUE_BYTES;
    return { db, file: entry.path, findings };
  } catch (cause) {
    db?.close();
    const reason = failureOf(cause);
    if (reason === undefined) throw cause;
    throw new Refusal('unreadable', entry.path, `the database cannot be opened: ${reason}`, { cause });
  }
}
