/** Daniel Marsh and Jonas Keller: the chat that both phones have, and where they differ. */
import type { Content, Said } from '../message.ts';
import { PEOPLE } from '../people.ts';
import { notice, sayIn } from './say.ts';

const say = sayIn('jonas');
const deleted = (after: number): Content => ({ kind: 'deleted', after });
const text = (words: string): Content => ({ kind: 'text', text: words });

/** North steps of Weir Bridge: a place in the open sea, as every place of the case. */
export const WEIR_BRIDGE = { lat: 53.3512, lon: 1.6248 } as const;

export const withJonas: readonly Said[] = [
  say('02-29 18:41:09', 'jonas', 'Are you working on the 22nd? The Friday'),
  say('02-29 18:43:30', 'daniel', 'Half day I think, the parade is on. Why?'),
  say('02-29 18:44:02', 'jonas', 'Tell you on Saturday. Not on here'),
  say('02-29 18:44:40', 'daniel', 'OK 🙂'),
  say('03-02 16:20:05', 'jonas', 'Bin in zehn Minuten da'),
  say('03-02 16:21:12', 'daniel', 'Tür ist offen'),
  say('03-02 19:10:04', 'jonas', "I'm making a group so we don't have to say everything twice"),
  say('03-02 19:11:12', 'daniel', 'Keep it small'),
  say('03-02 19:12:01', 'jonas', 'Six of us'),
  say('03-03 09:58:20', 'daniel', 'Not that name. Anyone can read that over a shoulder', { key: 'name' }),
  say('03-03 10:01:47', 'jonas', 'Tessa will change it', { replyTo: 'name' }),
  say('03-05 20:15:33', 'jonas', 'Walked the whole route today'),
  say(
    '03-05 20:16:10',
    'jonas',
    { kind: 'image', picture: 'river', text: 'View from the steps' },
    { reactions: [{ by: 'daniel', emoji: '👍', after: 95 }] },
  ),
  say('03-07 12:31:26', 'jonas', { kind: 'contact', name: 'Marcus Bell', number: PEOPLE.marcus.number }),
  say('03-07 12:33:02', 'daniel', "I know Marcus from work. I'll ask him about the van"),
  say('03-07 12:33:40', 'jonas', "Don't say what for"),
  say('03-07 12:34:15', 'daniel', 'Moving furniture'),
  say('03-08 21:40:51', 'jonas', 'Bist du sicher?', { key: 'sicher' }),
  say('03-08 21:52:18', 'daniel', 'Seit Februar', { replyTo: 'sicher' }),
  say('03-11 18:05:00', 'jonas', {
    kind: 'poll',
    question: 'When do we walk it together?',
    options: [
      { text: 'Saturday morning', voters: ['daniel', 'jonas'] },
      { text: 'Sunday evening', voters: [] },
    ],
  }),
  say('03-11 18:20:44', 'daniel', 'Saturday. Before the shops open'),
  say('03-13 09:02:00', 'jonas', notice({ action: 'security-code' })),
  say('03-13 09:05:13', 'jonas', "New phone, it's me"),
  say('03-13 09:06:30', 'daniel', 'Name of the campsite?'),
  say('03-13 09:07:02', 'jonas', 'Wie könnte ich den vergessen. Skagen, drei Tage Regen 😄'),
  say('03-13 09:07:40', 'daniel', 'OK it is you'),
  say('03-15 19:12:30', 'jonas', { kind: 'call', video: false, seconds: 374, outcome: 'answered' }),
  say('03-15 18:45:22', 'daniel', { kind: 'document', name: 'Parade timetable.pdf' }, { forwarded: 1 }),
  say('03-16 07:45:09', 'daniel', 'Parked behind the library'),
  say('03-16 09:30:55', 'jonas', { kind: 'sticker' }, { fileKept: false, inExport: false }),
  say(
    '03-17 20:11:08',
    'jonas',
    { kind: 'video', seconds: 18, text: 'From the meadow side' },
    { fileKept: false, inExport: false },
  ),
  say('03-17 20:30:21', 'daniel', 'Too dark to see anything but fine'),
  say('03-18 20:14:40', 'jonas', 'Callum is wobbling'),
  say('03-18 20:16:02', 'daniel', "I'll talk to him"),
  say('03-19 21:14:37', 'daniel', "He's out. He won't talk"),
  say('03-19 21:15:20', 'jonas', 'Sure?'),
  say('03-19 21:17:55', 'daniel', 'I blocked him so he stops writing. He is scared, not stupid'),
  say('03-20 20:05:11', 'jonas', deleted(34)),
  say('03-20 20:06:10', 'daniel', "Don't write that here"),
  say('03-21 19:30:12', 'jonas', 'Auto ist vollgetankt, steht in der Mill Lane'),
  say('03-21 19:31:47', 'daniel', 'Gut. Schlüssel hat Tessa'),
  say('03-21 22:40:03', 'daniel', 'Sleep'),
  say('03-21 22:41:15', 'jonas', "Can't"),
  say('03-21 22:41:50', 'daniel', 'Me neither'),
  say('03-21 22:44:02', 'jonas', { kind: 'gif', seconds: 3 }, { fileKept: false, inExport: false }),

  say('03-22 07:12:20', 'jonas', 'Morgen. Heute.'),
  say('03-22 07:15:04', 'daniel', 'Heute.'),
  say('03-22 09:18:04', 'daniel', 'Quarter to three now, not half past. Read the group', { key: 'later' }),
  say('03-22 09:21:38', 'jonas', 'Why later', { replyTo: 'later' }),
  say('03-22 09:22:25', 'daniel', 'They set off late. Grace wrote to the volunteers'),
  say('03-22 09:40:12', 'daniel', 'Be at the steps at 14:15', { editedAfter: 71 }),
  say('03-22 11:05:47', 'jonas', { kind: 'image', picture: 'street', text: 'Here?' }, { key: 'here' }),
  say('03-22 11:06:33', 'daniel', 'No. Round the corner', { replyTo: 'here' }),
  say('03-22 12:50:10', 'daniel', { kind: 'location', ...WEIR_BRIDGE, name: 'Weir Bridge, north steps' }),
  say('03-22 12:51:00', 'jonas', '👌'),
  say('03-22 13:41:27', 'daniel', deleted(4256), {
    onIPhone: text('If anybody asks, we were at the Anchor until three'),
  }),
  say('03-22 13:42:59', 'jonas', 'Who would ask'),
  say('03-22 14:05:33', 'jonas', 'Parked'),
  say('03-22 14:20:11', 'jonas', 'R. is at the north steps already', { deletedHere: true }),
  say('03-22 14:22:46', 'daniel', 'Phones away after half past'),
  say('03-22 14:31:02', 'daniel', { kind: 'call', video: false, seconds: 0, outcome: 'missed' }),
  say('03-22 14:32:16', 'jonas', { kind: 'voice', seconds: 11 }, { key: 'voice' }),
  say('03-22 14:33:40', 'daniel', 'Heard it. Stay there', { replyTo: 'voice' }),
  // Jonas Keller deleted it for everyone; Daniel Marsh's phone never took the deletion.
  say('03-22 14:35:05', 'jonas', 'They are on the bridge', { onIPhone: deleted(126) }),
  say('03-22 14:36:48', 'daniel', "Now. Don't wait for quarter to.", {
    key: 'now',
    reactions: [{ by: 'jonas', emoji: '👍', after: 17 }],
  }),
  // Jonas Keller's phone was off from 14:41 on: what was sent later never reached it.
  say('03-22 15:10:09', 'daniel', 'Call me when you can', { onIPhone: null }),
  say('03-23 08:05:31', 'daniel', 'Jonas?', { onIPhone: null }),
];

/** When Jonas Keller's phone went off, and the export from it ends. */
export const JONAS_OFF = '2024-03-22 14:41:00';
