/**
 * One measurement in a process of its own, so that memory is its own: `node bench/text-child.ts WHAT FILE`.
 * Prints JSON: ms, peak memory in MiB, messages.
 */
import { readFileSync, statSync } from 'node:fs';
import { parseString } from 'whatsapp-chat-parser';
import { fileEntry } from '../electron/containers/folder/open-folder.ts';
import { whatsappText } from '../electron/readers/whatsapp-text/loader.ts';

const [what, file] = process.argv.slice(2) as [string, string];

/** Our reader, from the file's bytes to model messages. */
async function ours(): Promise<{ ms: number; messages: number }> {
  const { size, mtimeMs } = statSync(file);
  const entry = fileEntry({ path: file, name: 'chat.txt', bytes: size, modified: mtimeMs });
  const tree = { entries: [entry], leftOut: [], close: async () => {} };
  const [source] = await whatsappText.recognise(tree);
  const read = await whatsappText.load();
  const start = performance.now();
  const batches = read({
    exhibit: 'AB/1',
    tree,
    source: source!,
    options: {},
    signal: new AbortController().signal,
    materialise: async () => {
      throw new Error('a text needs no copy');
    },
  });
  let messages = 0;
  for await (const batch of batches) messages += batch.messages.length;
  return { ms: performance.now() - start, messages };
}

/** The baseline, from the file to its messages; it needs all of the text in one string. */
function baseline(): { ms: number; messages: number } {
  const start = performance.now();
  const text = readFileSync(file, 'utf8');
  const messages = parseString(text, { parseAttachments: true }).length;
  return { ms: performance.now() - start, messages };
}

const result = what === 'ours' ? await ours() : baseline();
// maxRSS is in KiB on every system.
console.log(JSON.stringify({ ...result, mib: process.resourceUsage().maxRSS / 1024 }));
