/** What a reader makes of one source, for tests. */
import type {
  DraftMessage,
  ReadContext,
  ReaderLoader,
  ReadResult,
  SkippedRow,
} from '../../../shared/evidence/index.ts';
import { writtenDraft } from '../../../shared/evidence/written.ts';

export interface ReadDrafts {
  readonly messages: DraftMessage[];
  readonly skipped: SkippedRow[];
  readonly result: ReadResult;
}

/** Of exhibit AB/1 unless told otherwise, for a reader that reads files as they are. */
export const contextOf = ({
  exhibit = 'AB/1',
  options = {},
  ...given
}: Pick<ReadContext, 'tree' | 'source'> &
  Partial<Pick<ReadContext, 'exhibit' | 'options'>>): ReadContext => ({
  exhibit,
  options,
  ...given,
  signal: new AbortController().signal,
  materialise: () => Promise.reject(new Error('it needs no copy of a file')),
});

export async function readDrafts(
  loader: ReaderLoader,
  of: Parameters<typeof contextOf>[0],
): Promise<ReadDrafts> {
  const batches = (await loader.load())(contextOf(of));
  const messages: DraftMessage[] = [];
  const skipped: SkippedRow[] = [];
  for (;;) {
    const step = await batches.next();
    if (step.done) return { messages, skipped, result: step.value };
    messages.push(...step.value.messages.map(writtenDraft));
    skipped.push(...step.value.skipped);
  }
}
