import type { Phrases } from './phrases.ts';

/**
 * Arabic. WhatsApp's own string tables for iPhone 22.24.81 and Android, as public parsers list them;
 * group lines from the catalogue of a public parser.
 */
export const ar: Phrases = {
  language: 'ar',
  attachedBefore: ['المُرفق', 'مرفق'],
  attachedAfter: ['الملف مرفق'],
  omitted: {
    media: ['تم استبعاد الوسائط', 'ملفات مفقودة'],
    image: ['لم يتم إدراج الصورة'],
    video: ['لم يتم إدراج الفيديوهات'],
    audio: ['لم يتم إدراج المقاطع الصوتية'],
    gif: ['لم يتم إدراج صورة GIF'],
    sticker: ['تم حذف الملصقات'],
    document: ['لم يتم إدراج المستند'],
    contact: ['لم يتم إدراج بطاقة جهة اتصال'],
  },
  deleted: ['تم حذف هذه الرسالة'],
  youDeleted: ['لقد حذَفت هذه الرسالة', 'أنت حذفت هذه الرسالة'],
  liveLocation: ['تمت مشاركة الموقع المباشر'],
  missedVoiceCall: ['مكالمة صوتية فائتة'],
  missedVideoCall: ['مكالمة فيديو فائتة'],
  system: [
    [
      'encryption-notice',
      'الرسائل والمكالمات مشفرة تمامًا بين الطرفين…',
      'إن الرسائل التي ترسلها والمكالمات التي تجريها ضمن واتساب محمية…',
    ],
    ['group-created', 'أنشأ {actor} المجموعة “{value}”', '{actor} أنشأ المجموعة “{value}”'],
    ['member-added', 'قام {actor} بإضافة {accounts}'],
    ['member-left', 'غادر {actor}', '{actor} غادر'],
    [
      'security-code-changed',
      'تغيّر رمز أمانك المُستخدَم مع {accounts}',
      'تغيّر رمز أمانك المُستخدَم مع {accounts}. انقر هنا لمعرفة المزيد',
    ],
  ],
};
