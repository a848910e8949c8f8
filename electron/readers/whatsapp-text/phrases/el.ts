import type { Phrases } from './phrases.ts';

/** Greek. WhatsApp's own string tables for iPhone 22.24.81 and Android, as public parsers list them. */
export const el: Phrases = {
  language: 'el',
  attachedBefore: ['επισυνάφθηκε'],
  attachedAfter: ['συνημμένο αρχείο'],
  omitted: {
    media: ['Εξαίρεση πολυμέσων', 'αρχείο παραλήφθηκε'],
    image: ['εικόνα παραλείφθηκε'],
    video: ['βίντεο παραλείφθηκε'],
    audio: ['ήχος παραλείφθηκε'],
    gif: ['Παράληψη GIF'],
    sticker: ['αυτοκόλλητο παραλήφθηκε'],
    document: ['έγγραφο παραλείφθηκε'],
    contact: ['Η κάρτα επαφής παραλήφθηκε'],
  },
  deleted: ['Αυτό το μήνυμα διαγράφηκε'],
  youDeleted: ['Διαγράψατε αυτό το μήνυμα', 'Διαγράψατε το μήνυμα'],
  liveLocation: ['η τωρινή τοποθεσία κοινοποιήθηκε'],
  missedVoiceCall: ['Αναπάντητη φωνητική κλήση', 'Αναπάντητη κλήση'],
  missedVideoCall: ['Αναπάντητη βιντεοκλήση'],
  system: [
    [
      'encryption-notice',
      'Τα μηνύματα και οι κλήσεις κρυπτογραφούνται πλήρως…',
      'Τα μηνύματα και οι κλήσεις σας είναι ασφαλή με κρυπτογράφηση…',
    ],
    [
      'security-code-changed',
      'Ο κωδικός ασφαλείας σας με {accounts} άλλαξε',
      'Ο κωδικός ασφαλείας σας με {accounts} άλλαξε. Πατήστε για να μάθετε περισσότερα',
    ],
  ],
};
