/**
 * Which messages of the open case a query finds: by the search structures where there are some, and by
 * looking at the messages one by one where there are none, or they do not open.
 */
import { type Plan, phrasesOf } from '../../../shared/search/index.ts';
import { SEGMENT_MESSAGES } from '../../../shared/segment/index.ts';
import type { Zone } from '../../../shared/time/zone.ts';
import type { CaseIndex } from '../case-index.ts';
import type { OpenSegments } from '../held-segment.ts';
import type { SourceSearch } from '../loaded.ts';
import { type CaseGroup, groupsOf } from './case-groups.ts';
import { neededBlocks } from './group-search.ts';
import { type BlockAccess, PlanSearch } from './plan-search.ts';
import { Relevance } from './relevance.ts';
import { Slices } from './slices.ts';

/** Blocks of a source by their places among the job's records; null where one does not open. */
export type WantBlocks = (
  source: Pick<SourceSearch, 'job' | 'source'>,
  places: readonly number[],
) => Promise<readonly (Uint8Array | null)[]>;

export interface CaseSearchOptions {
  readonly want: WantBlocks;
  readonly open: OpenSegments;
  /** Told once for each group of which a block does not open. */
  onDamage(exhibit: string, reason: string): void;
}

/** How a search is going. */
export interface Watched {
  /** False when nobody waits for the answer any more. */
  going(): boolean;
  /** Told which part of the case has been looked at, 0 to 1. */
  told?(done: number): void;
  /** Told each row that is found. */
  found?(row: number): void;
  /** What is to be done before the search goes on; null when nothing is. */
  first?(): Promise<unknown> | null;
}

/** Messages of a group that are looked at first for a page, and so many times more with each further look. */
const FIRST_LOOK = SEGMENT_MESSAGES;
const FURTHER = 8;
/** So many blocks of all groups are opened ahead and kept while the page is looked for. */
const MOST_AHEAD = 512;

/** How far a group has been looked at. */
interface Looked {
  readonly group: CaseGroup;
  looked: number;
  /** The least row that it may still give. */
  least: number;
}

const leastOf = ({ stretches }: CaseGroup, looked: number): number =>
  stretches.find(({ before, count }) => before + count > looked)?.leastRow ?? Number.POSITIVE_INFINITY;

/** Which blocks of a group a plan needs. */
const needed = ({ structures }: CaseGroup, plan: Plan): number[] =>
  structures === null ? [] : neededBlocks(structures.group.firsts, plan);

export class CaseSearch {
  private readonly options: CaseSearchOptions;
  private readonly damaged = new Set<string>();
  readonly access: BlockAccess;

  constructor(options: CaseSearchOptions) {
    this.options = options;
    this.access = {
      open: (group, blocks) => this.open(group, blocks),
      segments: options.open,
      onDamage: (group) => this.tell(group),
    };
  }

  /**
   * 1 for each row that is found.
   * @throws QueryError for an expression that is none; Overtaken.
   */
  async rowsOf(
    index: CaseIndex,
    zone: Zone,
    plan: Plan,
    { going, told, found, first }: Watched,
  ): Promise<Uint8Array> {
    const { count, rowOf } = index.columns;
    const search = new PlanSearch(index, zone, plan, this.access, new Slices(going, first));
    const rows = new Uint8Array(count);
    let done = 0;
    for (const group of groupsOf(index)) {
      const visit = (origin: number): void => {
        const row = rowOf[origin]!;
        rows[row] = 1;
        found?.(row);
      };
      const before = done;
      await search.each(group, visit, 0, group.messages, (doc) =>
        told?.(Math.min(1, (before + doc) / count)),
      );
      done += group.messages;
      told?.(Math.min(1, done / count));
    }
    return rows;
  }

