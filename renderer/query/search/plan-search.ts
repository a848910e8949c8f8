/** A plan over one case, with what its fields and expressions need, group by group. */
import {
  compileExpression,
  type Expression,
  type FieldIs,
  fieldsOf,
  Matcher,
  MessageTerms,
  type PhrasePart,
  type Plan,
} from '../../../shared/search/index.ts';
import type { Zone } from '../../../shared/time/zone.ts';
import type { CaseIndex } from '../case-index.ts';
import type { OpenSegments } from '../held-segment.ts';
import type { CaseGroup, Stretch } from './case-groups.ts';
import { fieldTest } from './field-rows.ts';
import { type Docs, type GroupOptions, GroupSearch, type KnownTerms, neededBlocks } from './group-search.ts';
import { type SegmentTexts, textsIn } from './message-texts.ts';
import { BlockDamaged } from './postings.ts';
import type { Slices } from './slices.ts';

/** Messages tried between two looks at the clock. */
const TRIED = 64;

export interface BlockAccess {
  /** A group's blocks by number; null where one does not open. */
  open(group: CaseGroup, blocks: readonly number[]): Promise<ReadonlyMap<number, Uint8Array> | null>;
  /** Opens segments whole. */
  readonly segments: OpenSegments;
  /** A block does not hold what it says. */
  onDamage(group: CaseGroup): void;
}

/** A stretch of messages that a search is at. */
interface At {
  readonly stretch: Stretch;
  readonly texts: SegmentTexts | null;
}

/** What was opened and found of a group. */
interface KeptGroup {
  readonly blocks: ReadonlyMap<number, Uint8Array>;
  readonly known: KnownTerms;
}

export class PlanSearch {
  private readonly index: CaseIndex;
  private readonly plan: Plan;
  private readonly access: BlockAccess;
  private readonly slices: Slices;
  private readonly fields: ReadonlyMap<FieldIs, (row: number) => boolean>;
  private readonly matcher: Matcher<number>;

  /** Of groups that are looked at more than once. */
  private readonly kept = new Map<CaseGroup, KeptGroup>();
  private readonly keeps: boolean;

  /**
   * @param keeps whether what is found in a group is kept for the next look at it.
   * @throws QueryError for an expression that is none.
   */
  constructor(index: CaseIndex, zone: Zone, plan: Plan, access: BlockAccess, slices: Slices, keeps = false) {
    this.keeps = keeps;
    this.index = index;
    this.plan = plan;
    this.access = access;
    this.slices = slices;
    this.fields = new Map(fieldsOf(plan).map((field) => [field, fieldTest(index, zone, field)]));
    this.matcher = new Matcher(plan, (field, row) => this.fields.get(field)!(row));
  }

  /**
   * Calls back for each message of a group that the plan finds, by its place in the count of all messages,
   * in the group's order.
   * @param from first message of the group that is of interest. @param before the first that is not.
   * @param tried told now and then which of the group's messages it is at.
   * @throws Overtaken; SegmentLost
   */
  async each(
    group: CaseGroup,
    visit: (origin: number) => void,
    from = 0,
    before = group.messages,
    tried?: (doc: number) => void,
  ): Promise<void> {
    let at: At | null = null;
    const is = (asked: FieldIs | Expression, doc: number): boolean => {
      const { stretch, texts } = at!;
      const i = doc - stretch.before;
      return asked.type === 'field'
        ? this.fields.get(asked)!(this.index.columns.rowOf[stretch.origin + i]!)
        : hasExpression(asked, texts!(i));
    };
    const docs =
      (await this.byBlocks(group, this.plan, (search) => search.docsOf(this.plan), { before, is })) ??
      this.oneByOne(() => at!);
    let next = 0;
    const { list, test } = docs;
    for (const stretch of group.stretches) {
      const end = Math.min(stretch.before + stretch.count, before);
      const start = Math.max(stretch.before, from);
      if (start >= end) continue;
      if (list !== null) {
        while (next < list.length && list[next]! < start) next++;
        if (next === list.length) break;
        if (list[next]! >= end) continue;
      }
      const shift = stretch.origin - stretch.before;
      if (test === null) {
        for (; next < list!.length && list![next]! < end; next++) visit(list![next]! + shift);
        continue;
      }
      at = { stretch, texts: docs.reads ? await textsIn(stretch.segment, this.access.segments) : null };
      let count = 0;
      for (let doc = start; doc < end; doc++) {
        if (list !== null) {
          if (next === list.length || list[next]! >= end) break;
          doc = list[next++]!;
        }
        if (test(doc)) visit(doc + shift);
        if (++count % TRIED !== 0 || !this.slices.isOver) continue;
        tried?.(doc);
        await this.slices.rest();
      }
    }
    await this.slices.breathe();
  }

  /** How often a phrase stands in the messages of a group in which it does. @throws Overtaken; SegmentLost */
  async times(
    group: CaseGroup,
    parts: readonly PhrasePart[],
    visit: (origin: number, times: number) => void,
  ): Promise<void> {
    const found = await this.byBlocks(group, { type: 'phrase', parts }, (search) => search.phrase(parts));
    if (found !== null) {
      let next = 0;
      const { docs, times } = found;
      for (const { before, count, origin } of group.stretches) {
        while (next < docs.length && docs[next]! < before) next++;
        for (; next < docs.length && docs[next]! < before + count; next++) {
          visit(docs[next]! - before + origin, times[next]!);
        }
      }
    } else {
      for (const { segment, count, origin } of group.stretches) {
        const texts = await textsIn(segment, this.access.segments);
        for (let i = 0; i < count; i++) {
          const own = new MessageTerms(texts(i)).phrase(parts).length;
          if (own > 0) visit(origin + i, own);
          if (i % TRIED === 0 && this.slices.isOver) await this.slices.rest();
        }
      }
    }
    await this.slices.breathe();
  }

  /** Null when a group has no blocks, or they do not open. */
  private async byBlocks<T>(
    group: CaseGroup,
    plan: Plan,
    evaluate: (search: GroupSearch) => T,
    options: Pick<GroupOptions, 'is'> & { readonly before?: number } = { is: () => false },
  ): Promise<T | null> {
    if (group.structures === null) return null;
    const { firsts } = group.structures.group;
    let own = this.kept.get(group);
    if (!own) {
      const blocks = await this.access.open(group, neededBlocks(firsts, plan));
      if (blocks === null) return null;
      own = { blocks, known: new Map() };
      if (this.keeps) this.kept.set(group, own);
    }
    const { blocks, known } = own;
    try {
      return evaluate(new GroupSearch(firsts, blocks, { ...options, known, messages: group.messages }));
    } catch (cause) {
      if (!(cause instanceof BlockDamaged || cause instanceof RangeError)) throw cause;
      this.access.onDamage(group);
      return null;
    }
  }

  private oneByOne(at: () => At): Docs {
    const test = (doc: number): boolean => {
      const { stretch, texts } = at();
      const i = doc - stretch.before;
      return this.matcher.test(this.index.columns.rowOf[stretch.origin + i]!, texts!(i));
    };
    return { list: null, test, reads: true };
  }
}

function hasExpression(asked: Expression, texts: readonly string[]): boolean {
  const expression = compileExpression(asked);
  return texts.some((text) => expression.matcher(text).find());
}
