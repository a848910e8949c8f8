/** Jonas Keller's chats on Telegram: with “R.”, with Lena, with friends in Bremen, with himself, and a channel. */
import { london } from '../clock.ts';
import { type Post, post } from '../laptop/post.ts';
import { smallTalkBetween } from '../laptop/small-talk.ts';
import { PEOPLE } from '../people.ts';
import { notice } from './say.ts';

interface Known {
  /** As Jonas Keller has saved it. */
  readonly name: string;
  readonly id: string;
  /** Digits, where it is among the contacts. */
  readonly number?: string;
  /** Since when it is among them. */
  readonly since?: number;
}

export const CHANNEL = 1_840_226_115;

export const TELEGRAM_PEOPLE = {
  jonas: { name: 'Jonas Keller', id: 'user7104420187', number: PEOPLE.jonas.number },
  lena: {
    name: 'Lena Hartwig',
    id: 'user5530118842',
    number: PEOPLE.lena.number,
    since: london('2024-03-14 12:40:07'),
  },
  ruben: {
    name: 'R.',
    id: 'user6621907354',
    number: PEOPLE.ruben.number,
    since: london('2024-02-27 22:19:02'),
  },
  anna: {
    name: 'Anna Weber',
    id: 'user4417205530',
    number: PEOPLE.anna.number,
    since: london('2023-09-16 11:02:40'),
  },
  felix: {
    name: 'Felix Brandt',
    id: 'user4390118276',
    number: PEOPLE.felix.number,
    since: london('2023-09-16 11:03:15'),
  },
  traffic: { name: 'Riverside Traffic 🚧', id: `channel${CHANNEL}` },
} as const satisfies Record<string, Known>;

export type TelegramPerson = keyof typeof TELEGRAM_PEOPLE;

export interface TelegramChat {
  readonly id: number;
  readonly type: 'personal_chat' | 'private_group' | 'saved_messages' | 'public_channel';
  readonly name?: string;
  readonly posts: readonly Post<TelegramPerson>[];
}

const say = post<TelegramPerson>;
const idOf = (person: TelegramPerson): number => Number(TELEGRAM_PEOPLE[person].id.replace(/\D+/, ''));

const withRuben: readonly Post<TelegramPerson>[] = [
  say('02-27 22:14:08', 'ruben', 'jonas? got your number at the canoe club'),
  say('02-27 22:20:31', 'jonas', 'Ja. Deutsch oder Englisch?', { key: 'language' }),
  say('02-27 22:21:02', 'ruben', 'english', { replyTo: 'language' }),
  say('02-27 22:22:45', 'jonas', 'I need somebody who knows the river and asks nothing'),
  say('02-27 22:30:10', 'ruben', 'how long'),
  say('02-27 22:31:27', 'jonas', 'One afternoon in March. The rest when we meet'),
  say('03-01 19:02:00', 'ruben', { kind: 'call', video: false, seconds: 212, outcome: 'answered' }),
  say('03-11 20:16:33', 'jonas', 'There is a group on WhatsApp. I add you now. Say little there'),
  say('03-11 20:17:02', 'ruben', 'ok', { reactions: [{ by: 'jonas', emoji: '👍', after: 21 }] }),
  say('03-19 19:35:40', 'ruben', 'callum. want me to talk to him'),
  say('03-19 19:41:12', 'jonas', 'No. Leave him alone', { editedAfter: 38 }),
  say('03-20 21:30:05', 'jonas', { kind: 'image', picture: 'street', text: 'The steps from the north side' }),
  say('03-20 21:33:50', 'ruben', 'seen it'),
  say('03-21 20:21:16', 'ruben', 'daniel says same place'),
  say('03-21 20:24:40', 'jonas', 'Then same place'),
  say('03-22 11:48:30', 'ruben', { kind: 'location', lat: 53.3498, lon: 1.6239, name: 'tea stall' }),
  say('03-22 14:12:20', 'ruben', 'on foot now'),
  say('03-22 14:16:05', 'jonas', 'North steps. Daniel says when', { key: 'when' }),
  say('03-22 14:28:44', 'ruben', 'more people than you said'),
  say('03-22 14:29:10', 'jonas', 'Stay where you are'),
  say('03-22 14:34:51', 'ruben', 'i see the first lanterns', { replyTo: 'when' }),
  say('03-22 14:52:03', 'ruben', 'delete this chat'),
  say('03-22 15:10:33', 'ruben', { kind: 'call', video: false, seconds: 0, outcome: 'missed' }),
];