  /**
   * The least rows that the plan finds and that pass, ascending, at most so many: the first page, long before
   * all is found.
   * @throws QueryError for an expression that is none; Overtaken.
   */
  async firstRows(
    index: CaseIndex,
    zone: Zone,
    plan: Plan,
    passes: (row: number) => boolean,
    most: number,
    { going }: Watched,
  ): Promise<number[]> {
    const { rowOf } = index.columns;
    const groups = groupsOf(index).map((group): Looked => ({ group, looked: 0, least: leastOf(group, 0) }));
    const blocks = new Map(groups.map(({ group }) => [group, needed(group, plan)]));
    const isFew = [...blocks.values()].reduce((sum, { length }) => sum + length, 0) <= MOST_AHEAD;
    const search = new PlanSearch(index, zone, plan, this.access, new Slices(going), isFew);
    const best: number[] = [];
    const visit = (origin: number): void => {
      const row = rowOf[origin]!;
      if (best.length === most && row > best[most - 1]!) return;
      if (!passes(row)) return;
      let at = best.length;
      while (at > 0 && best[at - 1]! > row) at--;
      best.splice(at, 0, row);
      if (best.length > most) best.pop();
    };
    // Blocks of groups that begin about as early are opened together, then those of all others.
    let ahead = isFew ? groups.length * FIRST_LOOK : Number.POSITIVE_INFINITY;
    const openAhead = async (): Promise<void> => {
      const early = groups.filter((one) => one.looked === 0 && one.least < ahead);
      await Promise.all(early.map(({ group }) => this.openIfAny(group, blocks.get(group)!)));
    };
    if (isFew) await openAhead();
    for (;;) {
      // Always the group that may give the earliest row.
      const next = groups.reduce<Looked | null>(
        (first, one) => (first === null || one.least < first.least ? one : first),
        null,
      );
      if (!next || next.least === Number.POSITIVE_INFINITY) return best;
      if (best.length === most && next.least > best[most - 1]!) return best;
      if (next.looked === 0 && next.least >= ahead) {
        ahead = Number.POSITIVE_INFINITY;
        await openAhead();
      }
      const before = Math.min(next.looked === 0 ? FIRST_LOOK : next.looked * FURTHER, next.group.messages);
      await search.each(next.group, visit, next.looked, before);
      next.looked = before;
      next.least = leastOf(next.group, before);
    }
  }

  /** Of all rows: how well a plan's words tell them from others. @throws Overtaken */
  async scoresOf(
    index: CaseIndex,
    zone: Zone,
    plan: Plan,
    { going, told, first }: Watched,
  ): Promise<Float32Array<ArrayBuffer>> {
    const search = new PlanSearch(index, zone, plan, this.access, new Slices(going, first));
    const groups = groupsOf(index);
    const relevance = new Relevance(index.columns);
    const phrases = phrasesOf(plan);
    for (const [p, parts] of phrases.entries()) {
      const phrase = relevance.phrase();
      for (const [g, group] of groups.entries()) {
        await search.times(group, parts, (origin, times) => phrase.add(origin, times));
        told?.((p + (g + 1) / groups.length) / phrases.length);
      }
      phrase.end();
    }
    return relevance.scores;
  }

  private async openIfAny(group: CaseGroup, blocks: readonly number[]): Promise<void> {
    if (blocks.length > 0) await this.open(group, blocks);
  }

  private async open(
    group: CaseGroup,
    blocks: readonly number[],
  ): Promise<ReadonlyMap<number, Uint8Array> | null> {
    const { source, group: fed } = group.structures!;
    const opened = await this.options.want(
      source,
      blocks.map((block) => fed.first + 1 + block),
    );
    const byNumber = new Map<number, Uint8Array>();
    for (const [i, bytes] of opened.entries()) {
      if (bytes === null) {
        this.tell(group);
        return null;
      }
      byNumber.set(blocks[i]!, bytes);
    }
    return byNumber;
  }

  private tell({ exhibit, structures }: CaseGroup): void {
    if (structures === null || this.damaged.has(structures.name)) return;
    this.damaged.add(structures.name);
    this.options.onDamage(exhibit, 'a record of it is missing, or was altered or exchanged');
  }
}
