/** What a bundle is to hold and for whom, checked before it is written. */
import type { Request } from '../../../shared/contract/index.ts';
import { passphraseProblem } from '../start/new-case.ts';

export interface BundleDraft {
  readonly exhibits: readonly string[];
  readonly recipient: 'passphrase' | 'card';
  readonly passphrase: string;
  readonly again: string;
  /** Path of the recipient's card. */
  readonly card: string | null;
  readonly withAttachments: boolean;
  /** Decisions, tags, notes, searches and lists. */
  readonly withAdded: boolean;
}

/** A draft of everything, for whoever knows a passphrase. */
export const wholeBundle = (exhibits: readonly string[]): BundleDraft => ({
  exhibits,
  recipient: 'passphrase',
  passphrase: '',
  again: '',
  card: null,
  withAttachments: true,
  withAdded: true,
});

export type BundleProblems = Partial<Record<'exhibits' | 'passphrase' | 'card', string>>;

/** @param all references that the case has; a case without any still has its log. */
export function bundleProblems(draft: BundleDraft, all: readonly string[]): BundleProblems {
  const { exhibits, recipient, passphrase, again, card } = draft;
  const problems: { -readonly [Field in keyof BundleProblems]: BundleProblems[Field] } = {};
  if (all.length > 0 && exhibits.length === 0) problems.exhibits = 'Choose at least one exhibit.';
  if (recipient === 'card') {
    if (card === null) problems.card = 'The card of who is to open it is needed.';
  } else {
    const ofPassphrase = passphraseProblem(passphrase, again);
    if (ofPassphrase !== null) problems.passphrase = ofPassphrase;
  }
  return problems;
}

/** The call that writes it. All exhibits go without being named, in the order of the case otherwise. */
export function bundleRequest(draft: BundleDraft, all: readonly string[]): Request<'bundle.save'> {
  const { exhibits, recipient, passphrase, card, withAttachments, withAdded } = draft;
  const chosen = all.filter((reference) => exhibits.includes(reference));
  return {
    ...(chosen.length === all.length ? {} : { exhibits: chosen }),
    recipient: recipient === 'card' ? { card: card! } : { passphrase },
    withAttachments,
    withAdded,
  };
}
