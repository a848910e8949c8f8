/**
 * What SQLite gives back for one column of one row. Columns have affinities, not types: a database of
 * evidence may hold text in an integer column or a blob in a text column.
 */
export type Cell = null | number | bigint | string | Uint8Array;
export type Row = readonly Cell[];

const DIGITS = /^[+-]?\d{1,15}$/;

/** The whole number, or undefined where the cell holds none that a double can carry exactly. */
export function integer(cell: Cell | undefined): number | undefined {
  if (typeof cell === 'number') return Number.isSafeInteger(cell) ? cell : undefined;
  if (typeof cell === 'string' && DIGITS.test(cell)) return Number(cell);
  return undefined;
}

/** A finite number, for coordinates. */
export function real(cell: Cell | undefined): number | undefined {
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : undefined;
  if (typeof cell === 'string' && cell.trim() !== '') {
    const value = Number(cell);
    return Number.isFinite(value) ? value : undefined;
  }
  return undefined;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text, also of a number, and of a blob that is UTF-8; undefined for NULL and other blobs. */
export function text(cell: Cell | undefined): string | undefined {
  if (typeof cell === 'string') return cell;
  if (cell === null || cell === undefined) return undefined;
  if (typeof cell === 'number' || typeof cell === 'bigint') return String(cell);
  try {
    return utf8.decode(cell);
  } catch {
    return undefined;
  }
}

/** Text that says something. */
export function filled(cell: Cell | undefined): string | undefined {
  const value = text(cell);
  return value === '' ? undefined : value;
}

/** Row number in another table; apps write 0 and -1 for none. */
export function reference(cell: Cell | undefined): number | undefined {
  const id = integer(cell);
  return id !== undefined && id > 0 ? id : undefined;
}

/** The cell as `source.raw` can carry it: a value that was not understood. */
export function asRead(cell: Cell | undefined): string | number | null {
  if (cell === null || cell === undefined) return null;
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : String(cell);
  if (typeof cell === 'bigint') return String(cell);
  if (typeof cell === 'string') return cell.length > RAW_LENGTH ? `${cell.slice(0, RAW_LENGTH)}…` : cell;
  return `blob of ${cell.length} bytes`;
}

const RAW_LENGTH = 1000;
