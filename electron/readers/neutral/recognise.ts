/** Finds folders in the neutral form: one source for each platform that a folder has messages of. */
import type { EvidenceTree, RecognisedSource } from '../../../shared/evidence/index.ts';
import { ACCOUNTS, CHATS, entriesOf, formOf, MESSAGES } from './form.ts';

export async function recognise(tree: EvidenceTree): Promise<RecognisedSource[]> {
  const found: RecognisedSource[] = [];
  const entries = entriesOf(tree.entries);
  for (const { path } of tree.entries) {
    if (path !== MESSAGES && !path.endsWith(`/${MESSAGES}`)) continue;
    const home = path.slice(0, -MESSAGES.length);
    const form = await formOf(entries, home);
    if (!form) continue;
    const lists = [home + CHATS, home + ACCOUNTS].filter((list) => entries.has(list));
    const name = home.slice(0, -1) || tree.name;
    for (const platform of form.platforms) {
      found.push({
        reader: 'neutral',
        platform,
        title: `Messages in Threadline’s own form (${platform})${name ? `, “${name}”` : ''}`,
        paths: [path, ...lists, form.file],
        needs: {},
      });
    }
  }
  return found;
}
