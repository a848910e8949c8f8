/** Finds the direct messages of archives of X in a tree. */
import type { EvidenceEntry, EvidenceTree, RecognisedSource } from '../../../shared/evidence/index.ts';
import { Refusal } from '../../../shared/model/index.ts';

/** `direct-messages.js`, `direct-messages-group.js`, their parts, and the names of 2018: `direct-message.js`. */
const MESSAGES = /(?:^|\/)direct-messages?(-group)?(?:-part(\d{1,6}))?\.js$/i;
const ACCOUNT = /(?:^|\/)account\.js$/i;
const LOOKED_AT = 4096;
const CONTENT = /window\.YTD\.direct_messages?(?:_group)?\.part\d+\s*=|"dmConversation"\s*:/;

export const isAccount = (path: string): boolean => ACCOUNT.test(path);
export const isOfGroups = (path: string): boolean => MESSAGES.exec(path)?.[1] !== undefined;

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);

async function hasConversations(entry: EvidenceEntry): Promise<boolean> {
  let text = '';
  try {
    for await (const chunk of entry.open()) {
      text += Buffer.from(chunk).toString('latin1');
      if (text.length >= LOOKED_AT) break;
    }
  } catch (cause) {
    // What cannot be read is named when something needs it.
    if (!(cause instanceof Refusal)) throw cause;
  }
  return CONTENT.test(text);
}

/** Chats of two first, then groups; the parts of each by number. */
function inOrder(a: string, b: string): number {
  const [one, other] = [MESSAGES.exec(a), MESSAGES.exec(b)];
  const group = Number(one?.[1] !== undefined) - Number(other?.[1] !== undefined);
  return group || Number(one?.[2] ?? 0) - Number(other?.[2] ?? 0) || (a < b ? -1 : 1);
}

/** One source a folder: the folder `data` of each archive. */
export async function recognise(tree: EvidenceTree): Promise<RecognisedSource[]> {
  const folders = new Map<string, string[]>();
  for (const entry of tree.entries) {
    const { path, bytes } = entry;
    const isPossible = MESSAGES.test(path) || (tree.entries.length === 1 && /\.js(?:on)?$/i.test(path));
    if (bytes === 0 || !isPossible || !(await hasConversations(entry))) continue;
    const folder = folderOf(path);
    const known = folders.get(folder);
    if (known) known.push(path);
    else folders.set(folder, [path]);
  }
  const accounts = new Map(
    tree.entries.filter(({ path }) => isAccount(path)).map(({ path }) => [folderOf(path), path]),
  );
  return [...folders].map(([folder, paths]) => {
    const account = accounts.get(folder);
    const archive = folder.replace(/(?:^|\/)data\/$/i, '').replace(/\/$/, '');
    const name = archive || tree.name;
    return {
      reader: 'x',
      platform: 'x',
      title: `X (Twitter) direct messages${name === undefined ? '' : `, “${name}”`}`,
      paths: [...paths.sort(inOrder), ...(account === undefined ? [] : [account])],
      needs: {},
    };
  });
}
