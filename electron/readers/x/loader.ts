import type { ReaderLoader } from '../../../shared/evidence/index.ts';

/** Direct messages of an archive of X (Twitter). */
export const x: ReaderLoader = {
  name: 'x',
  version: 1,
  recognise: async (tree) => (await import('./recognise.ts')).recognise(tree),
  load: async () => (await import('./read.ts')).readX,
};
