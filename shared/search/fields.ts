/** What the fields of a query ask of a message: the parts that the window and the command line share. */
import type { MessageKind } from '../model/index.ts';
import type { Zone } from '../time/zone.ts';
import { foldExact, foldLoose } from './folding.ts';
import { type Has, periodOf } from './language.ts';
import { isNumber } from './numbers.ts';

const folded = (text: string): string => foldLoose(foldExact(text)).trim();
const digitsOf = (text: string): string => text.replace(/[^0-9]/g, '');
/** Fewer digits than these are no part of a number that somebody looks for. */
const LEAST_DIGITS = 4;
const INSIDE_WORD = /[\p{L}\p{N}\p{M}]$/u;

/**
 * Whether a person or a chat is the one that `from:` or `in:` names: one of its names has the value where a
 * word begins, its id is the value, or, for a value of digits, its number has them at its end or is them.
 */
export function nameTest(value: string): (names: readonly string[]) => boolean {
  const wanted = folded(value);
  const digits = isNumber(value.trim()) ? digitsOf(foldExact(value)) : '';
  return (names) =>
    names.some((name) => {
      const text = folded(name);
      if (
        digits.length >= LEAST_DIGITS &&
        digitsOf(text).replace(/^0+/, '').endsWith(digits.replace(/^0+/, ''))
      ) {
        return true;
      }
      for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
        if (!INSIDE_WORD.test(text.slice(0, at))) return true;
      }
      return false;
    });
}

/** Kinds of message that have what `has:` asks for, where the kind tells. */
export const HAS_KINDS: Readonly<Partial<Record<Has, readonly MessageKind[]>>> = {
  image: ['image'],
  video: ['video'],
  audio: ['audio', 'voice'],
  document: ['document'],
  location: ['location', 'live-location'],
  poll: ['poll'],
  call: ['call'],
};

/** Whether a time, ms since 1970 UTC, is before, after or in the period that a date of a zone names; NaN is none. */
export function dateTest(
  field: 'before' | 'after' | 'on',
  date: string,
  zone: Zone,
): (when: number) => boolean {
  const period = periodOf(date)!;
  const from = zone.toUtc(period.from).utc;
  const to = zone.toUtc(period.to).utc;
  if (field === 'before') return (when) => when < from;
  if (field === 'after') return (when) => when >= to;
  return (when) => when >= from && when < to;
}
