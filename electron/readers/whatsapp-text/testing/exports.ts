/** Trees in memory for tests, and what the reader makes of them. */
import type {
  DraftMessage,
  EvidenceTree,
  ReadOptions,
  ReadResult,
  SkippedRow,
} from '../../../../shared/evidence/index.ts';
import { writtenDraft } from '../../../../shared/evidence/written.ts';
import { whatsappText } from '../loader.ts';

/** A tree of files; their content comes in chunks of the sizes given, the last one again and again. */
export function treeOf(
  files: Readonly<Record<string, string | Uint8Array>>,
  chunkSizes: readonly number[] = [2 ** 16],
): EvidenceTree {
  const entries = Object.entries(files)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, content]) => {
      const bytes = Buffer.from(content);
      return {
        path,
        bytes: bytes.length,
        async *open() {
          let at = 0;
          for (let n = 0; at < bytes.length; n++) {
            const size = chunkSizes[Math.min(n, chunkSizes.length - 1)]!;
            yield bytes.subarray(at, at + size);
            at += size;
          }
        },
      };
    });
  return { entries, leftOut: [], close: async () => {} };
}

export interface ReadExport {
  readonly messages: DraftMessage[];
  readonly skipped: SkippedRow[];
  readonly result: ReadResult;
}

/** Reads one text of a tree, recognised or not. */
export async function readText(
  tree: EvidenceTree,
  path: string,
  options: ReadOptions = {},
  exhibit = 'AB/1',
): Promise<ReadExport> {
  const read = await whatsappText.load();
  const batches = read({
    exhibit,
    tree,
    source: { reader: 'whatsapp-text', platform: 'whatsapp', title: '', paths: [path], needs: {} },
    options,
    signal: new AbortController().signal,
    materialise: () => Promise.reject(new Error('a text needs no copy')),
  });
  const messages: DraftMessage[] = [];
  const skipped: SkippedRow[] = [];
  for (;;) {
    const step = await batches.next();
    if (step.done) return { messages, skipped, result: step.value };
    messages.push(...step.value.messages.map(writtenDraft));
    skipped.push(...step.value.skipped);
  }
}

/** Reads the lines of a text as `_chat.txt`, or under another name. */
export function readLines(
  lines: readonly string[],
  options: ReadOptions = {},
  path = '_chat.txt',
): Promise<ReadExport> {
  return readText(treeOf({ [path]: lines.map((line) => `${line}\n`).join('') }), path, options);
}
