import { mkdir, open, rm } from 'node:fs/promises';
import path from 'node:path';
import { Cancelled, copying, Refusal } from '../../../shared/model/index.ts';
import { openFile } from '../evidence-file.ts';
import type { EvidenceKey } from '../whatsapp-crypt/key.ts';
import { openSealedExport, sealedExportHeader } from './open.ts';

/** Device names of Windows, alone or before a dot (learn.microsoft.com, "Naming files"). */
const RESERVED = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?=\.|$)/i;
/** What Windows allows in no name; controls anywhere. */
const FORBIDDEN = /[<>:"/\\|?*\p{Cc}]/gu;

/** The inner file's own name, as it can stand on every system: readers go by it. */
export function innerName(stated: string): string {
  const name = stated.replace(FORBIDDEN, '_').replace(/[. ]+$/, '');
  return name === '' || RESERVED.test(name) ? `_${name}` : name;
}

/** 64 digits do not say what they are for. @throws Refusal `wrong-key` for a key file of WhatsApp's. */
function keyOf(key: EvidenceKey, file: string): Uint8Array {
  if (key.kind === 'sealed-export') return key.key;
  if (key.kind === 'whatsapp-crypt15-root') return key.root;
  throw new Refusal(
    'wrong-key',
    file,
    'a sealed export opens with its 64-digit key, not with a key of another kind',
  );
}

let folders = 0;

/**
 * Opens a sealed export into a folder of its own in the scratch folder.
 * @returns the path of what was sealed; all of it is authentic. When it throws, nothing of it stays.
 * @throws Refusal as `openSealedExport` does; Cancelled.
 */
export async function unsealInto(
  given: string,
  key: EvidenceKey,
  options: {
    readonly scratch: string;
    readonly signal?: AbortSignal | undefined;
    readonly onProgress?: (fraction: number) => void;
  },
): Promise<string> {
  const { scratch, signal, onProgress } = options;
  const file = await openFile(given);
  try {
    const { inner } = await sealedExportHeader(file);
    const folder = path.join(scratch, `unsealed-${folders++}`);
    await copying(file.name, () => mkdir(folder, { mode: 0o700 }));
    const target = path.join(folder, innerName(inner));
    try {
      const plain = await open(target, 'wx', 0o600);
      try {
        const progress = onProgress ? { onProgress } : {};
        for await (const chunk of openSealedExport(file, keyOf(key, file.name), { signal, ...progress })) {
          if (signal?.aborted) throw new Cancelled();
          await copying(file.name, () => plain.writeFile(chunk));
        }
      } finally {
        await plain.close();
      }
      return target;
    } catch (cause) {
      await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
      throw cause;
    }
  } finally {
    await file.handle.close();
  }
}
