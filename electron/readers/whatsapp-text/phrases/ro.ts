import type { Phrases } from './phrases.ts';

/** Romanian. WhatsApp's own string tables for iPhone 22.24.81 and Android, as public parsers list them. */
export const ro: Phrases = {
  language: 'ro',
  attachedBefore: ['atașare'],
  attachedAfter: ['fișier atașat'],
  omitted: {
    media: ['Conținut media omis'],
    image: ['Imagine omisă'],
    video: ['clip video omis'],
    audio: ['fără audio'],
    gif: ['GIF omis'],
    sticker: ['sticker omis'],
    document: ['document omis'],
    contact: ['Carte de vizită contact omisă'],
  },
  deleted: ['Acest mesaj a fost șters'],
  youDeleted: ['Ați șters acest mesaj'],
  liveLocation: ['locație în timp real distribuită'],
  missedVoiceCall: ['Apel vocal ratat', 'Apel vocal nepreluat'],
  missedVideoCall: ['Apel video ratat', 'Apel video nepreluat'],
  system: [
    [
      'encryption-notice',
      'Mesajele și apelurile sunt criptate integral…',
      'Mesajele dvs. și apelurile sunt securizate prin criptare integrală…',
    ],
    [
      'security-code-changed',
      'Codul dvs. de securitate cu {accounts} s-a schimbat',
      'Codul dvs. de securitate cu {accounts} s-a schimbat. Atingeți pentru a afla mai multe',
    ],
  ],
};
