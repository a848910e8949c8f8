/** Finds exports of WordPress in a tree, by the namespace that they declare. */
import type { EvidenceTree, RecognisedSource } from '../../../shared/evidence/index.ts';
import { Refusal } from '../../../shared/model/index.ts';
import { beginningOf } from '../xml/index.ts';

/** The root element stands behind a comment of some 2,000 characters that says what the file is. */
const LOOKED_AT = 64 * 1024;
/** Versions 1.0 to 1.2 are known. */
const NAMESPACE = /<rss\b[^>]*\bxmlns:wp\s*=\s*["']https?:\/\/wordpress\.org\/export\/\d/;

/** Every export, in the order of their paths. A site exported in several files gives several. */
export async function recognise(tree: EvidenceTree): Promise<RecognisedSource[]> {
  const found: RecognisedSource[] = [];
  for (const entry of tree.entries) {
    const { path, bytes } = entry;
    if (bytes === 0 || !(/\.xml$/i.test(path) || tree.entries.length === 1)) continue;
    try {
      if (!NAMESPACE.test(await beginningOf(entry, LOOKED_AT))) continue;
    } catch (cause) {
      // What cannot be read is named when something needs it.
      if (cause instanceof Refusal) continue;
      throw cause;
    }
    found.push({
      reader: 'wordpress',
      platform: 'wordpress',
      title: `WordPress export, “${path.slice(path.lastIndexOf('/') + 1)}”`,
      paths: [path],
      needs: {},
    });
  }
  return found;
}
