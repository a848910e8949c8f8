import type { ReaderLoader } from '../../../shared/evidence/index.ts';

/** Google Hangouts as Takeout exports it: `Hangouts.json`. */
export const hangouts: ReaderLoader = {
  name: 'hangouts',
  version: 2,
  recognise: async (tree) => (await import('./recognise.ts')).recognise(tree),
  load: async () => (await import('./read.ts')).readHangouts,
};
