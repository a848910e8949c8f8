/**
 * One measurement in a process of its own, so that memory is its own: `node bench/takeout-child.ts WHAT FORM
 * FILE`. Prints JSON: ms, peak memory in MiB, messages.
 */
import { readFileSync } from 'node:fs';
import { googleChat } from '../electron/readers/google-chat/loader.ts';
import { hangouts } from '../electron/readers/hangouts/loader.ts';
import { printRun, type Timed, timeReader } from './reader-run.ts';

const [what, form, file] = process.argv.slice(2) as [string, 'google-chat' | 'hangouts', string];

/** The engine's own parser over the same bytes; it needs all of the text in one string. */
function baseline(): Timed {
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

const ours = (): Promise<Timed> =>
  form === 'hangouts'
    ? timeReader({ loader: hangouts, name: 'Hangouts.json' }, file)
    : timeReader({ loader: googleChat, name: 'messages.json' }, file);

printRun(await (what === 'ours' ? ours() : baseline()));
