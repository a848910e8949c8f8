/**
 * One measurement in a process of its own, so that memory is its own: `node bench/takeout-child.ts WHAT FORM
 * FILE`. Prints JSON: ms, peak memory in MiB, messages.
 */
import { readFileSync, statSync } from 'node:fs';
import { fileEntry } from '../electron/containers/folder/open-folder.ts';
import { googleChat } from '../electron/readers/google-chat/loader.ts';
import { hangouts } from '../electron/readers/hangouts/loader.ts';

const [what, form, file] = process.argv.slice(2) as [string, 'google-chat' | 'hangouts', string];

/** Our reader, from the file's bytes to model messages. */
async function ours(): Promise<{ ms: number; messages: number }> {
  const { size, mtimeMs } = statSync(file);
  const name = form === 'hangouts' ? 'Hangouts.json' : 'messages.json';
  const entry = fileEntry({ path: file, name, bytes: size, modified: mtimeMs });
  const tree = { entries: [entry], leftOut: [], close: async () => {} };
  const loader = form === 'hangouts' ? hangouts : googleChat;
  const [source] = await loader.recognise(tree);
  const read = await loader.load();
  const start = performance.now();
  const batches = read({
    exhibit: 'AB/1',
    tree,
    source: source!,
    options: {},
    signal: new AbortController().signal,
    materialise: async () => {
      throw new Error('JSON needs no copy');
    },
  });
  let messages = 0;
  for await (const batch of batches) messages += batch.messages.length;
  return { ms: performance.now() - start, messages };
}

/** The engine's own parser over the same bytes; it needs all of the text in one string. */
function baseline(): { ms: number; messages: number } {
  const start = performance.now();
  const parsed = JSON.parse(readFileSync(file, 'utf8'));
  const ms = performance.now() - start;
  const messages =
    form === 'google-chat'
      ? parsed.messages.length
      : parsed.conversations.reduce(
          (sum: number, each: { events: unknown[] }) => sum + each.events.length,
          0,
        );
  return { ms, messages };
}

const result = what === 'ours' ? await ours() : baseline();
// maxRSS is in KiB on every system.
console.log(JSON.stringify({ ...result, mib: process.resourceUsage().maxRSS / 1024 }));
