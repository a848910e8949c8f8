import type { Phrases } from './phrases.ts';

/**
 * Chinese in simplified characters. WhatsApp's own string tables for iPhone 22.24.81 and Android, as
 * public parsers list them; group lines from the catalogues of public parsers.
 */
export const zhHans: Phrases = {
  language: 'zh-Hans',
  attachedBefore: ['附件'],
  attachedAfter: ['文件附件', '附件'],
  omitted: {
    media: ['省略多媒体文件', '媒体省略'],
    image: ['照片已忽略', '图片已省略'],
    video: ['视频已忽略', '视频已省略'],
    audio: ['音频已忽略', '音频已省略'],
    gif: ['GIF 动态图已被忽略', 'GIF已省略'],
    sticker: ['贴图已省略'],
    document: ['文档已省略'],
    contact: ['联系人卡片已忽略'],
  },
  deleted: ['这条消息已被删除', '信息已删除', '此消息已删除'],
  youDeleted: ['您已删除这条消息', '您删除这个信息'],
  liveLocation: ['共享实时位置'],
  missedVoiceCall: ['未接语音通话'],
  missedVideoCall: ['未接视频通话'],
  you: ['您', '你'],
  system: [
    ['encryption-notice', '消息和通话都进行端到端加密…', '您发送的信息和通话都会进行端对端的加密…'],
    ['group-created', '您创建了群组“{value}”', '{actor}创建了群组“{value}”', '{actor} 创建了群组 “{value}”'],
    ['member-added', '您添加了{accounts}', '{actor}添加了您', '{actor}添加了{accounts}'],
    ['member-left', '您已退出', '{actor}退出了', '{actor}已退出'],
    ['member-joined-by-link', '{actor}通过群邀请链接加入', '{actor}通过群组邀请链接加入'],
    [
      'security-code-changed',
      '您和 {accounts} 的安全代码已更改',
      '您和 {accounts} 的安全代码已更改。点击了解更多',
    ],
  ],
};
