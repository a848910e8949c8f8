import type { EvidenceEntry } from '../../../shared/evidence/index.ts';
import { segmentsOf } from './segments.ts';

/**
 * The first characters of an XML file, at least `units` UTF-16 units where it has them.
 * @throws Refusal `unsupported` for an encoding that is not read; what the entry throws.
 */
export async function beginningOf(
  entry: Pick<EvidenceEntry, 'path' | 'open'>,
  units: number,
): Promise<string> {
  let text = '';
  for await (const segment of segmentsOf(entry.open(), entry.path)) {
    text += segment.text;
    if (text.length >= units) break;
  }
  return text;
}
