import type { Message } from '../../shared/model/index.ts';
import { whenOf } from '../../shared/time/when.ts';
import type { Zone } from '../../shared/time/zone.ts';
import { checkedLines, FILES, type WrittenFiles } from './import-folder.ts';
import { type MessageFilter, passes } from './message-filter.ts';

const NEWLINE = Buffer.from('\n');

/**
 * The lines of messages.jsonl that pass the filter, byte for byte, in the same order.
 * @throws Refusal `tampered` at the end when messages.jsonl is not what the import wrote.
 */
export async function* jsonlReport(
  folder: string,
  written: WrittenFiles,
  filter: MessageFilter,
  zone?: Zone,
): AsyncGenerator<{ bytes: Uint8Array; messages: number }> {
  for await (const lines of checkedLines(folder, FILES.messages, written)) {
    const taken: Buffer[] = [];
    for (const line of lines) {
      const message: Message = JSON.parse(line.toString('utf8'));
      if (passes(message, whenOf(message, zone), filter, zone)) taken.push(line, NEWLINE);
    }
    yield { bytes: Buffer.concat(taken), messages: taken.length / 2 };
  }
}
