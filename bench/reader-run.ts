/** One measurement of a reader in a process of its own, so that memory is its own. */
import { statSync } from 'node:fs';
import { fileEntry } from '../electron/containers/folder/open-folder.ts';
import type { EvidenceEntry, ReaderLoader } from '../shared/evidence/index.ts';

export interface Timed {
  readonly ms: number;
  readonly messages: number;
}

export interface Run extends Timed {
  /** Peak memory. */
  readonly mib: number;
}

export interface Readable {
  readonly loader: ReaderLoader;
  /** Of the file in the evidence. */
  readonly name: string;
  /** Small files beside it, by name. */
  readonly beside?: Readonly<Record<string, string>>;
}

/** A reader over one file, from its bytes to model messages. */
export async function timeReader({ loader, name, beside = {} }: Readable, file: string): Promise<Timed> {
  const { size, mtimeMs } = statSync(file);
  const entry = fileEntry({ path: file, name, bytes: size, modified: mtimeMs });
  const others = Object.entries(beside).map(([path, text]): EvidenceEntry => {
    const bytes = Buffer.from(text);
    return {
      path,
      bytes: bytes.length,
      async *open() {
        yield bytes;
      },
    };
  });
  const tree = { entries: [entry, ...others], leftOut: [], close: async () => {} };
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
      throw new Error('what is read as a stream needs no copy');
    },
  });
  let messages = 0;
  for await (const batch of batches) messages += batch.messages.length;
  return { ms: performance.now() - start, messages };
}

/** Prints a measurement for the process that asked. */
export function printRun(timed: Timed): void {
  // maxRSS is in KiB on every system.
  const run: Run = { ...timed, mib: process.resourceUsage().maxRSS / 1024 };
  console.log(JSON.stringify(run));
}
