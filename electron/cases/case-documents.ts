/**
 * The documents of a case under a warrant, as they were given, sealed in its folder. Which they are the log
 * says: one that was taken away is missed, and one that was put there is not used.
 */
import { Refusal } from '../../shared/model/index.ts';
import { actor } from '../custody/actor.ts';
import { sha256Hex } from '../keys/sha256.ts';
import type { AccessFiles } from '../warrant/access.ts';
import type { DocumentFile } from '../warrant/documents.ts';
import type { Log } from '../warrant/log-access.ts';
import type { LogFacts } from './log-facts.ts';
import type { SealedFolder } from './sealed-folder.ts';

/** What a document is kept as. */
export type KeptKind = 'trust-policy' | 'warrant' | 'amendment' | 'revocation' | 'release';

export interface KeptDocument {
  readonly kind: KeptKind;
  readonly file: DocumentFile;
}

export function documentsOf(files: AccessFiles): KeptDocument[] {
  const all = (kind: KeptKind, of: readonly DocumentFile[] = []) => of.map((file) => ({ kind, file }));
  return [
    { kind: 'trust-policy', file: files.trust },
    { kind: 'warrant', file: files.warrant },
    ...all('amendment', files.amendments),
    ...all('revocation', files.revocations),
    ...all('release', files.releases),
  ];
}

/** Puts documents into the case; they count once the log has them. */
export async function keepDocuments(
  folder: SealedFolder,
  log: Log,
  documents: readonly KeptDocument[],
): Promise<void> {
  for (const { file } of documents) await folder.put(sha256Hex(file.bytes), file.bytes);
  await log.append({
    actor: actor(),
    action: 'document-added',
    subjects: documents.map(({ kind, file }) => ({
      document: kind,
      file: file.name,
      bytes: file.bytes.length,
      sha256: sha256Hex(file.bytes),
    })),
  });
}

/**
 * The documents that the log names, in the order in which they came.
 * @throws Refusal `tampered` when one is missing or was changed.
 */
export async function loadDocuments(
  folder: SealedFolder,
  facts: Pick<LogFacts, 'documents'>,
  name: string,
): Promise<AccessFiles> {
  const found: Record<KeptKind, DocumentFile[]> = {
    'trust-policy': [],
    warrant: [],
    amendment: [],
    revocation: [],
    release: [],
  };
  for (const { kind, file, sha256 } of facts.documents.values()) {
    const bytes = await folder.get(sha256);
    if (!bytes) throw new Refusal('tampered', name, `the ${kind} ${file}, which its log names, is missing`);
    found[kind as KeptKind]?.push({ name: file, bytes });
  }
  const [trust] = found['trust-policy'];
  const [warrant] = found.warrant;
  if (!trust || !warrant) throw new Refusal('tampered', name, 'its log names no warrant');
  return {
    trust,
    warrant,
    amendments: found.amendment,
    revocations: found.revocation,
    releases: found.release,
  };
}
