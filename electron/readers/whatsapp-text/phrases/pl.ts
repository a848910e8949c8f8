import type { Phrases } from './phrases.ts';

/** Polish. WhatsApp's own string tables for iPhone 22.24.81 and Android, as public parsers list them. */
export const pl: Phrases = {
  language: 'pl',
  attachedBefore: ['załączono'],
  attachedAfter: ['załączony plik'],
  omitted: {
    media: ['pliki pominięto', 'pominięto multimedia', 'Media pominięte'],
    image: ['obraz pominięty'],
    video: ['wideo pominięte'],
    audio: ['audio pominięte'],
    gif: ['Plik GIF pominięty'],
    sticker: ['pominięto naklejkę'],
    document: ['dokument pominięty'],
    contact: ['Pominięta wizytówka kontaktu'],
  },
  deleted: ['Ta wiadomość została usunięta'],
  youDeleted: ['Usunąłeś(-ęłaś) tę wiadomość', 'Usunąłeś(aś) tę wiadomość'],
  liveLocation: ['udostępniona transmisja położenia'],
  missedVoiceCall: ['Nieodebrane poł. głosowe', 'Nieodebrane połączenie'],
  missedVideoCall: ['Nieodebrane poł. wideo'],
  system: [
    [
      'encryption-notice',
      'Wiadomości i połączenia są w pełni zaszyfrowane…',
      'Twoje wiadomości oraz połączenia są zabezpieczone przez pełne szyfrowanie…',
    ],
    [
      'security-code-changed',
      'Twój kod zabezpieczeń z użytkownikiem {accounts} zmienił się',
      'Twój kod zabezpieczeń z użytkownikiem {accounts} zmienił się. Stuknij, aby dowiedzieć się więcej',
    ],
  ],
};
