import type { Phrases } from './phrases.ts';

/** Portuguese as written in Portugal. WhatsApp's own string tables for iPhone 22.24.81 and Android, as public parsers list them. */
export const ptPt: Phrases = {
  language: 'pt-PT',
  attachedBefore: ['anexo'],
  attachedAfter: ['ficheiro anexado'],
  omitted: {
    media: ['Ficheiro não revelado'],
    image: ['imagem não revelada'],
    video: ['vídeo não revelado'],
    audio: ['ficheiro de áudio não revelado'],
    gif: ['GIF não revelada'],
    sticker: ['sticker não revelado'],
    document: ['documento não revelado'],
    contact: ['Contacto não revelado'],
  },
  deleted: ['Esta mensagem foi apagada', 'Esta mensagem foi apagada pelo remetente'],
  youDeleted: ['Apagou esta mensagem'],
  liveLocation: ['Está a partilhar a sua localização'],
  missedVoiceCall: ['Chamada de voz perdida'],
  missedVideoCall: ['Videochamada perdida'],
  system: [
    [
      'encryption-notice',
      'As mensagens e chamadas são encriptadas ponto a ponto…',
      'Quando é possível, as mensagens que enviar e as chamadas que efetuar são completamente encriptadas automaticamente…',
    ],
    [
      'security-code-changed',
      'O seu código de segurança partilhado com {accounts} mudou',
      'O seu código de segurança partilhado com {accounts} mudou. Toque para saber mais',
    ],
  ],
};
