import { createReadStream } from 'node:fs';
import { type CheckedLine, checkLine, GENESIS, NEWLINE } from './entry.ts';

/** A log line is small; a longer one is no entry, and is not gathered in memory. */
const MAX_LINE_BYTES = 64 * 1024 * 1024;

export interface LogBreak {
  /** From 1. */
  readonly line: number;
  readonly reason: string;
  /** Set when the last line has no newline at its end, as a crash while writing leaves it. */
  readonly torn?: { readonly start: number; readonly bytes: number };
}

export interface VerifiedLog {
  /** Entries that are whole and in the chain, up to the first break. */
  readonly entries: number;
  /** SHA-256 of the last good line, or the origin. */
  readonly head: string;
  /** The first broken line; absent when the log is whole. */
  readonly broken?: LogBreak;
}

interface LogLine {
  readonly bytes: Buffer;
  readonly start: number;
  /** `cut`: the file ends without a newline. */
  readonly end: 'newline' | 'cut' | 'too-long';
}

/** The lines in order, those that end in one chunk of the file at once. @param from byte where a line starts. */
export async function* logLines(file: string, from = 0): AsyncGenerator<LogLine[]> {
  let rest: Buffer[] = [];
  let gathered = 0;
  let start = from;
  const stream = createReadStream(file, { start: from, highWaterMark: 256 * 1024 });
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    const ended: LogLine[] = [];
    let at = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, at)) {
      const piece = chunk.subarray(at, end);
      const bytes = rest.length === 0 ? piece : Buffer.concat([...rest, piece]);
      ended.push({ bytes, start, end: 'newline' });
      start += bytes.length + 1;
      rest = [];
      gathered = 0;
      at = end + 1;
    }
    if (at < chunk.length) rest.push(chunk.subarray(at));
    gathered += chunk.length - at;
    if (gathered > MAX_LINE_BYTES) ended.push({ bytes: Buffer.alloc(0), start, end: 'too-long' });
    yield ended;
  }
  if (gathered > 0) yield [{ bytes: Buffer.concat(rest), start, end: 'cut' }];
}

/**
 * Checks a log's chain from its first line, as a stream. `onLine` gets each good line in order.
 * @param origin what the first line must follow: of a case's log `originOfCase`.
 * @throws the file system's error when the file cannot be read.
 */
export async function verifyLog(
  file: string,
  onLine?: (line: CheckedLine) => void,
  origin: string = GENESIS,
): Promise<VerifiedLog> {
  let head = origin;
  let entries = 0;
  for await (const ended of logLines(file)) {
    for (const { bytes, start, end } of ended) {
      const line = entries + 1;
      if (end === 'cut') {
        const reason = 'it is cut off: the last line has no end, as a crash while writing leaves it';
        return { entries, head, broken: { line, reason, torn: { start, bytes: bytes.length } } };
      }
      const checked = end === 'too-long' ? 'it is not a log entry' : checkLine(bytes, entries, head);
      if (typeof checked === 'string') return { entries, head, broken: { line, reason: checked } };
      onLine?.(checked);
      head = checked.sum;
      entries++;
    }
  }
  return { entries, head };
}
