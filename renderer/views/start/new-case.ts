/** What a new case asks for, checked before it is made. */
import type { CaseBasis, Request } from '../../../shared/contract/index.ts';

/** Letters of the shortest passphrase: five words, or so, and what guessing costs under Argon2id. */
export const LEAST_PASSPHRASE = 12;

/** What is wrong with a reference, or null. */
export function referenceProblem(reference: string): string | null {
  return reference.trim() === '' ? 'A reference is needed.' : null;
}

/** What is wrong with a new passphrase typed twice, or null. */
export function passphraseProblem(passphrase: string, again: string): string | null {
  if ([...passphrase].length < LEAST_PASSPHRASE) {
    return `A passphrase of at least ${LEAST_PASSPHRASE} characters is needed.`;
  }
  return passphrase === again ? null : 'The two passphrases differ.';
}

export type Ground = Extract<CaseBasis, { kind: 'without-warrant' }>['ground'];

/** Letters of the text that says what a case without a warrant stands on. */
export const MOST_GROUND = 1000;

export interface NewCaseDraft {
  readonly kind: CaseBasis['kind'];
  /** Path of the warrant's file, and of the policy that says whose signatures count. */
  readonly warrant: string | null;
  readonly trust: string | null;
  readonly amendments: readonly string[];
  readonly revocations: readonly string[];
  readonly ground: Ground | null;
  readonly text: string;
  /** Of a case without a warrant; under one it is the warrant's. */
  readonly reference: string;
  readonly timeZone: string;
  readonly passphrase: string;
  readonly again: string;
}

export const emptyCase = (timeZone: string): NewCaseDraft => ({
  kind: 'warrant',
  warrant: null,
  trust: null,
  amendments: [],
  revocations: [],
  ground: null,
  text: '',
  reference: '',
  timeZone,
  passphrase: '',
  again: '',
});

/** What `warrant.inspect` is asked with; null until both files are chosen. */
export function inspectRequest(draft: NewCaseDraft): Request<'warrant.inspect'> | null {
  const { warrant, trust, amendments, revocations } = draft;
  if (warrant === null || trust === null) return null;
  return {
    warrant,
    trust,
    ...(amendments.length === 0 ? {} : { amendments: [...amendments] }),
    ...(revocations.length === 0 ? {} : { revocations: [...revocations] }),
  };
}

export type CaseProblems = Partial<
  Record<'warrant' | 'trust' | 'ground' | 'text' | 'reference' | 'passphrase', string>
>;

/** @param reference of the verified warrant; null while there is none. */
export function caseProblems(draft: NewCaseDraft, reference: string | null): CaseProblems {
  const problems: { -readonly [Field in keyof CaseProblems]: CaseProblems[Field] } = {};
  if (draft.kind === 'warrant') {
    if (draft.warrant === null) problems.warrant = 'The warrant’s file is needed.';
    else if (draft.trust !== null && reference === null) problems.warrant = 'The warrant was not verified.';
    if (draft.trust === null) problems.trust = 'The trust policy is needed: it says whose signatures count.';
  } else {
    const text = draft.text.trim();
    if (draft.ground === null) problems.ground = 'Say on what the case stands.';
    if (text === '') problems.text = 'Say it in a sentence: it stands in the log and in every report.';
    else if (text.length > MOST_GROUND) problems.text = `At most ${MOST_GROUND} characters.`;
    const ofReference = referenceProblem(draft.reference);
    if (ofReference !== null) problems.reference = ofReference;
  }
  const ofPassphrase = passphraseProblem(draft.passphrase, draft.again);
  if (ofPassphrase !== null) problems.passphrase = ofPassphrase;
  return problems;
}

/** The call that makes it, of a draft without problems. */
export function caseRequest(draft: NewCaseDraft, reference: string | null): Request<'case.create'> {
  const { timeZone, passphrase } = draft;
  const asked = inspectRequest(draft);
  if (draft.kind === 'warrant' && asked !== null && reference !== null) {
    return { reference, timeZone, passphrase, basis: { kind: 'warrant', ...asked } };
  }
  return {
    reference: draft.reference.trim(),
    timeZone,
    passphrase,
    basis: { kind: 'without-warrant', ground: draft.ground!, text: draft.text.trim() },
  };
}
