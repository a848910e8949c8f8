import type { EvidenceTree, ReaderLoader, RecognisedSource } from '../../shared/evidence/index.ts';
import { googleChat } from './google-chat/loader.ts';
import { hangouts } from './hangouts/loader.ts';
import { messenger } from './messenger/loader.ts';
import { neutral } from './neutral/loader.ts';
import { telegram } from './telegram/loader.ts';
import { ufdr } from './ufdr/loader.ts';
import { whatsappAndroid } from './whatsapp-android/loader.ts';
import { whatsappIos } from './whatsapp-ios/loader.ts';
import { whatsappText } from './whatsapp-text/loader.ts';
import { wordpress } from './wordpress/loader.ts';
import { x } from './x/loader.ts';

/** All readers; where several recognise sources in one tree, their sources come in this order. */
export const readerLoaders: readonly ReaderLoader[] = [
  whatsappAndroid,
  whatsappIos,
  whatsappText,
  wordpress,
  ufdr,
  googleChat,
  hangouts,
  messenger,
  x,
  telegram,
  neutral,
];

/** Every source in the tree, in the order of the readers and as each gives them. */
export async function recogniseAll(
  tree: EvidenceTree,
  loaders: readonly ReaderLoader[] = readerLoaders,
): Promise<{ loader: ReaderLoader; source: RecognisedSource }[]> {
  const found: { loader: ReaderLoader; source: RecognisedSource }[] = [];
  for (const loader of loaders) {
    for (const source of await loader.recognise(tree)) found.push({ loader, source });
  }
  return found;
}
