/** The direct chats around the group: what each of its people said to Daniel Marsh alone, and some others. */
import type { Said } from '../message.ts';
import { notice, sayIn } from './say.ts';

const tessa = sayIn('tessa');
const owen = sayIn('owen');
const callum = sayIn('callum');
const lena = sayIn('lenaNew');
const ruben = sayIn('ruben');
const marcus = sayIn('marcus');
const unknown = sayIn('unknown');

export const aroundTheQuiz: readonly Said[] = [
  marcus(
    '03-07 13:05:20',
    'daniel',
    'Hi Marcus, is your van free in the week of the 18th? Moving furniture',
    { key: 'van?' },
  ),
  marcus('03-07 13:24:07', 'marcus', 'For you, yes. Bring it back clean', { replyTo: 'van?' }),
  marcus('03-07 13:25:00', 'daniel', 'Of course, thank you'),
  marcus('03-20 17:45:31', 'marcus', {
    kind: 'image',
    picture: 'van',
    text: 'Full tank. Keys in the usual place',
  }),
  marcus('03-20 17:52:10', 'daniel', 'Brilliant, back on Sunday', {
    reactions: [{ by: 'marcus', emoji: '👍', after: 44 }],
  }),
  marcus('03-22 16:05:48', 'marcus', 'The police rang me about my van. What is going on?'),
  marcus('03-22 16:40:12', 'marcus', 'Daniel?'),

  lena('03-14 12:05:33', 'lena', 'Hallo, das ist meine neue Nummer. Lena'),
  lena('03-14 12:20:14', 'daniel', 'Gespeichert'),
  lena('03-20 14:02:09', 'lena', 'Bin um 17 Uhr am Bahnhof'),
  lena('03-20 14:03:00', 'daniel', 'Ich hole dich ab'),
  lena('03-21 23:10:42', 'lena', 'Ich habe Angst'),
  lena('03-21 23:12:30', 'daniel', 'Ich auch. Morgen um diese Zeit ist es vorbei'),
  lena('03-22 15:00:05', 'lena', { kind: 'call', video: false, seconds: 0, outcome: 'missed' }),

  ruben('03-11 21:02:16', 'ruben', 'jonas gave me your number'),
  ruben('03-11 21:10:40', 'daniel', 'OK'),
  ruben('03-21 20:15:09', 'ruben', 'same place?'),
  ruben('03-21 20:16:22', 'daniel', 'Same place'),
  ruben('03-21 20:17:00', 'ruben', 'and after?'),
  ruben('03-21 20:18:11', 'daniel', "After that we don't know each other"),

  callum('03-18 20:15:30', 'callum', 'Dan, please. You have a family'),
  callum('03-18 20:16:44', 'daniel', 'Ten minutes, I ring you'),
  callum('03-18 20:31:02', 'daniel', { kind: 'call', video: false, seconds: 541, outcome: 'answered' }),
  callum('03-19 19:40:19', 'callum', "I won't say anything. But I'm begging you to stop this", {
    key: 'begging',
  }),
  callum('03-19 19:44:50', 'daniel', 'It is decided', { replyTo: 'begging' }),
  callum('03-19 19:52:00', 'daniel', notice({ action: 'blocked', blocked: true })),

  tessa('03-19 20:10:07', 'tessa', 'Did you speak to Callum?'),
  tessa('03-19 20:12:30', 'daniel', "He's done with us"),
  tessa('03-19 20:13:02', 'tessa', { kind: 'sticker' }, { fileKept: false }),
  tessa('03-21 18:00:44', 'tessa', 'I have the keys'),
  tessa('03-21 18:01:20', 'daniel', '👍'),
  tessa('03-22 14:31:40', 'tessa', { kind: 'call', video: false, seconds: 0, outcome: 'missed' }),
  tessa('03-22 14:50:13', 'tessa', 'Pick up'),
  tessa('03-22 15:01:08', 'daniel', 'Not now'),

  owen('03-21 07:50:25', 'owen', 'The barriers on the bridge are ours, from the yard. You know that?', {
    key: 'barriers',
  }),
  owen('03-21 07:55:40', 'daniel', 'I loaded them', { replyTo: 'barriers' }),
  owen('03-22 15:22:51', 'owen', 'Priya is asking who had the key for container 4'),
  owen('03-22 15:24:03', 'daniel', 'Say nothing', { reactions: [{ by: 'owen', emoji: '', after: 90 }] }),

  unknown('03-21 18:33:12', 'unknown', 'Is this Daniel from the stage company?'),
  unknown('03-21 18:40:26', 'daniel', 'Who is asking?', { key: 'asking' }),
  unknown('03-21 18:41:05', 'unknown', 'Somebody who has read the quiz. Stop it now', { replyTo: 'asking' }),
  unknown('03-22 10:40:30', 'unknown', 'Last chance. Please'),
];
