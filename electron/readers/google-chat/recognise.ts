/** Finds exports of Google Chat in a tree; parts of one Takeout are one source. */
import type { EvidenceEntry, EvidenceTree, RecognisedSource } from '../../../shared/evidence/index.ts';
import { Refusal } from '../../../shared/model/index.ts';
import { exportOf, GROUP, groupPlace, isGroupName, MESSAGES, nameOf, USER } from './groups.ts';

/** How much of a file is looked at: a first message with all its fields is shorter. */
const LOOKED_AT = 64 * 1024;
/** What a message has, and no other program's does all together. */
const KEYS = [/"messages"\s*:/, /"creator"\s*:/, /"(?:topic_id|message_id)"\s*:/];

async function isOfChat(entry: EvidenceEntry): Promise<boolean> {
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
  return /^(?:\xef\xbb\xbf)?\s*\{/.test(text) && KEYS.every((key) => key.test(text));
}

export async function recognise(tree: EvidenceTree): Promise<RecognisedSource[]> {
  const paths = new Set(tree.entries.map(({ path }) => path));
  /** Files of each export: those of groups, and its user's. */
  const exports = new Map<
    string,
    { readonly groups: string[]; readonly users: string[]; hasMessages: boolean }
  >();
  const exportFor = (root: string) => {
    const key = exportOf(root);
    let found = exports.get(key);
    if (!found) {
      found = { groups: [], users: [], hasMessages: false };
      exports.set(key, found);
    }
    return found;
  };
  for (const entry of tree.entries) {
    const { path, bytes } = entry;
    const name = nameOf(path);
    const { root, home, name: group } = groupPlace(path);
    if (name === GROUP && isGroupName(group)) exportFor(root).groups.push(path);
    else if (name === USER && /(?:^|\/)Users\/User [^/]+\/$/.test(home)) {
      exportFor(home.replace(/Users\/User [^/]+\/$/, '')).users.push(path);
    } else if (bytes > 0 && (name === MESSAGES || (tree.entries.length === 1 && /\.json$/i.test(name)))) {
      const isCertain = isGroupName(group) && paths.has(home + GROUP);
      if (!isCertain && !(await isOfChat(entry))) continue;
      const found = exportFor(root);
      found.groups.push(path);
      found.hasMessages = true;
    }
  }
  return [...exports]
    .filter(([, { hasMessages }]) => hasMessages)
    .map(([key, { groups, users }]) => ({
      reader: 'google-chat',
      platform: 'google-chat',
      title: key === '' ? 'Google Chat export' : `Google Chat export, “${key.slice(0, -1)}”`,
      paths: [
        ...groups.filter((path) => nameOf(path) !== GROUP),
        ...groups.filter((path) => nameOf(path) === GROUP),
        ...users,
      ],
      needs: {},
    }));
}
