/** Folders in the neutral form, for tests, and what the reader makes of them. */
import type {
  DraftMessage,
  EvidenceTree,
  ReadContext,
  ReadOptions,
  ReadResult,
  RecognisedSource,
  SkippedRow,
} from '../../../../shared/evidence/index.ts';
import { writtenDraft } from '../../../../shared/evidence/written.ts';
import { neutral } from '../loader.ts';

export const STATEMENT = '{"format":"threadline-neutral","version":1,"platform":"signal"}';

export const jsonLinesOf = (values: readonly unknown[]): string =>
  values.map((value) => `${JSON.stringify(value)}\n`).join('');

export interface ReadFolder {
  readonly messages: DraftMessage[];
  readonly skipped: SkippedRow[];
  readonly result: ReadResult;
}

export const contextOf = (
  tree: EvidenceTree,
  source: RecognisedSource,
  options: ReadOptions = {},
): ReadContext => ({
  exhibit: 'AB/1',
  tree,
  source,
  options,
  signal: new AbortController().signal,
  materialise: () => Promise.reject(new Error('JSON needs no copy')),
});

export async function readSource(
  tree: EvidenceTree,
  source: RecognisedSource,
  options?: ReadOptions,
): Promise<ReadFolder> {
  const read = await neutral.load();
  const batches = read(contextOf(tree, source, options));
  const messages: DraftMessage[] = [];
  const skipped: SkippedRow[] = [];
  for (;;) {
    const step = await batches.next();
    if (step.done) return { messages, skipped, result: step.value };
    messages.push(...step.value.messages.map(writtenDraft));
    skipped.push(...step.value.skipped);
  }
}

/** Reads a tree that holds one source. */
export async function readTree(tree: EvidenceTree, options?: ReadOptions): Promise<ReadFolder> {
  const sources = await neutral.recognise(tree);
  if (sources.length !== 1) throw new Error(`${sources.length} sources were found`);
  return readSource(tree, sources[0]!, options);
}
