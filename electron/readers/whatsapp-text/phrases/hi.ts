import type { Phrases } from './phrases.ts';

/** Hindi. WhatsApp's own string tables for iPhone 22.24.81 and Android, as public parsers list them. */
export const hi: Phrases = {
  language: 'hi',
  attachedBefore: ['अटैच किया गया'],
  attachedAfter: ['फाइल अटैच कर दी गई है'],
  omitted: {
    media: ['मीडिया के बिना'],
    image: ['फ़ोटो हटाई गई'],
    video: ['वीडियो छोड़ा गया'],
    audio: ['ऑडियो हटाई गयी'],
    gif: ['GIF छोड़ा गया'],
    sticker: ['स्टिकर छोड़ा गया'],
    document: ['डॉक्यूमेंट छोड़ा गया'],
    contact: ['कॉन्टैक्ट कार्ड छोड़ा गया'],
  },
  deleted: ['यह मैसेज डिलीट कर दिया गया है', 'यह संदेश मिटाया गया'],
  youDeleted: ['आपने यह मैसेज डिलीट किया', 'आपने यह संदेश मिटाया'],
  liveLocation: ['लाइव स्थान साझा किया गया'],
  missedVoiceCall: ['वॉइस कॉल मिस हुई', 'मिस्ड वॉइस कॉल', 'छूटी हुई ध्वनि कॉल'],
  missedVideoCall: ['मिस्ड वीडियो कॉल', 'छूटी हुई विडियो कॉल'],
  system: [
    [
      'encryption-notice',
      'मैसेजेस और कॉल्स एंड-टू-एंड एन्क्रिप्टेड हैं…',
      'आपके द्वारा भेजे हुए सन्देश और कॉल्स शुरू से अंत तक एन्क्रिप्शन से सुरक्षित की जाती हैं…',
    ],
    [
      'security-code-changed',
      '{accounts} के लिए आपका सुरक्षा कोड बदल गया है',
      '{accounts} के लिए आपका सुरक्षा कोड बदल गया है. ज़्यादा जानने के लिए टैप करें',
    ],
  ],
};
