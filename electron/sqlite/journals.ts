/**
 * Files that SQLite keeps beside a database while it is in use: the write-ahead log (`-wal`) and the
 * rollback journal (`-journal`).
 */
import { DatabaseSync } from 'node:sqlite';
import type { EvidenceEntry, EvidenceTree } from '../../shared/evidence/index.ts';

/** https://sqlite.org/fileformat2.html#the_rollback_journal */
const JOURNAL_MAGIC = 'd9d505f920a163d7';

export interface Journals {
  readonly wal?: EvidenceEntry;
  readonly journal?: EvidenceEntry;
}

/** The journals of a database that hold anything. */
export function journalsOf(tree: EvidenceTree, database: string): Journals {
  const beside = (suffix: string): EvidenceEntry | undefined =>
    tree.entries.find(({ path, bytes }) => bytes > 0 && path === `${database}${suffix}`);
  const wal = beside('-wal');
  const journal = beside('-journal');
  return { ...(wal ? { wal } : {}), ...(journal ? { journal } : {}) };
}

export type JournalState = 'unused' | 'to-roll-back' | 'names-another-file';

/**
 * What a rollback journal holds. One that was finished has a header of zeros. One that ends in the name
 * of a super-journal would make SQLite open, and perhaps delete, whatever file the evidence names there.
 */
export async function journalState(entry: EvidenceEntry): Promise<JournalState> {
  let head = Buffer.alloc(0);
  let tail = Buffer.alloc(0);
  for await (const chunk of entry.open()) {
    if (head.length < 8) head = Buffer.concat([head, chunk.subarray(0, 8)]).subarray(0, 8);
    tail = Buffer.concat([tail, chunk.subarray(-8)]).subarray(-8);
  }
  if (head.toString('hex') !== JOURNAL_MAGIC) return 'unused';
  return tail.toString('hex') === JOURNAL_MAGIC && entry.bytes > 8 ? 'names-another-file' : 'to-roll-back';
}

/** Lets SQLite undo the unfinished change in the private copy whose journal lies beside it. */
export function rollBack(copy: string): void {
  const db = new DatabaseSync(copy, { enableForeignKeyConstraints: false });
  try {
    db.exec('PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA schema_version;');
  } finally {
    db.close();
  }
}
