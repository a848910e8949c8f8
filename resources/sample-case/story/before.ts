/** What happened in the groups before the small talk began, and some nights when people were up late. */
import { CHAT_KEYS, chatOf, isGroup } from '../chats.ts';
import { london, SECOND } from '../clock.ts';
import type { Said } from '../message.ts';
import { OWNER } from '../people.ts';
import { notice, sayIn } from './say.ts';

const jonas = sayIn('jonas');
const lucia = sayIn('lucia');
const football = sayIn('football');
const residents = sayIn('residents');
const family = sayIn('family');
const bremen = sayIn('bremen');

/** Groups that the story founds itself. */
const FOUNDED_LATER = ['quiz', 'volunteers'];

function founding(): Said[] {
  return CHAT_KEYS.filter((key) => isGroup(key) && !FOUNDED_LATER.includes(key)).flatMap((key) => {
    const { subject, admins, from } = chatOf(key);
    const by = admins![0]!;
    const at = london(from);
    return [
      { chat: key, at, by, content: notice({ action: 'created', subject: subject! }) },
      { chat: key, at: at + SECOND, by, content: notice({ action: 'added', who: ['daniel'] }) },
    ];
  });
}

/** Every direct chat opens with the word that it is encrypted. */
function encryptionNotices(): Said[] {
  return CHAT_KEYS.filter((key) => !isGroup(key) && key !== 'status').map((key) => {
    const at = london(chatOf(key).from);
    return { chat: key, at, by: OWNER, content: notice({ action: 'encrypted' }) };
  });
}

export const before: readonly Said[] = [
  ...founding(),
  ...encryptionNotices(),
  football(
    '2023-09-26 18:02:00',
    'ben',
    notice({ action: 'subject', subject: '5-a-side Tuesdays ⚽', before: '5-a-side' }),
  ),
  residents('2023-11-20 18:30:00', 'hannah', notice({ action: 'removed', who: ['zoe'] })),
  residents('2023-11-20 18:34:00', 'zoe', notice({ action: 'joined-by-link' })),
  jonas('2023-10-28 23:48:19', 'jonas', 'Home all right?'),
  // British clocks went back at two that night: this reading happened twice.
  jonas('2023-10-29 01:34:10', 'daniel', 'Just in. One more hour of sleep tonight 😄'),
  jonas('2023-10-29 01:36:02', 'jonas', 'Gute Nacht'),
  family('2024-01-01 00:02:20', 'sophie', 'Happy New Year everyone! 🎉'),
  family('2024-01-01 00:04:05', 'lucia', '¡Feliz año! 🥂'),
  family('2024-01-01 00:05:51', 'helen', 'Happy New Year my darlings'),
  family('2024-01-01 00:06:30', 'peter', 'Happy New Year. Bed now', {
    reactions: [{ by: 'sophie', emoji: '😂', after: 20 }],
  }),
  bremen('2024-01-01 11:20:40', 'felix', 'Frohes Neues euch allen! 🥂'),
  bremen('2024-01-01 11:24:02', 'anna', 'Frohes Neues!'),
  bremen('2024-01-01 11:40:19', 'lenaBefore', 'Auf ein gutes Jahr'),
  lucia('2024-01-06 08:12:00', 'lucia', '¡Feliz día de Reyes! Mira debajo de tu zapato 👑'),
  lucia('2024-01-06 08:30:47', 'daniel', '¡Eres increíble! ❤️'),
  lucia('2024-01-01 00:03:12', 'lucia', '¡Feliz año nuevo, mi amor! 🥂'),
  lucia('2024-01-01 00:03:40', 'daniel', 'You are two metres away 😄'),
];
