/** Files of the authority's side: what others hand over, and new ones written once and never over another. */
import { open, rm } from 'node:fs/promises';
import { writing } from '../../../shared/model/index.ts';
import { type Identity, type IdentityCard, openIdentity, readCard } from '../../keys/identity.ts';
import { documentFile } from '../../warrant/document-file.ts';
import { passphraseOf } from '../passphrase.ts';
import { UsageError } from '../usage.ts';

/** Writes a new file and returns once it is on the disk. @throws UsageError when it is there already; DiskFull. */
export async function writeNew(given: string, bytes: Uint8Array, mode = 0o644): Promise<void> {
  const file = await open(given, 'wx', mode).catch((cause: NodeJS.ErrnoException) => {
    const reason = cause.code === 'EEXIST' ? 'it is there already' : `it cannot be written (${cause.code})`;
    throw new UsageError(`--out ${given}: ${reason}`);
  });
  try {
    await writing(given, async () => {
      await file.writeFile(bytes);
      await file.sync();
    });
  } catch (cause) {
    await file.close();
    await rm(given, { force: true });
    throw cause;
  }
  await file.close();
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
