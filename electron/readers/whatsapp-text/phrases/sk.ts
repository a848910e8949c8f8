import type { Phrases } from './phrases.ts';

/** Slovak. WhatsApp's own string tables for iPhone 22.24.81 and Android, as public parsers list them. */
export const sk: Phrases = {
  language: 'sk',
  attachedBefore: ['príloha'],
  attachedAfter: ['súbor pripojený'],
  omitted: {
    media: ['Médiá vynechané'],
    image: ['obrázok vynechaný'],
    video: ['video vynechané'],
    audio: ['zvuk vynechaný'],
    gif: ['GIF vynechaný'],
    sticker: ['nálepka vynechaná'],
    document: ['dokument vynechaný'],
    contact: ['Karta kontaktu vynechaná'],
  },
  deleted: ['Táto správa bola odstránená'],
  youDeleted: ['Túto správu ste odstránili'],
  liveLocation: ['bola zdieľaná aktuálna poloha'],
  missedVoiceCall: ['Zmeškaný hovor'],
  missedVideoCall: ['Zmeškaný videohovor'],
  system: [
    [
      'encryption-notice',
      'Správy a hovory sú zabezpečené šifrovaním počas celého spojenia…',
      'Vaše správy a hovory sú zabezpečené šifrovaním počas celého spojenia…',
    ],
    [
      'security-code-changed',
      'Bezpečnostný kód, ktorý zdieľate s používateľom {accounts}, bol zmenený',
      'Bezpečnostný kód, ktorý zdieľate s používateľom {accounts}, bol zmenený. Klepnite pre viac informácií',
    ],
  ],
};
