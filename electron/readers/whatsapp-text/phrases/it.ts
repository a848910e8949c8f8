import type { Phrases } from './phrases.ts';

/**
 * Italian. WhatsApp's own string tables for iPhone 22.24.81 and Android, as public parsers list them;
 * group lines from the event patterns of public parsers.
 */
export const it: Phrases = {
  language: 'it',
  chatFile: ['Chat WhatsApp con '],
  attachedBefore: ['allegato'],
  attachedAfter: ['file allegato'],
  omitted: {
    media: ['Media omesso', 'Media omessi', 'Media mancante'],
    image: ['immagine omessa'],
    video: ['video omesso'],
    audio: ['audio omesso'],
    gif: ['GIF esclusa', 'GIF omesso'],
    sticker: ['sticker non incluso', 'sticker omesso'],
    document: ['documento omesso'],
    contact: ['Scheda contatto omessa'],
  },
  deleted: ['Questo messaggio è stato eliminato'],
  youDeleted: ['Hai eliminato questo messaggio'],
  edited: ['Questo messaggio è stato modificato'],
  liveLocation: ['posizione attuale condivisa'],
  missedVoiceCall: ['Chiamata vocale persa'],
  missedVideoCall: ['Videochiamata persa'],
  you: ['Tu'],
  system: [
    [
      'encryption-notice',
      'I messaggi e le chiamate sono crittografati end-to-end…',
      'I tuoi messaggi e le tue chiamate sono protetti con la crittografia end-to-end…',
    ],
    [
      'group-created',
      'Hai creato il gruppo “{value}”',
      'Hai creato questo gruppo',
      '{actor} ha creato il gruppo “{value}”',
      '{actor} ha creato il gruppo',
    ],
    [
      'subject-changed',
      "Hai cambiato l'oggetto da “{any}” a “{value}”",
      "{actor} ha cambiato l'oggetto da “{any}” a “{value}”",
      "{actor} ha cambiato l'oggetto in “{value}”",
      '{actor} ha cambiato il nome del gruppo in “{value}”',
    ],
    [
      'description-changed',
      'Hai cambiato la descrizione del gruppo',
      '{actor} ha cambiato la descrizione del gruppo',
    ],
    [
      'icon-changed',
      "{actor} ha cambiato l'immagine del gruppo",
      "{actor} ha cambiato l'immagine di questo gruppo",
      "{actor} ha cambiato l'icona del gruppo",
    ],
    [
      'member-added',
      'Hai aggiunto {accounts}',
      '{actor} ti ha aggiunto',
      '{actor} ha aggiunto {accounts}',
      '{accounts} è stato aggiunto',
    ],
    ['member-left', '{actor} ha abbandonato', '{actor} è uscito', '{actor} è uscita'],
    ['member-removed', 'Hai rimosso {accounts}', '{actor} ti ha rimosso', '{actor} ha rimosso {accounts}'],
    ['member-joined-by-link', "{actor} è entrato usando il link d'invito al gruppo"],
    ['admin-granted', 'Ora sei un amministratore'],
    ['admin-revoked', 'Non sei più un amministratore'],
    ['number-changed', '{accounts} ha cambiato numero in {value}', '{accounts} è stato cambiato con {value}'],
    [
      'security-code-changed',
      'Il tuo codice di sicurezza con {accounts} è cambiato',
      'Il tuo codice di sicurezza con {accounts} è cambiato. Tocca per saperne di più',
    ],
    [
      'settings-changed',
      '{actor} ha cambiato le impostazioni del gruppo…',
      'Hai cambiato le impostazioni del gruppo…',
    ],
    ['contact-blocked', 'Hai bloccato questo contatto', 'Hai bloccato questo contatto. Tocca per sbloccare'],
    ['contact-unblocked', 'Hai sbloccato questo contatto'],
  ],
};
