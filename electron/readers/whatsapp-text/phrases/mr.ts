import type { Phrases } from './phrases.ts';

/** Marathi. WhatsApp's own string tables for iPhone 22.24.81 and Android, as public parsers list them. */
export const mr: Phrases = {
  language: 'mr',
  attachedBefore: ['संलग्न केले'],
  attachedAfter: ['फाइल संलग्न'],
  omitted: {
    media: ['मीडिया वगळले', 'मीडिया वगळण्यात आला'],
    image: ['इमेज वगळली'],
    video: ['व्हिडीओ वगळला'],
    audio: ['ऑडिओ वगळला'],
    gif: ['GIF वगळले'],
    sticker: ['स्टिकर वगळले'],
    document: ['डॉक्युमेंट वगळले'],
    contact: ['संपर्क कार्ड वगळले'],
  },
  deleted: ['हा मेसेज हटवण्यात आला', 'हा संदेश हटविण्यात आला होता'],
  youDeleted: ['तुम्ही हा मेसेज हटवला', 'आपण हा संदेश हटविलात'],
  liveLocation: ['सध्याचे थेट ठिकाण शेअर केले'],
  missedVoiceCall: ['मिस्ड व्हॉइस कॉल'],
  missedVideoCall: ['मिस्ड व्हिडिओ कॉल'],
  system: [['encryption-notice', 'मेसेजेस आणि कॉल्स एन्ड-टू-एन्ड एन्क्रिप्शनने सुरक्षित केलेले असतात…']],
};
