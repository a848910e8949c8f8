export { OUTSIDE, type Outside } from './clause.ts';
export { type Scope, ScopeJudge, type Verdict } from './judge.ts';
export { type KnownLists, membersWith } from './known-lists.ts';
export { AccountList } from './listed-accounts.ts';
export { timeSpan } from './time-span.ts';
