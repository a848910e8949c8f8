/** In which messages of the case many keywords stand: group by group, all keywords of a group together. */
import { KeywordFinder, keywordPlan, type PhrasePart, type Plan } from '../../../shared/search/index.ts';
import type { CaseIndex } from '../case-index.ts';
import { type CaseGroup, groupsOf, type Stretch } from './case-groups.ts';
import { GroupSearch, neededBlocks } from './group-search.ts';
import { textsOf } from './message-texts.ts';
import type { BlockAccess } from './plan-search.ts';
import { BlockDamaged } from './postings.ts';
import type { Slices } from './slices.ts';

/** Messages, or keywords, between two looks at the clock. */
const TRIED = 64;
/** Segments opened at once: bounds what is in memory together. */
const OPENED_TOGETHER = 8;

export interface KeywordSearch {
  readonly index: CaseIndex;
  readonly access: BlockAccess;
  readonly slices: Slices;
  /** Told which part is done, 0 to 1. */
  told?(done: number): void;
}

/**
 * Calls back for each keyword in each message in which it stands, by its place among the keywords and the
 * message's row, once. Where there are structures each keyword's words are looked up in them; the texts of
 * other groups are read, once for all keywords.
 * @param keywords that `keywordPlan` takes.
 * @throws Overtaken; SegmentLost
 */
export async function eachKeywordRow(
  keywords: readonly string[],
  search: KeywordSearch,
  visit: (at: number, row: number) => void,
): Promise<void> {
  const { index, slices, told } = search;
  const phrases = keywords.map((keyword) => keywordPlan(keyword));
  const groups = groupsOf(index);
  let finder: KeywordFinder | null = null;
  for (const [g, group] of groups.entries()) {
    const done = (part: number): void => told?.((g + part) / groups.length);
    const left = await byBlocks(group, phrases, search, visit, done);
    if (left < keywords.length) {
      finder ??= new KeywordFinder(keywords);
      await byTexts(group, finder, search, (at, row) => {
        if (at >= left) visit(at, row);
      });
    }
    done(1);
    await slices.breathe();
  }
}

/** @returns the first keyword that blocks do not tell of: all keywords' number when they tell of all. */
async function byBlocks(
  group: CaseGroup,
  phrases: readonly (readonly PhrasePart[])[],
  { index, access, slices }: KeywordSearch,
  visit: (at: number, row: number) => void,
  done: (part: number) => void,
): Promise<number> {
  if (group.structures === null || phrases.length === 0) return 0;
  const { firsts } = group.structures.group;
  const plans = phrases.map((parts): Plan => ({ type: 'phrase', parts }));
  const blocks = await access.open(group, neededBlocks(firsts, { type: 'or', of: plans }));
  if (blocks === null) return 0;
  const { rowOf } = index.columns;
  let next = 0;
  try {
    const search = new GroupSearch(firsts, blocks, { messages: group.messages, is: () => false });
    for (; next < plans.length; next++) {
      const docs = search.docsOf(plans[next]!).list!;
      eachOrigin(group.stretches, docs, (origin) => visit(next, rowOf[origin]!));
      if (next % TRIED !== 0 || !slices.isOver) continue;
      done(next / plans.length);
      await slices.rest();
    }
  } catch (cause) {
    if (!(cause instanceof BlockDamaged || cause instanceof RangeError)) throw cause;
    access.onDamage(group);
  }
  return next;
}

/** Places of a group's messages in the count of all, of those whose segments are there. @param docs ascending. */
function eachOrigin(stretches: readonly Stretch[], docs: Uint32Array, visit: (origin: number) => void): void {
  let next = 0;
  for (const { before, count, origin } of stretches) {
    while (next < docs.length && docs[next]! < before) next++;
    for (; next < docs.length && docs[next]! < before + count; next++) visit(docs[next]! - before + origin);
  }
}

async function byTexts(
  { stretches }: CaseGroup,
  finder: KeywordFinder,
  { index, access, slices }: KeywordSearch,
  visit: (at: number, row: number) => void,
): Promise<void> {
  const { rowOf } = index.columns;
  for (let first = 0; first < stretches.length; first += OPENED_TOGETHER) {
    const part = stretches.slice(first, first + OPENED_TOGETHER);
    const readers = await access.segments(part.map(({ segment }) => segment));
    for (const [s, { count, origin }] of part.entries()) {
      for (let i = 0; i < count; i++) {
        const texts = textsOf(readers[s]!, i);
        if (texts.length > 0) for (const at of finder.in(texts)) visit(at, rowOf[origin + i]!);
        if (i % TRIED === 0 && slices.isOver) await slices.rest();
      }
    }
  }
}
