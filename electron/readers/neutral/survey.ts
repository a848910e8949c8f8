/** A first look over all messages: which ordinal each will have, and who writes in which chat. */
import type { Findings } from '../findings.ts';
import { IdTable } from '../id-table.ts';
import type { MessageLine } from './fields.ts';
import { checkedLines, type LinesOptions, placeOf } from './lines.ts';

export interface Survey {
  /** Ordinals by the ids that the lines have. */
  readonly ordinals: IdTable;
  /** By chat. */
  readonly writers: ReadonlyMap<string, ReadonlySet<string>>;
}

const MORE_EXHIBITS =
  'the messages are of several exhibits and were read into this one; source.raw.exhibit says of which each is';

/** Memory: 20 bytes a message, and the chats with their writers. */
export async function surveyMessages(
  options: LinesOptions<MessageLine>,
  findings: Findings,
  signal: AbortSignal,
): Promise<Survey> {
  const ordinals = new IdTable();
  const writers = new Map<string, Set<string>>();
  const { path } = options.entry;
  let ordinal = 0;
  let exhibit: string | undefined;
  for await (const lines of checkedLines(options)) {
    signal.throwIfAborted();
    for (const found of lines) {
      if (found.is !== 'line') continue;
      ordinal++;
      const { id, chat, sender, exhibit: of = exhibit } = found.value;
      if (id !== undefined && !ordinals.add(id, ordinal)) {
        findings.damage(
          path,
          placeOf(found),
          'an id that a message before has; replies to it are to the first',
        );
      }
      exhibit ??= of;
      if (of !== exhibit) findings.warn(MORE_EXHIBITS);
      const known = writers.get(chat);
      if (!known) writers.set(chat, new Set(sender === undefined ? [] : [sender]));
      else if (sender !== undefined) known.add(sender);
    }
  }
  return { ordinals, writers };
}
