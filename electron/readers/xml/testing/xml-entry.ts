/** An XML file in memory, for tests. */
import type { EvidenceEntry } from '../../../../shared/evidence/index.ts';

/** Its content comes in chunks of this size. */
export function xmlEntry(content: string | Uint8Array, chunk = 2 ** 16, path = 'a.xml'): EvidenceEntry {
  const bytes = Buffer.from(content);
  return {
    path,
    bytes: bytes.length,
    async *open() {
      for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
    },
  };
}
