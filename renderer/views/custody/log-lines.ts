/** The entries of the custody log, fetched a page at a time until all are there: the filter goes over all of them. */
import type { Action, CustodyEntry } from '../../../shared/contract/index.ts';
import { foldEntry } from './log-filter.ts';

/** The most that one call gives. */
export const PAGE = 500;
/** While pages come one after another it is told this often, ms. */
const TOLD = 100;

export interface LogPage {
  /** Entries that the log has. */
  readonly total: number;
  readonly entries: readonly CustodyEntry[];
}

type Fetch = (from: number, count: number) => Promise<LogPage>;

export class LogLines {
  private readonly fetch: Fetch;
  private readonly changed: () => void;
  private readonly failed: (cause: unknown) => void;
  private entries: (CustodyEntry | undefined)[] = [];
  private known = 0;
  private wanted = 0;
  private told = Number.NEGATIVE_INFINITY;
  private readonly actions = new Map<Action, number>();
  private under: Promise<void> | null = null;
  private closed = false;

  /** @param changed told when entries have come. */
  constructor(fetch: Fetch, changed: () => void, failed: (cause: unknown) => void) {
    this.fetch = fetch;
    this.changed = changed;
    this.failed = failed;
  }

  /** Entries that the log has, as far as is known. */
  get total(): number {
    return this.entries.length;
  }

  /** How many of them are here. */
  get loaded(): number {
    return this.known;
  }

  /** undefined while it is on its way. */
  at(seq: number): CustodyEntry | undefined {
    return this.entries[seq];
  }

  /** Actions that occur among those that are here, with how often. */
  get counts(): ReadonlyMap<Action, number> {
    return this.actions;
  }

  /** All that are here, in order. */
  all(): CustodyEntry[] {
    return this.entries.filter((entry) => entry !== undefined);
  }

  /** An entry that is in sight: its page comes next. */
  want(seq: number): void {
    this.wanted = seq;
  }

  /** Asks what the log has by now, and fetches what is not here yet. One run at a time. */
  refresh(): Promise<void> {
    this.under ??= this.run()
      .catch((cause) => {
        if (!this.closed) this.failed(cause);
      })
      .finally(() => {
        this.under = null;
      });
    return this.under;
  }

  /** No more is fetched. */
  close(): void {
    this.closed = true;
  }

  private async run(): Promise<void> {
    // What is new stands at the end; of a log not known yet this is its beginning.
    await this.take(this.total);
    for (let from = this.next(); from !== null && !this.closed; from = this.next()) {
      const before = this.known;
      await this.take(from);
      if (this.known === before && !this.closed) throw new Error(`the log gave no entry from ${from} on`);
    }
  }

  private async take(from: number): Promise<void> {
    const { total, entries } = await this.fetch(from, PAGE);
    if (this.closed) return;
    while (this.entries.length < total) this.entries.push(undefined);
    for (const entry of entries) {
      if (this.entries[entry.seq] === undefined) {
        this.known++;
        this.actions.set(entry.action, (this.actions.get(entry.action) ?? 0) + 1);
      }
      this.entries[entry.seq] = entry;
      // Here a page at a time, so that the first search does not have to do it for all at once.
      foldEntry(entry);
    }
    if (this.known === this.total || performance.now() - this.told >= TOLD) {
      this.told = performance.now();
      this.changed();
    }
  }

  /** Where to fetch from: the wanted place, else the latest that is missing; null when nothing is. */
  private next(): number | null {
    if (this.known === this.total) return null;
    const wanted = this.wanted - (this.wanted % PAGE);
    if (this.entries.slice(wanted, wanted + PAGE).some((entry) => entry === undefined)) return wanted;
    const last = this.entries.lastIndexOf(undefined);
    return last < 0 ? null : Math.max(0, last - PAGE + 1);
  }
}
