import { createHash } from 'node:crypto';
import type { EvidenceFileRecord } from '../../shared/model/index.ts';

/**
 * SHA-256, lower-case hex, of a list of files: of the lines `<sha256>  <name>\n`, as `sha256sum` writes
 * them. It stands for a folder; `records` are its files sorted by name, by code unit.
 */
export function listDigest(records: readonly EvidenceFileRecord[]): string {
  const hash = createHash('sha256');
  for (const { sha256, name } of records) hash.update(`${sha256}  ${name}\n`);
  return hash.digest('hex');
}
