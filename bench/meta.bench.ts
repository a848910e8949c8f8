/**
 * A thread of Facebook's download, a conversation of an archive of X and a chat of Telegram Desktop, and lines
 * of the neutral form, from the file to messages, against `JSON.parse` of the same bytes. Each run is a process of its own, in turn, without
 * any warming up. The baseline reads the file into one string first, and neither repairs its texts nor makes
 * anything of them.
 */
import { type Form, writeMade } from './made-meta.ts';
import { readerRows } from './reader-rows.ts';

export const rows = readerRows<Form>({
  child: 'meta-child.ts',
  forms: [
    ['messenger', 'Facebook Messenger, 300,000 messages of one thread into model messages'],
    ['x', 'X, 300,000 messages of one conversation into model messages'],
    ['telegram', 'Telegram Desktop, 300,000 messages of one chat into model messages'],
    ['neutral', 'The neutral form, 300,000 lines into model messages'],
  ],
  ending: 'json',
  baseline: 'JSON.parse of the same bytes',
  target: 0.4,
  messages: 300_000,
  moreMessages: 1_200_000,
  baselineCounts: true,
  write: writeMade,
});
