/** What the investigator says of an exhibit, and whether it is enough to begin. */
import type { InspectedEvidence, KeyNeed, Request } from '../../../shared/contract/index.ts';
import type { DateOrder } from '../../../shared/model/index.ts';

export interface ExhibitDraft {
  readonly reference: string;
  /** 64 hex digits, as typed. */
  readonly key: string;
  /** Path of a key file; goes before `key`. */
  readonly keyFile: string | null;
  readonly timeZone: string | null;
  readonly dateOrder: DateOrder | null;
}

export const emptyDraft: ExhibitDraft = {
  reference: '',
  key: '',
  keyFile: null,
  timeZone: null,
  dateOrder: null,
};

/** Names of fields with what is wrong with each. */
export type DraftProblems = Partial<Record<'evidence' | 'reference' | 'key', string>>;

/** What the evidence asks for, all of it together. */
export interface Needs {
  readonly keys: readonly KeyNeed[];
  readonly timeZone: boolean;
  readonly dateOrder: boolean;
}

export function needsOf(seen: readonly InspectedEvidence[]): Needs {
  const sources = seen.flatMap((one) => one.sources);
  return {
    keys: [...new Set(seen.flatMap(({ needsKey }) => needsKey ?? []))],
    timeZone: sources.some(({ needsTimeZone }) => needsTimeZone),
    dateOrder: sources.some(({ needsDateOrder }) => needsDateOrder),
  };
}

/** A reference after those that the case has: `AB/3` after `AB/2`; empty for the first. */
export function nextReference(known: readonly string[]): string {
  const last = known.at(-1);
  const number = last === undefined ? null : /^(.*?)(\d+)$/.exec(last);
  if (!number) return '';
  const [, stem = '', digits = ''] = number;
  let next = Number(digits);
  let reference: string;
  do reference = stem + String(++next).padStart(digits.length, '0');
  while (known.includes(reference));
  return reference;
}

/** Evidence that has messages of its own, or will when it is decrypted. */
const isUsable = ({ sources, needsKey }: InspectedEvidence): boolean =>
  sources.length > 0 || needsKey !== undefined;

/** Contacts and media hold no messages, and go in with the evidence that does. */
export function isCompanion(one: InspectedEvidence, seen: readonly InspectedEvidence[]): boolean {
  return one.unrecognised === true && seen.some(isUsable);
}

const HEX_KEY = /^[0-9a-f]{64}$/i;
const digitsOf = (key: string): string => key.replace(/[\s-]/g, '');

export function problemsOf(draft: ExhibitDraft, seen: readonly InspectedEvidence[]): DraftProblems {
  const problems: { -readonly [Field in keyof DraftProblems]: DraftProblems[Field] } = {};
  const refused = seen.filter((one) => one.refusal && !isCompanion(one, seen));
  if (refused.length > 0) {
    problems.evidence = `${refused.map(({ name }) => name).join(', ')} cannot be read: take it off the list.`;
  }
  if (draft.reference.trim() === '') problems.reference = 'The exhibit needs its reference, such as AB/1.';
  const { keys } = needsOf(seen);
  if (keys.length > 0 && draft.keyFile === null) {
    if (digitsOf(draft.key) === '') problems.key = 'This backup is encrypted: its key is needed.';
    else if (!HEX_KEY.test(digitsOf(draft.key))) {
      problems.key = 'A key is 64 digits of 0 to 9 and a to f, or a key file.';
    }
  }
  return problems;
}

/**
 * The call that begins; only what the evidence asks for goes along.
 * @param isWarranted under a warrant no key does: it comes with a release.
 */
export function intakeRequest(
  draft: ExhibitDraft,
  seen: readonly InspectedEvidence[],
  isWarranted = false,
): Request<'intake.start'> {
  const needs = needsOf(seen);
  const { keyFile, timeZone, dateOrder } = draft;
  const key = digitsOf(draft.key);
  return {
    exhibit: draft.reference.trim(),
    paths: seen.map(({ path }) => path),
    ...(needs.keys.length === 0 || isWarranted ? {} : keyFile !== null ? { keyFile } : { key }),
    // A backup is looked into only once it is open: it may hold an export that needs a zone.
    ...(timeZone !== null && (needs.timeZone || needs.keys.length > 0) ? { timeZone } : {}),
    ...(dateOrder !== null && needs.dateOrder ? { dateOrder } : {}),
  };
}
