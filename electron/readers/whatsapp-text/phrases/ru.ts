import type { Phrases } from './phrases.ts';

/**
 * Russian. WhatsApp's own string tables for iPhone 22.24.81 and Android, as public parsers list them;
 * group lines from exports in the tests and filters of public tools.
 */
export const ru: Phrases = {
  language: 'ru',
  chatFile: ['Чат WhatsApp с '],
  attachedBefore: ['прикреплено', 'вложение'],
  attachedAfter: ['файл добавлен'],
  omitted: {
    media: ['Без медиафайлов', 'Файл пропущен', 'Медиа отсутствует'],
    image: ['изображение отсутствует'],
    video: ['видео отсутствует'],
    audio: ['аудиофайл отсутствует'],
    gif: ['GIF отсутствует'],
    sticker: ['стикер не добавлен', 'стикер отсутствует'],
    document: ['документ отсутствует'],
    contact: ['Карточка контакта отсутствует'],
    'video-note': ['Видеозаметка опущена'],
  },
  deleted: ['Данное сообщение удалено', 'Сообщение удалено'],
  youDeleted: ['Вы удалили это сообщение', 'Вы удалили данное сообщение'],
  edited: ['Сообщение изменено'],
  liveLocation: ['Геоданные отправлены'],
  missedVoiceCall: ['Пропущенный аудиозвонок'],
  missedVideoCall: ['Пропущенный видеозвонок'],
  you: ['Вы', 'вас'],
  system: [
    [
      'encryption-notice',
      'Сообщения и звонки защищены сквозным шифрованием…',
      'Ваши сообщения и звонки защищены сквозным шифрованием…',
    ],
    [
      'group-created',
      'Вы создали группу “{value}”',
      'Вы создали группу',
      '{actor} создал(-а) группу “{value}”',
      '{actor} создал(-а) группу',
    ],
    [
      'subject-changed',
      '{actor} изменил(-а) название группы на “{value}”',
      '{actor} изменил(-а) название группы с “{any}” на “{value}”',
      '{actor} изменил(-а) тему с “{any}” на “{value}”',
    ],
    ['description-changed', '{actor} изменил(-а) описание группы'],
    ['icon-changed', '{actor} изменил(-а) картинку группы'],
    [
      'member-added',
      'Вы добавили {accounts}',
      '{actor} добавил(-а) вас',
      '{actor} добавил(-а) {accounts}',
      '{actor} добавил(-а) участников: {accounts}',
    ],
    [
      'member-left',
      'Вы вышли',
      '{actor} вышел(-а)',
      '{actor} вышел(-а) из группы',
      '{actor} покинул(-а) группу',
    ],
    ['member-removed', 'Вы удалили {accounts}', '{actor} удалил(-а) вас', '{actor} удалил(-а) {accounts}'],
    ['admin-granted', 'Теперь вы админ'],
    [
      'security-code-changed',
      'Ваш код безопасности с контактом {accounts} изменился',
      'Ваш код безопасности с контактом {accounts} изменился. Подробнее',
    ],
    ['settings-changed', '{actor} изменил(-а) настройки группы…'],
    [
      'disappearing-timer',
      '{actor} включил(-а) исчезающие сообщения…',
      '{actor} отключил(-а) исчезающие сообщения…',
    ],
    ['message-pinned', '{actor} закрепил(-а) сообщение'],
  ],
};
