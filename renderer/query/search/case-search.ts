/**
 * Which messages of the open case a query finds: by the search structures where there are some, and by
 * looking at the messages one by one where there are none, or they do not open.
 */
import {
  compileExpression,
  type FieldIs,
  fieldsOf,
  furtherTexts,
  Matcher,
  type Plan,
} from '../../../shared/search/index.ts';
import { FLAG, type SegmentReader } from '../../../shared/segment/index.ts';
import type { Zone } from '../../../shared/time/zone.ts';
import type { CaseIndex } from '../case-index.ts';
import type { FedGroup } from '../feed.ts';
import type { SourceSearch } from '../loaded.ts';
import { lowerBound } from '../order.ts';
import { BlockDamaged } from './block.ts';
import { fieldTest } from './field-rows.ts';
import { GroupSearch, neededBlocks } from './group-search.ts';

/** Blocks of a source by their places among the job's records; null where one does not open. */
export type WantBlocks = (
  source: Pick<SourceSearch, 'job' | 'source'>,
  places: readonly number[],
) => Promise<readonly (Uint8Array | null)[]>;

export interface CaseSearchOptions {
  readonly want: WantBlocks;
  /** Told once for each group of which a block does not open. */
  onDamage(exhibit: string, reason: string): void;
}

/** A newer search has been asked for. */
export class Overtaken extends Error {
  override readonly name = 'Overtaken';
}

type Expression = Extract<Plan, { type: 'expression' }>;

const FURTHER = FLAG.attachment | FLAG.poll | FLAG.location | FLAG.system;

/** What of a message is searched. */
function textsOf(segment: SegmentReader, i: number): string[] {
  const flags = segment.columns.flags[i]!;
  const texts = (flags & FLAG.text) === 0 ? [] : [segment.text(i)!];
  return (flags & FURTHER) === 0 ? texts : [...texts, ...furtherTexts(segment.detail(i))];
}

/** A segment of a source: messages of the source before it, and of all segments of the case before it. */
interface Stretch {
  readonly segment: SegmentReader;
  readonly before: number;
  readonly origin: number;
}

export class CaseSearch {
  private readonly options: CaseSearchOptions;
  private readonly damaged = new Set<string>();

  constructor(options: CaseSearchOptions) {
    this.options = options;
  }

  /**
   * 1 for each row that is found.
   * @param going false when nobody waits for the answer any more.
   * @throws QueryError for an expression that is none; Overtaken.
   */
  async rowsOf(index: CaseIndex, zone: Zone, plan: Plan, going: () => boolean): Promise<Uint8Array> {
    const search = new PlanSearch(index, zone, plan);
    for (const [s, source] of index.sources.entries()) {
      const stretches = search.stretchesOf(s, source.search);
      if (!source.search) {
        search.scan(stretches, 0, Number.POSITIVE_INFINITY);
        continue;
      }
      let before = 0;
      for (const [g, group] of source.search.groups.entries()) {
        if (!going()) throw new Overtaken();
        const end = before + group.messages;
        const found = group.firsts && (await this.evaluate(search, source.search, group, stretches, before));
        if (!found) search.scan(stretches, before, end);
        if (group.firsts && !found)
          this.tell(source.exhibit, `${source.search.job} ${source.search.source} ${g}`);
        before = end;
      }
    }
    return search.rows;
  }

