/** Exports as Meta writes them, for tests, and what the reader makes of them. */
import type { EvidenceTree, RecognisedSource } from '../../../../shared/evidence/index.ts';
import { type ReadDrafts, readDrafts } from '../../testing/read-drafts.ts';
import { messenger } from '../loader.ts';

/** A text as Meta's download has it: each byte of its UTF-8 as a character. */
export const misencoded = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

const inAscii = (json: string): string =>
  json.replace(/[\x80-\uffff]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** JSON of the download: strings mis-encoded, keys too, all in ASCII. */
export function metaJson(value: unknown): string {
  const mangled = (one: unknown): unknown => {
    if (typeof one === 'string') return misencoded(one);
    if (Array.isArray(one)) return one.map(mangled);
    if (typeof one !== 'object' || one === null) return one;
    return Object.fromEntries(Object.entries(one).map(([key, each]) => [misencoded(key), mangled(each)]));
  };
  return inAscii(JSON.stringify(mangled(value), null, 2));
}

export interface MadeThread {
  readonly participants?: readonly string[];
  readonly messages: readonly unknown[];
  readonly title?: string;
  /** Members of the root, behind the others. */
  readonly more?: Readonly<Record<string, unknown>>;
}

/** A thread's file in the order in which Meta writes its members. */
export function madeThread({
  participants = ['Ana Bäcker', 'Bob'],
  messages,
  title = 'Bob',
  more = {},
}: MadeThread): string {
  return metaJson({
    participants: participants.map((name) => ({ name })),
    messages,
    title,
    is_still_participant: true,
    thread_path: 'inbox/bob_1',
    magic_words: [],
    ...more,
  });
}

/** A message of the download; ms since 1970. */
export const said = (sender_name: string, content: string, timestamp_ms = 1_711_118_285_123) => ({
  sender_name,
  timestamp_ms,
  content,
  is_geoblocked_for_viewer: false,
});

export const readSource = (tree: EvidenceTree, source: RecognisedSource): Promise<ReadDrafts> =>
  readDrafts(messenger, { tree, source });

/** Reads a tree that holds one export. */
export async function readTree(tree: EvidenceTree): Promise<ReadDrafts> {
  const sources = await messenger.recognise(tree);
  if (sources.length !== 1) throw new Error(`${sources.length} exports were found`);
  return readSource(tree, sources[0]!);
}
