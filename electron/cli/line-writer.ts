/** Lines of JSON into a file, gathered into writes of a good size. */
import { SegmentReader } from '../../shared/segment/index.ts';
import type { SegmentIds } from '../intake/run-job.ts';
import type { HashedFile } from './output-folder.ts';

const LINES_A_WRITE = 4096;

/** Writes each value as one line. @returns how many. */
export async function writeLines(file: HashedFile, values: Iterable<unknown>): Promise<number> {
  let pending = '';
  let lines = 0;
  for (const value of values) {
    pending += `${JSON.stringify(value)}\n`;
    if (++lines % LINES_A_WRITE === 0) {
      await file.write(Buffer.from(pending));
      pending = '';
    }
  }
  if (pending !== '') await file.write(Buffer.from(pending));
  return lines;
}

/** A segment's messages in order. */
export function* messagesOf(bytes: ArrayBuffer, ids: SegmentIds): Generator<unknown> {
  const segment = new SegmentReader(bytes);
  for (let i = 0; i < segment.count; i++) yield segment.message(i, ids.chats, ids.accounts);
}
