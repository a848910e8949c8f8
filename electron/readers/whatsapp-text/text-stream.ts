/** The text of an export as UTF-8, without its byte order mark. */
import type { EvidenceEntry } from '../../../shared/evidence/index.ts';
import { type Encoding, encodingOf, type Utf16Damage, utf8Of } from './utf16.ts';

export interface TextStream {
  readonly encoding: Encoding;
  /** Bytes in the file in front of the first chunk. */
  readonly startsAt: number;
  readonly chunks: AsyncGenerator<Uint8Array>;
  /** What was wrong with UTF-16; filled while it is read. */
  readonly utf16: Utf16Damage;
  /** Bytes of the file read so far. */
  bytesRead(): number;
}

const MARK_BYTES = 3;

/**
 * Opens the text of an entry from its beginning.
 * @param limit bytes of the file after which it ends.
 */
export async function openText(entry: EvidenceEntry, limit = Number.POSITIVE_INFINITY): Promise<TextStream> {
  const source = entry.open()[Symbol.asyncIterator]();
  let bytesRead = 0;
  let head: Uint8Array = Buffer.alloc(0);
  let isDone = false;
  while (head.length < MARK_BYTES && !isDone) {
    const next = await source.next();
    if (next.done) isDone = true;
    else head = head.length === 0 ? next.value : Buffer.concat([head, next.value]);
  }

  async function* bytes(): AsyncGenerator<Uint8Array> {
    try {
      for (let chunk: Uint8Array | undefined = head; chunk !== undefined; ) {
        const room = limit - bytesRead;
        const taken = chunk.length > room ? chunk.subarray(0, room) : chunk;
        bytesRead += taken.length;
        if (taken.length > 0) yield taken;
        if (isDone || bytesRead >= limit) return;
        const next = await source.next();
        chunk = next.done ? undefined : next.value;
      }
    } finally {
      await source.return?.();
    }
  }

  const { encoding, markBytes } = encodingOf(head);
  const utf16: Utf16Damage = { loneSurrogates: 0, oddByte: false };
  const chunks = encoding === 'utf8' ? skipping(bytes(), markBytes) : utf8Of(bytes(), encoding, utf16);
  return { encoding, startsAt: markBytes, chunks, utf16, bytesRead: () => bytesRead };
}

async function* skipping(chunks: AsyncGenerator<Uint8Array>, count: number): AsyncGenerator<Uint8Array> {
  let left = count;
  for await (const chunk of chunks) {
    const skipped = Math.min(left, chunk.length);
    left -= skipped;
    if (chunk.length > skipped) yield skipped === 0 ? chunk : chunk.subarray(skipped);
  }
}
