import type { Phrases } from './phrases.ts';

/** Malay. WhatsApp's own string tables for iPhone 22.24.81 and Android, as public parsers list them. */
export const ms: Phrases = {
  language: 'ms',
  attachedBefore: ['dilampir'],
  attachedAfter: ['fail dilampirkan'],
  omitted: {
    media: ['Media disingkirkan', 'media dikecualikan'],
    image: ['imej tidak dimasukkan'],
    video: ['video tidak dimasukkan'],
    audio: ['audio tidak dimasukkan'],
    gif: ['GIF tidak dimasukkan'],
    sticker: ['pelekat tidak dimasukkan'],
    document: ['dokumen tidak dimasukkan'],
    contact: ['Kad kenalan tidak dimasukkan'],
  },
  deleted: ['Mesej ini telah dipadam'],
  youDeleted: ['Anda telah memadamkan mesej ini'],
  liveLocation: ['lokasi terkini dikongsi'],
  missedVoiceCall: ['Panggilan suara terlepas'],
  missedVideoCall: ['Panggilan video terlepas'],
  system: [
    [
      'encryption-notice',
      'Mesej dan panggilan disulitkan hujung ke hujung…',
      'Mesej-mesej dan panggilan anda selamat dengan penyulitan hujung ke hujung…',
    ],
    [
      'security-code-changed',
      'Kod keselamatan anda dengan {accounts} telah berubah',
      'Kod keselamatan anda dengan {accounts} telah berubah. Ketik untuk mengetahui lebih lanjut',
    ],
  ],
};
