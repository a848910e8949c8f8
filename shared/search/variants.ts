/**
 * A word of Russian or Ukrainian in Latin letters, and back, on request. One spelling has many readings, so
 * a word gives several. Arabic, whose short vowels are not written, is compared by sounds.ts.
 */

/** No more readings of a word than this. */
export const MOST_VARIANTS = 128;

type Table = Readonly<Record<string, readonly string[]>>;

/** ISO 9, passport and chat spellings. */
const LATIN_TO_CYRILLIC: Table = {
  shch: ['щ'],
  sch: ['щ', 'сч'],
  zh: ['ж'],
  kh: ['х'],
  ts: ['ц', 'тс'],
  tz: ['ц'],
  ch: ['ч'],
  sh: ['ш'],
  yu: ['ю'],
  ju: ['ю'],
  iu: ['ю', 'иу'],
  ya: ['я', 'ья'],
  ja: ['я'],
  ia: ['я', 'ия'],
  yo: ['е', 'ьо'],
  jo: ['е'],
  ye: ['е', 'є'],
  je: ['е', 'є'],
  yi: ['и', 'ї'],
  iy: ['ий', 'ый'],
  yy: ['ый'],
  ii: ['ий', 'ии'],
  a: ['а'],
  b: ['б'],
  c: ['ц', 'с', 'к'],
  d: ['д'],
  e: ['е', 'э'],
  f: ['ф'],
  g: ['г', 'ґ'],
  h: ['х', 'г'],
  i: ['и', 'і', 'й'],
  j: ['й', 'ж'],
  k: ['к'],
  l: ['л', 'ль'],
  m: ['м'],
  n: ['н', 'нь'],
  o: ['о'],
  p: ['п'],
  q: ['к'],
  r: ['р'],
  s: ['с'],
  t: ['т', 'ть'],
  u: ['у'],
  v: ['в'],
  w: ['в', 'ш'],
  x: ['х', 'кс'],
  y: ['ы', 'й', 'и'],
  z: ['з'],
  '4': ['ч'],
};

const CYRILLIC_TO_LATIN: Table = {
  ий: ['iy', 'y', 'ii', 'ij', 'i'],
  ый: ['yy', 'y', 'iy', 'yj'],
  а: ['a'],
  б: ['b'],
  в: ['v', 'w'],
  г: ['g', 'h'],
  ґ: ['g'],
  д: ['d'],
  е: ['e', 'ye', 'je', 'yo'],
  є: ['ye', 'ie', 'je'],
  ж: ['zh', 'j'],
  з: ['z'],
  и: ['i', 'y'],
  і: ['i'],
  ї: ['yi', 'i', 'ji'],
  й: ['y', 'i', 'j'],
  к: ['k', 'c'],
  л: ['l'],
  м: ['m'],
  н: ['n'],
  о: ['o'],
  п: ['p'],
  р: ['r'],
  с: ['s'],
  т: ['t'],
  у: ['u'],
  ў: ['u'],
  ф: ['f'],
  х: ['kh', 'h', 'x'],
  ц: ['ts', 'c', 'tz'],
  ч: ['ch', '4'],
  ш: ['sh', 'w'],
  щ: ['shch', 'sch'],
  ъ: ['', 'ie'],
  ы: ['y', 'i'],
  ь: [''],
  э: ['e'],
  ю: ['yu', 'iu', 'ju'],
  я: ['ya', 'ia', 'ja'],
};

const longest = (table: Table): number => Math.max(...Object.keys(table).map((key) => key.length));
const TABLES = [LATIN_TO_CYRILLIC, CYRILLIC_TO_LATIN].map((table) => ({
  table,
  longest: longest(table),
}));

/** The readings of a word by one table, the likeliest first; none when a letter is not in the table. */
function readings(word: string, table: Table, most: number, longestKey: number): string[] {
  // Readings of the word's first i letters.
  const upTo: string[][] = [['']];
  for (let i = 1; i <= word.length; i++) {
    const found = new Set<string>();
    // Longer spellings first: sh is rather one letter than two.
    for (let length = Math.min(longestKey, i); length > 0; length--) {
      const options = table[word.slice(i - length, i)];
      if (!options) continue;
      for (const [rank, option] of options.entries()) {
        for (const before of upTo[i - length]!) {
          if (found.size < most * (rank === 0 ? 1 : 2)) found.add(before + option);
        }
      }
    }
    upTo.push([...found].slice(0, most));
  }
  return upTo[word.length]!;
}

/** @param word loosely folded. @returns its readings in the other script, at most MOST_VARIANTS. */
export function otherReadings(word: string): string[] {
  const found = new Set<string>();
  for (const { table, longest: key } of TABLES) {
    for (const reading of readings(word, table, MOST_VARIANTS, key)) {
      if (reading !== '' && reading !== word) found.add(reading);
    }
  }
  return [...found];
}
