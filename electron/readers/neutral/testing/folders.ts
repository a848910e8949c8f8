/** Folders in the neutral form, for tests, and what the reader makes of them. */
import type {
  EvidenceTree,
  ReadContext,
  ReadOptions,
  RecognisedSource,
} from '../../../../shared/evidence/index.ts';
import { type ReadDrafts, contextOf as readContext, readDrafts } from '../../testing/read-drafts.ts';
import { neutral } from '../loader.ts';

export const STATEMENT = '{"format":"threadline-neutral","version":1,"platform":"signal"}';

export const jsonLinesOf = (values: readonly unknown[]): string =>
  values.map((value) => `${JSON.stringify(value)}\n`).join('');

export const contextOf = (
  tree: EvidenceTree,
  source: RecognisedSource,
  options: ReadOptions = {},
): ReadContext => readContext({ tree, source, options });

export const readSource = (
  tree: EvidenceTree,
  source: RecognisedSource,
  options: ReadOptions = {},
): Promise<ReadDrafts> => readDrafts(neutral, { tree, source, options });

/** Reads a tree that holds one source. */
export async function readTree(tree: EvidenceTree, options?: ReadOptions): Promise<ReadDrafts> {
  const sources = await neutral.recognise(tree);
  if (sources.length !== 1) throw new Error(`${sources.length} sources were found`);
  return readSource(tree, sources[0]!, options);
}
