/** Finds threads of Messenger and Instagram in a tree, and puts those of one export together. */
import type { EvidenceEntry, EvidenceTree, RecognisedSource } from '../../../shared/evidence/index.ts';
import { Refusal } from '../../../shared/model/index.ts';
import { isOfInstagram, isProfile } from './profile.ts';
import { inThreadOrder, isNamedAsEncrypted, type ThreadFile, threadFileOf } from './thread-files.ts';

/** How much of a file is looked at; participants stand first, and a large group has thousands. */
const LOOKED_AT = 64 * 1024;
/** JSON files of other names are looked at in trees that have no more of them. */
const MOST_OTHERS = 200;

/** Keys that files of either form begin with, and that no other program's do all together. */
const KEYS: readonly (readonly RegExp[])[] = [
  [/"sender_name"\s*:/, /"timestamp_ms"\s*:/],
  [/"participants"\s*:/, /"threadName"\s*:/],
  [/"senderName"\s*:/, /"isUnsent"\s*:/],
];

type Network = 'messenger' | 'instagram';

/** The first bytes of a file, as Latin-1; empty where it cannot be read. */
async function beginningOf(entry: EvidenceEntry): Promise<string> {
  let text = '';
  try {
    for await (const chunk of entry.open()) {
      text += Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length).toString('latin1');
      if (text.length >= LOOKED_AT) break;
    }
  } catch (cause) {
    // What cannot be read is named when something needs it.
    if (!(cause instanceof Refusal)) throw cause;
  }
  return text;
}

const isThread = (beginning: string): boolean =>
  /^(?:\xef\xbb\xbf)?\s*\{/.test(beginning) && KEYS.some((keys) => keys.every((key) => key.test(beginning)));

/** Folders and archive that a thread lies in, the nearest first. */
function namesAbove({ root, path }: ThreadFile, tree: EvidenceTree): string[] {
  const activity = path.slice(root.length).split('/')[0]!;
  return [/^your_/.test(activity) ? activity : '', ...root.split('/').reverse(), tree.name ?? ''];
}

function platformOf(
  file: ThreadFile,
  tree: EvidenceTree,
  hasInstagramFiles: boolean,
  beginning: string,
): Network {
  for (const name of namesAbove(file, tree)) {
    if (/instagram/i.test(name)) return 'instagram';
    if (/facebook|messenger/i.test(name)) return 'messenger';
  }
  if (hasInstagramFiles || /your_instagram_activity\/|"Instagram User"/.test(beginning)) return 'instagram';
  return 'messenger';
}

interface Export {
  readonly platform: Network;
  readonly roots: string[];
  readonly threads: ThreadFile[];
  readonly profiles: string[];
}

async function threadsIn(tree: EvidenceTree): Promise<{ file: ThreadFile; beginning: string }[]> {
  const found: { file: ThreadFile; beginning: string }[] = [];
  const possible = tree.entries.filter(({ bytes, path }) => bytes > 0 && /\.json$/i.test(path));
  for (const entry of possible) {
    const { path } = entry;
    const file = threadFileOf(path)!;
    if (isProfile(path, 'messenger') || isProfile(path, 'instagram')) continue;
    const isNumbered = /(?:^|\/)message(?:_\d+)?\.json$/i.test(path);
    if (!isNumbered && !isNamedAsEncrypted(path) && possible.length > MOST_OTHERS) continue;
    const beginning = file.isCertain ? '' : await beginningOf(entry);
    if (file.isCertain || isThread(beginning)) found.push({ file, beginning });
  }
  return found;
}

/** The threads of each root, with the profiles that lie under it. */
function byRoot(found: readonly { file: ThreadFile; beginning: string }[], tree: EvidenceTree): Export[] {
  const exports = new Map<string, Export>();
  const paths = tree.entries.map(({ path }) => path);
  const instagramFiles = paths.filter(isOfInstagram);
  const profilesOf = {
    messenger: paths.filter((path) => isProfile(path, 'messenger')),
    instagram: paths.filter((path) => isProfile(path, 'instagram')),
  };
  for (const { file, beginning } of found) {
    const hasInstagramFiles = instagramFiles.some((path) => path.startsWith(file.root));
    const platform = platformOf(file, tree, hasInstagramFiles, beginning);
    const key = `${platform}\0${file.root}`;
    let known = exports.get(key);
    if (!known) {
      const profiles = profilesOf[platform].filter((path) => path.startsWith(file.root));
      known = { platform, roots: [file.root], threads: [], profiles };
      exports.set(key, known);
    }
    known.threads.push(file);
  }
  return [...exports.values()];
}

/**
 * Parts of one export, which are archives of their own, are put together: where the profiles of at most one
 * part say whose it is, nothing tells that another part is somebody else's.
 */
function joined(exports: readonly Export[], tree: EvidenceTree, platform: Network): Export[] {
  const own = exports.filter((one) => one.platform === platform);
  if (own.length === 0 || own.filter(({ profiles }) => profiles.length > 0).length > 1) return own;
  const known = own.find(({ profiles }) => profiles.length > 0)?.profiles;
  // A part without threads can have the profile of the others.
  const elsewhere = tree.entries.map(({ path }) => path).filter((path) => isProfile(path, platform));
  const names = elsewhere.map((path) => path.slice(path.lastIndexOf('/') + 1).toLowerCase());
  const isOfOne = new Set(names).size === names.length;
  return [
    {
      platform,
      roots: own.flatMap(({ roots }) => roots),
      threads: own.flatMap(({ threads }) => threads),
      profiles: known ?? (isOfOne ? elsewhere : []),
    },
  ];
}

function sourceOf({ platform, roots, threads, profiles }: Export, tree: EvidenceTree): RecognisedSource {
  const sorted = [...threads].sort(inThreadOrder);
  const chats = new Set(sorted.map(({ root, thread }) => `${root}\0${thread}`)).size;
  const network = platform === 'instagram' ? 'Instagram' : 'Facebook Messenger';
  const place = roots.length === 1 ? roots[0]!.replace(/\/$/, '') : '';
  const name = place || tree.name || (sorted.length === 1 ? sorted[0]!.path : '');
  return {
    reader: 'messenger',
    platform,
    title: `${network} messages (JSON), ${chats === 1 ? '1 chat' : `${chats} chats`}${name === '' ? '' : `, “${name}”`}`,
    paths: [...sorted.map(({ path }) => path), ...profiles],
    needs: {},
  };
}

export async function recognise(tree: EvidenceTree): Promise<RecognisedSource[]> {
  const found = await threadsIn(tree);
  if (found.length === 0) return [];
  const exports = byRoot(found, tree);
  return (['messenger', 'instagram'] as const).flatMap((platform) =>
    joined(exports, tree, platform).map((one) => sourceOf(one, tree)),
  );
}
