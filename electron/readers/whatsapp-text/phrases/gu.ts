import type { Phrases } from './phrases.ts';

/** Gujarati. WhatsApp's own string tables for iPhone 22.24.81 and Android, as public parsers list them. */
export const gu: Phrases = {
  language: 'gu',
  attachedBefore: ['જોડાયેલ'],
  attachedAfter: ['ફાઇલ જોડાયેલ'],
  omitted: {
    media: ['મીડિયા અવગણાયું'],
    image: ['છબી પડતી મૂકાઈ'],
    video: ['વિડિયો પડતી મુકાઈ'],
    audio: ['ઓડિયો ફાઇલ શામેલ કરી નથી'],
    gif: ['GIF પડતી મૂકાઈ'],
    sticker: ['સ્ટીકર પડતું મુકાયું'],
    document: ['ડોક્યુમેન્ટ સામેલ કર્યું નહિ'],
    contact: ['સંપર્કનું કાર્ડ પડતું મૂકાયું'],
  },
  deleted: ['આ મેસેજ ડિલીટ કરાયો', 'આ સંદેશ રદ્દ કરાયો'],
  youDeleted: ['તમે આ મેસેજ ડિલીટ કર્યો', 'તમે આ સંદેશને રદ્દ કર્યો'],
  liveLocation: ['જીવંત સ્થાન શેર કરાયું'],
  missedVoiceCall: ['છૂટી ગયેલો વોઇસ કૉલ', 'છૂટેલો વોઇસ કૉલ', 'છૂટી ગયેલ ધ્વનિ કૉલ'],
  missedVideoCall: ['છૂટી ગયેલ વિડિયો કૉલ', 'છૂટી ગયેલ વિડિઓ કૉલ'],
  system: [['encryption-notice', 'મેસેજ અને કૉલ શરૂથી અંત સુધી સુરક્ષિત છે…']],
};
