/** Telephone numbers in one form, by the numbering plans of libphonenumber. */
import {
  type CountryCode,
  getCountries,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/min';

/** Longer texts are no number: E.164 has at most 15 digits, with room for how people group them. */
const MOST_CHARACTERS = 40;
const LIKE_A_NUMBER = /^[+(\d][\d\s().\-\u2010-\u2015\u00a0\u202f]{5,}$/u;

/**
 * A number in E.164, or null where the text is none that its country's plan knows.
 * @param country of numbers without a country code; null where it is not known: only international ones count.
 */
export function internationalNumber(text: string, country: string | null): string | null {
  const trimmed = text.trim();
  if (trimmed.length > MOST_CHARACTERS || !LIKE_A_NUMBER.test(trimmed)) return null;
  if (!trimmed.startsWith('+') && country === null) return null;
  const known = country !== null && isSupportedCountry(country) ? country : undefined;
  const number = parsePhoneNumberFromString(trimmed, {
    extract: false,
    ...(known === undefined ? {} : { defaultCountry: known }),
  });
  return number?.isPossible() ? number.number : null;
}

/**
 * The country of an international number, ISO 3166-1 alpha-2; of several that share its code and numbering,
 * such as the United Kingdom and Jersey, the main one. Null where the text is no such number.
 */
export function countryOfNumber(text: string): string | null {
  const number = parsePhoneNumberFromString(text, { extract: false });
  return number?.country ?? number?.getPossibleCountries()[0] ?? null;
}

/** Every country that has a numbering plan. */
export const countries = (): CountryCode[] => getCountries();
