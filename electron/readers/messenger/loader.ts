import type { ReaderLoader } from '../../../shared/evidence/index.ts';

/** Facebook's and Instagram's “Download your information” as JSON, and Messenger's end-to-end encrypted chats. */
export const messenger: ReaderLoader = {
  name: 'messenger',
  version: 1,
  recognise: async (tree) => (await import('./recognise.ts')).recognise(tree),
  load: async () => (await import('./read.ts')).readMessenger,
};
