/**
 * Many keywords in many messages: those that can begin in a message are known from its terms, and only they
 * are looked for as phrases.
 */
import { QueryError } from './language.ts';
import { MessageTerms } from './match.ts';
import { type LookUp, type PhrasePart, planOf } from './plan.ts';
import { GAP, termsOf } from './terms.ts';

/**
 * A line of a keyword list as a phrase: its words in this order, compared as the search box compares words
 * without quotation marks. A star at its end makes the last word a beginning.
 * @throws QueryError when there is no word in it.
 */
export function keywordPlan(keyword: string): readonly PhrasePart[] {
  const begins = keyword.endsWith('*');
  const text = begins ? keyword.slice(0, -1) : keyword;
  const place = { start: 0, end: keyword.length };
  const plan = planOf({ type: 'words', text, quoted: false, begins, typos: 0, place });
  if (plan.type !== 'phrase') throw new QueryError('This is no phrase.', place);
  return plan.parts;
}

interface Listed {
  readonly parts: readonly PhrasePart[];
  /** Place of the keyword among all. */
  readonly at: number;
}

/** Keywords that are looked for together. */
export class KeywordFinder {
  /** By the term with which a phrase begins. */
  private readonly byTerm = new Map<string, Listed[]>();
  /** Likewise by the beginning of such a term, by its length. */
  private readonly byStart = new Map<number, Map<string, Listed[]>>();

  /** @param keywords that `keywordPlan` takes. */
  constructor(keywords: readonly string[]) {
    for (const [at, keyword] of keywords.entries()) {
      const parts = keywordPlan(keyword);
      for (const lookUp of parts[0]!.oneOf) this.list(lookUp, { parts, at });
    }
  }

  private list(lookUp: LookUp, phrase: Listed): void {
    const into = (map: Map<string, Listed[]>, key: string): void => {
      const known = map.get(key);
      if (known) known.push(phrase);
      else map.set(key, [phrase]);
    };
    if (lookUp.type === 'start') {
      const { start } = lookUp;
      const own = this.byStart.get(start.length) ?? new Map();
      this.byStart.set(start.length, own);
      into(own, start);
    } else if (lookUp.type === 'term' || lookUp.type === 'unmarked') into(this.byTerm, lookUp.term);
    else throw new Error(`keywords are not looked up as ${lookUp.type}`);
  }

  /** Places of the keywords that stand in a message. @param texts what of it is searched. */
  in(texts: readonly string[]): Set<number> {
    const begun = new Set<Listed>();
    let position = 0;
    for (const text of texts) {
      const end = termsOf(
        text,
        (term) => {
          for (const phrase of this.byTerm.get(term) ?? []) begun.add(phrase);
          for (const [length, starts] of this.byStart) {
            for (const phrase of starts.get(term.slice(0, length)) ?? []) begun.add(phrase);
          }
        },
        position,
      );
      position = end + GAP;
    }
    const found = new Set<number>();
    let terms: MessageTerms | null = null;
    for (const { parts, at } of begun) {
      // A single word is found already, whatever form it begins with.
      if (parts.length > 1) {
        terms ??= new MessageTerms(texts);
        if (terms.phrase(parts).length === 0) continue;
      }
      found.add(at);
    }
    return found;
  }
}
