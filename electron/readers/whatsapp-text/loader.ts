import type { ReaderLoader } from '../../../shared/evidence/index.ts';

/** WhatsApp's "Export chat": one source for each text of a chat, with the media beside it. */
export const whatsappText: ReaderLoader = {
  name: 'whatsapp-text',
  version: 1,
  recognise: async (tree) => (await import('./recognise.ts')).recognise(tree),
  load: async () => (await import('./read.ts')).read,
};
