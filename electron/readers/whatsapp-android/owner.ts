/** Whose device it was: msgstore.db has no row that says so, but some of its rows show it. */
import type { EvidenceEntry, EvidenceTree } from '../../../shared/evidence/index.ts';
import { Refusal } from '../../../shared/model/index.ts';
import { filled, type Row, text } from '../../sqlite/cells.ts';
import { attempt } from '../../sqlite/failure.ts';
import type { EvidenceDatabase } from '../../sqlite/open-database.ts';
import { columnOf, quoted, type Schema } from '../../sqlite/schema.ts';
import { TableRows } from '../../sqlite/table-rows.ts';
import { accountJid, isPerson } from '../whatsapp/jid.ts';

/** Only the newest rows are looked at. */
const ROWS_LOOKED_AT = 20_000;
const LARGEST_PREFERENCES = 4 * 2 ** 20;
/** The app's settings, beside the databases in a copy of its private folder. */
const PREFERENCES = /(?:^|\/)shared_prefs\/com\.whatsapp(?:\.w4b)?_preferences(?:_light)?\.xml$/;
/** The number the app was registered with, without `+`. */
const REGISTERED = /<string name="registration_jid">([1-9]\d{6,14})<\/string>/;

/** The settings file that belongs to a database, where there is just one in the same app's folder. */
export function preferencesFor(tree: EvidenceTree, database: string): EvidenceEntry | undefined {
  const app = database.split('/').slice(0, -2).join('/');
  const home = app === '' ? '' : `${app}/`;
  const light = tree.entries.filter(
    ({ path }) => path.startsWith(`${home}shared_prefs/`) && PREFERENCES.test(path),
  );
  return light.find(({ path }) => path.endsWith('_light.xml')) ?? light[0];
}

/** The number in the app's settings as an address. */
export async function registeredOwner(entry: EvidenceEntry): Promise<string | undefined> {
  if (entry.bytes > LARGEST_PREFERENCES) return undefined;
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of entry.open()) chunks.push(chunk);
  } catch (cause) {
    if (!(cause instanceof Refusal)) throw cause;
    return undefined;
  }
  const number = REGISTERED.exec(Buffer.concat(chunks).toString('utf8'))?.[1];
  return number === undefined ? undefined : `${number}@s.whatsapp.net`;
}

/** Distinct values of a reference to `jid` among the newest rows that are the owner's own. */
function ownReferences(
  database: EvidenceDatabase,
  schema: Schema,
  name: string,
  column: string,
  also: string,
): number[] {
  const table = schema.table(name);
  if (!table?.columns.has(column) || !table.columns.has('from_me')) return [];
  const { rowid } = table;
  const rows = attempt(
    () =>
      database.db
        .prepare(
          `SELECT DISTINCT jid FROM (SELECT ${columnOf(table, 'from_me')} AS own, ${columnOf(table, column)} AS jid,
             ${columnOf(table, also)} AS also FROM ${quoted(table.name)} NOT INDEXED ORDER BY ${rowid} DESC LIMIT ${ROWS_LOOKED_AT})
           WHERE own = 1 AND typeof(jid) = 'integer' AND jid BETWEEN 1 AND ${Number.MAX_SAFE_INTEGER}
             AND (also IS NULL OR also <> 7) LIMIT 16`,
        )
        .all() as unknown as Row[],
  );
  return (rows ?? []).map(([jid]) => jid as number);
}

/**
 * The owner's address as the database shows it: the sender it names for the owner's own messages, and
 * the device it names for the owner's own calls. Undefined unless all that it shows is one account.
 */
export function shownOwner(database: EvidenceDatabase, schema: Schema): string | undefined {
  const jids = schema.table('jid');
  if (!jids) return undefined;
  const rows = attempt(() => new TableRows(database, jids, ['user', 'server', 'raw_string']));
  const mapTable = schema.table('jid_map');
  const map = mapTable && attempt(() => new TableRows(database, mapTable, ['jid_row_id']));
  const found = new Set<string>();
  for (const reference of [
    ...ownReferences(database, schema, 'message', 'sender_jid_row_id', 'message_type'),
    ...ownReferences(database, schema, 'call_log', 'call_creator_device_jid_row_id', ''),
  ]) {
    const mapped = map?.row(reference)?.[1];
    const row = rows?.row(typeof mapped === 'number' && mapped > 0 ? mapped : reference);
    const [user, server] = [filled(row?.[1]), filled(row?.[2])];
    const address = user !== undefined && server !== undefined ? `${user}@${server}` : text(row?.[3]);
    const id = address === undefined ? undefined : accountJid(address);
    if (id !== undefined && isPerson(id)) found.add(id);
  }
  return found.size === 1 ? [...found][0] : undefined;
}
