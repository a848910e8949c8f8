/** What a query asks of the terms: each run of words becomes a phrase of look-ups. */
import { foldExact } from './folding.ts';
import { type Expression, type FieldIs, type Query, QueryError, type Words } from './language.ts';
import { isNumber, LEAST_DIGITS, numberForms } from './numbers.ts';
import { type Sound, type SoundScript, soundOf } from './sounds.ts';
import { CUT, EXACT, isWord, listed, listedStart, MARKED, NUMBER, termsOf, WHOLE } from './terms.ts';
import { NearTo } from './typos.ts';
import { otherReadings } from './variants.ts';
import { wholesIn } from './wholes.ts';

export type LookUp =
  | { readonly type: 'term'; readonly term: string }
  /** The term where it stands without marks: not where `except` stands. */
  | { readonly type: 'unmarked'; readonly term: string; readonly except: string }
  | { readonly type: 'start'; readonly start: string }
  /** Terms at most so many typos away. */
  | { readonly type: 'near'; readonly term: string; readonly typos: 1 | 2 }
  /** Words of a script that sound so. */
  | ({ readonly type: 'sounds' } & Sound)
  /** Words that hold this somewhere, and all that are too long to tell: letters a to z and digits. */
  | { readonly type: 'within'; readonly part: string };

/** One of the look-ups must stand `offset` positions behind the phrase's first. */
export interface PhrasePart {
  readonly offset: number;
  readonly oneOf: readonly LookUp[];
}

export type Plan =
  | { readonly type: 'and' | 'or'; readonly of: readonly Plan[] }
  | { readonly type: 'not'; readonly of: Plan }
  | { readonly type: 'phrase'; readonly parts: readonly PhrasePart[] }
  | Expression
  | FieldIs;

export interface PlanOptions {
  /** Words also in their readings in other scripts. */
  readonly otherScripts?: boolean;
}

/** @throws QueryError when words hold nothing that is listed, such as punctuation alone. */
export function planOf(query: Query, options: PlanOptions = {}): Plan {
  switch (query.type) {
    case 'and': {
      // Punctuation between words says nothing: "fish & chips".
      const of = query.of.filter((one) => !isPunctuation(one));
      const asked = (of.length === 0 ? query.of : of).map((one) => planOf(one, options));
      return asked.length === 1 ? asked[0]! : { type: 'and', of: asked };
    }
    case 'or':
      return { type: 'or', of: query.of.map((one) => planOf(one, options)) };
    case 'not':
      return { type: 'not', of: planOf(query.of, options) };
    case 'words':
      // A line of a list means the same wherever it is looked for.
      return { type: 'phrase', parts: phraseOf(query, query.keyword ? {} : options) };
    case 'field':
      // Links are found as what they look like: no column tells of them.
      return query.field === 'has' && query.value === 'link'
        ? { type: 'expression', source: LINK, place: query.place }
        : query;
    default:
      return query;
  }
}

const isPunctuation = (query: Query): boolean =>
  query.type === 'words' &&
  !query.quoted &&
  /^[\p{P}\p{S}]+$/u.test(query.text) &&
  phraseTerms(query.text) === 0;

/** How many terms a text has. */
function phraseTerms(text: string): number {
  let count = 0;
  termsOf(text, () => count++);
  return count;
}

const LINK = 'https?://|\\bwww\\.';

const only = (oneOf: readonly LookUp[]): PhrasePart[] => [{ offset: 0, oneOf }];

function phraseOf(words: Words, options: PlanOptions): PhrasePart[] {
  const text = words.text.trim();
  const [whole] = wholesIn(text);
  if (whole && whole.start === 0 && text.slice(whole.end).replace(/[/]/g, '') === '') {
    const form = WHOLE + listed(whole.form);
    if (whole.kind === 'iban') return only([{ type: 'term', term: form }]);
    return only([{ type: 'start', start: WHOLE + listedStart(whole.form) }]);
  }
  if (!words.begins && isNumber(text)) {
    const number = foldExact(text);
    if (number.replace(/[^0-9]/g, '').length >= LEAST_DIGITS) {
      const { whole: forms, starts } = numberForms(number);
      return only([
        ...forms.map((form): LookUp => ({ type: 'term', term: NUMBER + form })),
        ...starts.map((form): LookUp => ({ type: 'start', start: NUMBER + form })),
      ]);
    }
  }
  const parts = partsOf(words, text, options);
  if (parts.length === 0) {
    throw new QueryError(`There is no word in ${words.text === '' ? 'this' : words.text}.`, words.place);
  }
  return parts;
}

