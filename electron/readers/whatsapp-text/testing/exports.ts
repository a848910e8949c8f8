/** Trees in memory for tests, and what the reader makes of them. */
import type { EvidenceTree, ReadOptions } from '../../../../shared/evidence/index.ts';
import { memoryTree } from '../../testing/memory-tree.ts';
import { type ReadDrafts, readDrafts } from '../../testing/read-drafts.ts';
import { whatsappText } from '../loader.ts';

/** Reads one text of a tree, recognised or not. */
export const readText = (
  tree: EvidenceTree,
  path: string,
  options: ReadOptions = {},
  exhibit = 'AB/1',
): Promise<ReadDrafts> => {
  const source = {
    reader: 'whatsapp-text',
    platform: 'whatsapp',
    title: '',
    paths: [path],
    needs: {},
  } as const;
  return readDrafts(whatsappText, { tree, source, options, exhibit });
};

/** Reads the lines of a text as `_chat.txt`, or under another name. */
export function readLines(
  lines: readonly string[],
  options: ReadOptions = {},
  path = '_chat.txt',
): Promise<ReadDrafts> {
  return readText(memoryTree({ [path]: lines.map((line) => `${line}\n`).join('') }), path, options);
}
