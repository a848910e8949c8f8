/** What a written query means, for the box that takes it and the lists that mark what it found. */
import {
  compileExpression,
  expressionsOf,
  foundIn,
  type Plan,
  type PlanOptions,
  parseQuery,
  planOf,
  QueryError,
} from '../../../shared/search/index.ts';

export interface QueryProblem {
  /** For people. */
  readonly message: string;
  /** The place in the query, UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

/** @throws QueryError */
function planned(query: string, options: PlanOptions): Plan | null {
  const parsed = parseQuery(query);
  const plan = parsed && planOf(parsed, options);
  if (plan) for (const expression of expressionsOf(plan)) compileExpression(expression);
  return plan;
}

/** Why a query cannot be answered, or null. */
export function queryProblem(query: string): QueryProblem | null {
  try {
    planned(query, {});
    return null;
  } catch (cause) {
    if (cause instanceof QueryError) return { message: cause.message, ...cause.place };
    throw cause;
  }
}

/** Where in a query its problem is, for those who do not see it underlined: `At character 5: (one.` */
export function placeWords(query: string, { start, end }: QueryProblem): string {
  const wrong = query.slice(start, end).trim();
  if (wrong === '') return start >= query.trimEnd().length ? 'At the end.' : `At character ${start + 1}.`;
  return `At character ${start + 1}: ${wrong}`;
}

export type Ranges = readonly (readonly [start: number, end: number])[];

/** Tells what a query found in a text; null for a query that marks nothing. */
export function finderOf(query: string | undefined, options: PlanOptions): ((text: string) => Ranges) | null {
  if (query === undefined) return null;
  let plan: Plan | null;
  try {
    plan = planned(query, options);
  } catch (cause) {
    if (cause instanceof QueryError) return null;
    throw cause;
  }
  if (!plan) return null;
  const wanted = plan;
  return (text) => foundIn(wanted, text).map(({ start, end }) => [start, end]);
}
