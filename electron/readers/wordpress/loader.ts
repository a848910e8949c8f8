import type { ReaderLoader } from '../../../shared/evidence/index.ts';

/** WordPress's export of a site (WXR): its posts, pages and comments. */
export const wordpress: ReaderLoader = {
  name: 'wordpress',
  version: 1,
  recognise: async (tree) => (await import('./recognise.ts')).recognise(tree),
  load: async () => (await import('./read.ts')).readWordpress,
};
