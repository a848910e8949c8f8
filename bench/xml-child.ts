/**
 * One measurement in a process of its own, so that memory is its own: `node bench/xml-child.ts WHAT FORM FILE`.
 * Prints JSON: ms, peak memory in MiB, messages (of the baseline: elements).
 */
import { createReadStream } from 'node:fs';
import sax from 'sax';
import { ufdr } from '../electron/readers/ufdr/loader.ts';
import { wordpress } from '../electron/readers/wordpress/loader.ts';
import { printRun, type Timed, timeReader } from './reader-run.ts';

const [what, form, file] = process.argv.slice(2) as [string, 'wordpress' | 'ufdr', string];

/** The bare stream parser over the same bytes: its tags and texts are thrown away. */
async function baseline(): Promise<Timed> {
  const start = performance.now();
  const parser = sax.parser(true);
  let messages = 0;
  parser.onopentag = () => {
    messages++;
  };
  parser.ontext = () => {};
  parser.oncdata = () => {};
  parser.onclosetag = () => {};
  for await (const text of createReadStream(file, { encoding: 'utf8' })) parser.write(text);
  parser.close();
  return { ms: performance.now() - start, messages };
}

printRun(
  await (what === 'ours'
    ? timeReader({ loader: form === 'ufdr' ? ufdr : wordpress, name: 'report.xml' }, file)
    : baseline()),
);
