/** Finds exports of Hangouts in a tree: `Hangouts.json`, by what it begins with. */
import type { EvidenceEntry, EvidenceTree, RecognisedSource } from '../../../shared/evidence/index.ts';
import { Refusal } from '../../../shared/model/index.ts';

/** The first conversation's own fields stand first; of a large group they are some kilobytes. */
const LOOKED_AT = 64 * 1024;
/** Of today's form, and of that before 2017. */
const BEGINS = /^(?:\xef\xbb\xbf)?\s*\{[\s\S]{0,1000}?"(?:conversations|conversation_state)"\s*:\s*\[/;
const KEYS = [/"conversation_id"\s*:/, /"(?:gaia_id|chat_id|self_conversation_state)"\s*:/];

async function isExport(entry: EvidenceEntry): Promise<boolean> {
  let text = '';
  try {
    for await (const chunk of entry.open()) {
      text += Buffer.from(chunk).toString('latin1');
      if (text.length >= LOOKED_AT) break;
    }
  } catch (cause) {
    // What cannot be read is named when something needs it.
    if (!(cause instanceof Refusal)) throw cause;
    return false;
  }
  // An export without conversations is one, too.
  const isEmpty = /^(?:\xef\xbb\xbf)?\s*\{\s*"conversations"\s*:\s*\[\s*\]\s*\}\s*$/.test(text);
  return isEmpty || (BEGINS.test(text) && KEYS.every((key) => key.test(text)));
}

export async function recognise(tree: EvidenceTree): Promise<RecognisedSource[]> {
  const found: RecognisedSource[] = [];
  for (const entry of tree.entries) {
    const { path, bytes } = entry;
    const isNamed = /(?:^|\/)Hangouts[^/]*\.json$/i.test(path);
    if (bytes === 0 || !(isNamed || (tree.entries.length === 1 && /\.json$/i.test(path)))) continue;
    if (!(await isExport(entry))) continue;
    found.push({
      reader: 'hangouts',
      platform: 'hangouts',
      title: `Google Hangouts export, “${path}”`,
      paths: [path],
      needs: {},
    });
  }
  return found;
}
