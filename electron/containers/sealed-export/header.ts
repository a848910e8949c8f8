/**
 * The head of a sealed export (`.tlx`), a file that an authority seals for one workstation's use:
 *
 *     "TLX1" | u32 LE length of the header | header: JSON, UTF-8 | the sealed stream, see stream.ts
 *
 * The key is 32 random bytes, of this file alone.
 */
import * as v from 'valibot';
import { Refusal } from '../../../shared/model/index.ts';

export const MAGIC = Buffer.from('TLX1', 'latin1');
export const CHUNK_BYTES = 2 ** 20;
const MOST_HEADER_BYTES = 64 * 1024;

const headerSchema = v.strictObject({
  version: v.literal(1),
  /** Reference of the exhibit, such as AB/1. */
  exhibit: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  /** Who sealed it. */
  creator: v.pipe(v.string(), v.maxLength(300)),
  chunkBytes: v.pipe(v.number(), v.integer(), v.minValue(1024), v.maxValue(16 * 2 ** 20)),
  /** Base name of the file that was sealed; what it is, its content says. */
  inner: v.pipe(
    v.string(),
    v.minLength(1),
    v.maxLength(255),
    v.check((name) => !/[/\\\0]/.test(name) && name !== '.' && name !== '..', 'it is no plain file name'),
  ),
});
export type SealedExportHeader = v.InferOutput<typeof headerSchema>;

/** Magic, length and header, as they stand in the file. */
export function encodeHeader(header: SealedExportHeader): Buffer {
  const json = Buffer.from(JSON.stringify(v.parse(headerSchema, header)));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(json.length);
  return Buffer.concat([MAGIC, length, json]);
}

export interface ReadHeader {
  readonly header: SealedExportHeader;
  /** Where secretstream's own header begins. */
  readonly end: number;
}

/** Most bytes that `readHeader` needs. */
export const HEADER_ROOM = MAGIC.length + 4 + MOST_HEADER_BYTES;

export function isSealedExport(first: Uint8Array): boolean {
  return MAGIC.equals(first.subarray(0, MAGIC.length));
}

/**
 * @param first the file's first HEADER_ROOM bytes, or all of it where it is shorter.
 * @throws Refusal `unsupported` when there is no such header or its version is not known; `truncated`.
 */
export function readHeader(first: Buffer, file: string): ReadHeader {
  if (!isSealedExport(first)) throw new Refusal('unsupported', file, 'it is not a sealed export');
  if (first.length < 8) throw new Refusal('truncated', file, 'the sealed export is cut off in its header');
  const length = first.readUInt32LE(4);
  if (length > MOST_HEADER_BYTES) throw new Refusal('unsupported', file, 'its header is too long');
  if (first.length < 8 + length) {
    throw new Refusal('truncated', file, 'the sealed export is cut off in its header');
  }
  try {
    const json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(first.subarray(8, 8 + length)));
    return { header: v.parse(headerSchema, json), end: 8 + length };
  } catch (cause) {
    throw new Refusal('unsupported', file, 'its header is damaged, or of a later version', { cause });
  }
}
