/** The chats on Daniel Marsh's phone. */
import type { Language, PersonKey } from './people.ts';

/** Which kinds of small talk a chat has; see `talk/`. */
export interface Talk {
  readonly language: Language;
  readonly scenes: readonly string[];
  /** How often, against the chat's other entries. */
  readonly weight: number;
}

/** When people write in it. */
export type Rhythm = 'evenings' | 'work' | 'all-day' | 'match-days' | 'weekends';

export interface SampleChat {
  /** A direct chat has the one person and no subject. */
  readonly members: readonly PersonKey[];
  readonly subject?: string;
  /** Digits before `@g.us`. */
  readonly group?: string;
  readonly admins?: readonly PersonKey[];
  /** Who may take a part of the small talk; parts not named here go to anybody. */
  readonly cast?: Readonly<Partial<Record<string, readonly PersonKey[]>>>;
  /** Members who came later: a reading of the clock for each. */
  readonly joined?: Readonly<Partial<Record<PersonKey, string>>>;
  readonly talk: readonly Talk[];
  readonly rhythm: Rhythm;
  /** How many messages of small talk. */
  readonly messages: number;
  /** Readings of the clock between which there is small talk. */
  readonly from: string;
  readonly to: string;
}

const ALL = { from: '2023-09-04 07:30:00', to: '2024-03-22 11:30:00' } as const;
const en = (scenes: readonly string[], weight = 1): Talk => ({ language: 'en', scenes, weight });

