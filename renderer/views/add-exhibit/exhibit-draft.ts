/** What the investigator says of an exhibit, and whether it is enough to begin. */
import type { InspectedEvidence, KeyNeed, Request } from '../../../shared/contract/index.ts';
import type { DateOrder } from '../../../shared/model/index.ts';

export interface ExhibitDraft {
  readonly reference: string;
  /** 64 hex digits, or the password of an iPhone's backup, as typed. */
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
/** Whether a key can be typed: a phone's key file cannot. */
export const takesTyped = ({ keys }: Needs): boolean => keys.some((need) => need !== 'whatsapp-key-file');
/** Whether a password is all that is asked for. */
export const asksForPassword = ({ keys }: Needs): boolean =>
  keys.length > 0 && keys.every((need) => need === 'ios-backup-password');
const digitsOf = (key: string): string => key.replace(/[\s-]/g, '');

export function problemsOf(draft: ExhibitDraft, seen: readonly InspectedEvidence[]): DraftProblems {
  const problems: { -readonly [Field in keyof DraftProblems]: DraftProblems[Field] } = {};
  const refused = seen.filter((one) => one.refusal && !isCompanion(one, seen));
  if (refused.length > 0) {
    problems.evidence = `${refused.map(({ name }) => name).join(', ')} cannot be read: take it off the list.`;
  }
  if (draft.reference.trim() === '') problems.reference = 'The exhibit needs its reference, such as AB/1.';
  const needs = needsOf(seen);
  const { keys } = needs;
  if (keys.length > 0 && draft.keyFile === null) {
    if (asksForPassword(needs)) {
      if (draft.key === '') problems.key = 'This backup is encrypted: its password is needed.';
    } else if (digitsOf(draft.key) === '') problems.key = 'This backup is encrypted: its key is needed.';
    else if (!keys.includes('ios-backup-password') && !HEX_KEY.test(digitsOf(draft.key))) {
      problems.key = 'A key is 64 digits of 0 to 9 and a to f, or a key file.';
    }
  }
  return problems;
}

/** A password goes as it was typed: spaces belong to it. */
function keyOf(
  { key, keyFile }: ExhibitDraft,
  needs: Needs,
): Pick<Request<'intake.start'>, 'key' | 'keyFile' | 'password'> {
  if (keyFile !== null) return { keyFile };
  const digits = digitsOf(key);
  const isPassword =
    asksForPassword(needs) || (needs.keys.includes('ios-backup-password') && !HEX_KEY.test(digits));
  return isPassword ? { password: key } : { key: digits };
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
  const { timeZone, dateOrder } = draft;
  return {
    exhibit: draft.reference.trim(),
    paths: seen.map(({ path }) => path),
    ...(needs.keys.length === 0 || isWarranted ? {} : keyOf(draft, needs)),
    // A backup is looked into only once it is open: it may hold an export that needs a zone.
    ...(timeZone !== null && (needs.timeZone || needs.keys.length > 0) ? { timeZone } : {}),
    ...(dateOrder !== null && needs.dateOrder ? { dateOrder } : {}),
  };
}

/** What a piece of evidence offers: each title once, with how many sources have it where several do. */
export function offeredTitles({ sources }: Pick<InspectedEvidence, 'sources'>): string[] {
  const counts = new Map<string, number>();
  for (const { title } of sources) counts.set(title, (counts.get(title) ?? 0) + 1);
  return [...counts].map(([title, count]) => (count === 1 ? title : `${count} × ${title}`));
}
