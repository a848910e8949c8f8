/** Names of eras and other words that stand beside the year of a header's date. */

/** How a year is counted. `reiwa`, `heisei` and `showa` are years of a Japanese emperor. */
export type Era = 'gregorian' | 'buddhist' | 'hijri' | 'persian' | 'reiwa' | 'heisei' | 'showa';

/** Source: CLDR 48 (`eras`, all widths); names in lower case, without dots and spaces. */
const ERAS: Readonly<Record<string, Era>> = {
  be: 'buddhist',
  พศ: 'buddhist',
  ah: 'hijri',
  هـ: 'hijri',
  ه: 'hijri',
  ap: 'persian',
  هش: 'persian',
  هـش: 'persian',
  ad: 'gregorian',
  ce: 'gregorian',
  م: 'gregorian',
  r: 'reiwa',
  令和: 'reiwa',
  h: 'heisei',
  平成: 'heisei',
  s: 'showa',
  昭和: 'showa',
  // "Year" in Bulgarian and Macedonian.
  г: 'gregorian',
};

/** The era of a word as it stands before or after a date, or undefined when it is none. */
export function era(word: string): Era | undefined {
  const name = word
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s.\u200c\u200d]/g, '');
  return Object.hasOwn(ERAS, name) ? ERAS[name] : undefined;
}
