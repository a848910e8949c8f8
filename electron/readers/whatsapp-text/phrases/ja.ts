import type { Phrases } from './phrases.ts';

/**
 * Japanese. WhatsApp's own string tables for iPhone 22.24.81 and Android, as public parsers list them;
 * group lines from the catalogue of a public parser.
 */
export const ja: Phrases = {
  language: 'ja',
  attachedBefore: ['添付ファイル', '添付'],
  attachedAfter: ['添付ファイル有り', '添付ファイル'],
  omitted: {
    media: ['メディアは含まれていません', 'メディアなし'],
    image: ['画像は含まれていません', '画像は省略されました'],
    video: ['ビデオは含まれていません', '動画は省略されました'],
    audio: ['音声は含まれていません', '音声メッセージは省略されました'],
    gif: ['GIFは含まれていません', 'GIFは省略されました'],
    sticker: ['スタンプは含まれていません', 'スタンプは省略されました'],
    document: ['ドキュメントは含まれていません', '文書は省略されました'],
    contact: ['連絡先カードを省略', '連絡先カードは省略されました'],
  },
  deleted: ['このメッセージは削除されました'],
  youDeleted: ['このメッセージを削除しました'],
  liveLocation: ['ライブロケーション共有'],
  missedVoiceCall: ['音声通話不在着信', '不在着信'],
  missedVideoCall: ['ビデオ通話不在着信'],
  system: [
    [
      'encryption-notice',
      'メッセージと通話はエンドツーエンド暗号化されています…',
      'メッセージと通話は、エンドツーエンドの暗号化によって保護されています…',
    ],
    ['group-created', '{actor}がグループ“{value}”を作成しました'],
    ['subject-changed', '{actor}がグループ名を“{value}”に変更しました'],
    ['icon-changed', '{actor}がグループのアイコンを変更しました'],
    ['description-changed', '{actor}がグループの説明を変更しました'],
    ['member-added', '{actor}が{accounts}を追加しました'],
    ['member-left', '{actor}が退出しました', '{actor}がグループを退出しました'],
    ['member-removed', '{actor}が{accounts}を削除しました'],
    [
      'member-joined-by-link',
      '{actor}がグループの招待リンクから参加しました',
      '{actor}が招待リンクから参加しました',
    ],
    [
      'security-code-changed',
      '{accounts}とのセキュリティコードが変更されました',
      '{accounts}とのセキュリティコードが変更されました。{any}',
    ],
  ],
};
