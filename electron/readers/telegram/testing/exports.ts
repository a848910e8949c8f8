/** Exports as Telegram Desktop writes them, for tests, and what the reader makes of them. */
import type { EvidenceTree, ReadOptions, RecognisedSource } from '../../../../shared/evidence/index.ts';
import { type ReadDrafts, readDrafts } from '../../testing/read-drafts.ts';
import { telegram } from '../loader.ts';

/** JSON as Telegram Desktop indents it, with one space. */
export const inJson = (value: unknown): string => JSON.stringify(value, null, 1);

/** A message of 2024-03-22T14:38:05Z, written on a computer in Berlin. */
export const written = (
  id: number,
  fromId: string,
  from: string | null,
  text: unknown,
  more: object = {},
) => ({
  id,
  type: 'message',
  date: '2024-03-22T15:38:05',
  date_unixtime: '1711118285',
  from,
  from_id: fromId,
  text,
  text_entities: typeof text === 'string' && text !== '' ? [{ type: 'plain', text }] : [],
  ...more,
});

export const service = (id: number, actorId: string, actor: string, action: string, more: object = {}) => ({
  id,
  type: 'service',
  date: '2024-03-22T15:38:05',
  date_unixtime: '1711118285',
  actor,
  actor_id: actorId,
  action,
  ...more,
  text: '',
  text_entities: [],
});

/** An export of one chat; with user 777, Bob, where nothing else is said. */
export const chat = (messages: readonly unknown[], more: object = {}) => ({
  name: 'Bob',
  type: 'personal_chat',
  id: 777,
  ...more,
  messages,
});

/** An export of the account of Ana, user 7123456789. */
export const account = (chats: readonly unknown[], more: object = {}) => ({
  about: 'Here is the data you requested.',
  personal_information: {
    user_id: 7_123_456_789,
    first_name: 'Ana',
    last_name: 'Bäcker',
    phone_number: '+44 7700 900123',
    username: '@ana_b',
    bio: '',
  },
  contacts: {
    about: 'Contacts',
    list: [
      {
        user_id: 777,
        first_name: 'Bob',
        last_name: 'Plumber',
        phone_number: '00447700900777',
        date: '2020-01-01T00:00:00',
        date_unixtime: '1577836800',
      },
      { user_id: 0, first_name: 'Nobody', last_name: '', phone_number: '00447700900000' },
    ],
  },
  chats: { about: 'Chats', list: chats },
  ...more,
});

export const readSource = (
  tree: EvidenceTree,
  source: RecognisedSource,
  options: ReadOptions = {},
): Promise<ReadDrafts> => readDrafts(telegram, { tree, source, options });

/** Reads a tree that holds one export. */
export async function readTree(tree: EvidenceTree, options: ReadOptions = {}): Promise<ReadDrafts> {
  const sources = await telegram.recognise(tree);
  if (sources.length !== 1) throw new Error(`${sources.length} exports were found`);
  return readSource(tree, sources[0]!, options);
}
