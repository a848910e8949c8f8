import type { ReaderLoader } from '../../../shared/evidence/index.ts';

/** This project's own lines of JSON: what a laboratory's converter wrote, or an import's output. */
export const neutral: ReaderLoader = {
  name: 'neutral',
  version: 1,
  recognise: async (tree) => (await import('./recognise.ts')).recognise(tree),
  load: async () => (await import('./read.ts')).readNeutral,
};
