/** What is searched for in the open case, by the words of the investigator: what was found last is kept. */
import { type Plan, type PlanOptions, parseQuery, planOf } from '../../../shared/search/index.ts';
import type { Zone } from '../../../shared/time/zone.ts';
import type { Filter, KeywordHits, Row, SearchProgress, Snippet } from '../api.ts';
import type { CaseIndex } from '../case-index.ts';
import { type Matches, rowAt } from '../filter.ts';
import { eachOnce } from '../folding.ts';
import type { OpenSegments } from '../held-segment.ts';
import type { Marks } from '../marks.ts';
import { openRows } from '../opened-rows.ts';
import { passTest } from '../pass-test.ts';
import { readRow } from '../rows.ts';
import { CaseSearch, type CaseSearchOptions } from './case-search.ts';
import { keywordHits } from './keyword-hits.ts';
import { textsOf } from './message-texts.ts';
import type { BlockAccess } from './plan-search.ts';
import { byScore } from './relevance.ts';
import { Overtaken, Slices } from './slices.ts';
import { snippetOf } from './snippets.ts';

/** Who wants to know how far a search for all is. */
export interface SearchWatch {
  /** Whether a row that is found counts in any case. */
  counts(row: number): boolean;
  told(progress: SearchProgress): void;
}

interface Kept {
  readonly query: string;
  readonly revision: number;
  /** A search may ask for tags and notes. */
  readonly annotated: CaseIndex['annotated'];
  readonly rows: Promise<Uint8Array | null>;
  watch: SearchWatch | undefined;
  /** Rows that the watch counted. */
  counted: number;
  isDone: boolean;
}

interface Ranked {
  readonly matches: Matches;
  readonly rows: Promise<Uint32Array>;
}

export class Searches {
  private readonly zone: Zone;
  private readonly search: CaseSearch;
  private readonly open: OpenSegments;
  private kept: Kept | null = null;
  private ranked: Ranked | null = null;
  private looks = 0;
  private tables = 0;
  /** First rows that are being looked for: all else waits for them. */
  private looking: Promise<unknown> | null = null;
  private readonly first = (): Promise<unknown> | null => this.looking;

  /** How others look up words of the structures. */
  get access(): BlockAccess {
    return this.search.access;
  }

  constructor(zone: Zone, options: CaseSearchOptions) {
    this.zone = zone;
    this.search = new CaseSearch(options);
    this.open = options.open;
  }

  /**
   * 1 for each row that the filter's query finds, null for a query of nothing but spaces. The last search's
   * rows are kept: other parts of the filter change far more often.
   * @throws QueryError; Overtaken when another one was asked for before its end.
   */
  rowsOf(
    index: CaseIndex,
    query: string,
    options: PlanOptions,
    watch?: SearchWatch,
  ): Promise<Uint8Array | null> {
    const name = `${options.otherScripts === true} ${query}`;
    const {
      annotated,
      summary: { revision },
    } = index;
    if (this.kept?.query === name && this.kept.revision === revision && this.kept.annotated === annotated) {
      this.kept.watch = watch;
      this.kept.counted = 0;
      return this.kept.rows;
    }
    const find = async (): Promise<Uint8Array | null> => {
      const parsed = parseQuery(query);
      if (!parsed) return null;
      const rows = await this.search.rowsOf(index, this.zone, planOf(parsed, options), {
        going: () => this.kept === own,
        told: (done) => own.watch?.told({ done, atLeast: own.counted }),
        found: (row) => {
          if (own.watch?.counts(row)) own.counted++;
        },
        first: this.first,
      });
      own.isDone = true;
      return rows;
    };
    // Begins once `own` is there.
    const rows = Promise.resolve().then(find);
    const own: Kept = { query: name, revision, annotated, watch, rows, counted: 0, isDone: false };
    this.kept = own;
    // A search that failed is not kept: the next one may not.
    rows.catch(() => {
      if (this.kept === own) this.kept = null;
    });
    return rows;
  }

  /** Ends a search for all that nobody waits for. */
  stop(): void {
    if (this.kept?.isDone === false) this.kept = null;
  }

