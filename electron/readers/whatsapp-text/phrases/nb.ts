import type { Phrases } from './phrases.ts';

/** Norwegian. WhatsApp's own string tables for iPhone 22.24.81 and Android, as public parsers list them. */
export const nb: Phrases = {
  language: 'nb',
  attachedBefore: ['vedlagt'],
  attachedAfter: ['vedlagt fil'],
  omitted: {
    media: ['Uten vedlegg', 'Media utelatt'],
    image: ['bilde ikke inkludert'],
    video: ['video utelatt'],
    audio: ['lyd utelatt'],
    gif: ['GIF utelatt'],
    sticker: ['klistremerke utelatt'],
    document: ['utelatt dokument'],
    contact: ['Kontaktkort sløyfet'],
  },
  deleted: ['Denne meldingen ble slettet'],
  youDeleted: ['Du slettet denne meldingen'],
  liveLocation: ['posisjon i sanntid delt'],
  missedVoiceCall: ['Tapt taleanrop'],
  missedVideoCall: ['Tapt videoanrop', 'Tapt videosamtale'],
  system: [
    [
      'encryption-notice',
      'Meldinger og samtaler er ende-til-ende-krypterte…',
      'Dine meldinger og samtaler er sikret med kryptering fra ende til ende…',
    ],
    [
      'security-code-changed',
      'Sikkerhetskoden med {accounts} ble endret',
      'Sikkerhetskoden med {accounts} ble endret. Trykk for å lære mer',
    ],
  ],
};
