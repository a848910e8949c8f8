/**
 * One measurement in a process of its own, so that memory is its own: `node bench/meta-child.ts WHAT FORM
 * FILE`. Prints JSON: ms, peak memory in MiB, messages.
 */
import { readFileSync, statSync } from 'node:fs';
import { fileEntry } from '../electron/containers/folder/open-folder.ts';
import { messenger } from '../electron/readers/messenger/loader.ts';
import { telegram } from '../electron/readers/telegram/loader.ts';
import { x } from '../electron/readers/x/loader.ts';
import type { Form } from './made-meta.ts';

const [what, form, file] = process.argv.slice(2) as [string, Form, string];

const SOURCES = {
  messenger: { name: 'messages/inbox/all_1/message_1.json', loader: messenger },
  x: { name: 'data/direct-messages-group.js', loader: x },
  telegram: { name: 'result.json', loader: telegram },
};

/** Our reader, from the file's bytes to model messages. */
async function ours(): Promise<{ ms: number; messages: number }> {
  const { size, mtimeMs } = statSync(file);
  const { name, loader } = SOURCES[form];
  const entry = fileEntry({ path: file, name, bytes: size, modified: mtimeMs });
  const tree = { entries: [entry], leftOut: [], close: async () => {} };
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
  const bytes = readFileSync(file);
  if (form === 'x') bytes.fill(' ', 0, bytes.indexOf('=') + 1);
  const parsed = JSON.parse(bytes.toString('utf8'));
  const ms = performance.now() - start;
  const { messages } = form === 'x' ? parsed[0].dmConversation : parsed;
  return { ms, messages: messages.length };
}

const result = what === 'ours' ? await ours() : baseline();
// maxRSS is in KiB on every system.
console.log(JSON.stringify({ ...result, mib: process.resourceUsage().maxRSS / 1024 }));
