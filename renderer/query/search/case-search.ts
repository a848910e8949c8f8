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

/** Messages of each group that are looked at for the first page, more where these do not fill it. */
const FIRST_LOOKS = [SEGMENT_MESSAGES, 16 * SEGMENT_MESSAGES, Number.POSITIVE_INFINITY];
/** Blocks that are asked for together before the first look. */
const MOST_AHEAD = 512;

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
      await search.each(group, (origin) => {
        const row = rowOf[origin]!;
        rows[row] = 1;
        found?.(row);
      });
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
    const search = new PlanSearch(index, zone, plan, this.access, new Slices(going));
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
    /** The least row that a group may still give. */
    const leastOf = ({ group, looked }: { group: CaseGroup; looked: number }): number =>
      group.stretches.find(({ before, count }) => before + count > looked)?.leastRow ??
      Number.POSITIVE_INFINITY;
    const groups = groupsOf(index)
      .map((group) => ({ group, looked: 0 }))
      .sort((a, b) => leastOf(a) - leastOf(b));
    await this.openAhead(
      groups.map(({ group }) => group),
      plan,
    );
    for (const look of FIRST_LOOKS) {
      for (const at of groups) {
        const least = leastOf(at);
        if (least === Number.POSITIVE_INFINITY || (best.length === most && least > best[most - 1]!)) continue;
        const before = Math.min(look, at.group.messages);
        if (before > at.looked) await search.each(at.group, visit, at.looked, before);
        at.looked = before;
      }
    }
    return best;
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

  /** Asks for the blocks of all groups at once, if they are few. */
  private async openAhead(groups: readonly CaseGroup[], plan: Plan): Promise<void> {
    const wanted = groups.flatMap((group) =>
      group.structures === null ? [] : [{ group, blocks: neededBlocks(group.structures.group.firsts, plan) }],
    );
    if (wanted.reduce((sum, { blocks }) => sum + blocks.length, 0) > MOST_AHEAD) return;
    await Promise.all(wanted.map(({ group, blocks }) => this.open(group, blocks)));
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
