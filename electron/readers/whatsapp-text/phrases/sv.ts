import type { Phrases } from './phrases.ts';

/** Swedish. WhatsApp's own string tables for iPhone 22.24.81 and Android, as public parsers list them. */
export const sv: Phrases = {
  language: 'sv',
  attachedBefore: ['bifogat'],
  attachedAfter: ['bifogad fil'],
  omitted: {
    media: ['Media har utelämnats', 'media utelämnat'],
    image: ['bild utesluten'],
    video: ['video utesluten'],
    audio: ['ljud utelslutet', 'ljud uteslutet'],
    gif: ['GIF utesluten'],
    sticker: ['sticker utesluten'],
    document: ['dokument uteslutet'],
    contact: ['Kontaktkort uteslutet'],
  },
  deleted: ['Det här meddelandet raderades', 'Detta meddelande raderades'],
  youDeleted: [
    'Du har tagit bort meddelandet',
    'Du raderade det här meddelandet',
    'Du raderade detta meddelande',
  ],
  liveLocation: ['liveposition delad'],
  missedVoiceCall: ['Missat röstsamtal', 'Missat samtal'],
  missedVideoCall: ['Missat videosamtal'],
  system: [
    [
      'encryption-notice',
      'Meddelanden och samtal är komplett krypterade…',
      'Dina meddelanden och samtal är säkrade med komplett kryptering…',
    ],
  ],
};
