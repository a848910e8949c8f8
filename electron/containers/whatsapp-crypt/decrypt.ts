/**
 * A WhatsApp backup, decrypted to disk.
 *
 * The backup is read once: MD5 and authentication tag are checked in the same pass in which it is
 * decrypted, unpacked and written. The tag comes last, so the plaintext is on disk before it is known to
 * be right. It lies in a file of mode 0600 in the job's private folder; nothing opens that file before
 * `decryptBackup` returns, and it is removed when that throws. To check the tag first would mean to read
 * and decrypt everything twice, for the same guarantee.
 */
import { type FileHandle, open, rm } from 'node:fs/promises';
import { Cancelled, isDiskFull, Refusal } from '../../../shared/model/index.ts';
import { giveBack, inflated } from '../inflate.ts';
import { assertUnpackable, UNPACK_LIMITS, type UnpackLimits } from '../limits.ts';
import type { CryptVersion } from './header.ts';
import type { EvidenceKey } from './key.ts';
import {
  type Backup,
  DecryptionPass,
  type DecryptOptions,
  firstBytes,
  formOf,
  type PlainForm,
} from './plaintext.ts';

export interface Decrypted {
  readonly version: CryptVersion;
  readonly form: PlainForm;
  /** Of the plaintext file. */
  readonly bytes: number;
  /** Decrypted bytes that stand behind the end of a zlib stream, and are not in the plaintext file. */
  readonly bytesBehind: number;
}

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, at);
    at += bytesWritten;
  }
}

/**
 * Decrypts a crypt12, crypt14 or crypt15 backup into `target`, unpacked where it is a zlib stream. The
 * file exists afterwards only if the authentication tag was right.
 * @param target a path in a private folder, at which there is nothing yet.
 * @throws Refusal `wrong-key`, `tampered`, `truncated`, `unsupported`, `too-large`, and those of
 * `backup.open()`; Cancelled.
 */
export async function decryptBackup(
  backup: Backup,
  key: EvidenceKey,
  target: string,
  options: DecryptOptions & { readonly limits?: UnpackLimits } = {},
): Promise<Decrypted> {
  const { name } = backup;
  const pass = new DecryptionPass(backup, key, options);
  const source = pass.plaintext();
  try {
    const first = await firstBytes(source, 2);
    const form = formOf(first);
    async function* whole(): AsyncGenerator<Buffer, void, void> {
      yield first;
      yield* source;
    }
    let bytes = 0;
    let bytesBehind = 0;
    const onEnd = (behind: number): void => {
      bytesBehind = behind;
    };
    const file = await open(target, 'wx', 0o600);
    try {
      const plain = form === 'zlib' ? inflated(whole(), 'zlib', { ours: true, onEnd }) : whole();
      for await (const chunk of plain) {
        bytes += chunk.length;
        assertUnpackable(name, backup.packed, bytes, options.limits ?? UNPACK_LIMITS);
        await writeAll(file, chunk);
        giveBack(chunk);
      }
    } finally {
      await file.close();
    }
    return { version: pass.version!, form, bytes, bytesBehind };
  } catch (cause) {
    await source.return();
    await rm(target, { force: true, maxRetries: 5 });
    if (cause instanceof Refusal || cause instanceof Cancelled) throw cause;
    const { code } = cause as NodeJS.ErrnoException;
    if (isDiskFull(cause)) {
      throw new Refusal('too-large', name, 'its working copy does not fit on the temporary disk', { cause });
    }
    if (code?.startsWith('Z_')) {
      // A wrong key gives bytes that do not unpack: only the tag tells that from damaged content.
      for await (const _ of new DecryptionPass(backup, key, options).plaintext());
      throw new Refusal('tampered', name, 'it decrypts, but its content does not unpack', { cause });
    }
    throw cause;
  }
}
