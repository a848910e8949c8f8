import type { Phrases } from './phrases.ts';

/** Ukrainian. WhatsApp's own string tables for iPhone 22.24.81 and Android, as public parsers list them. */
export const uk: Phrases = {
  language: 'uk',
  attachedBefore: ['додано'],
  attachedAfter: ['файл додано'],
  omitted: {
    media: ['Медіа пропущено', 'Медіа відсутня'],
    image: ['зображення відсутнє'],
    video: ['відео відсутнє'],
    audio: ['аудіо відсутнє'],
    gif: ['GIF-анімацію пропущено'],
    sticker: ['Наклейку не додано'],
    document: ['документ пропущено'],
    contact: ['Картка контакту відсутня'],
  },
  deleted: ['Це повідомлення було видалено'],
  youDeleted: ['Ви видалили це повідомлення'],
  liveLocation: ['геодані надіслано'],
  missedVoiceCall: ['Пропущений аудіодзвінок'],
  missedVideoCall: ['Пропущений відеодзвінок'],
  system: [
    [
      'encryption-notice',
      'Повідомлення й дзвінки захищено наскрізним шифруванням…',
      'Ваші повідомлення та дзвінки захищено наскрізним шифруванням…',
    ],
    [
      'security-code-changed',
      'Код безпеки з контактом {accounts} змінився',
      'Код безпеки з контактом {accounts} змінився. Торкніться, щоб дізнатися більше',
    ],
  ],
};
