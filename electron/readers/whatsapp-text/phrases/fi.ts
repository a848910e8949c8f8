import type { Phrases } from './phrases.ts';

/** Finnish. WhatsApp's own string tables for iPhone 22.24.81 and Android, as public parsers list them. */
export const fi: Phrases = {
  language: 'fi',
  attachedBefore: ['liite'],
  attachedAfter: ['liitetiedosto'],
  omitted: {
    media: ['Media jätetty pois', 'media jätettiin pois'],
    image: ['ei kuvaa'],
    video: ['videota ei sisällytetä'],
    audio: ['äänitiedostoa ei sisällytetä'],
    gif: ['GIF-animaatio jätetty pois'],
    sticker: ['tarraa ei sisällytetty'],
    document: ['dokumenttia ei sisällytetä'],
    contact: ['Yhteystietokortti jätettiin pois'],
  },
  deleted: ['Tämä viesti poistettiin'],
  youDeleted: ['Poistit tämän viestin'],
  liveLocation: ['live-sijainti jaettu'],
  missedVoiceCall: ['Vastaamaton äänipuhelu'],
  missedVideoCall: ['Vastaamaton videopuhelu'],
  system: [
    ['encryption-notice', 'Viestit ja puhelut salataan täysin…'],
    [
      'security-code-changed',
      'Turvanumerosi muuttui henkilön {accounts} kanssa',
      'Turvanumerosi muuttui henkilön {accounts} kanssa. Napauta saadaksesi lisätietoja',
    ],
  ],
};
