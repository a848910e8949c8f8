import type {
  EvidenceEntry,
  EvidenceTree,
  ReaderLoader,
  RecognisedSource,
} from '../../../shared/evidence/index.ts';
import { Refusal } from '../../../shared/model/index.ts';
import { isDatabase } from '../../sqlite/header.ts';

/** `msgstore.db`, and older backups such as `msgstore-2024-03-22.1.db`. */
const MESSAGE_STORE = /(?:^|\/)msgstore[^/]*\.db$/i;
const CONTACTS = /(?:^|\/)wa\.db$/i;
const JOURNAL = /-(?:wal|shm|journal)$/;
/** Names that a renamed database may have; other files of a tree with several are not opened. */
const RENAMED = /(?:^|\/)[^/.]+$|\.(?:db|sqlite|sqlite3|sqlitedb|bak|backup|old|crypt\d*|\d+)$/i;
/** Files of other names are looked at only this far; the schema stands near a database's beginning. */
const LOOKED_AT = 2 ** 20;
/** Words of the schema that only WhatsApp's databases of Android phones have. */
const NEWER_SCHEMA = /CREATE TABLE ["'`]?message["'`]?\s*\([^)]*chat_row_id/;
const OLDER_SCHEMA = /CREATE TABLE ["'`]?messages["'`]?\s*\([^)]*key_remote_jid/;

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
  const start = Buffer.concat(chunks).toString('latin1');
  return NEWER_SCHEMA.test(start) || OLDER_SCHEMA.test(start);
}

/** How many folders two paths share from the root. */
function sharedFolders(a: string, b: string): number {
  const [left, right] = [folderOf(a).split('/'), folderOf(b).split('/')];
  let n = 0;
  while (n < left.length - 1 && n < right.length - 1 && left[n] === right[n]) n++;
  return n;
}

/** The wa.db of the same folder, else the nearest that belongs to no other msgstore.db. */
function contactsFor(
  database: string,
  stores: readonly string[],
  contacts: readonly string[],
): string | undefined {
  const own = contacts.find((path) => folderOf(path) === folderOf(database));
  if (own !== undefined) return own;
  const free = contacts.filter((path) => !stores.some((store) => folderOf(store) === folderOf(path)));
  return free.sort((a, b) => sharedFolders(b, database) - sharedFolders(a, database) || (a < b ? -1 : 1))[0];
}

async function recognise(tree: EvidenceTree): Promise<readonly RecognisedSource[]> {
  const stores: string[] = [];
  for (const entry of tree.entries) {
    const { path } = entry;
    if (MESSAGE_STORE.test(path)) stores.push(path);
    else if (CONTACTS.test(path) || JOURNAL.test(path)) continue;
    else if (!RENAMED.test(path) && tree.entries.length > 1) continue;
    else if (await hasMessageSchema(entry)) stores.push(path);
  }
  const paths = new Map(tree.entries.map((entry) => [entry.path, entry]));
  const contacts = tree.entries.map(({ path }) => path).filter((path) => CONTACTS.test(path));
  return stores.map((store) => {
    const own = contactsFor(store, stores, contacts);
    const beside = (path: string): string[] =>
      ['-wal', '-journal']
        .map((suffix) => `${path}${suffix}`)
        .filter((one) => (paths.get(one)?.bytes ?? 0) > 0);
    return {
      reader: 'whatsapp-android',
      platform: 'whatsapp',
      title: `WhatsApp messages (Android), “${store}”`,
      paths: [store, ...beside(store), ...(own === undefined ? [] : [own, ...beside(own)])],
      needs: {},
    };
  });
}

export const whatsappAndroid: ReaderLoader = {
  name: 'whatsapp-android',
  version: 1,
  recognise,
  load: async () => (await import('./read.ts')).readWhatsappAndroid,
};
