/** Files of the authority's side: small ones read whole, new ones written once and never over another. */
import { open, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { Refusal } from '../../../shared/model/index.ts';
import { MOST_BYTES } from '../../keys/envelope.ts';
import { type Identity, type IdentityCard, openIdentity, readCard } from '../../keys/identity.ts';
import type { DocumentFile } from '../../warrant/documents.ts';
import { passphraseOf } from '../passphrase.ts';
import { UsageError } from '../usage.ts';

/** @throws Refusal `unreadable`, `too-large`. */
export async function documentFile(given: string): Promise<DocumentFile> {
  const name = path.basename(given);
  try {
    const { size } = await stat(given);
    if (size > MOST_BYTES) throw new Refusal('too-large', name, 'it is too large for a document');
    return { name, bytes: new Uint8Array(await readFile(given)) };
  } catch (cause) {
    if (cause instanceof Refusal) throw cause;
    const { code } = cause as NodeJS.ErrnoException;
    const reason = code === 'ENOENT' ? 'there is no such file' : `it cannot be read (${code})`;
    throw new Refusal('unreadable', name, reason, { cause });
  }
}

/** Writes a new file and returns once it is on the disk. @throws UsageError when it is there already. */
export async function writeNew(given: string, bytes: Uint8Array, mode = 0o644): Promise<void> {
  const file = await open(given, 'wx', mode).catch((cause: NodeJS.ErrnoException) => {
    const reason = cause.code === 'EEXIST' ? 'it is there already' : `it cannot be written (${cause.code})`;
    throw new UsageError(`--out ${given}: ${reason}`);
  });
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Opens an identity's file with its passphrase. @throws Refusal as `openIdentity` does. */
export async function identityOf(given: string, passphraseFile: string | undefined): Promise<Identity> {
  const { name, bytes } = await documentFile(given);
  return openIdentity(bytes, name, await passphraseOf(name, passphraseFile));
}

export async function cardOfFile(given: string): Promise<IdentityCard> {
  const { name, bytes } = await documentFile(given);
  return readCard(bytes, name);
}

/** An option that must be there. */
export function needed<T>(value: T | undefined, option: string): T {
  if (value === undefined) throw new UsageError(`${option} is needed`);
  return value;
}
