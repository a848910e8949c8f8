import type { Phrases } from './phrases.ts';

/** Czech. WhatsApp's own string tables for iPhone 22.24.81 and Android, as public parsers list them. */
export const cs: Phrases = {
  language: 'cs',
  attachedBefore: ['příloha'],
  attachedAfter: ['soubor byl přiložen'],
  omitted: {
    media: ['Média vynechána', 'Média vynechány'],
    image: ['obrázek vynechán'],
    video: ['video vynecháno'],
    audio: ['zvukový soubor vynechán'],
    gif: ['GIF vynechán'],
    sticker: ['nálepka vynechána'],
    document: ['dokument vynechán'],
    contact: ['Vizitka vynechána'],
  },
  deleted: ['Tato zpráva byla smazána', 'Tato zpráva byla odstraněna'],
  youDeleted: ['Tuto zprávu jste smazal/a', 'Tuto zprávu jste odstranil/a'],
  liveLocation: ['byla sdílena aktuální poloha'],
  missedVoiceCall: ['Zmeškaný hovor', 'Zmeškaný hlasový hovor'],
  missedVideoCall: ['Zmeškaný videohovor'],
  system: [
    [
      'encryption-notice',
      'Zprávy a hovory jsou opatřeny koncovým šifrováním…',
      'Vaše zprávy a hovory jsou zabezpečeny koncovým šifrováním…',
    ],
    [
      'security-code-changed',
      'Bezpečnostní kód mezi vámi a uživatelem {accounts} byl změněn',
      'Bezpečnostní kód mezi vámi a uživatelem {accounts} byl změněn. Další informace zobrazíte klepnutím',
    ],
  ],
};
