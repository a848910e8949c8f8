import type { Phrases } from './phrases.ts';

/**
 * Turkish. WhatsApp's own string tables for iPhone 22.24.81 and Android, as public parsers list them;
 * group lines from the filters of public tools for Turkish exports.
 */
export const tr: Phrases = {
  language: 'tr',
  attachedBefore: ['eklendi', 'ekli dosya'],
  attachedAfter: ['dosya ekli'],
  omitted: {
    media: ['Medya atlanmış', 'Medya dahil edilmedi'],
    image: ['görüntü dahil edilmedi'],
    video: ['video dahil edilmedi'],
    audio: ['ses dahil edilmedi'],
    gif: ['GIF dahil edilmedi'],
    sticker: ['Çıkartma dahil edilmedi'],
    document: ['belge dahil edilmedi'],
    contact: ['Kişi kartı dahil edilmedi'],
  },
  deleted: ['Bu mesaj silindi'],
  youDeleted: ['Bu mesajı sildiniz'],
  edited: ['Bu mesaj düzenlendi'],
  liveLocation: ['Mevcut konum paylaşıldı'],
  missedVoiceCall: ['Cevapsız sesli arama'],
  missedVideoCall: ['Cevapsız görüntülü arama'],
  you: ['Siz', 'sizi'],
  system: [
    [
      'encryption-notice',
      'Mesajlar ve aramalar uçtan uca şifrelidir…',
      'Mesajlarınız artık uçtan uca şifreleme ile korunmaktadır…',
    ],
    ['group-created', '{actor} “{value}” grubunu oluşturdu', '{actor}, “{value}” grubunu oluşturdu'],
    ['subject-changed', '{actor} “{any}” olan grup adını “{value}” olarak değiştirdi'],
    ['icon-changed', '{actor} bu grubun simgesini değiştirdi', '{actor} grubun simgesini değiştirdi'],
    ['member-added', '{actor} sizi ekledi', '{actor} {accounts} kişisini ekledi', '{accounts} gruba eklendi'],
    ['member-left', '{actor} ayrıldı', '{actor} gruptan ayrıldı'],
    ['member-removed', '{actor} {accounts} kişisini çıkardı'],
    [
      'member-joined-by-link',
      '{actor} bu grubun davet bağlantısıyla katıldı',
      '{actor} grubun davet bağlantısıyla katıldı',
    ],
    ['admin-granted', 'Artık yöneticisiniz'],
    [
      'security-code-changed',
      '{accounts} ile aranızdaki güvenlik kodu değişti',
      '{accounts} ile aranızdaki güvenlik kodu değişti. Daha fazla bilgi edinmek için dokunun',
    ],
    ['message-pinned', '{actor} bir mesajı sabitledi'],
  ],
};
