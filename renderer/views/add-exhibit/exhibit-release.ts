/** Which release opens evidence under a warrant, or why none does. */
import type { InspectedEvidence, WarrantStatus } from '../../../shared/contract/index.ts';
import { counted } from '../../ui/numbers.ts';

type Release = WarrantStatus['releases'][number];

export type ExhibitRelease =
  /** Nothing that was given is locked. */
  | { readonly kind: 'not-needed' }
  | { readonly kind: 'ready'; readonly releases: readonly Release[] }
  /** `near`: releases that would do but for something, with what that is. */
  | { readonly kind: 'missing'; readonly need: string; readonly near: readonly NearRelease[] };

export interface NearRelease {
  readonly id: string;
  readonly why: string;
}

/** SHA-256 of what is locked; a folder's files are hashed only when it is read in. */
function lockedHashes(seen: readonly InspectedEvidence[]): { hashes: Set<string>; open: boolean } {
  const locked = seen.filter(({ needsKey }) => needsKey !== undefined);
  const hashes = locked.flatMap(({ sha256 }) => sha256 ?? []);
  return { hashes: new Set(hashes), open: locked.some(({ sha256 }) => sha256 === undefined) };
}

/** Releases that make up one key: one whole, or as many shares of one set as it takes; null when there are too few. */
function enough(releases: readonly Release[]): readonly Release[] | null {
  const whole = releases.find(({ document }) => document.share === undefined);
  if (whole) return [whole];
  for (const { document } of releases) {
    const { set, threshold } = document.share!;
    const shares = releases.filter((other) => other.document.share?.set === set);
    if (shares.length >= threshold) return shares;
  }
  return null;
}

/**
 * The releases that an import of this exhibit would use. It is the main process that decides; this says it
 * beforehand, so that what is missing can be fetched first.
 */
export function releaseFor(
  { releases }: Pick<WarrantStatus, 'releases'>,
  reference: string,
  seen: readonly InspectedEvidence[],
): ExhibitRelease {
  if (!seen.some(({ needsKey }) => needsKey !== undefined)) return { kind: 'not-needed' };
  const { hashes, open } = lockedHashes(seen);
  const isOfEvidence = ({ document }: Release): boolean => open || hashes.has(document.exhibit.sha256);
  const own = releases.filter(({ document }) => document.exhibit.reference === reference);
  const usable = own.filter(
    (release) => release.problem === undefined && release.forThisWorkstation && isOfEvidence(release),
  );
  const ready = enough(usable);
  if (ready) return { kind: 'ready', releases: ready };

  const near = own.map(({ document, problem, forThisWorkstation }): NearRelease => {
    const { id, share, exhibit } = document;
    if (!open && !hashes.has(exhibit.sha256)) {
      return { id, why: `it is for evidence of another SHA-256 (${exhibit.sha256})` };
    }
    if (!forThisWorkstation) return { id, why: 'it was released to another workstation' };
    if (problem !== undefined) return { id, why: problem };
    const there = usable.filter((other) => other.document.share?.set === share?.set).length;
    return {
      id,
      why: `it holds a share: ${counted(share?.threshold ?? 0, 'share')} of the key are needed, and ${there} ${there === 1 ? 'is' : 'are'} there`,
    };
  });
  const need =
    near.length === 0
      ? `No release of a key for exhibit ${reference} has been added to this case.`
      : `No release for exhibit ${reference} opens this evidence.`;
  return { kind: 'missing', need, near };
}
