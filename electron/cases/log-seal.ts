/** How a case's log is sealed, and which of its entries may have been written while the case was closed. */
import type { CustodyEntry } from '../../shared/contract/index.ts';
import type { CheckedLine, EntryBody, SealedBody } from '../custody/entry.ts';
import type { CaseKeys } from '../keys/case-keys.ts';
import { type OpenedEntry, openEntry, sealEntry, sealEntryWhileClosed } from '../keys/entry-seal.ts';
import type { CaseFile } from './case-file.ts';

/** Seals the log's entries: with the case's key while it is there, else for whoever opens the case next. */
export class LogSeal {
  keys: Pick<CaseKeys, 'custody'> | null = null;
  private readonly file: Pick<CaseFile, 'id' | 'closedLogKey'>;

  constructor(file: Pick<CaseFile, 'id' | 'closedLogKey'>) {
    this.file = file;
  }

  readonly seal = (body: Uint8Array, place: { seq: number; prev: string }): SealedBody =>
    this.keys
      ? sealEntry(this.keys.custody, this.file.id, place, body)
      : sealEntryWhileClosed(this.file.closedLogKey, this.file.id, place, body);
}

/** Actions that a log may have from a time when its case was closed. */
const WHILE_CLOSED: readonly EntryBody['action'][] = ['passphrase-refused', 'log-repaired'];

export interface OpenedLine {
  readonly entry: CustodyEntry;
  readonly opened: OpenedEntry;
}

/** @returns null when the line was not written by a program that had the case open. */
export function openLine(
  { seq, prev, sealed }: Pick<CheckedLine, 'seq' | 'prev' | 'sealed'>,
  keys: Pick<CaseKeys, 'custody' | 'closedLog'>,
  caseId: string,
): OpenedLine | null {
  const opened = sealed && openEntry(keys, caseId, { seq, prev }, sealed);
  if (!opened) return null;
  const body = JSON.parse(Buffer.from(opened.body).toString('utf8')) as EntryBody;
  if (opened.whileClosed && !WHILE_CLOSED.includes(body.action)) return null;
  return { entry: entryOf(seq, body, opened.whileClosed), opened };
}

export function entryOf(seq: number, body: EntryBody, whileClosed = false): CustodyEntry {
  const { time, actor, action, subjects, counts } = body;
  return {
    seq,
    time,
    actor,
    action,
    subjects,
    ...(counts ? { counts } : {}),
    ...(whileClosed ? { whileClosed } : {}),
  };
}
