/**
 * Strings inside Java objects that the older table keeps in `thumb_image`: the path of a media file
 * (com.whatsapp.MediaData) and those whom a group event is about (a list of addresses). Java Object
 * Serialization Stream Protocol: 0x74, length in 2 bytes, modified UTF-8.
 */
import type { Cell } from '../../sqlite/cells.ts';

const STREAM_MAGIC = 0xaced;
const STRING = 0x74;
const FILE_CLASS = Buffer.from('java.io.File', 'latin1');
const ADDRESS = /^[^\s@]{1,64}@(?:s\.whatsapp\.net|g\.us|lid|c\.us)$/;
/** Strings looked at in one object. */
const MOST_STRINGS = 4096;

function streamOf(cell: Cell | undefined): Buffer | undefined {
  if (!(cell instanceof Uint8Array) || cell.length < 7) return undefined;
  const bytes = Buffer.from(cell.buffer, cell.byteOffset, cell.length);
  return bytes.readUInt16BE(0) === STREAM_MAGIC ? bytes : undefined;
}

/** Everything from `start` on that has the form of a string; class names may be among it. */
function* stringsIn(bytes: Buffer, start: number): Generator<string> {
  for (let at = start, seen = 0; at + 3 <= bytes.length && seen < MOST_STRINGS; at++) {
    if (bytes[at] !== STRING) continue;
    const length = bytes.readUInt16BE(at + 1);
    const end = at + 3 + length;
    if (length === 0 || end > bytes.length) continue;
    seen++;
    const value = bytes.toString('utf8', at + 3, end);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: a real string has none, a chance match mostly does
    if (/[\u0000-\u001f\ufffd]/.test(value)) continue;
    yield value;
    at = end - 1;
  }
}

/** The media file's path, as WhatsApp has it (`Media/WhatsApp Images/…`). */
export function mediaPathOf(cell: Cell | undefined): string | undefined {
  const bytes = streamOf(cell);
  const file = bytes?.indexOf(FILE_CLASS) ?? -1;
  if (!bytes || file < 0) return undefined;
  for (const value of stringsIn(bytes, file + FILE_CLASS.length)) {
    if (value.includes('/') && !value.startsWith('Ljava/')) return value;
  }
  return undefined;
}

/** The addresses in a serialised list. */
export function addressesOf(cell: Cell | undefined): string[] {
  const bytes = streamOf(cell);
  if (!bytes) return [];
  const found = new Set<string>();
  for (const value of stringsIn(bytes, 4)) if (ADDRESS.test(value)) found.add(value);
  return [...found];
}
