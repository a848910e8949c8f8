/**
 * Whether one message is what a query asks for: how the command line searches, how found words are
 * marked, and what the search structures are tested against.
 */
import { RE2JS } from 're2js';
import { type Expression, type FieldIs, QueryError } from './language.ts';
import { expressionsOf, type LookUp, type PhrasePart, type Plan, wordTest } from './plan.ts';
import { GAP, termsOf } from './terms.ts';

interface Standing {
  readonly position: number;
  readonly start: number;
  readonly end: number;
}

/** Terms of one message's texts, each with where it stands. */
export class MessageTerms {
  private readonly terms = new Map<string, Standing[]>();

  constructor(texts: readonly string[]) {
    let position = 0;
    for (const text of texts) {
      const end = termsOf(
        text,
        (term, at, start, to) => {
          const standing = { position: at, start, end: to };
          const known = this.terms.get(term);
          if (known) known.push(standing);
          else this.terms.set(term, [standing]);
        },
        position,
      );
      position = end + GAP;
    }
  }

  find(lookUp: LookUp): readonly Standing[] {
    switch (lookUp.type) {
      case 'term':
        return this.terms.get(lookUp.term) ?? [];
      case 'unmarked': {
        const marked = new Set(this.terms.get(lookUp.except)?.map(({ position }) => position));
        return (this.terms.get(lookUp.term) ?? []).filter(({ position }) => !marked.has(position));
      }
      case 'start':
        return this.where((term) => term.startsWith(lookUp.start));
      case 'near':
      case 'sounds':
      case 'within':
        return this.where(wordTest(lookUp));
    }
  }

  private where(test: (term: string) => boolean): Standing[] {
    return [...this.terms].flatMap(([term, standings]) => (test(term) ? standings : []));
  }

  /** Where a phrase stands: for each of its words, the place in the text. */
  phrase(parts: readonly PhrasePart[]): Standing[][] {
    const places = parts.map(({ oneOf }) => {
      const byPosition = new Map<number, Standing>();
      for (const lookUp of oneOf) {
        for (const standing of this.find(lookUp)) byPosition.set(standing.position, standing);
      }
      return byPosition;
    });
    const found: Standing[][] = [];
    for (const [position, first] of places[0] ?? []) {
      const rest = parts.slice(1).map(({ offset }, i) => places[i + 1]!.get(position + offset));
      if (rest.every((standing) => standing !== undefined)) found.push([first, ...rest]);
    }
    return found;
  }
}

/** Each is asked of very many texts. */
const compiled = new WeakMap<Expression, RE2JS>();

/**
 * An expression in RE2's syntax, which takes time in proportion to the text; without regard to case.
 * @throws QueryError when it is none.
 */
export function compileExpression(expression: Expression): RE2JS {
  const known = compiled.get(expression);
  if (known) return known;
  const { source, place } = expression;
  try {
    const made = RE2JS.compile(source, RE2JS.CASE_INSENSITIVE | RE2JS.MULTILINE);
    compiled.set(expression, made);
    return made;
  } catch (cause) {
    const reason =
      cause instanceof Error ? cause.message.replace(/^error parsing regexp: /, '') : String(cause);
    throw new QueryError(`This is no regular expression: ${reason}.`, place);
  }
}

/** Tells of any message whether it is asked for. */
export class Matcher<Message> {
  private readonly plan: Plan;
  private readonly is: (field: FieldIs, message: Message) => boolean;

  /** @throws QueryError when an expression of the plan is none. */
  constructor(plan: Plan, is: (field: FieldIs, message: Message) => boolean) {
    this.plan = plan;
    this.is = is;
    for (const expression of expressionsOf(plan)) compileExpression(expression);
  }

  /** @param texts what of the message is searched. */
  test(message: Message, texts: readonly string[]): boolean {
    let terms: MessageTerms | null = null;
    const holds = (plan: Plan): boolean => {
      switch (plan.type) {
        case 'and':
          return plan.of.every(holds);
        case 'or':
          return plan.of.some(holds);
        case 'not':
          return !holds(plan.of);
        case 'phrase':
          terms ??= new MessageTerms(texts);
          return terms.phrase(plan.parts).length > 0;
        case 'expression': {
          const expression = compileExpression(plan);
          return texts.some((text) => expression.matcher(text).find());
        }
        case 'field':
          return this.is(plan, message);
      }
    };
    return holds(this.plan);
  }
}

/** Stretches of a text that a plan found, in order and apart; UTF-16 units. */
export function foundIn(plan: Plan, text: string): { start: number; end: number }[] {
  const terms = new MessageTerms([text]);
  const stretches: { start: number; end: number }[] = [];
  const mark = (one: Plan): void => {
    if (one.type === 'and' || one.type === 'or') for (const inner of one.of) mark(inner);
    else if (one.type === 'phrase') {
      for (const standings of terms.phrase(one.parts)) {
        stretches.push({
          start: Math.min(...standings.map(({ start }) => start)),
          end: Math.max(...standings.map(({ end }) => end)),
        });
      }
    } else if (one.type === 'expression') {
      const matcher = compileExpression(one).matcher(text);
      while (matcher.find()) {
        if (matcher.end() > matcher.start()) stretches.push({ start: matcher.start(), end: matcher.end() });
      }
    }
  };
  mark(plan);
  stretches.sort((a, b) => a.start - b.start || b.end - a.end);
  const apart: { start: number; end: number }[] = [];
  for (const stretch of stretches) {
    const last = apart.at(-1);
    if (last && stretch.start <= last.end) last.end = Math.max(last.end, stretch.end);
    else apart.push({ ...stretch });
  }
  return apart;
}
