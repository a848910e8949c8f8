/** An entry of the log in words: what it concerns in a line, and every field of it. */
import type { CustodyEntry } from '../../../shared/contract/index.ts';
import { counted, grouped } from '../../ui/numbers.ts';

type Subject = CustodyEntry['subjects'][number];

/** Fields by which a subject is known, the first that it has. */
const NAMES = [
  'file',
  'folder',
  'reason',
  'exhibit',
  'item',
  'warrant',
  'amendment',
  'revocation',
  'release',
  'signer',
  'holder',
  'reference',
  'identity',
  'name',
  'query',
  'privilege',
] as const;

/** Hashes and jobs say nothing to a reader in a line. */
const UNTOLD = new Set(['sha256', 'job', 'key', 'keyId', 'bytes', 'digest', 'head', 'root', 'torn']);

/** A subject in a few words; empty where it has none that say anything. */
export function subjectText(subject: Subject): string {
  const named = NAMES.find((name) => subject[name] !== undefined);
  if (named !== undefined) return String(subject[named]);
  return Object.entries(subject)
    .filter(([field]) => !UNTOLD.has(field))
    .map(([field, value]) => `${fieldWords(field)} ${value}`)
    .join(', ');
}

/** Subjects that are told in a line; the rest is counted. */
const TOLD = 3;

/** What an entry concerns, in a line. */
export function aboutText({ subjects }: Pick<CustodyEntry, 'subjects'>): string {
  const texts = subjects.map(subjectText).filter((text) => text !== '');
  const told = texts.slice(0, TOLD).join('; ');
  return texts.length > TOLD ? `${told}; and ${counted(texts.length - TOLD, 'more', 'more')}` : told;
}

/** `sha256` is SHA-256, `outOfScope` is out of scope. */
export function fieldWords(field: string): string {
  if (field === 'sha256') return 'SHA-256';
  return field.replace(/([a-z])([A-Z])/g, (_, end: string, start: string) => `${end} ${start.toLowerCase()}`);
}

/** `2,662 kept, 3 skipped`: counts that are not zero; all of them where all are. */
export function countsText(counts: CustodyEntry['counts']): string {
  if (counts === undefined) return '';
  const all = Object.entries(counts);
  const some = all.filter(([, count]) => count !== 0);
  return (some.length > 0 ? some : all)
    .map(([what, count]) => `${grouped(count)} ${fieldWords(what)}`)
    .join(', ');
}
