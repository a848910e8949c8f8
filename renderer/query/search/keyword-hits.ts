/** How often each of many keywords stands in the case: the hit table. */
import type { KeywordHits } from '../api.ts';
import type { CaseIndex } from '../case-index.ts';
import { eachOnce, type Folds } from '../folding.ts';
import { eachKeywordRow, type KeywordSearch } from './keyword-rows.ts';

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

export interface HitSearch extends KeywordSearch {
  /** 1 for each row that counts, every copy of a message; null where all do. */
  readonly within: Uint8Array | null;
  /** Which rows are one message; null where each counts. */
  readonly folds: Folds | null;
}

/**
 * In the order of the keywords.
 * @param keywords that `keywordPlan` takes.
 * @throws Overtaken; SegmentLost
 */
export async function keywordHits(keywords: readonly string[], search: HitSearch): Promise<KeywordHits[]> {
  const { index, within, folds } = search;
  const copies = folds === null ? null : copiesIn(folds, index.columns.count);
  const tallies = keywords.map(() => new Tally(index));
  const copied = keywords.map((): number[] => []);
  await eachKeywordRow(keywords, search, (at, row) => {
    if (within !== null && within[row] === 0) return;
    // Which of its rows stands for a message is known when all are found.
    if (copies?.[row] === 1) copied[at]!.push(row);
    else tallies[at]!.add(row);
  });
  return keywords.map((keyword, at) => {
    const tally = tallies[at]!;
    if (folds !== null) for (const row of eachOnce(folds, copied[at]!)) tally.add(row);
    return tally.hits(keyword);
  });
}

/** 1 for each row that is one message with another. */
function copiesIn({ starts, earlier }: Folds, rows: number): Uint8Array {
  const copies = new Uint8Array(rows);
  for (let row = 0; row < rows; row++) if (starts[row] !== starts[row + 1]) copies[row] = 1;
  for (const row of earlier) copies[row] = 1;
  return copies;
}
