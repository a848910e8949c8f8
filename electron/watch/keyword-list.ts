/** Keyword lists: a word, a phrase or the beginning of one (`begin*`) a line, as the search box folds them. */
import { Refusal } from '../../shared/model/index.ts';
import { keywordPlan, QueryError } from '../../shared/search/index.ts';
import { textLines } from './text-lines.ts';

export interface KeywordList {
  readonly keywords: readonly string[];
  readonly skipped: Readonly<Record<string, number>>;
}

/** More are a dictionary. */
const MOST_KEYWORDS = 10_000;
const LONGEST = 200;

/** @throws Refusal when there is no keyword in it, or too many. */
export async function readKeywords(file: string, chunks: AsyncIterable<Uint8Array>): Promise<KeywordList> {
  const keywords = new Set<string>();
  const skipped: Record<string, number> = {};
  const skip = (reason: string): void => {
    skipped[reason] = (skipped[reason] ?? 0) + 1;
  };
  for await (const lines of textLines(chunks)) {
    for (const line of lines) {
      const keyword = line?.trim() ?? '';
      if (line === null || keyword.length > LONGEST) skip('line too long');
      else if (keyword === '') continue;
      else if (keywords.has(keyword)) skip('line that repeats another');
      else if (isSearched(keyword)) keywords.add(keyword);
      else skip('line without a word');
      if (keywords.size > MOST_KEYWORDS) {
        throw new Refusal('too-large', file, `it has more than ${MOST_KEYWORDS} keywords`);
      }
    }
  }
  if (keywords.size === 0) throw new Refusal('unsupported', file, 'it has no keyword in it');
  return { keywords: [...keywords], skipped };
}

function isSearched(keyword: string): boolean {
  try {
    keywordPlan(keyword);
    return true;
  } catch (cause) {
    if (cause instanceof QueryError) return false;
    throw cause;
  }
}
