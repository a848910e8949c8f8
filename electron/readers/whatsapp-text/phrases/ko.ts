import type { Phrases } from './phrases.ts';

/**
 * Korean. WhatsApp's own string tables for iPhone 22.24.81 and Android, as public parsers list them;
 * group lines from the catalogue of a public parser.
 */
export const ko: Phrases = {
  language: 'ko',
  attachedBefore: ['첨부됨', '첨부'],
  attachedAfter: ['파일 첨부됨'],
  omitted: {
    media: ['미디어 파일을 생략한 대화내용', '미디어 파일 제외됨'],
    image: ['이미지 생략됨'],
    video: ['비디오 생략됨', '동영상 생략됨'],
    audio: ['오디오 생략됨'],
    gif: ['GIF 생략됨'],
    sticker: ['스티커 제외됨', '스티커 생략됨'],
    document: ['문서 생략됨'],
    contact: ['연락처 카드 생략됨'],
  },
  deleted: ['이 메시지는 삭제되었습니다'],
  youDeleted: ['이 메시지를 삭제했습니다', '삭제한 메시지입니다'],
  liveLocation: ['공유한 실시간 위치'],
  missedVoiceCall: ['부재중 전화'],
  missedVideoCall: ['부재중 영상통화'],
  system: [
    [
      'encryption-notice',
      '메시지 및 전화는 종단간 암호화되어 안전합니다…',
      '메시지 및 전화는 암호화되어 안전합니다…',
    ],
    ['group-created', '{actor}님이 “{value}” 그룹을 만들었습니다', '{actor}님이 그룹을 만들었습니다'],
    ['member-added', '{actor}님이 {accounts}님을 추가했습니다'],
    ['member-left', '{actor}님이 나갔습니다'],
    ['member-removed', '{actor}님이 {accounts}님을 내보냈습니다'],
    [
      'security-code-changed',
      '{accounts}님과의 보안 코드가 변경되었습니다',
      '{accounts}님과의 보안 코드가 변경되었습니다. {any}',
    ],
  ],
};
