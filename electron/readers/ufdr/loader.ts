import type { ReaderLoader } from '../../../shared/evidence/index.ts';

/** Cellebrite's report (UFDR): chats, messages and calls that a lab has extracted already. */
export const ufdr: ReaderLoader = {
  name: 'ufdr',
  version: 1,
  recognise: async (tree) => (await import('./recognise.ts')).recognise(tree),
  load: async () => (await import('./read.ts')).readUfdr,
};