export const CHATS = {
  jonas: {
    members: ['jonas'],
    talk: [en(['friends', 'football-direct'], 3), { language: 'de', scenes: ['friends'], weight: 2 }],
    rhythm: 'evenings',
    messages: 175,
    ...ALL,
    to: '2024-02-28 22:00:00',
  },
  tessa: {
    members: ['tessa'],
    talk: [en(['friends'])],
    rhythm: 'evenings',
    messages: 46,
    ...ALL,
    to: '2024-03-16 21:00:00',
  },
  owen: { members: ['owen'], talk: [en(['work-direct', 'friends'])], rhythm: 'work', messages: 74, ...ALL },
  callum: {
    members: ['callum'],
    talk: [en(['friends', 'fishing'])],
    rhythm: 'weekends',
    messages: 54,
    ...ALL,
    to: '2024-03-10 20:00:00',
  },
  lena: {
    members: ['lenaBefore'],
    talk: [{ language: 'de', scenes: ['friends'], weight: 1 }],
    rhythm: 'evenings',
    messages: 44,
    ...ALL,
    to: '2024-03-10 20:00:00',
  },
  lenaNew: {
    members: ['lena'],
    talk: [],
    rhythm: 'evenings',
    messages: 0,
    ...ALL,
    from: '2024-03-14 12:04:00',
  },
  ruben: { members: ['ruben'], talk: [], rhythm: 'evenings', messages: 0, ...ALL },
  marcus: { members: ['marcus'], talk: [en(['work-direct'])], rhythm: 'work', messages: 22, ...ALL },
  lucia: {
    members: ['lucia'],
    talk: [{ language: 'es', scenes: ['couple'], weight: 3 }, en(['couple'], 2)],
    rhythm: 'all-day',
    messages: 285,
    ...ALL,
  },
  helen: { members: ['helen'], talk: [en(['family-direct'])], rhythm: 'evenings', messages: 95, ...ALL },
  sophie: {
    members: ['sophie'],
    talk: [en(['family-direct', 'friends'])],
    rhythm: 'evenings',
    messages: 104,
    ...ALL,
  },
  priya: { members: ['priya'], talk: [en(['work-direct'])], rhythm: 'work', messages: 96, ...ALL },
  yusuf: {
    members: ['yusuf'],
    talk: [{ language: 'ar', scenes: ['with-owner'], weight: 3 }, en(['work-direct'])],
    rhythm: 'work',
    messages: 60,
    ...ALL,
  },
  aylin: {
    members: ['aylin'],
    talk: [{ language: 'tr', scenes: ['with-owner'], weight: 2 }, en(['work-direct'])],
    rhythm: 'work',
    messages: 52,
    ...ALL,
  },
  anna: {
    members: ['anna'],
    talk: [{ language: 'de', scenes: ['friends'], weight: 1 }],
    rhythm: 'weekends',
    messages: 80,
    ...ALL,
  },
  chris: { members: ['chris'], talk: [en(['abroad'])], rhythm: 'evenings', messages: 44, ...ALL },
  unknown: { members: ['unknown'], talk: [], rhythm: 'evenings', messages: 0, ...ALL },

  quiz: {
    members: ['jonas', 'daniel', 'tessa', 'owen', 'callum', 'lena', 'ruben'],
    subject: 'Thursday quiz',
    group: '120363218840071935',
    admins: ['jonas', 'daniel'],
    talk: [],
    rhythm: 'evenings',
    messages: 0,
    ...ALL,
  },
  volunteers: {
    members: [
      'grace',
      'daniel',
      'salma',
      'yusuf',
      'aylin',
      'kasia',
      'mateo',
      'shirin',
      'hannah',
      'nadia',
      'oliver',
    ],
    subject: 'Lantern Parade volunteers 🏮',
    group: '120363201557713062',
    admins: ['grace', 'salma'],
    joined: { nadia: '2024-01-22 19:02:00' },
    cast: { a: ['grace'] },
    talk: [en(['volunteers'], 3), { language: 'en', scenes: ['notices'], weight: 2 }],
    rhythm: 'evenings',
    messages: 116,
    ...ALL,
    from: '2024-01-15 18:20:00',
  },
  depot: {
    members: ['priya', 'daniel', 'tom', 'owen', 'yusuf', 'salma', 'aylin', 'emre', 'kasia', 'piotr', 'mateo'],
    subject: 'Harbour Staging – depot',
    group: '120363144907718264',
    admins: ['priya'],
    cast: { a: ['priya', 'tom'] },
    talk: [
      en(['depot'], 4),
      { language: 'ar', scenes: ['depot'], weight: 2 },
      { language: 'tr', scenes: ['depot'], weight: 2 },
      { language: 'pl', scenes: ['depot'], weight: 2 },
    ],
    rhythm: 'work',
    messages: 255,
    ...ALL,
  },
  family: {
    members: ['helen', 'daniel', 'peter', 'sophie', 'lucia'],
    subject: 'Marsh family',
    group: '120363088120645519',
    admins: ['helen', 'sophie'],
    cast: { a: ['helen'], b: ['sophie', 'daniel'], c: ['lucia'], d: ['peter'] },
    talk: [en(['family'])],
    rhythm: 'evenings',
    messages: 170,
    ...ALL,
    from: '2023-09-05 18:00:00',
  },
  football: {
    members: ['ben', 'daniel', 'jack', 'ravi', 'leo', 'liam', 'jonas', 'emre'],
    subject: '5-a-side Tuesdays ⚽',
    group: '120363120098341177',
    admins: ['ben'],
    cast: { a: ['ben'] },
    talk: [en(['football'])],
    rhythm: 'match-days',
    messages: 160,
    ...ALL,
    from: '2023-09-11 17:40:00',
  },
  residents: {
    members: ['hannah', 'daniel', 'lucia', 'dorothy', 'samuel', 'zoe', 'shirin', 'babak'],
    subject: 'Mill House residents',
    group: '120363166420077583',
    admins: ['hannah', 'dorothy'],
    cast: { a: ['hannah'], c: ['dorothy'] },
    talk: [en(['neighbours'], 3), { language: 'fa', scenes: ['neighbours'], weight: 2 }],
    rhythm: 'evenings',
    messages: 120,
    ...ALL,
    from: '2023-10-02 19:15:00',
  },
  bremen: {
    members: ['anna', 'daniel', 'felix', 'jonas', 'lena'],
    subject: 'Bremer Runde',
    group: '120363099731150846',
    admins: ['felix'],
    talk: [{ language: 'de', scenes: ['group'], weight: 1 }],
    rhythm: 'weekends',
    messages: 100,
    ...ALL,
    from: '2023-09-16 11:20:00',
  },
  exchange: {
    members: ['carmen', 'daniel', 'lucia', 'mateo', 'chris', 'emily'],
    subject: 'Intercambio español–inglés',
    group: '120363177230519408',
    admins: ['carmen'],
    cast: {
      a: ['carmen'],
      b: ['lucia', 'mateo'],
      c: ['mateo', 'lucia'],
      d: ['daniel', 'chris'],
      e: ['emily', 'chris'],
    },
    talk: [{ language: 'es', scenes: ['exchange'], weight: 1 }],
    rhythm: 'weekends',
    messages: 96,
    ...ALL,
    from: '2023-10-07 12:00:00',
  },
  status: {
    members: ['sophie', 'jack', 'aylin', 'lucia', 'mateo', 'hannah'],
    talk: [en(['status'])],
    rhythm: 'all-day',
    messages: 24,
    ...ALL,
  },
} as const satisfies Record<string, SampleChat>;

export type ChatKey = keyof typeof CHATS;

export const CHAT_KEYS = Object.keys(CHATS) as ChatKey[];

export function chatOf(key: ChatKey): SampleChat {
  return CHATS[key];
}

export const isGroup = (key: ChatKey): boolean => chatOf(key).group !== undefined;
