/**
 * The people of the case: all made up. British numbers are of Ofcom's range for drama (07700 900000 to
 * 900999), American ones of 555-0100 to 555-0199, German ones of the Bundesnetzagentur's range for
 * media productions in Berlin ((0)30 23125 000 to 999).
 */
export type Language = 'en' | 'de' | 'es' | 'ar' | 'tr' | 'pl' | 'fa';

export interface Person {
  /** Digits of the number, without `+`. */
  readonly number: string;
  /** As saved in the owner's contacts; absent for numbers that are not. */
  readonly saved?: string;
  /** The name that the person gives to WhatsApp. */
  readonly own: string;
  readonly speaks: readonly Language[];
  /** Digits of the id that hides the number; messages in groups then come from it. */
  readonly lid?: string;
  readonly iPhone?: true;
}

const uk = (last: number): string => `447700900${String(last).padStart(3, '0')}`;
const berlin = (last: number): string => `493023125${String(last).padStart(3, '0')}`;

export const PEOPLE = {
  daniel: { number: uk(142), saved: 'Daniel Marsh', own: 'Daniel Marsh', speaks: ['en', 'de', 'es'] },

  jonas: { number: uk(187), saved: 'Jonas Keller', own: 'Jonas Keller', speaks: ['en', 'de'], iPhone: true },
  tessa: { number: uk(163), saved: 'Tessa Rowe', own: 'Tessa', speaks: ['en'], iPhone: true },
  owen: { number: uk(121), saved: 'Owen Pryce', own: 'Owen P', speaks: ['en'] },
  callum: { number: uk(198), saved: 'Callum Whitby', own: 'Callum 🎣', speaks: ['en'] },
  lena: { number: berlin(410), saved: 'Lena Hartwig', own: 'Lena', speaks: ['de', 'en'] },
  /** Lena with the number she had until `LENA_CHANGES_NUMBER`. */
  lenaBefore: { number: berlin(418), saved: 'Lena Hartwig', own: 'Lena', speaks: ['de', 'en'] },
  ruben: { number: uk(155), own: 'R.', speaks: ['en'], lid: '90071992547401' },
  marcus: { number: uk(174), saved: 'Marcus Bell', own: 'Marcus Bell', speaks: ['en'] },

  lucia: { number: uk(106), saved: 'Lucía ❤️', own: 'Lucía Ferrer', speaks: ['es', 'en'], iPhone: true },
  helen: { number: uk(110), saved: 'Mum', own: 'Helen Marsh', speaks: ['en'] },
  peter: { number: uk(111), saved: 'Dad', own: 'Peter M.', speaks: ['en'] },
  sophie: { number: uk(112), saved: 'Sophie', own: 'Soph', speaks: ['en'], iPhone: true },

  priya: { number: uk(231), saved: 'Priya Raman (work)', own: 'Priya Raman', speaks: ['en'], iPhone: true },
  tom: { number: uk(233), saved: 'Tom Hendry', own: 'Tom', speaks: ['en'] },
  yusuf: { number: uk(201), saved: 'Yusuf Karim', own: 'يوسف كريم', speaks: ['ar', 'en'] },
  salma: { number: uk(202), saved: 'Salma Idris', own: 'سلمى', speaks: ['ar', 'en'], iPhone: true },
  aylin: { number: uk(211), saved: 'Aylin Demir', own: 'Aylin', speaks: ['tr', 'en'] },
  emre: { number: uk(212), saved: 'Emre', own: 'Emre Yıldız', speaks: ['tr', 'en'] },
  kasia: { number: uk(221), saved: 'Kasia Nowak', own: 'Kasia', speaks: ['pl', 'en'] },
  piotr: { number: uk(222), saved: 'Piotr Z.', own: 'Piotr Zieliński', speaks: ['pl', 'en'] },
  mateo: { number: uk(251), saved: 'Mateo Ruiz', own: 'Mateo', speaks: ['es', 'en'] },
  carmen: { number: uk(252), saved: 'Carmen (intercambio)', own: 'Carmen Solís', speaks: ['es', 'en'] },

  grace: { number: uk(232), saved: 'Grace Okafor (Parade)', own: 'Grace Okafor', speaks: ['en'] },
  nadia: { number: uk(234), own: 'Nadia R', speaks: ['en'] },
  oliver: { number: uk(235), own: 'Oliver Finch', speaks: ['en'], lid: '62158430094417' },

  ben: { number: uk(261), saved: 'Ben Foster', own: 'Ben', speaks: ['en'] },
  jack: { number: uk(262), saved: 'Jack 5-a-side', own: 'Jack Ellis', speaks: ['en'], iPhone: true },
  ravi: { number: uk(263), saved: 'Ravi Menon', own: 'Ravi', speaks: ['en'] },
  leo: { number: uk(264), own: 'Leo G', speaks: ['en'] },
  liam: { number: uk(265), own: 'Liam D.', speaks: ['en'] },

  anna: { number: berlin(377), saved: 'Anna Weber', own: 'Anna', speaks: ['de'] },
  felix: { number: berlin(122), saved: 'Felix Brandt', own: 'Felix B.', speaks: ['de'] },

  hannah: { number: uk(271), saved: 'Hannah (upstairs)', own: 'Hannah Cole', speaks: ['en'], iPhone: true },
  dorothy: { number: uk(272), saved: 'Dorothy flat 2', own: 'Dorothy Lane', speaks: ['en'] },
  samuel: { number: uk(273), own: 'Samuel Osei', speaks: ['en'] },
  zoe: { number: uk(274), own: 'Zoë Clarke', speaks: ['en'] },
  shirin: { number: uk(241), saved: 'Shirin flat 7', own: 'شیرین', speaks: ['fa', 'en'] },
  babak: { number: uk(242), own: 'Babak Rostami', speaks: ['fa', 'en'] },

  chris: {
    number: '12125550147',
    saved: 'Cousin Chris',
    own: 'Chris Novak',
    speaks: ['en', 'es'],
    iPhone: true,
  },
  emily: { number: '13105550128', saved: 'Emily (LA)', own: 'Emily Stone-Novak', speaks: ['en', 'es'] },
  unknown: { number: uk(399), own: '.', speaks: ['en'] },
} as const satisfies Record<string, Person>;

export type PersonKey = keyof typeof PEOPLE;

export const OWNER: PersonKey = 'daniel';

export function person(key: PersonKey): Person {
  return PEOPLE[key];
}

export function isPersonKey(word: string): word is PersonKey {
  return Object.hasOwn(PEOPLE, word);
}

/** A reading of the clock in London. */
export const LENA_CHANGES_NUMBER = '2024-03-14 12:04:00';

export const phoneJid = (key: PersonKey): string => `${person(key).number}@s.whatsapp.net`;

/** The id under which a person writes in groups. */
export function groupJid(key: PersonKey): string {
  const { lid } = person(key);
  return lid === undefined ? phoneJid(key) : `${lid}@lid`;
}
