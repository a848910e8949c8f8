/**
 * Which of a case's releases open a piece of evidence. A case gathers releases: for several exhibits, for
 * several files of one, to other workstations, some of them revoked since.
 */
import type { Refusal } from '../../shared/model/index.ts';
import type { HashedEvidence } from '../intake/protocol.ts';
import type { DocumentFile, VerifiedDocument } from './documents.ts';
import { readRelease, releaseFault } from './release.ts';
import type { WarrantPapers } from './status.ts';

interface Candidate {
  readonly file: DocumentFile;
  readonly release: VerifiedDocument<'release'>;
}

const issued = ({ release }: Candidate): number => Date.parse(release.document.issued);

export interface PickedReleases {
  /** One that holds the whole key, or the shares of one split; empty when none can be used. */
  readonly files: readonly DocumentFile[];
  /** Why the newest of those for this evidence cannot be used; absent when one can, or none is for it. */
  readonly fault?: Refusal | { readonly otherWorkstation: DocumentFile };
}

/**
 * The newest release for the exhibit and its evidence that has no fault; of shares all of its set. Whether
 * the shares are enough, and enough agents have signed, is asked when they are opened.
 * @param box X25519 public key of this workstation, base64; null while it has no identity.
 */
export function pickReleases(
  papers: WarrantPapers,
  exhibit: string,
  evidence: readonly HashedEvidence[],
  box: string | null,
): PickedReleases {
  const hashes = new Set(
    evidence.flatMap(({ sha256, files }) => [sha256, ...files.map((one) => one.sha256)]),
  );
  const named = papers.releases
    .map((file): Candidate => ({ file, release: readRelease(file, papers.policy) }))
    .filter(({ release: { document } }) => {
      return document.exhibit.reference === exhibit && hashes.has(document.exhibit.sha256);
    })
    .sort((a, b) => issued(b) - issued(a));
  const usable = named.filter(
    ({ release }) => releaseFault(release, papers) === null && release.document.recipient === box,
  );
  const [newest] = usable;
  if (newest) {
    const set = newest.release.document.share?.set;
    const files = usable
      .filter(({ release }) => set !== undefined && release.document.share?.set === set)
      .map(({ file }) => file);
    return { files: set === undefined ? [newest.file] : files };
  }
  const [first] = named;
  if (!first) return { files: [] };
  return {
    files: [],
    fault: releaseFault(first.release, papers) ?? { otherWorkstation: first.file },
  };
}
