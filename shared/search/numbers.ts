/**
 * Numbers as people group them: `+44 7700 900-123` and `07700900123` are one telephone number. Each run of
 * digit groups is kept joined from every group to every later one, with its digits turned round, so that
 * a number's national part, which is its end, is found as a beginning.
 */

/** Fewer digits are an ordinary word. */
export const LEAST_DIGITS = 5;
/** More digits than any telephone, account or card number has (an IMEI 15, a card 19). */
const MOST_DIGITS = 20;
/** A national number, without its leading 0, is rarely shorter: what two ends must share to be one number. */
const LEAST_NATIONAL = 7;
const MOST_COUNTRY_DIGITS = 3;

/** What may stand between two groups of one number. */
const BETWEEN_GROUPS = /^(?:[ \u00a0\u202f\u2009]|[.,'’/()+\-\u2010-\u2015\u2212]){1,3}$/u;

export const joinsGroups = (between: string): boolean => BETWEEN_GROUPS.test(between);

/** Whether a text is one number, in whatever grouping. */
export const isNumber = (text: string): boolean =>
  /^[+(]*\p{Nd}(?:[ \u00a0\u202f\u2009.,'’/()+\-\u2010-\u2015\u2212]{0,3}\p{Nd})*\)?$/u.test(text);

export const turned = (digits: string): string => [...digits].reverse().join('');

/** Every joining of neighbouring groups that has the length of a number, turned; each with its last group. */
export function joinings(groups: readonly string[]): { first: number; last: number; turned: string }[] {
  const found: { first: number; last: number; turned: string }[] = [];
  for (const first of groups.keys()) {
    let joined = '';
    for (let last = first; last < groups.length; last++) {
      joined += groups[last];
      if (joined.length > MOST_DIGITS) break;
      if (joined.length >= LEAST_DIGITS) found.push({ first, last, turned: turned(joined) });
    }
  }
  return found;
}

export interface NumberForms {
  /** Turned numbers to be found whole. */
  readonly whole: readonly string[];
  /** Turned numbers whose beginning to be found. */
  readonly starts: readonly string[];
}

/**
 * Under which forms a number may stand in a text: itself, and if it can be a telephone number, with and
 * without the digits of its country.
 * @param text a number, its digits ASCII.
 */
export function numberForms(text: string): NumberForms {
  const digits = text.replace(/[^0-9]/g, '');
  const international = text.trimStart().startsWith('+') || digits.startsWith('00');
  const national = !international && digits.startsWith('0');
  const significant = digits.replace(/^0+/, '');
  const isTelephone =
    (international || national || digits.length >= 10) &&
    digits.length <= 17 &&
    significant.length >= LEAST_NATIONAL;
  if (!isTelephone) return { whole: [turned(digits)], starts: [] };
  if (national) return { whole: [turned(digits)], starts: [turned(significant)] };
  const whole = new Set([turned(digits)]);
  for (let country = 1; country <= MOST_COUNTRY_DIGITS; country++) {
    const rest = significant.slice(country);
    if (rest.length < LEAST_NATIONAL) break;
    whole.add(turned(`0${rest}`));
    if (international) whole.add(turned(rest));
  }
  return { whole: [...whole], starts: [turned(significant)] };
}
