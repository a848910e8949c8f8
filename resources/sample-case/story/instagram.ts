/** Jonas Keller's messages on Instagram: with Tessa Rowe, with a canoe club, and a request that he left unread. */
import { type Post, post } from '../laptop/post.ts';
import { smallTalkBetween } from '../laptop/small-talk.ts';

/** Names as their accounts show them. */
export const INSTAGRAM_PEOPLE = {
  jonas: 'Jonas Keller',
  tessa: 'Tessa Rowe',
  nils: 'Nils Brandes',
  mia: 'Mia Köhler 🛶',
  joerg: 'Jörg Höpfner',
  shop: 'Lanternlight Crafts',
} as const;

export type InstagramPerson = keyof typeof INSTAGRAM_PEOPLE;

export interface InstagramThread {
  /** Below `messages/`. */
  readonly folder: string;
  readonly people: readonly InstagramPerson[];
  readonly title: string;
  readonly posts: readonly Post<InstagramPerson>[];
}

const say = post<InstagramPerson>;

const withTessa: readonly Post<InstagramPerson>[] = [
  ...smallTalkBetween('instagram tessa', ['jonas', 'tessa'], ['Jonas', 'Tessa'], {
    talk: [{ language: 'en', scenes: ['friends'], weight: 1 }],
    rhythm: 'evenings',
    messages: 26,
    from: '2023-11-04 18:00:00',
    to: '2024-02-25 22:00:00',
  }),
  say('03-03 10:02:30', 'jonas', 'Can you give the group another name? Something dull'),
  say('03-03 10:06:11', 'tessa', "Done. You're welcome 🙃", {
    reactions: [{ by: 'jonas', emoji: '❤️', after: 34 }],
  }),
  say('03-16 21:30:44', 'tessa', { kind: 'deleted', after: 25 }),
  say('03-16 21:31:50', 'jonas', 'Not here either'),
  say('03-21 23:02:19', 'tessa', { kind: 'image', picture: 'cat', text: "She can't sleep either" }),
  say('03-21 23:05:08', 'jonas', '❤️'),
  say('03-22 08:52:40', 'tessa', 'Keys are in the flower pot, not in my pocket'),
  say('03-22 08:55:13', 'jonas', 'Good'),
  say('03-22 14:30:15', 'tessa', { kind: 'call', video: false, seconds: 0, outcome: 'missed' }),
  say('03-22 14:55:20', 'tessa', 'Where are you'),
  say('03-23 07:40:02', 'tessa', "There is police at Owen's"),
];

const withTheClub: readonly Post<InstagramPerson>[] = [
  ...smallTalkBetween('instagram club', ['nils', 'mia', 'joerg', 'jonas'], ['Nils', 'Mia', 'Jörg', 'Jonas'], {
    talk: [{ language: 'de', scenes: ['group'], weight: 1 }],
    rhythm: 'weekends',
    messages: 22,
    from: '2023-10-15 10:00:00',
    to: '2024-03-10 20:00:00',
  }),
  say('03-17 11:12:09', 'mia', 'Anpaddeln am 6. April, wer ist dabei? 🛶', {
    reactions: [
      { by: 'nils', emoji: '👍', after: 400 },
      { by: 'joerg', emoji: '👍', after: 2200 },
    ],
  }),
  say('03-17 12:30:55', 'jonas', 'Weiß ich noch nicht'),
];

export const INSTAGRAM_THREADS: readonly InstagramThread[] = [
  {
    folder: 'inbox/tessarowe_17846290351',
    people: ['tessa', 'jonas'],
    title: 'Tessa Rowe',
    posts: withTessa,
  },
  {
    folder: 'inbox/kanufreundeweser_6209915702',
    people: ['nils', 'mia', 'joerg', 'jonas'],
    title: 'Kanufreunde Weser',
    posts: withTheClub,
  },
  {
    folder: 'message_requests/lanternlightcrafts_90417735',
    people: ['shop', 'jonas'],
    title: 'Lanternlight Crafts',
    posts: [
      say(
        '03-12 16:00:20',
        'shop',
        'Hello! Hand-made paper lanterns for the parade, 10% off until Sunday 🏮',
      ),
    ],
  },
];
