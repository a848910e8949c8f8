import type { ReaderLoader } from '../../../shared/evidence/index.ts';

/** Exports of Telegram Desktop in JSON: of one chat, or of the whole account. */
export const telegram: ReaderLoader = {
  name: 'telegram',
  version: 1,
  recognise: async (tree) => (await import('./recognise.ts')).recognise(tree),
  load: async () => (await import('./read.ts')).readTelegram,
};
