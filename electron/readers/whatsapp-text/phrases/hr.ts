import type { Phrases } from './phrases.ts';

/** Croatian. WhatsApp's own string tables for iPhone 22.24.81 and Android, as public parsers list them. */
export const hr: Phrases = {
  language: 'hr',
  attachedBefore: ['priloženo'],
  attachedAfter: ['datoteka u privitku'],
  omitted: {
    media: ['Medijski zapis izostavljen'],
    image: ['slika izostavljena'],
    video: ['video izostavljen'],
    audio: ['zvuk izostavljen'],
    gif: ['GIF izostavljen'],
    sticker: ['naljepnica izostavljena'],
    document: ['dokument izostavljen'],
    contact: ['Posjetnica izostavljena'],
  },
  deleted: ['Ova je poruka izbrisana', 'Ova poruka je izbrisana'],
  youDeleted: ['Izbrisali ste ovu poruku'],
  liveLocation: ['trenutna lokacija podijeljena'],
  missedVoiceCall: ['Propušteni glasovni poziv', 'Propušten glasovni poziv'],
  missedVideoCall: ['Propušteni videopoziv', 'Propušten video poziv'],
  system: [
    [
      'encryption-notice',
      'Poruke i pozivi zaštićeni su potpunom enkripcijom…',
      'Vaši pozivi i poruke koje pošaljete šifrirane su end-to-end metodom…',
    ],
    [
      'security-code-changed',
      'Vaš sigurnosni kôd za kontakt {accounts} promijenio se',
      'Vaš sigurnosni kôd za kontakt {accounts} promijenio se. Dodirnite da biste saznali više',
    ],
  ],
};
