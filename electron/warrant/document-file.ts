/** Documents from files: small ones, read whole. */
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { Refusal } from '../../shared/model/index.ts';
import { MOST_BYTES } from '../keys/envelope.ts';
import type { DocumentFile } from './documents.ts';

/** @throws Refusal `unreadable`, `too-large`. */
export async function documentFile(given: string): Promise<DocumentFile> {
  const name = path.basename(given);
  try {
    const found = await stat(given);
    if (!found.isFile()) throw new Refusal('unreadable', name, 'it is not a file');
    if (found.size > MOST_BYTES) throw new Refusal('too-large', name, 'it is too large for a document');
    return { name, bytes: new Uint8Array(await readFile(given)) };
  } catch (cause) {
    if (cause instanceof Refusal) throw cause;
    const { code } = cause as NodeJS.ErrnoException;
    const reason = code === 'ENOENT' ? 'there is no such file' : `it cannot be read (${code})`;
    throw new Refusal('unreadable', name, reason, { cause });
  }
}

export const documentFiles = (given: readonly string[] = []): Promise<DocumentFile[]> =>
  Promise.all(given.map(documentFile));