  /**
   * The first rows that a filter with a query lets pass, long before all are found; null for a filter
   * without a query, and when the next first rows were asked for meanwhile.
   * @throws QueryError
   */
  async firstRows(
    index: CaseIndex,
    filter: Filter,
    marks: Marks | null,
    most: number,
  ): Promise<Row[] | null> {
    const look = ++this.looks;
    const passes = passTest(index, filter, marks);
    const parsed = filter.query === undefined ? null : parseQuery(filter.query);
    if (!parsed) return null;
    const own = Promise.withResolvers<void>();
    this.looking = own.promise;
    try {
      const going = (): boolean => this.looks === look;
      const plan = planOf(parsed, filter);
      const folds = filter.copies ? null : index.folds;
      const atMost = folds === null ? most : 2 * most;
      const found = await this.search.firstRows(index, this.zone, plan, passes, atMost, { going });
      const rows = folds === null ? found : eachOnce(folds, found).slice(0, most);
      const opened = await openRows(index.columns, rows, this.open);
      return rows.map((row, position) => readRow(index, opened, row, position, marks));
    } catch (cause) {
      if (cause instanceof Overtaken) return null;
      throw cause;
    } finally {
      if (this.looking === own.promise) this.looking = null;
      own.resolve();
    }
  }

  /** Where a filter's query stands in some rows. @throws QueryError; SegmentLost */
  async snippets(
    { columns }: CaseIndex,
    filter: Filter,
    rows: readonly number[],
  ): Promise<(Snippet | null)[]> {
    const parsed = filter.query === undefined ? null : parseQuery(filter.query);
    const plan: Plan = parsed ? planOf(parsed, filter) : { type: 'and', of: [] };
    const opened = await openRows(columns, rows, this.open);
    return rows.map((row) => {
      const { reader, i } = opened(row);
      return snippetOf(plan, textsOf(reader, i));
    });
  }

  /** The rows of a result, those first that its query's words tell best from others, then by time. */
  async byRelevance(index: CaseIndex, matches: Matches, filter: Filter): Promise<Uint32Array> {
    if (this.ranked?.matches !== matches) {
      const own: Ranked = { matches, rows: this.rank(index, matches, filter, () => this.ranked === own) };
      this.ranked = own;
      own.rows.catch(() => {
        if (this.ranked === own) this.ranked = null;
      });
    }
    return this.ranked.rows;
  }

  private async rank(
    index: CaseIndex,
    matches: Matches,
    filter: Filter,
    going: () => boolean,
  ): Promise<Uint32Array> {
    // Begins once `going` can tell.
    await Promise.resolve();
    const parsed = filter.query === undefined ? null : parseQuery(filter.query);
    const rows = Uint32Array.from({ length: matches.count }, (_, position) => rowAt(matches, position));
    if (!parsed) return rows;
    return byScore(
      rows,
      await this.search.scoresOf(index, this.zone, planOf(parsed, filter), { going, first: this.first }),
    );
  }

  /**
   * The hit table of some keywords; null when it was stopped or another one asked for.
   * @param within of which only the rows count, every copy among them; null where all do.
   * @param copies whether each copy of a message counts.
   */
  async hits(
    index: CaseIndex,
    keywords: readonly string[],
    { within, copies }: { readonly within: Matches | null; readonly copies: boolean },
    told?: (done: number) => void,
  ): Promise<KeywordHits[] | null> {
    const table = ++this.tables;
    let rows: Uint8Array | null = null;
    if (within !== null && within.rows !== null) {
      rows = new Uint8Array(index.columns.count);
      for (const row of within.rows) rows[row] = 1;
    }
    try {
      return await keywordHits(keywords, {
        index,
        access: this.search.access,
        slices: new Slices(() => this.tables === table, this.first),
        within: rows,
        folds: copies ? null : index.folds,
        ...(told ? { told } : {}),
      });
    } catch (cause) {
      if (cause instanceof Overtaken) return null;
      throw cause;
    }
  }

  stopHits(): void {
    this.tables++;
  }
}
