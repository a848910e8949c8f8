import { createHash } from 'node:crypto';
import { openFile, readAhead } from './evidence-file.ts';

/**
 * SHA-256 of a file, before anything else is done with it.
 * @param options.onBytes gets the number of bytes hashed since its last call.
 * @returns the file's size in bytes and its hash in lower-case hex.
 * @throws Refusal `unreadable`; Cancelled.
 */
export async function hashFile(
  path: string,
  options: {
    /** What refusals call the file, where that is not its base name. */
    readonly name?: string;
    readonly signal?: AbortSignal;
    readonly onBytes?: (bytes: number) => void;
  } = {},
): Promise<{ bytes: number; sha256: string }> {
  const file = await openFile(path, options.name);
  try {
    const hash = createHash('sha256');
    for await (const piece of readAhead(file, 0, file.bytes, {
      reuse: true,
      pieceBytes: 2 ** 20,
      signal: options.signal,
    })) {
      hash.update(piece);
      options.onBytes?.(piece.length);
    }
    return { bytes: file.bytes, sha256: hash.digest('hex') };
  } finally {
    await file.handle.close();
  }
}
