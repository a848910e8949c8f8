/**
 * One measurement in a process of its own, so that memory is its own: `node bench/xml-child.ts WHAT FORM FILE`.
 * Prints JSON: ms, peak memory in MiB, messages (of the baseline: elements).
 */
import { createReadStream, statSync } from 'node:fs';
import sax from 'sax';
import { fileEntry } from '../electron/containers/folder/open-folder.ts';
import { ufdr } from '../electron/readers/ufdr/loader.ts';
import { wordpress } from '../electron/readers/wordpress/loader.ts';

const [what, form, file] = process.argv.slice(2) as [string, 'wordpress' | 'ufdr', string];

/** Our reader, from the file's bytes to model messages. */
async function ours(): Promise<{ ms: number; messages: number }> {
  const { size, mtimeMs } = statSync(file);
  const entry = fileEntry({ path: file, name: 'report.xml', bytes: size, modified: mtimeMs });
  const tree = { entries: [entry], leftOut: [], close: async () => {} };
  const loader = form === 'ufdr' ? ufdr : wordpress;
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
      throw new Error('XML needs no copy');
    },
  });
  let messages = 0;
  for await (const batch of batches) messages += batch.messages.length;
  return { ms: performance.now() - start, messages };
}

/** The bare stream parser over the same bytes: its tags and texts are thrown away. */
async function baseline(): Promise<{ ms: number; messages: number }> {
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

const result = await (what === 'ours' ? ours() : baseline());
// maxRSS is in KiB on every system.
console.log(JSON.stringify({ ...result, mib: process.resourceUsage().maxRSS / 1024 }));
