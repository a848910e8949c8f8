/** An exhibit under a warrant: which one it is, and what stands against reading it in. */
import type { InspectedEvidence, WarrantStatus } from '../../../shared/contract/index.ts';
import { namedExhibits, statedHashes } from '../warrant/covered-exhibits.ts';
import { type DraftProblems, type ExhibitDraft, isCompanion, problemsOf } from './exhibit-draft.ts';
import { releaseFor } from './exhibit-release.ts';

/**
 * The exhibit that evidence is of: the one for which the warrant states its SHA-256, else the first that has
 * not been read in yet.
 */
export function suggestedExhibit(
  status: Pick<WarrantStatus, 'warrant' | 'amendments'>,
  seen: readonly InspectedEvidence[],
  known: readonly string[],
): string {
  const named = namedExhibits(status);
  const hashes = seen.flatMap(({ sha256 }) => sha256 ?? []);
  const stated = named.find((reference) => {
    const own = statedHashes(status, reference);
    return own !== null && hashes.some((hash) => own.has(hash));
  });
  return stated ?? named.find((reference) => !known.includes(reference)) ?? named[0] ?? '';
}

/** @param isUnlocked whether the workstation's identity is. */
export function warrantedProblems(
  draft: ExhibitDraft,
  seen: readonly InspectedEvidence[],
  status: WarrantStatus,
  isUnlocked: boolean,
): DraftProblems {
  const { key: _typed, ...rest } = problemsOf(draft, seen);
  const problems: { -readonly [Field in keyof DraftProblems]: DraftProblems[Field] } = rest;
  const stated = statedHashes(status, draft.reference);
  // A folder's files are hashed only when it is read in.
  const strangers = seen.filter(
    (one) =>
      stated !== null && one.sha256 !== undefined && !stated.has(one.sha256) && !isCompanion(one, seen),
  );
  if (problems.evidence === undefined && strangers.length > 0) {
    problems.evidence = `${strangers.map(({ name }) => name).join(', ')}: its SHA-256 is not among those that the warrant states for exhibit ${draft.reference}.`;
  }
  const release = releaseFor(status, draft.reference, seen);
  if (release.kind === 'missing') problems.key = release.need;
  else if (release.kind === 'ready' && !isUnlocked) {
    problems.key = 'The identity of this workstation has to be unlocked: the released key is sealed to it.';
  }
  return problems;
}