  /** @returns false when blocks of the group do not open. */
  private async evaluate(
    search: PlanSearch,
    source: SourceSearch,
    group: FedGroup,
    stretches: readonly Stretch[],
    before: number,
  ): Promise<boolean> {
    const needed = neededBlocks(group.firsts, search.plan);
    const blocks = await this.options.want(
      source,
      needed.map((block) => group.first + 1 + block),
    );
    const byNumber = new Map<number, Uint8Array>();
    for (const [i, block] of blocks.entries()) {
      if (block === null) return false;
      byNumber.set(needed[i]!, block);
    }
    try {
      const places = new Places(stretches, before);
      const { docs } = new GroupSearch(group.firsts, byNumber, {
        messages: group.messages,
        is: (asked, doc) => {
          const place = places.of(doc);
          return place !== null && search.is(asked, place.segment, place.i, place.origin);
        },
      }).evaluate(search.plan);
      for (const doc of docs) {
        const place = places.of(doc);
        if (place) search.mark(place.origin);
      }
      return true;
    } catch (cause) {
      if (cause instanceof BlockDamaged || cause instanceof RangeError) return false;
      throw cause;
    }
  }

  private tell(exhibit: string, group: string): void {
    if (this.damaged.has(group)) return;
    this.damaged.add(group);
    this.options.onDamage(exhibit, 'a record of it is missing, or was altered or exchanged');
  }
}

/** Where messages of a group stand in the case; asked for in ascending order mostly. */
class Places {
  private readonly stretches: readonly Stretch[];
  private readonly befores: readonly number[];
  private readonly base: number;
  private last = 0;

  constructor(stretches: readonly Stretch[], base: number) {
    this.stretches = stretches;
    this.befores = stretches.map(({ before }) => before);
    this.base = base;
  }

  /** null for a message whose segment is missing. */
  of(doc: number): { segment: SegmentReader; i: number; origin: number } | null {
    const number = this.base + doc;
    let stretch = this.stretches[this.last];
    if (!stretch || number < stretch.before || number >= stretch.before + stretch.segment.count) {
      this.last = lowerBound(this.befores, number + 1) - 1;
      stretch = this.stretches[this.last];
      if (!stretch || number >= stretch.before + stretch.segment.count) return null;
    }
    const i = number - stretch.before;
    return { segment: stretch.segment, i, origin: stretch.origin + i };
  }
}

/** A plan over one case, with what its fields and expressions need. */
class PlanSearch {
  readonly plan: Plan;
  readonly rows: Uint8Array;
  private readonly index: CaseIndex;
  private readonly fields: ReadonlyMap<FieldIs, (row: number) => boolean>;
  private readonly matcher: Matcher<number>;

  constructor(index: CaseIndex, zone: Zone, plan: Plan) {
    this.index = index;
    this.plan = plan;
    this.rows = new Uint8Array(index.columns.count);
    this.fields = new Map(fieldsOf(plan).map((field) => [field, fieldTest(index, zone, field)]));
    this.matcher = new Matcher(plan, (field, row) => this.fields.get(field)!(row));
  }

  stretchesOf(source: number, search: SourceSearch | undefined): Stretch[] {
    const { segments, starts } = this.index.columns;
    const own = segments.flatMap(({ reader, source: its }, s) =>
      its === source ? [{ segment: reader, origin: starts[s]! }] : [],
    );
    let before = 0;
    return own.map((stretch, i) => {
      const start = search?.before[i] ?? before;
      before = start + stretch.segment.count;
      return { ...stretch, before: start };
    });
  }

  is(asked: FieldIs | Expression, segment: SegmentReader, i: number, origin: number): boolean {
    if (asked.type === 'field') return this.fields.get(asked)!(this.index.columns.rowOf[origin]!);
    const expression = compileExpression(asked);
    return textsOf(segment, i).some((text) => expression.matcher(text).find());
  }

  mark(origin: number): void {
    this.rows[this.index.columns.rowOf[origin]!] = 1;
  }

  /** Looks at the source's messages from one to before another, one by one. */
  scan(stretches: readonly Stretch[], from: number, to: number): void {
    for (const { segment, before, origin } of stretches) {
      const end = Math.min(segment.count, to - before);
      for (let i = Math.max(0, from - before); i < end; i++) {
        const row = this.index.columns.rowOf[origin + i]!;
        if (this.matcher.test(row, textsOf(segment, i))) this.rows[row] = 1;
      }
    }
  }
}
