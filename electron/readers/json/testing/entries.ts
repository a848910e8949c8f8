/** Files in memory, for tests. */
import type { EvidenceEntry, EvidenceTree } from '../../../../shared/evidence/index.ts';

/** @param chunk the content comes in chunks of this size. */
export function memoryEntry(path: string, content: string | Uint8Array, chunk = 2 ** 16): EvidenceEntry {
  const bytes = Buffer.from(content);
  return {
    path,
    bytes: bytes.length,
    async *open() {
      for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
    },
  };
}

export function memoryTree(
  files: Readonly<Record<string, string | Uint8Array>>,
  chunk?: number,
): EvidenceTree {
  const entries = Object.entries(files)
    .map(([path, content]) => memoryEntry(path, content, chunk))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  return { entries, leftOut: [], close: async () => {} };
}
