/**
 * One measurement in a process of its own, so that memory is its own: `node bench/meta-child.ts WHAT FORM
 * FILE`. Prints JSON: ms, peak memory in MiB, messages.
 */
import { readFileSync } from 'node:fs';
import { messenger } from '../electron/readers/messenger/loader.ts';
import { telegram } from '../electron/readers/telegram/loader.ts';
import { x } from '../electron/readers/x/loader.ts';
import type { Form } from './made-meta.ts';
import { printRun, type Timed, timeReader } from './reader-run.ts';

const [what, form, file] = process.argv.slice(2) as [string, Form, string];

const SOURCES = {
  messenger: { name: 'messages/inbox/all_1/message_1.json', loader: messenger },
  x: { name: 'data/direct-messages-group.js', loader: x },
  telegram: { name: 'result.json', loader: telegram },
};

/** The engine's own parser over the same bytes; it needs all of the text in one string. */
function baseline(): Timed {
  const start = performance.now();
  const bytes = readFileSync(file);
  if (form === 'x') bytes.fill(' ', 0, bytes.indexOf('=') + 1);
  const parsed = JSON.parse(bytes.toString('utf8'));
  const ms = performance.now() - start;
  const { messages } = form === 'x' ? parsed[0].dmConversation : parsed;
  return { ms, messages: messages.length };
}

printRun(await (what === 'ours' ? timeReader(SOURCES[form].loader, file, SOURCES[form].name) : baseline()));
