/**
 * The log of an open case: appended to, read a page at a time, and known by what it says. A case's log may
 * have a million entries: of each only what counts is kept in memory, and a place in the file of every 256th.
 */
import path from 'node:path';
import type { CustodyEntry } from '../../shared/contract/index.ts';
import { Refusal } from '../../shared/model/index.ts';
import { type LogState, StateOfLog } from '../custody/checkpoint.ts';
import { checkLine, originOfCase } from '../custody/entry.ts';
import { type AppendedLine, type CustodyLog, type NewEntry, verifyLog } from '../custody/log.ts';
import { logLines } from '../custody/verify.ts';
import type { CaseKeys } from '../keys/case-keys.ts';
import { LogFacts } from './log-facts.ts';
import { entryOf, openLine } from './log-seal.ts';

const EACH = 256;

/** A state that the log had: it may have grown since, and must not have lost or changed anything. */
export interface KnownState {
  readonly entries: number;
  /** SHA-256 of the last line then, hex. */
  readonly head: string;
  /** When that was, for people, e.g. `when the case was last closed`. */
  readonly when: string;
}

interface Place {
  readonly start: number;
  /** What the line at this place must follow. */
  readonly prev: string;
}

export class CaseLog {
  readonly facts = new LogFacts();
  private readonly log: CustodyLog;
  private readonly file: string;
  private readonly keys: CaseKeys;
  private readonly caseId: string;
  private readonly state: StateOfLog;
  private readonly places: Place[] = [];
  private length = 0;
  private count = 0;
  private head: string;

  private constructor(log: CustodyLog, file: string, keys: CaseKeys, caseId: string) {
    this.log = log;
    this.file = file;
    this.keys = keys;
    this.caseId = caseId;
    this.head = originOfCase(caseId);
    this.state = new StateOfLog(this.head);
  }

  /**
   * Opens every entry of a log whose chain is whole, and goes on with it.
   * @param known states that the log must have had.
   * @throws Refusal `tampered` when an entry was not written with the case's key, or when the log is not
   * one that a known state has grown into.
   */
  static async open(
    log: CustodyLog,
    file: string,
    keys: CaseKeys,
    caseId: string,
    known: readonly KnownState[] = [],
  ): Promise<CaseLog> {
    const opened = new CaseLog(log, file, keys, caseId);
    let broken: string | undefined;
    await verifyLog(
      file,
      (line) => {
        const entry = openLine(line, keys, caseId)?.entry;
        if (entry) opened.facts.take(entry);
        else broken ??= `line ${line.seq + 1}: it was not written with this case’s key`;
        opened.place(line.bytes, line.sum);
        for (const { entries, head, when } of known) {
          if (entries === opened.count && head !== opened.head) {
            broken ??= `line ${entries}: it is not the entry that stood there ${when}`;
          }
        }
      },
      originOfCase(caseId),
    );
    const longest = known.toSorted((a, b) => b.entries - a.entries)[0];
    if (longest && longest.entries > opened.count) {
      const missing = longest.entries - opened.count;
      broken ??= `its end was taken away: it had ${longest.entries} entries ${longest.when}, and ${missing} of them ${missing === 1 ? 'is' : 'are'} missing`;
    }
    if (broken !== undefined) throw new Refusal('tampered', path.basename(file), broken);
    log.follow((line) => opened.appended(line));
    return opened;
  }

  private place(line: Uint8Array, sum: string): void {
    if (this.count % EACH === 0) this.places.push({ start: this.length, prev: this.head });
    this.state.add(line, sum);
    this.count++;
    this.head = sum;
    this.length += line.length + 1;
  }

  private appended({ seq, body, bytes, sum }: AppendedLine): void {
    this.place(bytes, sum);
    this.facts.take(entryOf(seq, body));
  }

  /** Writes an entry and returns once it is on the disk; its `seq`. */
  append(entry: NewEntry): Promise<number> {
    return this.log.append(entry);
  }

  /** Number of entries. */
  get size(): number {
    return this.count;
  }

  /** What the log is now. */
  get now(): LogState {
    return this.state.get();
  }

  /**
   * Entries from a number on, opened, in order.
   * @throws Refusal `tampered` when the file is not what was written.
   */
  async entries(from: number, count: number): Promise<CustodyEntry[]> {
    const place = this.places[Math.floor(from / EACH)];
    const until = Math.min(from + count, this.count);
    if (!place || from >= until) return [];
    const found: CustodyEntry[] = [];
    let seq = Math.floor(from / EACH) * EACH;
    let { prev } = place;
    for await (const lines of logLines(this.file, place.start)) {
      for (const { bytes } of lines) {
        const line = checkLine(bytes, seq, prev);
        if (typeof line === 'string') throw this.changed(`line ${seq + 1}: ${line}`);
        if (seq >= from) {
          const opened = openLine(line, this.keys, this.caseId);
          if (!opened) throw this.changed(`line ${seq + 1}: it was not written with this case’s key`);
          found.push(opened.entry);
        }
        prev = line.sum;
        if (++seq === until) return found;
      }
    }
    throw this.changed('it was cut off while the case was open');
  }

  private changed(reason: string): Refusal {
    return new Refusal('tampered', path.basename(this.file), reason);
  }

  /** Waits for appends under way and closes the file. */
  close(): Promise<void> {
    return this.log.close();
  }
}
