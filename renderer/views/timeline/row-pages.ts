import type { Row } from '../../query/api.ts';

const PAGE = 64;
/** Pages kept; the longest unused goes first. */
const MOST_PAGES = 128;
/** Pages asked for at once: while the thumb is dragged, what was passed is not asked for any more. */
const MOST_ASKED = 3;

/** Rows of one result or list, fetched a page at a time as they come into sight. */
export class RowPages<Listed = Row> {
  /** How many rows the result has. */
  readonly count: number;
  private readonly fetch: (start: number, end: number) => Promise<Listed[]>;
  private readonly arrived: () => void;
  private readonly failed: (cause: unknown) => void;
  /** By page; the latest used stands last. */
  private readonly pages = new Map<number, readonly Listed[]>();
  private readonly asked = new Map<number, Promise<void>>();
  private wanted: readonly [first: number, end: number] = [0, 0];
  private closed = false;

  constructor(
    count: number,
    fetch: (start: number, end: number) => Promise<Listed[]>,
    arrived: () => void,
    failed: (cause: unknown) => void,
  ) {
    this.count = count;
    this.fetch = fetch;
    this.arrived = arrived;
    this.failed = failed;
  }

  /** undefined while it is on its way. */
  row(position: number): Listed | undefined {
    return this.pages.get(Math.floor(position / PAGE))?.[position % PAGE];
  }

  /** Positions `first` to before `end` are in sight: what is not there is fetched, nearest to the first of them first. */
  want(first: number, end: number): void {
    this.wanted = [Math.max(0, first), Math.min(this.count, end)];
    for (const page of this.pagesOf(...this.wanted)) this.use(page);
    this.fetchWanted();
  }

  /** Resolves when the rows of these positions are there, or the result is no longer shown. */
  async load(first: number, end: number): Promise<void> {
    const pages = this.pagesOf(Math.max(0, first), Math.min(this.count, end));
    await Promise.all(pages.map((page) => (this.pages.has(page) ? undefined : this.fetchPage(page))));
  }

  /** Another result is shown: what is still on its way is dropped. */
  close(): void {
    this.closed = true;
  }

  private pagesOf(first: number, end: number): number[] {
    if (end <= first) return [];
    const from = Math.floor(first / PAGE);
    return Array.from({ length: Math.floor((end - 1) / PAGE) - from + 1 }, (_, i) => from + i);
  }

  private use(page: number): void {
    const rows = this.pages.get(page);
    if (rows === undefined) return;
    this.pages.delete(page);
    this.pages.set(page, rows);
  }

  private fetchWanted(): void {
    if (this.closed) return;
    for (const page of this.pagesOf(...this.wanted)) {
      if (this.asked.size >= MOST_ASKED) return;
      if (!this.pages.has(page) && !this.asked.has(page)) void this.fetchPage(page);
    }
  }

  private fetchPage(page: number): Promise<void> {
    const under = this.asked.get(page);
    if (under) return under;
    const start = page * PAGE;
    const answer = this.fetch(start, Math.min(start + PAGE, this.count)).then(
      (rows) => {
        this.asked.delete(page);
        if (this.closed) return;
        this.pages.set(page, rows);
        for (const oldest of this.pages.keys()) {
          if (this.pages.size <= MOST_PAGES) break;
          this.pages.delete(oldest);
        }
        this.arrived();
        this.fetchWanted();
      },
      (cause) => {
        this.asked.delete(page);
        if (!this.closed) this.failed(cause);
      },
    );
    this.asked.set(page, answer);
    return answer;
  }
}
