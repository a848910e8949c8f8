/** The first 100 bytes of a SQLite database, https://sqlite.org/fileformat2.html#the_database_header */

const MAGIC = 'SQLite format 3\0';
export const HEADER_BYTES = 100;

interface DatabaseHeader {
  readonly pageBytes: number;
  /** Pages the file should have; undefined where the header does not say so reliably. */
  readonly pages: number | undefined;
}

export function isDatabase(first: Uint8Array): boolean {
  return (
    first.length >= MAGIC.length && Buffer.from(first.subarray(0, MAGIC.length)).toString('latin1') === MAGIC
  );
}

/** The header, or undefined when it is none. */
export function readHeader(bytes: Uint8Array): DatabaseHeader | undefined {
  if (bytes.length < HEADER_BYTES || !isDatabase(bytes)) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const size = view.getUint16(16);
  const pageBytes = size === 1 ? 65_536 : size;
  if (pageBytes < 512 || (pageBytes & (pageBytes - 1)) !== 0) return undefined;
  const pages = view.getUint32(28);
  // The count holds only when the writer that left it also made the last change.
  const valid = pages > 0 && view.getUint32(24) === view.getUint32(92);
  return { pageBytes, pages: valid ? pages : undefined };
}

/** Where the header keeps the number of pages, 4 bytes, big-endian. */
export const PAGE_COUNT_AT = 28;
