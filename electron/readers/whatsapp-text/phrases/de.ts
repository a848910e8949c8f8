import type { Phrases } from './phrases.ts';

/**
 * German. WhatsApp's own string tables for iPhone 22.24.81 and Android, as public parsers list them;
 * group lines from gesiscss/WhatsR, Languages.csv (androidgerman, iosgerman).
 */
export const de: Phrases = {
  language: 'de',
  chatFile: ['WhatsApp Chat mit ', 'WhatsApp-Chat mit '],
  attachedBefore: ['Anhang', 'angehängt'],
  attachedAfter: ['Datei angehängt'],
  omitted: {
    media: ['Medien ausgeschlossen', 'Medien weggelassen', 'Medien fehlen'],
    image: ['Bild weggelassen'],
    video: ['Video weggelassen'],
    audio: ['Audio weggelassen'],
    gif: ['GIF weggelassen'],
    sticker: ['Sticker weggelassen'],
    document: ['Dokument weggelassen'],
    contact: ['Kontaktkarte ausgelassen', 'Kontaktkarte weggelassen'],
  },
  deleted: ['Diese Nachricht wurde gelöscht'],
  youDeleted: ['Du hast diese Nachricht gelöscht'],
  edited: ['Diese Nachricht wurde bearbeitet'],
  liveLocation: ['Live-Standort wird geteilt'],
  missedVoiceCall: ['Verpasster Sprachanruf'],
  missedVideoCall: ['Verpasster Videoanruf'],
  you: ['Du', 'dich', 'dir'],
  system: [
    [
      'encryption-notice',
      'Nachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt…',
      'Nachrichten an diese Gruppe sind jetzt mit Ende-zu-Ende-Verschlüsselung geschützt…',
      'Nachrichten in diesem Chat sowie Anrufe sind jetzt mit Ende-zu-Ende-Verschlüsselung geschützt…',
      'Deine Nachrichten und Anrufe werden automatisch mit Ende-zu-Ende-Verschlüsselung geschützt…',
    ],
    [
      'group-created',
      'Du hast die Gruppe “{value}” erstellt',
      'Du hast diese Gruppe erstellt',
      '{actor} hat die Gruppe “{value}” erstellt',
      '{actor} hat die Gruppe erstellt',
      '{actor} hat diese Gruppe erstellt',
    ],
    [
      'subject-changed',
      'Du hast den Betreff von “{any}” zu “{value}” geändert',
      'Du hast den Betreff zu “{value}” geändert',
      '{actor} hat den Betreff von “{any}” zu “{value}” geändert',
      '{actor} hat den Betreff zu “{value}” geändert',
      'Du hast den Gruppennamen von “{any}” zu “{value}” geändert',
      '{actor} hat den Gruppennamen von “{any}” zu “{value}” geändert',
    ],
    [
      'description-changed',
      'Du hast die Gruppenbeschreibung geändert',
      '{actor} hat die Gruppenbeschreibung geändert',
    ],
    [
      'icon-changed',
      'Du hast das Gruppenbild geändert',
      '{actor} hat das Gruppenbild geändert',
      '{actor} hat das Gruppenbild gelöscht',
    ],
    [
      'member-added',
      'Du hast {accounts} hinzugefügt',
      'Du wurdest hinzugefügt',
      '{actor} hat dich hinzugefügt',
      '{actor} hat {accounts} hinzugefügt',
      '{accounts} wurde hinzugefügt',
    ],
    ['member-left', 'Du hast die Gruppe verlassen', '{actor} hat die Gruppe verlassen'],
    [
      'member-removed',
      'Du hast {accounts} entfernt',
      'Du wurdest entfernt',
      '{actor} hat dich entfernt',
      '{actor} hat {accounts} entfernt',
      '{accounts} wurde entfernt',
    ],
    [
      'member-joined-by-link',
      '{actor} ist der Gruppe über den Einladungslink beigetreten',
      '{actor} ist über den Einladungslink beigetreten',
      'Du bist der Gruppe über den Einladungslink beigetreten',
    ],
    [
      'number-changed',
      '{accounts} hat eine neue Telefonnummer…',
      '{accounts} hat die Telefonnummer gewechselt…',
      '{accounts} hat zu +{value} gewechselt',
    ],
    [
      'security-code-changed',
      'Deine Sicherheitsnummer für {accounts} hat sich geändert',
      'Deine Sicherheitsnummer für {accounts} hat sich geändert. Tippe, um mehr zu erfahren',
      'Die Sicherheitsnummer von {accounts} hat sich geändert…',
    ],
    ['call', '{actor} hat einen Anruf gestartet', '{actor} hat einen Videoanruf gestartet'],
  ],
};