const withLena: readonly Post<TelegramPerson>[] = [
  ...smallTalkBetween('telegram lena', ['jonas', 'lena'], ['Jonas', 'Lena'], {
    talk: [{ language: 'de', scenes: ['friends'], weight: 1 }],
    rhythm: 'evenings',
    messages: 46,
    from: '2023-10-08 18:00:00',
    to: '2024-03-05 22:00:00',
  }),
  say('03-13 21:02:14', 'lena', 'Ich bekomme morgen eine neue Nummer. Hier bleibt alles gleich'),
  say('03-13 21:04:40', 'jonas', 'Gut. Schreib Daniel auch'),
  say('03-20 12:15:09', 'lena', 'Zug ist pünktlich, bin um fünf da'),
  say('03-20 12:16:31', 'jonas', 'Daniel holt dich ab'),
  say('03-21 23:31:20', 'lena', 'Hast du keine Angst?', { key: 'angst' }),
  say('03-21 23:35:02', 'jonas', 'Doch. Schlaf jetzt', { replyTo: 'angst' }),
  say('03-22 13:20:12', 'lena', { kind: 'image', picture: 'lanterns', text: 'So viele Kinder' }),
  say('03-22 13:24:50', 'jonas', 'Bleib am Markt'),
  say('03-22 14:46:30', 'lena', 'Jonas??'),
  say('03-22 14:46:58', 'lena', 'Wo bist du'),
  say('03-22 14:51:10', 'lena', { kind: 'call', video: false, seconds: 0, outcome: 'missed' }),
  say('03-22 15:21:37', 'lena', 'Ich fahre nach Hause'),
];

const inBremen: readonly Post<TelegramPerson>[] = [
  say('2023-09-16 11:10:00', 'felix', notice({ action: 'created', subject: 'Altstadtrunde' })),
  ...smallTalkBetween(
    'telegram Altstadtrunde',
    ['jonas', 'anna', 'felix', 'lena'],
    ['Jonas', 'Anna', 'Felix', 'Lena'],
    {
      talk: [{ language: 'de', scenes: ['group'], weight: 1 }],
      rhythm: 'weekends',
      messages: 40,
      from: '2023-09-16 11:20:00',
      to: '2024-03-17 21:00:00',
    },
  ),
  say('03-22 16:20:41', 'anna', 'Jonas, melde dich bitte kurz, ja?'),
];

/** Notes to himself. The timetable is the one that Grace Okafor sent to all volunteers. */
const withHimself: readonly Post<TelegramPerson>[] = [
  say('2023-11-25 10:04:18', 'jonas', 'Milch, Brot, Batterien, Glühwein'),
  say('2024-01-19 20:11:52', 'jonas', 'Steuer bis 31.1.!'),
  say('03-15 19:01:20', 'jonas', { kind: 'document', name: 'Parade timetable.pdf' }),
  say('03-17 22:40:05', 'jonas', '22.3.: 13:45 Ordner stehen, 14:15 Start am Markt, 14:35 Brücke'),
  say('03-22 06:58:44', 'jonas', 'Heute.'),
];

const CLOSED = 'Ferry Road is closed on Friday 22 March from 13:00 for the Lantern Parade.';
const AWAY =
  'Weir Bridge is closed until further notice. Please keep away and follow the police’s directions.';

/** The town's channel says everything in the languages that are spoken there. */
const channel: readonly Post<TelegramPerson>[] = (
  [
    ['02-12 08:00:00', 'Roadworks on Mill Lane until Wednesday, one lane open.'],
    ['03-04 07:30:00', 'High water: the towpath below the weir is closed today.'],
    ['03-18 09:00:00', CLOSED],
    [
      '03-18 09:00:40',
      'W piątek 22 marca od 13:00 ulica Promowa będzie zamknięta z powodu Parady Lampionów.',
    ],
    ['03-18 09:01:10', 'Feribot Yolu 22 Mart Cuma günü 13:00’ten itibaren Fener Alayı nedeniyle kapalı.'],
    ['03-18 09:01:45', 'يُغلق طريق العبّارة يوم الجمعة 22 مارس من الساعة 13:00 بسبب موكب الفوانيس.'],
    [
      '03-18 09:02:20',
      'Ferry Road estará cerrada el viernes 22 de marzo desde las 13:00 por el desfile de faroles.',
    ],
    ['03-22 12:55:00', 'Ferry Road is closed now. Buses stop at the library.'],
    ['03-22 14:45:30', AWAY],
    ['03-22 14:46:20', 'Most przy Jazie jest zamknięty do odwołania. Prosimy nie zbliżać się do mostu.'],
    ['03-22 14:46:55', 'Bent Köprüsü ikinci bir duyuruya kadar kapalı. Lütfen uzak durun.'],
    ['03-22 14:47:30', 'جسر السد مغلق حتى إشعار آخر. الرجاء الابتعاد عنه.'],
    ['03-22 14:48:05', 'El puente está cerrado hasta nuevo aviso. Por favor, no se acerquen.'],
  ] as const
).map(([at, text]) => say(at, 'traffic', text));

export const TELEGRAM_CHATS: readonly TelegramChat[] = [
  { id: idOf('ruben'), type: 'personal_chat', name: 'R.', posts: withRuben },
  { id: idOf('lena'), type: 'personal_chat', name: 'Lena Hartwig', posts: withLena },
  { id: 4_120_886_531, type: 'private_group', name: 'Altstadtrunde', posts: inBremen },
  { id: idOf('jonas'), type: 'saved_messages', posts: withHimself },
  { id: CHANNEL, type: 'public_channel', name: 'Riverside Traffic 🚧', posts: channel },
];
