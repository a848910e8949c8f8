import type { Phrases } from './phrases.ts';

/** Urdu. WhatsApp's own string tables for iPhone 22.24.81 and Android, as public parsers list them. */
export const ur: Phrases = {
  language: 'ur',
  attachedBefore: ['پیوستہ'],
  attachedAfter: ['پیوستہ فائل'],
  omitted: {
    media: ['میڈیا چھوڑ دیا گیا', 'میڈیا ہٹا دیا گیا'],
    image: ['تصویر نکال دی گئی ہے'],
    video: ['ویڈیو نظرانداز'],
    audio: ['آڈیو نظرانداز'],
    gif: ['GIF نظرانداز'],
    sticker: ['اسٹیکر نظرانداز'],
    document: ['دستاویز نظرانداز'],
    contact: ['رابطہ کارڈ نظر انداز'],
  },
  deleted: ['یہ میسج حذف کر دیا گیا ہے', 'یہ پیغام حذف کیا گیا'],
  youDeleted: ['آپ نے یہ میسج حذف کر دیا ہے', 'آپ نے اس پیغام کو حذف کیا'],
  liveLocation: ['جاری مقام کا اشتراک ہوا'],
  missedVoiceCall: ['مسڈ وائس کال', 'چھوٹی ہوئی صوتی کال'],
  missedVideoCall: ['مسڈ ویڈیو کال', 'چھوٹی ہوئی ویڈیو کال'],
  system: [
    [
      'encryption-notice',
      'میسجز اور کالز اینڈ ٹو اینڈ اینکرپشن کے ذریعے محفوظ ہیں…',
      'آپ کے پیغامات اور کالس شروع سے آخر تک رمزکاری کے ذریعے محفوظ ہیں…',
    ],
  ],
};
