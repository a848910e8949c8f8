import type { Phrases } from './phrases.ts';

/** Catalan. WhatsApp's own string tables for iPhone 22.24.81 and Android, as public parsers list them. */
export const ca: Phrases = {
  language: 'ca',
  attachedBefore: ['adjunt'],
  attachedAfter: ['arxiu adjunt'],
  omitted: {
    media: ['Mitjans omesos', 'fitxers multimèdia omesos'],
    image: ['Imatge omesa'],
    video: ['vídeo omès'],
    audio: ['Àudio omès'],
    gif: ['GIF omès'],
    sticker: ['adhesiu omès'],
    document: ['Document omès'],
    contact: ['Targeta de contacte omesa'],
  },
  deleted: ["Aquest missatge s'ha suprimit", 'Aquest missatge està esborrat'],
  youDeleted: ['Has suprimit aquest missatge', 'Has esborrat aquest missatge'],
  liveLocation: ['Ubicació en directe compartida'],
  missedVoiceCall: ['Trucada de veu perduda'],
  missedVideoCall: ['Videotrucada perduda', 'Trucada de vídeo perduda'],
  system: [
    [
      'encryption-notice',
      "Els missatges i les trucades estan xifrats d'extrem a extrem…",
      "Els vostres missatges i trucades estan assegurades amb una encriptació d'extrem a extrem…",
    ],
    [
      'security-code-changed',
      'El teu codi de seguretat amb {accounts} ha canviat',
      'El teu codi de seguretat amb {accounts} ha canviat. Toca per obtenir més informació',
    ],
  ],
};
