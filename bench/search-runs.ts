/** What the child processes of `search.bench.ts` measure. */

export interface SearchRun {
  /** ms of each query. */
  readonly ms: readonly number[];
  /** Messages that each found. */
  readonly found: readonly number[];
  /** Bytes held once all queries were asked. */
  readonly held: number;
}

export interface LargeRun {
  readonly messages: number;
  /** ms of each query until its first rows are there, and until all are counted. */
  readonly first: readonly number[];
  readonly counted: readonly number[];
  /** Processor time of the thread that searches, ms, of both. */
  readonly firstCpu: readonly number[];
  readonly countedCpu: readonly number[];
  readonly found: readonly number[];
  /** ms until a result is there by relevance, of a common word. */
  readonly rankedMs: number;
  /** ms of a hit table of 300 keywords. */
  readonly hitTableMs: number;
  /** ms of a search for a near match, and for an expression with a run that it requires. */
  readonly nearMs: number;
  readonly expressionMs: number;
  readonly buildMs: number;
  readonly storedBytes: number;
}

export interface BuildRun {
  readonly messages: number;
  /** Processor time, ms, of all threads: packing has its own. */
  readonly importMs: number;
  readonly buildMs: number;
}

/** Queries of a run, and rows of a first page. */
export const QUERIES = 200;
export const PAGE = 50;
export const SEED = 11;
export const SHAPE = { chats: 250, people: 2500 };
