import type { Phrases } from './phrases.ts';

/**
 * Chinese in traditional characters, as written in Taiwan and Hong Kong. WhatsApp's own string tables for
 * iPhone 22.24.81 and Android, as public parsers list them; group lines from the catalogue of a public parser.
 */
export const zhHant: Phrases = {
  language: 'zh-Hant',
  attachedBefore: ['附件'],
  attachedAfter: ['附件檔案', '檔案附件'],
  omitted: {
    media: ['忽略多媒體檔', '省略多媒體檔案'],
    image: ['圖片已略去', '圖像已省略', '圖片已省略'],
    video: ['影片已略去', '影片已省略'],
    audio: ['音訊已略去', '音訊已省略'],
    gif: ['GIF 已略去', 'GIF 圖片已被省略'],
    sticker: ['貼圖已略去', '貼圖已忽略', '貼圖已省略'],
    document: ['文件已略去', '文件已忽略', '文件已省略'],
    contact: ['聯絡人卡片已略去', '聯絡人卡片已省略', '聯絡人名片已省略'],
  },
  deleted: ['此訊息已刪除'],
  youDeleted: ['您已刪除此訊息', '你已刪除這則訊息'],
  liveLocation: ['實時位置已分享'],
  missedVoiceCall: ['未接語音通話'],
  missedVideoCall: ['未接視像通話', '未接視訊通話'],
  you: ['您', '你'],
  system: [
    [
      'encryption-notice',
      '訊息和通話經端對端加密…',
      '訊息已受端對端加密保護…',
      '您傳送的訊息和通話都會進行端對端的加密…',
    ],
    ['group-created', '{actor}建立了群組“{value}”', '{actor} 建立了群組 “{value}”', '您建立了群組“{value}”'],
    ['member-added', '{actor}新增了{accounts}', '{actor} 新增了 {accounts}'],
    ['member-removed', '{actor}移除了{accounts}', '{actor} 移除了 {accounts}'],
    ['member-left', '{actor}退出了', '{actor} 退出了群組'],
    ['icon-changed', '{actor}更換了群組圖示', '{actor} 更換了群組圖示'],
    ['subject-changed', '{actor}更改了群組名稱…', '{actor} 更改了群組名稱…'],
    ['member-joined-by-link', '{actor}透過群組邀請連結加入', '{actor} 透過群組邀請連結加入'],
    [
      'security-code-changed',
      '您與{accounts}之間的安全代碼已變更',
      '您與{accounts}之間的安全代碼已變更。點按以瞭解詳情',
      '您與 {accounts} 的安全碼已變更',
      '您與 {accounts} 的安全碼已變更。點擊以了解更多',
    ],
  ],
};
