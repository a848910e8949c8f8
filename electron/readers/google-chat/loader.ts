import type { ReaderLoader } from '../../../shared/evidence/index.ts';

/** Google Chat as Takeout exports it: direct messages and spaces. */
export const googleChat: ReaderLoader = {
  name: 'google-chat',
  version: 1,
  recognise: async (tree) => (await import('./recognise.ts')).recognise(tree),
  load: async () => (await import('./read.ts')).readGoogleChat,
};
