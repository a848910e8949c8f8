/** Texts and numbers that have gone wrong somewhere before. */
import type { Chance } from '../chance.ts';

const ODD = [
  '',
  ' ',
  '\0',
  '\u200e',
  '\u202e',
  '\ufeff',
  '\ud800',
  '\udc00a',
  '😀',
  'e\u0301',
  '../../etc/passwd',
  '..\\..\\x',
  '/',
  'C:\\x',
  'CON',
  'constructor',
  '__proto__',
  'toString',
  'null',
  'undefined',
  'NaN',
  '-1',
  '1e400',
  '0x10',
  '00',
  '9'.repeat(40),
  'a'.repeat(70_000),
  '0000-00-00 00:00:00',
  '2024-02-30T25:61:61Z',
  '275761-01-01T00:00:00.000Z',
  '=1+1',
  '<script>',
  '&amp;&#0;&#x110000;',
  ']]>',
  '\r\n',
  '\u2028',
];

const NUMBERS = [
  0,
  -0,
  1,
  -1,
  0.5,
  255,
  256,
  65_536,
  2 ** 31 - 1,
  2 ** 31,
  -(2 ** 31),
  2 ** 32,
  2 ** 53,
  2 ** 53 + 2,
  -(2 ** 53),
  2 ** 63,
  1e21,
  1e308,
  -1e308,
  5e-324,
  8.64e15,
  8.64e15 + 1,
  -62_167_219_200_000,
  253_402_300_800_000,
  1_711_118_285_123,
];

export function oddString(chance: Chance, dictionary: readonly string[]): string {
  return dictionary.length > 0 && chance.oneIn(2) ? chance.pick(dictionary) : chance.pick(ODD);
}

export const oddNumber = (chance: Chance): number =>
  chance.oneIn(4) ? chance.below(1000) - 100 : chance.pick(NUMBERS);

/** A text changed in the middle. */
export function changedString(text: string, chance: Chance, dictionary: readonly string[]): string {
  const at = chance.below(text.length + 1);
  const until = Math.min(text.length, at + chance.below(8));
  switch (chance.below(4)) {
    case 0:
      return oddString(chance, dictionary);
    case 1:
      return text.slice(0, at) + text.slice(until);
    case 2:
      return text.slice(0, at) + oddString(chance, dictionary) + text.slice(until);
    default:
      return text.slice(0, at) + text.slice(at, until).repeat(2 + chance.below(3)) + text.slice(until);
  }
}
