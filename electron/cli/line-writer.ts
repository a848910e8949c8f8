/** Lines of JSON into a file, gathered into writes of a good size. */
import { SegmentReader } from '../../shared/segment/index.ts';
import { unpackSegment } from '../intake/packed-segment.ts';
import type { SegmentIds } from '../intake/run-job.ts';
import type { HashedFile } from './hashed-file.ts';

const WRITE_BYTES = 1024 * 1024;
const NEWLINE = 0x0a;
/** UTF-8 bytes that one UTF-16 code unit can take. */
const MOST_BYTES = 3;

/** Writes each value as one line. @returns how many. */
export async function writeLines(file: HashedFile, values: Iterable<unknown>): Promise<number> {
  let buffer = Buffer.allocUnsafe(2 * WRITE_BYTES);
  let filled = 0;
  let lines = 0;
  for (const value of values) {
    // Encoded one by one: joined first, a single emoji would make a text of megabytes two bytes wide.
    const line = JSON.stringify(value);
    const most = line.length * MOST_BYTES + 1;
    if (filled > 0 && filled + most > buffer.length) {
      await file.write(buffer.subarray(0, filled));
      filled = 0;
    }
    if (most > buffer.length) buffer = Buffer.allocUnsafe(most);
    filled += buffer.write(line, filled);
    buffer[filled++] = NEWLINE;
    lines++;
  }
  if (filled > 0) await file.write(buffer.subarray(0, filled));
  return lines;
}

/** The messages of a parcel's segment in order. */
export function* messagesOf(parcel: ArrayBuffer, ids: SegmentIds): Generator<unknown> {
  const segment = new SegmentReader(unpackSegment(parcel));
  for (let i = 0; i < segment.count; i++) yield segment.message(i, ids.chats, ids.accounts);
}
