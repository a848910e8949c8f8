/**
 * One measurement in a process of its own, so that memory is its own: `node bench/meta-child.ts WHAT FORM
 * FILE`. Prints JSON: ms, peak memory in MiB, messages.
 */
import { readFileSync } from 'node:fs';
import { messenger } from '../electron/readers/messenger/loader.ts';
import { neutral } from '../electron/readers/neutral/loader.ts';
import { telegram } from '../electron/readers/telegram/loader.ts';
import { x } from '../electron/readers/x/loader.ts';
import type { Form } from './made-meta.ts';
import { printRun, type Readable, type Timed, timeReader } from './reader-run.ts';

const [what, form, file] = process.argv.slice(2) as [string, Form, string];

const SOURCES: Readonly<Record<Form, Readable>> = {
  messenger: { name: 'messages/inbox/all_1/message_1.json', loader: messenger },
  x: { name: 'data/direct-messages-group.js', loader: x },
  telegram: { name: 'result.json', loader: telegram },
  neutral: {
    name: 'messages.jsonl',
    loader: neutral,
    beside: { 'threadline.json': '{"format":"threadline-neutral","version":1,"platform":"signal"}' },
  },
};

/** The engine's own parser over the same bytes; it needs all of the text in one string. Of lines, over each. */
function baseline(): Timed {
  const start = performance.now();
  const bytes = readFileSync(file);
  if (form === 'neutral') {
    const lines = bytes.toString('utf8').trimEnd().split('\n');
    const values = lines.map((line) => JSON.parse(line));
    return { ms: performance.now() - start, messages: values.length };
  }
  if (form === 'x') bytes.fill(' ', 0, bytes.indexOf('=') + 1);
  const parsed = JSON.parse(bytes.toString('utf8'));
  const ms = performance.now() - start;
  const { messages } = form === 'x' ? parsed[0].dmConversation : parsed;
  return { ms, messages: messages.length };
}

printRun(await (what === 'ours' ? timeReader(SOURCES[form], file) : baseline()));
