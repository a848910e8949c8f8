/** Documents that are added to a case under a warrant: verified first, all of them or none. */
import { Refusal } from '../../shared/model/index.ts';
import { actor } from '../custody/actor.ts';
import { parseEnvelope } from '../keys/envelope.ts';
import { sha256Hex } from '../keys/sha256.ts';
import { type AccessFiles, papersOf } from '../warrant/access.ts';
import { type DocumentFile, kindOf, readDocument } from '../warrant/documents.ts';
import type { Log } from '../warrant/log-access.ts';
import { readRelease, releaseFault } from '../warrant/release.ts';
import type { WarrantPapers } from '../warrant/status.ts';
import { documentsOf, type KeptDocument, keepDocuments } from './case-documents.ts';
import type { SealedFolder } from './sealed-folder.ts';

const FIELD_OF = { amendment: 'amendments', revocation: 'revocations', release: 'releases' } as const;

/** A case's documents, and what they say once verified. */
export interface CasePapers {
  readonly files: AccessFiles;
  readonly papers: WarrantPapers;
}

function kept(file: DocumentFile): KeptDocument {
  const kind = kindOf(parseEnvelope(file.bytes, file.name), file.name);
  if (kind === 'warrant') {
    throw new Refusal(
      'unsupported',
      file.name,
      'it is a warrant; a case keeps the one that it was made under',
    );
  }
  return { kind, file };
}

/**
 * One that was revoked is kept, and said to be: it may come with its revocation.
 * @throws Refusal `untrusted`, `not-covered` when nothing could ever have been opened with it.
 */
function assertRelease(file: DocumentFile, papers: WarrantPapers): void {
  const release = readRelease(file, papers.policy);
  const fault = releaseFault(release, { ...papers, warrant: { ...papers.warrant, revocations: [] } });
  if (fault) throw fault;
  const { reference } = release.document.exhibit;
  if (!papers.warrant.exhibits.some((exhibit) => exhibit.reference === reference)) {
    throw new Refusal('not-covered', file.name, `the warrant does not name exhibit ${reference}`);
  }
}

/** @throws Refusal `not-covered` when what it ends is neither the warrant nor a release of the case. */
function assertRevocation(file: DocumentFile, { warrant, releases }: WarrantPapers): void {
  const { document } = readDocument(file, 'revocation').document;
  const own = [warrant.digest, ...releases.map((release) => readDocument(release, 'release').digest)];
  if (!own.includes(document)) {
    throw new Refusal(
      'not-covered',
      file.name,
      'what it ends is neither this case’s warrant nor a release of it',
    );
  }
}

/** The files with those added; documents that the case has already are left out of `fresh`. */
function joined(files: AccessFiles, given: readonly DocumentFile[]) {
  const known = new Set(documentsOf(files).map(({ file }) => sha256Hex(file.bytes)));
  const fresh: KeptDocument[] = [];
  for (const file of given) {
    const sum = sha256Hex(file.bytes);
    if (!known.has(sum)) fresh.push(kept(file));
    known.add(sum);
  }
  const of = (kind: keyof typeof FIELD_OF): DocumentFile[] => [
    ...(files[FIELD_OF[kind]] ?? []),
    ...fresh.filter((one) => one.kind === kind).map(({ file }) => file),
  ];
  const all = {
    ...files,
    amendments: of('amendment'),
    revocations: of('revocation'),
    releases: of('release'),
  };
  return { all, fresh };
}

/**
 * Verifies documents with those that the case has, and keeps them. What is refused is logged by name, and
 * then none of them is kept.
 * @throws Refusal that names the document and the reason.
 */
export async function addDocuments(
  { files, folder, log }: { readonly files: AccessFiles; readonly folder: SealedFolder; readonly log: Log },
  given: readonly DocumentFile[],
): Promise<CasePapers> {
  try {
    const { all, fresh } = joined(files, given);
    const papers = papersOf(all);
    for (const { kind, file } of fresh) {
      if (kind === 'release') assertRelease(file, papers);
      if (kind === 'revocation') assertRevocation(file, papers);
    }
    if (fresh.length > 0) await keepDocuments(folder, log, fresh);
    return { files: all, papers };
  } catch (cause) {
    if (cause instanceof Refusal) {
      await log.append({
        actor: actor(),
        action: 'document-refused',
        subjects: [{ file: cause.file, code: cause.code, reason: cause.reason }],
      });
    }
    throw cause;
  }
}
