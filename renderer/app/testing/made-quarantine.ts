/** Withheld messages of the made case. */
import type { QuarantineItem } from '../../../shared/contract/index.ts';
import { BASHIR, EXHIBIT, JOANNA, OWNER } from './made-messages.ts';

const LAWYER = '447700900005@s.whatsapp.net';

const NAMES = {
  [OWNER]: 'Marta Nowak',
  [JOANNA]: 'Joanna Ho',
  [BASHIR]: 'بشير حداد',
  [LAWYER]: 'Maximiliane Freifrau von Hohenstein-Großröhrsdorf zu Unterwellenborn (Büro, nur werktags)',
};

const TEXTS = [
  'I have read your statement. Ring me before you sign anything.',
  'هل يمكنني التحدث معك قبل الجلسة؟',
  'The fee note is attached.',
  `A long one: ${'without prejudice to what was said before, '.repeat(40)}and so on.`,
];

/** @param count of messages; every seventh was withheld for a word in it. */
export function madeWithheld(count: number): QuarantineItem[] {
  return Array.from({ length: count }, (_, i) => {
    const isWord = i % 7 === 6;
    const sender = isWord ? BASHIR : i % 3 === 1 ? OWNER : LAWYER;
    const id = `AB-1:${600 + i}`;
    return {
      item: id,
      exhibit: EXHIBIT,
      privilege: isWord ? 'words' : 'legal',
      state: 'withheld',
      chatTitle: isWord ? NAMES[BASHIR] : NAMES[LAWYER],
      names: NAMES,
      message: {
        id,
        exhibit: EXHIBIT,
        platform: 'whatsapp',
        chat: isWord ? BASHIR : LAWYER,
        sender,
        direction: sender === OWNER ? 'out' : 'in',
        sentAt: new Date(Date.UTC(2024, 2, 20, 9, i)).toISOString(),
        timeBasis: 'utc',
        timePrecision: 'ms',
        kind: i % 4 === 2 ? 'document' : 'text',
        text: TEXTS[i % TEXTS.length]!,
        ...(i % 4 === 2
          ? { attachments: [{ name: 'Fee note.pdf', mime: 'application/pdf', bytes: 48_211, present: true }] }
          : {}),
        source: { file: 'msgstore.db', table: 'message', row: 600 + i },
      },
    };
  });
}
