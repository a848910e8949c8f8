import { Refusal } from '../../shared/model/index.ts';
import type { NewBasis } from '../cases/create-case.ts';
import { papersOf } from '../warrant/access.ts';
import type { VerifiedBundle } from './read-bundle.ts';

/**
 * What the case of a bundle stands on.
 * @throws Refusal when its warrant is not the one that it states, or does not verify.
 */
export const basisOf = ({ case: { basis }, files }: VerifiedBundle, file: string): NewBasis => {
  if (basis.kind !== 'warrant') return basis;
  if (!files || papersOf(files).warrant.digest !== basis.digest) {
    throw new Refusal('tampered', file, 'its warrant is not the one that its case was made under');
  }
  return { kind: 'warrant', files };
};
