export { dateTest, HAS_KINDS, nameTest } from './fields.ts';
export { KeywordFinder, keywordPlan } from './keywords.ts';
export {
  type Expression,
  FIELDS,
  type Field,
  type FieldIs,
  HAS,
  type Has,
  keywordQuery,
  type Place,
  parseQuery,
  periodOf,
  type Query,
  QueryError,
} from './language.ts';
export { compileExpression, foundIn, Matcher, MessageTerms } from './match.ts';
export {
  expressionsOf,
  fieldsOf,
  type LookUp,
  type PhrasePart,
  type Plan,
  type PlanOptions,
  phrasesOf,
  planOf,
  wordTest,
} from './plan.ts';
export { requiredOf } from './required.ts';
export { furtherTexts, searchedTexts } from './searched-texts.ts';
export { GAP, termsOf } from './terms.ts';
