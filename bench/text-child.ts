/**
 * One measurement in a process of its own, so that memory is its own: `node bench/text-child.ts WHAT FILE`.
 * Prints JSON: ms, peak memory in MiB, messages.
 */
import { readFileSync } from 'node:fs';
import { parseString } from 'whatsapp-chat-parser';
import { whatsappText } from '../electron/readers/whatsapp-text/loader.ts';
import { printRun, type Timed, timeReader } from './reader-run.ts';

const [what, file] = process.argv.slice(2) as [string, string];

/** The baseline, from the file to its messages; it needs all of the text in one string. */
function baseline(): Timed {
  const start = performance.now();
  const text = readFileSync(file, 'utf8');
  const messages = parseString(text, { parseAttachments: true }).length;
  return { ms: performance.now() - start, messages };
}

printRun(what === 'ours' ? await timeReader({ loader: whatsappText, name: 'chat.txt' }, file) : baseline());
