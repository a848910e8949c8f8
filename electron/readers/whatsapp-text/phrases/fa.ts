import type { Phrases } from './phrases.ts';

/** Persian. WhatsApp's own string tables for iPhone 22.24.81 and Android, as public parsers list them. */
export const fa: Phrases = {
  language: 'fa',
  attachedBefore: ['پیوست'],
  attachedAfter: ['پیوست شد'],
  omitted: {
    media: ['رسانه حذف شد', 'پيوست نما/آهنگ حذف شد'],
    image: ['تصویر حذف شد'],
    video: ['ویدیو حذف شد'],
    audio: ['صدا حذف شد'],
    gif: ['GIF حذف شد'],
    sticker: ['استیکر حذف شد'],
    document: ['سند حذف شد'],
    contact: ['برگ مخاطب حذف شد'],
  },
  deleted: ['این پیام حذف شده است', 'این پیام حذف شد'],
  youDeleted: ['شما این پیام را حذف کردید'],
  liveLocation: ['مکان زنده به اشتراک گذاشته شد'],
  missedVoiceCall: ['تماس صوتی پاسخ داده نشده'],
  missedVideoCall: ['تماس تصویری بی‌پاسخ', 'تماس تصویری بیپاسخ', 'تماس تصویری پاسخ داده نشده'],
  system: [
    [
      'encryption-notice',
      'پیامها و تماسها سرتاسر رمزگذاری شدهاند…',
      'پیام ها و تماس های شما رمزگذاری سرتاسری شده اند…',
    ],
    [
      'security-code-changed',
      'کد امنیتی شما با {accounts} تغییر کرد',
      'کد امنیتی شما با {accounts} تغییر کرد. برای کسب اطلاعات بیشتر، ضربه بزنید',
    ],
  ],
};
