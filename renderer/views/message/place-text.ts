/** Where a message stands in the evidence, in words, and as a citation. */
import type { IntakeRecord, Message, Source } from '../../../shared/model/index.ts';

/** `message row 128`, `line 12, byte 3456`; empty where the source gives no place within the file. */
export function placeInFile({ table, row, line, byte }: Source): string {
  const parts: string[] = [];
  if (table !== undefined) parts.push(row === undefined ? table : `${table} row ${row}`);
  else if (row !== undefined) parts.push(`row ${row}`);
  if (line !== undefined) parts.push(`line ${line}`);
  if (byte !== undefined) parts.push(`byte ${byte}`);
  return parts.join(', ');
}

/**
 * A line to cite a message by: its id, its place, and the SHA-256 of the file by which that place can be
 * checked: `AB-1:42, msgstore.db message row 128, of msgstore.db.crypt15, SHA-256 1425b9…`.
 */
export function referenceLine({ id, source }: Pick<Message, 'id' | 'source'>, record: IntakeRecord): string {
  const place = placeInFile(source);
  const own = record.files.find(({ name }) => name === source.file);
  const hashed = own ?? { name: record.file, sha256: record.sha256 };
  return [
    id,
    place === '' ? source.file : `${source.file} ${place}`,
    ...(hashed.name === source.file ? [] : [`of ${hashed.name}`]),
    `SHA-256 ${hashed.sha256}`,
  ].join(', ');
}
