import type { Phrases } from './phrases.ts';

/** Vietnamese. WhatsApp's own string tables for iPhone 22.24.81 and Android, as public parsers list them. */
export const vi: Phrases = {
  language: 'vi',
  attachedBefore: ['đính kèm'],
  attachedAfter: ['tệp đính kèm'],
  omitted: {
    media: ['Bỏ qua Media', 'bỏ qua tệp phương tiện'],
    image: ['đã bỏ qua hình ảnh'],
    video: ['đã bỏ video'],
    audio: ['bỏ qua tệp âm thanh'],
    gif: ['Đã bỏ qua ảnh GIF'],
    sticker: ['đã bỏ sticker'],
    document: ['đã bỏ qua tài liệu'],
    contact: ['Bỏ qua thẻ liên lạc'],
  },
  deleted: ['Tin nhắn này đã bị xóa', 'Tin nhắn này đã bị xoá'],
  youDeleted: ['Bạn đã xóa tin nhắn này', 'Bạn đã xoá tin nhắn này'],
  liveLocation: ['vị trí hiện thời được chia sẻ'],
  missedVoiceCall: ['Cuộc gọi nhỡ'],
  missedVideoCall: ['Cuộc gọi nhỡ video'],
  system: [
    [
      'encryption-notice',
      'Tin nhắn và cuộc gọi được mã hóa đầu cuối…',
      'Những tin nhắn và những cuộc gọi đã được bảo mật với mã hoá đầu-cuối…',
    ],
    [
      'security-code-changed',
      'Mã bảo mật của bạn với {accounts} đã thay đổi',
      'Mã bảo mật của bạn với {accounts} đã thay đổi. Nhấn để tìm hiểu thêm',
    ],
  ],
};
