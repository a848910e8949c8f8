/**
 * The log of the case that a bundle was made of, kept with the case that was made of the bundle: each line as
 * it stood in that log, and what was sealed in it. The chain holds without the other case's key, and the
 * lines' commitments tie what is shown to them.
 */
import path from 'node:path';
import type { CustodyEntry } from '../../shared/contract/index.ts';
import { Refusal } from '../../shared/model/index.ts';
import { type LogState, StateOfLog } from '../custody/checkpoint.ts';
import { checkLine, commitmentOf, type EntryBody, originOfCase } from '../custody/entry.ts';
import { SealedFile, writeSealedFile } from '../media/sealed-file.ts';
import { sealedLines } from '../media/sealed-lines.ts';
import { entryOf } from './log-seal.ts';
import type { OpenedCase } from './opened-case.ts';

const FILE = 'received.log';
const EACH = 256;

/** A line of another case's log, with what was sealed in it. */
export interface ShownLine {
  readonly line: string;
  /** Base64. */
  readonly salt: string;
  /** JSON of an EntryBody. */
  readonly body: string;
  readonly whileClosed?: true;
}

/**
 * Checks the lines of a log as they come.
 * @param caseId of the case whose log it is. @param file what refusals call it.
 */
export class ShownLog {
  private readonly state: StateOfLog;
  private readonly file: string;
  private seq = 0;
  private head: string;

  constructor(caseId: string, file: string) {
    this.file = file;
    this.head = originOfCase(caseId);
    this.state = new StateOfLog(this.head);
  }

  /** @throws Refusal `tampered` when it does not follow the line before, or does not hold what is shown. */
  take({ line, salt, body, whileClosed }: ShownLine): CustodyEntry {
    const bytes = Buffer.from(line, 'utf8');
    const checked = checkLine(bytes, this.seq, this.head);
    const reason =
      typeof checked === 'string'
        ? checked
        : checked.sealed?.commitment === commitmentOf(Buffer.from(salt, 'base64'), Buffer.from(body, 'utf8'))
          ? undefined
          : 'what is shown is not what was sealed';
    if (typeof checked === 'string' || reason !== undefined) {
      throw new Refusal('tampered', this.file, `its log, line ${this.seq + 1}: ${reason}`);
    }
    this.state.add(bytes, checked.sum);
    this.head = checked.sum;
    return entryOf(this.seq++, JSON.parse(body) as EntryBody, whileClosed);
  }

  get now(): LogState {
    return this.state.get();
  }
}

/** Keeps the lines with a case; they must have been checked. */
export async function keepReceivedLog(opened: OpenedCase, lines: AsyncIterable<ShownLine>): Promise<void> {
  async function* bytes(): AsyncGenerator<Uint8Array> {
    for await (const line of lines) yield Buffer.from(`${JSON.stringify(line)}\n`);
  }
  await writeSealedFile(path.join(opened.folder, FILE), opened.keys.papers, FILE, bytes());
}

/** Where every 256th line starts, and how many lines there are. */
const placesOf = new WeakMap<OpenedCase, { readonly starts: readonly number[]; readonly total: number }>();

async function places(opened: OpenedCase, file: SealedFile) {
  const known = placesOf.get(opened);
  if (known) return known;
  const starts: number[] = [];
  let total = 0;
  for await (const { start } of sealedLines(file)) {
    if (total % EACH === 0) starts.push(start);
    total++;
  }
  const found = { starts, total };
  placesOf.set(opened, found);
  return found;
}

/** Entries of the received log from a number on; none where the case was not made of a bundle. */
export async function receivedEntries(
  opened: OpenedCase,
  from: number,
  count: number,
): Promise<{ total: number; entries: CustodyEntry[] }> {
  let file: SealedFile;
  try {
    file = await SealedFile.open(path.join(opened.folder, FILE), opened.keys.papers, FILE);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return { total: 0, entries: [] };
    throw cause;
  }
  try {
    const { starts, total } = await places(opened, file);
    const entries: CustodyEntry[] = [];
    let seq = Math.floor(from / EACH) * EACH;
    const start = starts[seq / EACH];
    if (start === undefined || count === 0) return { total, entries };
    for await (const { bytes } of sealedLines(file, start)) {
      if (seq >= from) {
        const { body, whileClosed } = JSON.parse(bytes.toString('utf8')) as ShownLine;
        entries.push(entryOf(seq, JSON.parse(body) as EntryBody, whileClosed));
      }
      if (++seq === from + count) break;
    }
    return { total, entries };
  } finally {
    await file.close();
  }
}
