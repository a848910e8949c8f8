import type { Phrases } from './phrases.ts';

/**
 * Indonesian. WhatsApp's own string tables for iPhone 22.24.81 and Android, as public parsers list them;
 * group lines from exports in the code of public tools.
 */
export const id: Phrases = {
  language: 'id',
  chatFile: ['Chat WhatsApp dengan '],
  attachedBefore: ['terlampir'],
  attachedAfter: ['file terlampir'],
  omitted: {
    media: ['Media tidak disertakan'],
    image: ['gambar tidak disertakan'],
    video: ['video tidak disertakan'],
    audio: ['audio tidak disertakan'],
    gif: ['GIF tidak disertakan'],
    sticker: ['stiker tidak disertakan'],
    document: ['dokumen tidak disertakan'],
    contact: ['Kartu kontak tidak disertakan'],
  },
  deleted: ['Pesan ini dihapus', 'Pesan ini telah dihapus'],
  youDeleted: ['Anda menghapus pesan ini', 'Anda telah menghapus pesan ini'],
  liveLocation: ['Lokasi terkini dibagikan'],
  missedVoiceCall: ['Panggilan suara tak terjawab'],
  missedVideoCall: ['Panggilan video tak terjawab'],
  you: ['Anda'],
  system: [
    [
      'encryption-notice',
      'Pesan dan panggilan terenkripsi secara end-to-end…',
      'Pesan-pesan dan panggilan Anda diamankan dengan enkripsi end-to-end…',
    ],
    [
      'group-created',
      'Anda membuat grup',
      'Anda membuat grup “{value}”',
      '{actor} membuat grup “{value}”',
      '{actor} membuat grup',
    ],
    [
      'member-added',
      'Anda menambahkan {accounts}',
      '{actor} menambahkan Anda',
      '{actor} menambahkan {accounts}',
    ],
    ['member-left', 'Anda keluar', '{actor} keluar'],
    [
      'member-joined-by-link',
      '{actor} bergabung menggunakan tautan undangan grup ini',
      '{actor} telah bergabung menggunakan tautan undangan grup ini',
    ],
    ['number-changed', '{accounts} telah mengganti nomor teleponnya ke nomor baru…'],
    [
      'security-code-changed',
      'Kode keamanan Anda dengan {accounts} telah berubah',
      'Kode keamanan Anda dengan {accounts} telah berubah. Ketuk untuk info selengkapnya',
    ],
  ],
};
