import type { Row } from '../../sqlite/cells.ts';
import { attempt } from '../../sqlite/failure.ts';
import type { EvidenceDatabase } from '../../sqlite/open-database.ts';
import type { Schema } from '../../sqlite/schema.ts';
import { TableRows } from '../../sqlite/table-rows.ts';

/** A table's rows; undefined where it is not there or cannot be used. @param wanted lower-case names. */
export function tableRows(
  database: EvidenceDatabase,
  schema: Schema,
  name: string,
  wanted: readonly string[],
): TableRows | undefined {
  const table = schema.table(name);
  return table && attempt(() => new TableRows(database, table, wanted));
}

/** The rows one by one, each its number and then the wanted columns. */
export function* rowsOf(
  database: EvidenceDatabase,
  schema: Schema,
  name: string,
  wanted: readonly string[],
): Generator<Row> {
  const rows = tableRows(database, schema, name, wanted);
  if (rows) for (const some of rows.scan()) yield* some;
}
