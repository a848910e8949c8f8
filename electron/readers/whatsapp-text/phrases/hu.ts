import type { Phrases } from './phrases.ts';

/** Hungarian. WhatsApp's own string tables for iPhone 22.24.81 and Android, as public parsers list them. */
export const hu: Phrases = {
  language: 'hu',
  attachedBefore: ['csatolva'],
  attachedAfter: ['fájl csatolva'],
  omitted: {
    media: ['Hiányzó médiafájl', 'Média elhagyva'],
    image: ['kép küldése sikertelen'],
    video: ['Videó kihagyva'],
    audio: ['Hang kihagyása'],
    gif: ['GIF fájl kihagyása'],
    sticker: ['matrica kihagyva'],
    document: ['dokumentum kihagyva'],
    contact: ['Névjegykártya kihagyva'],
  },
  deleted: ['Ez az üzenet törlésre került'],
  youDeleted: ['Ezt az üzenetet törölted', 'Törölted ezt az üzenetet'],
  liveLocation: ['tartózkodási hely megosztva'],
  missedVoiceCall: ['Nem fogadott hanghívás'],
  missedVideoCall: ['Nem fogadott videohívás', 'Nem fogadott videóhívás'],
  system: [
    [
      'encryption-notice',
      'Az üzenetek és hívások végpontok közötti titkosítással vannak védve…',
      'A csevegéseid és hívásaid automatikusan titkosítottak a végpontok között…',
    ],
    [
      'security-code-changed',
      '{accounts} biztonsági kódja megváltozott',
      '{accounts} biztonsági kódja megváltozott. További információért koppints',
    ],
  ],
};