interface Word {
  loose: string;
  exact: string | null;
  start: number;
  end: number;
}

function partsOf(words: Words, text: string, options: PlanOptions): PhrasePart[] {
  const places: Word[] = [];
  termsOf(text, (term, position, start, end) => {
    const kind = term[0]!;
    if (kind === EXACT) places[position]!.exact = term.slice(1);
    else if (kind !== MARKED && kind !== NUMBER && kind !== WHOLE) {
      places[position] = { loose: term, exact: null, start, end };
    }
  });
  // The last letter of a run without spaces stands alone in the text only where the run ends.
  const wanted = places.filter((place, i) => {
    const before = places[i - 1];
    return !(before && before.end === place.end && before.start < place.start);
  });
  return wanted.map((word, i) => {
    const offset = places.indexOf(word) - places.indexOf(wanted[0]!);
    const isLast = i === wanted.length - 1;
    return { offset, oneOf: lookUpsOf(word, words, isLast, options) };
  });
}

const OTHER: Readonly<Record<SoundScript, SoundScript>> = { arabic: 'latin', latin: 'arabic' };

/** The words of a look-up that needs them all compared. */
export function wordTest(
  lookUp: Extract<LookUp, { type: 'near' | 'sounds' | 'within' }>,
): (term: string) => boolean {
  if (lookUp.type === 'within') {
    return (term) => isWord(term) && (term.includes(lookUp.part) || term.includes(CUT));
  }
  if (lookUp.type === 'near') {
    const near = new NearTo(lookUp.term, lookUp.typos);
    return (term) => isWord(term) && near.test(term);
  }
  const { script, consonants } = lookUp;
  return (term) => {
    const sound = soundOf(term);
    return sound !== null && sound.script === script && sound.consonants === consonants;
  };
}

/** A letter of a script without spaces, on its own, begins the pairs in which it stands. */
const UNSPACED_LETTER =
  /^[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]\p{M}*$/u;

function lookUpsOf({ loose, exact }: Word, words: Words, isLast: boolean, options: PlanOptions): LookUp[] {
  if ((words.begins && isLast) || UNSPACED_LETTER.test(loose)) {
    return [{ type: 'start', start: listedStart(loose) }];
  }
  if (words.quoted) {
    if (exact !== null) return [{ type: 'term', term: EXACT + exact }];
    return [{ type: 'unmarked', term: loose, except: MARKED + loose }];
  }
  const found: LookUp[] =
    words.typos === 0 ? [{ type: 'term', term: loose }] : [{ type: 'near', term: loose, typos: words.typos }];
  if (options.otherScripts) {
    for (const term of otherReadings(loose)) found.push({ type: 'term', term });
    const sound = soundOf(loose);
    if (sound) found.push({ type: 'sounds', script: OTHER[sound.script], consonants: sound.consonants });
  }
  return found;
}

/** The parts of a plan that are joined by and, or, not. */
function leavesOf(plan: Plan): Exclude<Plan, { type: 'and' | 'or' | 'not' }>[] {
  switch (plan.type) {
    case 'and':
    case 'or':
      return plan.of.flatMap(leavesOf);
    case 'not':
      return leavesOf(plan.of);
    default:
      return [plan];
  }
}

/** Regular expressions of a plan, which need the texts themselves. */
export const expressionsOf = (plan: Plan): Expression[] =>
  leavesOf(plan).filter((leaf) => leaf.type === 'expression');

/** What a plan asks of messages beside their texts. */
export const fieldsOf = (plan: Plan): FieldIs[] => leavesOf(plan).filter((leaf) => leaf.type === 'field');

/** Phrases that speak for a message: those that are not under a "not". */
export function phrasesOf(plan: Plan): (readonly PhrasePart[])[] {
  if (plan.type === 'and' || plan.type === 'or') return plan.of.flatMap(phrasesOf);
  return plan.type === 'phrase' ? [plan.parts] : [];
}
