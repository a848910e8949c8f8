import type { Phrases } from './phrases.ts';

/**
 * Dutch. WhatsApp's own string tables for iPhone 22.24.81 and Android, as public parsers list them;
 * group lines from a public tool that joins Dutch exports by these wordings.
 */
export const nl: Phrases = {
  language: 'nl',
  chatFile: ['WhatsApp-chat met ', 'WhatsApp Chat met '],
  attachedBefore: ['bijgevoegd', 'bijlage'],
  attachedAfter: ['bestand bijgevoegd'],
  omitted: {
    media: ['Media weggelaten'],
    image: ['afbeelding weggelaten'],
    video: ['video weggelaten'],
    audio: ['audio weggelaten'],
    gif: ['GIF weggelaten'],
    sticker: ['sticker weggelaten'],
    document: ['document weggelaten'],
    contact: ['Visitekaartje weggelaten'],
  },
  deleted: ['Dit bericht is verwijderd'],
  youDeleted: ['U hebt dit bericht verwijderd', 'Je hebt dit bericht verwijderd'],
  edited: ['Dit bericht is bewerkt'],
  liveLocation: ['live locatie gedeeld'],
  missedVoiceCall: ['Gemist spraakgesprek', 'Gemiste spraakoproep'],
  missedVideoCall: ['Gemist videogesprek', 'Gemiste video-oproep'],
  you: ['U', 'Je', 'Jij'],
  system: [
    [
      'encryption-notice',
      'Berichten en gesprekken worden end-to-end versleuteld…',
      'Berichten en oproepen zijn end-to-end versleuteld…',
      'Uw oproepen en berichten zijn beveiligd met end-to-end encryptie…',
    ],
    [
      'group-created',
      'U hebt deze groep aangemaakt',
      'U hebt de groep “{value}” aangemaakt',
      '{actor} heeft deze groep aangemaakt',
      '{actor} heeft de groep “{value}” aangemaakt',
      '{actor} heeft de groep “{value}” gemaakt',
      '{actor} heeft groep “{value}” gemaakt',
      '{actor} heeft deze groep gemaakt',
    ],
    [
      'subject-changed',
      'U hebt het onderwerp gewijzigd van “{any}” naar “{value}”',
      'U hebt het onderwerp gewijzigd naar “{value}”',
      '{actor} heeft het onderwerp gewijzigd van “{any}” naar “{value}”',
      '{actor} heeft het onderwerp gewijzigd naar “{value}”',
      '{actor} heeft het groepsonderwerp gewijzigd van “{any}” naar “{value}”',
      '{actor} heeft het groepsonderwerp gewijzigd naar “{value}”',
    ],
    ['icon-changed', 'U hebt de groepsafbeelding gewijzigd', '{actor} heeft de groepsafbeelding gewijzigd'],
    [
      'member-added',
      'U hebt {accounts} toegevoegd',
      'U bent toegevoegd',
      '{actor} heeft u toegevoegd',
      '{actor} heeft {accounts} toegevoegd',
      '{accounts} is toegevoegd',
    ],
    ['member-left', 'U hebt de groep verlaten', '{actor} heeft de groep verlaten'],
    [
      'member-removed',
      'U hebt {accounts} verwijderd',
      '{actor} heeft u verwijderd',
      '{actor} heeft {accounts} verwijderd',
      '{accounts} is verwijderd',
    ],
    ['member-joined-by-link', '{actor} is deelnemer geworden via de uitnodigingslink van deze groep'],
    ['member-joined-by-invitation', '{actor} neemt deel via {any} uitnodiging'],
    ['admin-granted', 'U bent nu een beheerder', 'U bent nu beheerder'],
    ['number-changed', '{accounts} heeft een nieuw telefoonnummer…'],
    [
      'security-code-changed',
      'Uw beveiligingscode voor {accounts} is gewijzigd',
      'Uw beveiligingscode voor {accounts} is gewijzigd. Tik voor meer informatie',
    ],
    [
      'disappearing-timer',
      '{actor} heeft berichten met vervaldatum ingeschakeld. {any}',
      '{actor} heeft berichten met vervaldatum uitgeschakeld',
      '{actor} heeft berichten met vervaldatum uitgeschakeld. {any}',
    ],
  ],
};
