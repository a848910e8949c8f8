import type {
  EvidenceEntry,
  EvidenceTree,
  ReaderLoader,
  RecognisedSource,
} from '../../../shared/evidence/index.ts';
import { Refusal } from '../../../shared/model/index.ts';
import { isDatabase } from '../../sqlite/header.ts';
import { SETTINGS } from './owner.ts';

const MESSAGE_STORE = /(?:^|\/)ChatStorage\.sqlite$/i;
/** The address book and the list of hidden ids. */
export const CONTACTS = /(?:^|\/)(?:ContactsV2|LID)\.sqlite$/i;
export const CALL_HISTORY = /(?:^|\/)CallHistory\.sqlite$/i;
const JOURNAL = /-(?:wal|shm|journal)$/;
/** Names that a renamed database may have; other files of a tree with several are not opened. */
const RENAMED = /(?:^|\/)[^/.]+$|\.(?:db|sqlite|sqlite3|sqlitedb|bak|backup|old)$/i;
/** Files of other names are looked at only this far; the schema stands near a database's beginning. */
const LOOKED_AT = 2 ** 20;
/** Words of the schema that only WhatsApp's databases of iPhones have. */
const SCHEMA = /CREATE TABLE ["'`]?ZWAMESSAGE["'`]?\s*\(/;

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);

/** Whether a file under another name is such a database. */
async function hasMessageSchema(entry: EvidenceEntry): Promise<boolean> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of entry.open()) {
      if (bytes === 0 && !isDatabase(chunk)) return false;
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes >= LOOKED_AT) break;
    }
  } catch (cause) {
    // What cannot be read is named when something needs it.
    if (cause instanceof Refusal) return false;
    throw cause;
  }
  return SCHEMA.test(Buffer.concat(chunks).toString('latin1'));
}

/** How many folders two paths share from the root. */
function sharedFolders(a: string, b: string): number {
  const [left, right] = [folderOf(a).split('/'), folderOf(b).split('/')];
  let n = 0;
  while (n < left.length - 1 && n < right.length - 1 && left[n] === right[n]) n++;
  return n;
}

/** Of files of one sort, the one that belongs to a database: of its folder, else the nearest below or above. */
function companion(
  store: string,
  stores: readonly string[],
  candidates: readonly string[],
): string | undefined {
  const home = folderOf(store);
  const own = candidates.find((path) => folderOf(path) === home);
  if (own !== undefined) return own;
  const nearest = (path: string): string | undefined =>
    stores.toSorted((a, b) => sharedFolders(b, path) - sharedFolders(a, path) || (a < b ? -1 : 1))[0];
  return candidates
    .filter((path) => nearest(path) === store && !stores.some((other) => folderOf(other) === folderOf(path)))
    .sort((a, b) => sharedFolders(b, store) - sharedFolders(a, store) || (a < b ? -1 : 1))[0];
}

async function recognise(tree: EvidenceTree): Promise<readonly RecognisedSource[]> {
  const stores: string[] = [];
  for (const entry of tree.entries) {
    const { path } = entry;
    if (MESSAGE_STORE.test(path)) stores.push(path);
    else if (CONTACTS.test(path) || CALL_HISTORY.test(path) || JOURNAL.test(path)) continue;
    else if (!RENAMED.test(path) && tree.entries.length > 1) continue;
    else if (await hasMessageSchema(entry)) stores.push(path);
  }
  if (stores.length === 0) return [];
  const paths = new Map(tree.entries.map((entry) => [entry.path, entry]));
  const names = tree.entries.map(({ path }) => path);
  const sorts = [/(?:^|\/)ContactsV2\.sqlite$/i, /(?:^|\/)LID\.sqlite$/i, CALL_HISTORY].map((sort) =>
    names.filter((path) => sort.test(path)),
  );
  const settings = names.filter((path) => SETTINGS.test(path));
  return stores.map((store) => {
    const withJournals = (path: string): string[] => [
      path,
      ...['-wal', '-journal']
        .map((suffix) => `${path}${suffix}`)
        .filter((one) => (paths.get(one)?.bytes ?? 0) > 0),
    ];
    const databases = sorts.flatMap((candidates) => companion(store, stores, candidates) ?? []);
    const own = companion(store, stores, settings);
    return {
      reader: 'whatsapp-ios',
      platform: 'whatsapp',
      title: `WhatsApp messages (iPhone), “${store}”`,
      paths: [
        ...withJournals(store),
        ...databases.flatMap(withJournals),
        ...(own === undefined ? [] : [own]),
      ],
      needs: {},
    };
  });
}

export const whatsappIos: ReaderLoader = {
  name: 'whatsapp-ios',
  version: 1,
  recognise,
  load: async () => (await import('./read.ts')).readWhatsappIos,
};
