import type { Phrases } from './phrases.ts';

/**
 * French. WhatsApp's own string tables for iPhone 22.24.81 and Android, as public parsers list them;
 * group lines from the catalogues of public parsers.
 */
export const fr: Phrases = {
  language: 'fr',
  chatFile: ['Discussion WhatsApp avec '],
  attachedBefore: ['pièce jointe'],
  attachedAfter: ['fichier joint'],
  omitted: {
    media: ['Médias omis', 'Fichier omis', 'Média manquante', 'Médias absente'],
    image: ['image absente'],
    video: ['vidéo absente'],
    audio: ['audio omis', 'audio absent'],
    gif: ['GIF retiré', 'GIF absent'],
    sticker: ['sticker omis', 'sticker absent'],
    document: ['document manquant', 'document absent'],
    contact: ['Fiche contact manquante', 'Fiche contact absente'],
  },
  deleted: ['Ce message a été supprimé'],
  youDeleted: ['Vous avez supprimé ce message'],
  edited: ['Ce message a été modifié'],
  liveLocation: ['Localisation en direct partagée'],
  missedVoiceCall: ['Appel vocal manqué'],
  missedVideoCall: ['Appel vidéo manqué'],
  you: ['Vous'],
  system: [
    [
      'encryption-notice',
      'Les messages et les appels sont chiffrés de bout en bout…',
      'Vos messages et vos appels sont protégés avec le chiffrement de bout en bout…',
    ],
    [
      'group-created',
      'Vous avez créé le groupe “{value}”',
      'Vous avez créé ce groupe',
      '{actor} a créé le groupe “{value}”',
      '{actor} a créé le groupe',
      '{actor} a créé ce groupe',
    ],
    [
      'subject-changed',
      '{actor} a changé le sujet de “{any}” à “{value}”',
      '{actor} a changé le sujet en “{value}”',
      '{actor} a modifié le nom du groupe en “{value}”',
      '{actor} a modifié le nom du groupe de “{any}” en “{value}”',
    ],
    [
      'description-changed',
      '{actor} a changé la description du groupe',
      '{actor} a modifié la description du groupe',
    ],
    ['icon-changed', "{actor} a changé l'icône de ce groupe", '{actor} a changé la photo du groupe'],
    [
      'member-added',
      'Vous avez ajouté {accounts}',
      '{actor} vous a ajouté',
      '{actor} vous a ajouté(e)',
      '{actor} a ajouté {accounts}',
    ],
    ['member-left', 'Vous avez quitté le groupe', '{actor} a quitté le groupe', '{actor} a quitté'],
    ['member-removed', 'Vous avez retiré {accounts}', '{actor} vous a retiré', '{actor} a retiré {accounts}'],
    [
      'member-joined-by-link',
      "{actor} a rejoint le groupe via le lien d'invitation",
      "{actor} a rejoint en utilisant le lien d'invitation de ce groupe",
    ],
    ['number-changed', '{accounts} a changé de numéro…'],
    [
      'security-code-changed',
      'Votre code de sécurité avec {accounts} a changé',
      'Votre code de sécurité avec {accounts} a changé. Appuyez pour en savoir plus',
    ],
  ],
};
