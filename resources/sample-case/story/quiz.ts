/** The group that six, then seven people wrote in: founded as “Weir Bridge”, renamed the next morning. */
import type { Said } from '../message.ts';
import { type More, notice, sayIn } from './say.ts';

const say = sayIn('quiz');

/** Messages disappear after a week from the evening of 20 March on. */
const WEEK = 604_800;
const soon: More = { timer: WEEK };

export const inTheQuiz: readonly Said[] = [
  say('03-02 19:12:50', 'jonas', notice({ action: 'created', subject: 'Weir Bridge' }), { key: 'created' }),
  say('03-02 19:12:51', 'jonas', notice({ action: 'added', who: ['daniel'] })),
  say('03-02 19:14:02', 'jonas', 'Hi all. Keep this one quiet please'),
  say('03-02 19:15:11', 'tessa', 'Hello everyone 👋'),
  say('03-02 19:15:40', 'owen', 'Evening'),
  say('03-02 19:16:25', 'callum', 'Who is everyone?', { key: 'who' }),
  say('03-02 19:17:03', 'jonas', "Daniel, Tessa, Owen, Lena, you, me. That's it", {
    key: 'six',
    replyTo: 'who',
  }),
  say('03-02 19:18:30', 'lena', 'Hallo zusammen, ich schreibe besser deutsch'),
  say('03-02 19:19:05', 'daniel', 'Kein Problem, ich übersetze'),
  say(
    '03-03 10:05:12',
    'tessa',
    notice({ action: 'subject', subject: 'Thursday quiz', before: 'Weir Bridge' }),
  ),
  say('03-03 10:05:40', 'tessa', 'There. Nobody looks twice at a quiz', {
    reactions: [
      { by: 'owen', emoji: '😂', after: 40 },
      { by: 'daniel', emoji: '👍', after: 130 },
    ],
  }),
  say('03-03 10:07:01', 'jonas', 'Good. First proper meeting this week, vote please'),
  say('03-03 10:08:20', 'jonas', {
    kind: 'poll',
    question: 'Where do we meet on Wednesday?',
    options: [
      { text: 'Ferry café', voters: ['tessa', 'lena'] },
      { text: "Owen's garage", voters: ['daniel', 'callum', 'owen', 'jonas'] },
      { text: 'Depot car park', voters: [] },
    ],
  }),
  say('03-03 10:30:44', 'owen', 'Garage it is. Half past seven, come through the side gate'),
  say(
    '03-06 21:50:00',
    'daniel',
    'Good meeting. @lenaBefore für dich in kurz: Freitag, der 22., am Nachmittag, wie besprochen',
    {
      mentions: ['lenaBefore'],
      key: 'meeting',
    },
  ),
  say('03-06 21:52:31', 'lena', 'Verstanden. Ich kann erst ab dem 20. da sein', { replyTo: 'meeting' }),
  say('03-06 21:53:10', 'jonas', 'Reicht'),
  say('03-06 21:58:00', 'owen', notice({ action: 'icon' })),
  say('03-08 18:12:09', 'tessa', 'Who sorts the van?', { key: 'van' }),
  say('03-08 18:13:44', 'daniel', 'Me. Asked somebody already', {
    replyTo: 'van',
    reactions: [{ by: 'tessa', emoji: '👍', after: 25 }],
  }),
  say('03-09 12:00:05', 'jonas', notice({ action: 'owner-is-admin' })),
  say('03-11 20:20:00', 'jonas', notice({ action: 'added', who: ['ruben'] })),
  say('03-11 20:21:12', 'jonas', 'This is R. He knows the river'),
  say('03-11 20:23:50', 'ruben', 'hi'),
  say('03-11 20:24:37', 'callum', 'We said six', {
    replyTo: 'six',
    reactions: [{ by: 'tessa', emoji: '😐', after: 61 }],
  }),
  say('03-11 20:25:20', 'jonas', 'Seven now'),
  say(
    '03-12 19:40:28',
    'daniel',
    { kind: 'image', picture: 'map', text: 'Where everybody stands. Delete it after' },
    { key: 'map' },
  ),
  say('03-12 19:43:02', 'callum', "I don't like that on a phone", { replyTo: 'map' }),
  say('03-12 19:44:11', 'daniel', 'Then remember it and delete it'),
  say('03-14 12:10:00', 'lena', notice({ action: 'number', before: 'lenaBefore' })),
  say('03-14 12:12:19', 'lena', "Neue Nummer, ich bin's"),
  say('03-15 17:30:46', 'tessa', { kind: 'voice', seconds: 21 }, { key: 'tessa-voice' }),
  say('03-15 17:36:00', 'owen', 'Listened. Fine by me', { replyTo: 'tessa-voice' }),
  say(
    '03-17 17:02:00',
    'jonas',
    notice({ action: 'description', text: 'Every other Thursday at the Anchor. Bring your own pens.' }),
  ),
  say('03-18 20:02:13', 'callum', 'There will be families there. I thought we only block the road', {
    key: 'only',
  }),
  say('03-18 20:03:10', 'jonas', 'Nobody said only', { replyTo: 'only' }),
  say('03-18 20:04:25', 'callum', "Then I'm not doing it"),
  say('03-18 20:06:40', 'tessa', '@callum pick up please', { mentions: ['callum'] }),
  say('03-18 20:09:02', 'daniel', 'Calm down everyone. We talk tomorrow, face to face'),
  say('03-19 19:25:40', 'callum', 'Leave me out of it. All of it'),
  say('03-19 19:26:02', 'callum', notice({ action: 'left' })),
  say('03-19 19:30:11', 'jonas', 'So. Six again'),
  say('03-19 19:31:30', 'ruben', 'he will talk'),
  say('03-19 19:32:18', 'daniel', "He won't"),
  say('03-20 18:55:00', 'daniel', notice({ action: 'timer', seconds: WEEK })),
  say('03-20 18:56:20', 'daniel', 'From now on messages go after a week', soon),
  say('03-20 21:12:05', 'lena', { kind: 'deleted', after: 41 }, soon),
  say('03-20 21:13:30', 'jonas', 'Lena, bitte nicht hier', soon),
  say(
    '03-21 12:20:52',
    'daniel',
    'Stewards: Ferry Road closes at 13:00, you are in place by 13:45, lanterns leave Market Square at 14:15 and reach the bridge twenty minutes later. Grace',
    { ...soon, forwarded: 1, reactions: [{ by: 'ruben', emoji: '👍', after: 300 }] },
  ),
  say('03-21 12:22:15', 'owen', 'Good to know', soon),
  say('03-21 22:14:33', 'owen', { kind: 'view-once' }, { ...soon, fileKept: false }),
  say('03-21 22:15:51', 'tessa', 'Seen', soon),
  say('03-21 22:20:07', 'jonas', 'Early night everyone. Tomorrow nobody types more than needed', soon),

  say('03-22 08:40:19', 'tessa', 'Morning. On my way', soon),
  say('03-22 09:12:03', 'daniel', 'New time for everyone: 14:45. Same place', {
    ...soon,
    key: 'time',
    editedAfter: 214,
    reactions: [
      { by: 'owen', emoji: '👍', after: 230 },
      { by: 'lena', emoji: '👍', after: 251 },
      { by: 'ruben', emoji: '✅', after: 262 },
    ],
  }),
  say('03-22 09:13:10', 'tessa', '14:30 is the old time. You said quarter to on the phone', {
    ...soon,
    replyTo: 'time',
    quoted: 'New time for everyone: 14:30. Same place',
  }),
  say('03-22 09:15:50', 'daniel', 'Typo, fixed. 14:45', soon),
  say('03-22 10:02:34', 'owen', '@tessa can you bring the keys to Mill Lane?', {
    ...soon,
    mentions: ['tessa'],
    key: 'keys',
  }),
  say('03-22 10:04:01', 'tessa', 'Yes, half past eleven', { ...soon, replyTo: 'keys' }),
  say('03-22 13:02:26', 'lena', 'Bin am Markt. Es ist voll', soon),
  say('03-22 13:05:14', 'daniel', "She's at the market, it's busy", soon),
  say('03-22 13:58:20', 'ruben', { kind: 'not-supported', code: 117 }, soon),
  say(
    '03-22 14:05:10',
    'tessa',
    { kind: 'live-location', lat: 53.3489, lon: 1.6221, seconds: 3600, text: 'Until three' },
    soon,
  ),
  say('03-22 14:18:42', 'owen', 'A steward asked me to move. I moved', soon),
  say('03-22 14:19:20', 'jonas', 'Where to', soon),
  say('03-22 14:20:03', 'owen', 'Other side, by the tea stall', soon),
  say('03-22 14:33:05', 'tessa', '@daniel pick up', { ...soon, mentions: ['daniel'] }),
  say('03-22 14:34:20', 'daniel', 'Busy. Do as Jonas says', soon),
  say('03-22 14:35:30', 'ruben', 'ready', soon),
  say('03-22 14:58:17', 'lena', 'Was ist passiert? Wo seid ihr?', soon),
  say('03-22 15:02:40', 'tessa', notice({ action: 'left' })),
  say('03-22 15:04:11', 'ruben', notice({ action: 'left' })),
  say('03-22 15:20:36', 'owen', "I'm going home", soon),
  say('03-22 15:21:02', 'daniel', "Don't write in here any more", soon),
];
