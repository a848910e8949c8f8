import type { Phrases } from './phrases.ts';

/**
 * Hebrew. WhatsApp's own string tables for iPhone 22.24.81 and Android, as public parsers list them;
 * group lines from public tools for Hebrew exports.
 */
export const he: Phrases = {
  language: 'he',
  attachedBefore: ['מצורף'],
  attachedAfter: ['קובץ מצורף'],
  omitted: {
    media: ['המדיה לא נכללה', 'מדיה הושמטה', 'מדיה הושמט', 'המדיה הוסרה'],
    image: ['התמונה הושמטה'],
    video: ['סרטון הווידאו הושמט'],
    audio: ['קטע קול הושמט', 'השמע הושמט'],
    gif: ['GIF הושמט'],
    sticker: ['סטיקר הושמט'],
    document: ['מסמך הושמט'],
    contact: ['כרטיס איש קשר הושמט'],
  },
  deleted: ['הודעה זו נמחקה', 'ההודעה נמחקה'],
  youDeleted: ['מחקת את ההודעה הזו', 'מחקת הודעה זו'],
  edited: ['ההודעה נערכה'],
  liveLocation: ['משתף מיקום בשידור חי'],
  missedVoiceCall: ['שיחה קולית שלא נענתה'],
  missedVideoCall: ['שיחת וידאו שלא נענתה'],
  you: ['את/ה', 'אותך'],
  system: [
    ['encryption-notice', 'ההודעות והשיחות מוצפנות מקצה-לקצה…', 'ההודעות והשיחות מוצפנות מקצה לקצה…'],
    ['group-created', '{actor} יצר/ה את הקבוצה “{value}”', '{actor} יצר/ה את הקבוצה'],
    ['subject-changed', '{actor} החליף/ה את נושא הקבוצה…', '{actor} שינה/תה את נושא הקבוצה…'],
    ['description-changed', '{actor} שינה/תה את תיאור הקבוצה'],
    [
      'icon-changed',
      '{actor} החליף/ה את תמונת קבוצה זו',
      '{actor} שינה/תה את תמונת הקבוצה',
      '{actor} שינה/תה את סמל הקבוצה',
    ],
    [
      'member-added',
      '{actor} צירף/ה אותך',
      '{actor} הוסיף/ה את {accounts}',
      '{actor} הוסיף/ה אותך',
      'נוספת לקבוצה',
    ],
    ['member-left', '{actor} עזב/ה'],
    ['member-removed', '{actor} הסיר/ה את {accounts}', '{actor} הסיר/ה אותך'],
    ['settings-changed', '{actor} שינה/תה את הגדרות הקבוצה…'],
    ['security-code-changed', 'קוד האבטחה עם {accounts} שונה', 'קוד האבטחה עם {accounts} שונה. {any}'],
  ],
};
