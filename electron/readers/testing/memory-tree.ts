/** Files in memory, for tests. */
import type { EvidenceEntry, EvidenceTree } from '../../../shared/evidence/index.ts';

type Content = string | Uint8Array;
/** The content comes in chunks of this size, or of these sizes, the last one again and again. */
type Chunks = number | readonly number[];

const WHOLE = 2 ** 16;

export function memoryEntry(path: string, content: Content, chunks: Chunks = WHOLE): EvidenceEntry {
  const bytes = Buffer.from(content);
  const sizes = typeof chunks === 'number' ? [chunks] : chunks;
  return {
    path,
    bytes: bytes.length,
    async *open() {
      let at = 0;
      for (let n = 0; at < bytes.length; n++) {
        const size = sizes[Math.min(n, sizes.length - 1)]!;
        yield bytes.subarray(at, at + size);
        at += size;
      }
    },
  };
}

export function memoryTree(files: Readonly<Record<string, Content>>, chunks?: Chunks): EvidenceTree {
  const entries = Object.entries(files)
    .map(([path, content]) => memoryEntry(path, content, chunks))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  return { entries, leftOut: [], close: async () => {} };
}
