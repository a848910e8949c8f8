/** How often each of many keywords stands in the case: the hit table. */
import { KeywordFinder, keywordPlan, type Plan } from '../../../shared/search/index.ts';
import type { Zone } from '../../../shared/time/zone.ts';
import type { KeywordHits } from '../api.ts';
import type { CaseIndex } from '../case-index.ts';
import { type CaseGroup, groupsOf } from './case-groups.ts';
import { textsIn } from './message-texts.ts';
import { type BlockAccess, PlanSearch } from './plan-search.ts';
import type { Slices } from './slices.ts';

/** Numbers below a size, a bit each: made when the first is set, for most keywords stand nowhere. */
class Bits {
  private readonly size: number;
  private bits: Uint32Array | null = null;
  count = 0;

  constructor(size: number) {
    this.size = size;
  }

  set(at: number): void {
    this.bits ??= new Uint32Array((this.size + 31) >>> 5);
    const bit = 1 << (at & 31);
    if ((this.bits[at >>> 5]! & bit) !== 0) return;
    this.bits[at >>> 5]! |= bit;
    this.count++;
  }
}

/** What one keyword has been found in. */
class Tally {
  messages = 0;
  private readonly index: CaseIndex;
  private readonly chats: Bits;
  private readonly people: Bits;
  private first = Number.POSITIVE_INFINITY;
  private last = -1;

  constructor(index: CaseIndex) {
    this.index = index;
    this.chats = new Bits(index.chats.length);
    this.people = new Bits(index.people.length);
  }

  add(row: number): void {
    const { chat, sender, timed } = this.index.columns;
    this.messages++;
    this.chats.set(chat[row]!);
    if (sender[row]! < this.index.people.length) this.people.set(sender[row]!);
    if (row >= timed) return;
    if (row < this.first) this.first = row;
    if (row > this.last) this.last = row;
  }

  hits(keyword: string): KeywordHits {
    const { when } = this.index.columns;
    const at = (row: number) => ({ row, when: when[row]! });
    return {
      keyword,
      messages: this.messages,
      chats: this.chats.count,
      people: this.people.count,
      first: this.last < 0 ? null : at(this.first),
      last: this.last < 0 ? null : at(this.last),
    };
  }
}

export interface HitSearch {
  readonly index: CaseIndex;
  readonly zone: Zone;
  readonly access: BlockAccess;
  readonly slices: Slices;
  /** 1 for each row that counts; null where all do. */
  readonly within: Uint8Array | null;
  /** Told which part is done, 0 to 1. */
  told?(done: number): void;
}

/**
 * In the order of the keywords. Where there are structures each keyword's own words are looked up in them;
 * the messages of other groups are looked at once for all.
 * @param keywords that `keywordPlan` takes.
 * @throws Overtaken
 */
export async function keywordHits(keywords: readonly string[], search: HitSearch): Promise<KeywordHits[]> {
  const { index, zone, access, slices, within, told } = search;
  const { rowOf } = index.columns;
  const tallies = keywords.map(() => new Tally(index));
  const searches = keywords.map((keyword) => {
    const plan: Plan = { type: 'phrase', parts: keywordPlan(keyword) };
    return new PlanSearch(index, zone, plan, access, slices);
  });
  const count = (at: number, origin: number): void => {
    const row = rowOf[origin]!;
    if (within === null || within[row] === 1) tallies[at]!.add(row);
  };
  const groups = groupsOf(index);
  let finder: KeywordFinder | null = null;
  for (const [g, group] of groups.entries()) {
    if (group.structures === null) {
      finder ??= new KeywordFinder(keywords);
      await eachByTexts(group, finder, count, search);
    } else {
      for (const [at, one] of searches.entries()) {
        await one.each(group, (origin) => count(at, origin));
        if (at % 16 === 0) told?.((g + at / searches.length) / groups.length);
      }
    }
    told?.((g + 1) / groups.length);
  }
  return keywords.map((keyword, at) => tallies[at]!.hits(keyword));
}

async function eachByTexts(
  { stretches }: CaseGroup,
  finder: KeywordFinder,
  count: (at: number, origin: number) => void,
  { access, slices }: HitSearch,
): Promise<void> {
  for (const { segment, count: messages, origin } of stretches) {
    const texts = await textsIn(segment, access.segments);
    for (let i = 0; i < messages; i++) {
      for (const at of finder.in(texts(i))) count(at, origin + i);
      if (i % 64 === 0) await slices.breathe();
    }
  }
}
