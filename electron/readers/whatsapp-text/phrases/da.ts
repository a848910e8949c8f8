import type { Phrases } from './phrases.ts';

/** Danish. WhatsApp's own string tables for iPhone 22.24.81 and Android, as public parsers list them. */
export const da: Phrases = {
  language: 'da',
  attachedBefore: ['vedhæftet'],
  attachedAfter: ['fil vedhæftet'],
  omitted: {
    media: ['Mediefil udeladt', 'Medier udeladt'],
    image: ['billede udeladt'],
    video: ['video udeladt'],
    audio: ['lyd udeladt'],
    gif: ['GIF udeladt'],
    sticker: ['klistermærke udeladt'],
    document: ['dokument udeladt'],
    contact: ['Kontaktkort udeladt'],
  },
  deleted: ['Denne besked er blevet slettet', 'Denne besked blev slettet'],
  youDeleted: ['Du har slettet denne besked', 'Du slettede denne besked'],
  liveLocation: ['live placering delt'],
  missedVoiceCall: ['Ubesvaret taleopkald', 'Mistet opkald'],
  missedVideoCall: ['Ubesvaret videoopkald', 'Mistede video opkald'],
  system: [
    [
      'encryption-notice',
      'Beskeder og opkald er end-to-end-krypterede…',
      'Dine beskeder og opkald er sikret med kryptering…',
    ],
    [
      'security-code-changed',
      'Din sikkerhedskode for {accounts} har ændret sig',
      'Din sikkerhedskode for {accounts} har ændret sig. Tryk for at læse mere',
    ],
  ],
};
