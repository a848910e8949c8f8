/** Archives as X writes them, for tests, and what the reader makes of them. */
import type { EvidenceTree, RecognisedSource } from '../../../../shared/evidence/index.ts';
import { type ReadDrafts, readDrafts } from '../../testing/read-drafts.ts';
import { x } from '../loader.ts';

/** A file of an archive: `direct_messages`, `account`… */
export const madeFile = (name: string, value: unknown, part = 0): string =>
  `window.YTD.${name}.part${part} = ${JSON.stringify(value, null, 2)}`;

export const conversation = (
  conversationId: string,
  messages: readonly unknown[],
  more: Readonly<Record<string, unknown>> = {},
) => ({ dmConversation: { conversationId, ...more, messages } });

/** A message as X writes it, all lists empty. */
export const written = (id: string, senderId: string, text: string, more: object = {}) => ({
  messageCreate: {
    recipientId: senderId === '11' ? '22' : '11',
    reactions: [],
    urls: [],
    text,
    mediaUrls: [],
    senderId,
    id,
    createdAt: '2024-03-22T14:38:05.123Z',
    ...more,
  },
});

export const ACCOUNT = madeFile('account', [
  {
    account: {
      email: 'ana@example.org',
      createdVia: 'web',
      username: 'ana_b',
      accountId: '11',
      createdAt: '2012-01-01T00:00:00.000Z',
      accountDisplayName: 'Ana B.',
    },
  },
]);

export const readSource = (tree: EvidenceTree, source: RecognisedSource): Promise<ReadDrafts> =>
  readDrafts(x, { tree, source });

/** Reads a tree that holds one archive. */
export async function readTree(tree: EvidenceTree): Promise<ReadDrafts> {
  const sources = await x.recognise(tree);
  if (sources.length !== 1) throw new Error(`${sources.length} archives were found`);
  return readSource(tree, sources[0]!);
}
