import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { Cancelled, Refusal } from '../../shared/model/index.ts';

const CHUNK = 4 * 1024 * 1024;

/** Why a file could not be opened or read, in words for the investigator. */
export function unreadable(file: string, cause: unknown): Refusal {
  const code = (cause as NodeJS.ErrnoException).code;
  const reason =
    code === 'ENOENT'
      ? 'there is no such file'
      : code === 'EACCES' || code === 'EPERM'
        ? 'this user may not read it'
        : code === 'EBUSY'
          ? 'another program holds it locked'
          : `it cannot be read (${code ?? String(cause)})`;
  return new Refusal('unreadable', path.basename(file), reason, { cause });
}

/**
 * Reads a file in order, from `start` to `end` (exclusive). The chunk is only valid until the next one.
 * @throws Refusal 'unreadable'; Cancelled.
 */
export async function* readFileChunks(
  file: string,
  range: { start?: number; end?: number; signal?: AbortSignal } = {},
): AsyncGenerator<Uint8Array> {
  const handle = await open(file, 'r').catch((cause) => {
    throw unreadable(file, cause);
  });
  try {
    let position = range.start ?? 0;
    const end = range.end ?? Number.POSITIVE_INFINITY;
    while (position < end) {
      if (range.signal?.aborted) throw new Cancelled();
      const buffer = Buffer.allocUnsafe(Math.min(CHUNK, end - position));
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, position).catch((cause) => {
        throw unreadable(file, cause);
      });
      if (bytesRead === 0) return;
      position += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}

/**
 * Size and SHA-256 (lower-case hex) of a file, read as a stream.
 * @param options.onBytes told the length of each chunk.
 */
export async function hashFile(
  file: string,
  options: { signal?: AbortSignal; onBytes?: (bytes: number) => void } = {},
): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of readFileChunks(file, options.signal ? { signal: options.signal } : {})) {
    hash.update(chunk);
    bytes += chunk.length;
    options.onBytes?.(chunk.length);
  }
  return { bytes, sha256: hash.digest('hex') };
}
