import type { Phrases } from './phrases.ts';

/** Thai. WhatsApp's own string tables for iPhone 22.24.81 and Android, as public parsers list them. */
export const th: Phrases = {
  language: 'th',
  attachedBefore: ['แนบ'],
  attachedAfter: ['ไฟล์ที่แนบ'],
  omitted: {
    media: ['สื่อถูกลบ', 'ไฟล์สื่อถูกลบ'],
    image: ['ไม่มีรูปภาพ'],
    video: ['วิดีโอถูกลบ'],
    audio: ['ไม่มีไฟล์เสียง'],
    gif: ['ละเว้น GIF'],
    sticker: ['ไม่มีสติกเกอร์'],
    document: ['ละเว้นเอกสาร'],
    contact: ['บัตรรายชื่อที่ละเว้น'],
  },
  deleted: ['ข้อความนี้ถูกลบแล้ว', 'ข้อความนี้ได้ถูกลบ'],
  youDeleted: ['คุณได้ลบข้อความนี้', 'คุณลบข้อความนี้'],
  liveLocation: ['ตำแหน่งปัจจุบันถูกแบ่งปัน'],
  missedVoiceCall: ['สายที่ไม่ได้รับ'],
  missedVideoCall: ['วิดีโอคอลที่ไม่ได้รับ', 'สายโทรวิดีโอที่ไม่ได้รับ'],
  system: [
    [
      'encryption-notice',
      'ข้อความและการโทรได้รับการเข้ารหัสจากต้นทางถึงปลายทาง…',
      'ข้อความที่คุณส่งถึงแชทและการโทรนี้มีความปลอดภัยด้วยการเข้ารหัสจากต้นทางถึงปลายทาง…',
    ],
    [
      'security-code-changed',
      'รหัสความปลอดภัยของคุณกับ {accounts} มีการเปลี่ยนแปลง',
      'รหัสความปลอดภัยของคุณกับ {accounts} มีการเปลี่ยนแปลง แตะเพื่อเรียนรู้เพิ่มเติม',
    ],
  ],
};
