/** What the fuzzer works on: a container or a reader, with inputs to begin from. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Input } from './input.ts';
import type { JudgedJob, Verdict } from './judge.ts';

export interface Target {
  readonly name: string;
  /** Folders of source, from the project's root, whose string literals are the words to try. */
  readonly words: readonly string[];
  readonly job: JudgedJob;
  /** Inputs to begin from. @param scratch an empty folder that may be written to. */
  seeds(scratch: string): Input[] | Promise<Input[]>;
  /** Puts a changed input into its container, with the checksums and keys that belong to it. */
  wrap?(input: Input, scratch: string): Input | Promise<Input>;
  /** Instead of an import. @param folder as of `judge`. */
  run?(input: Input, folder: string): Promise<Verdict>;
}

export const ROOT = path.resolve(import.meta.dirname, '../..');

const LITERAL = /'((?:[^'\\\n]|\\.){2,60})'/g;

/** The string literals of the sources in the folders, each once. */
export function wordsOf(folders: readonly string[]): string[] {
  const words = new Set<string>();
  for (const folder of folders) {
    const at = path.join(ROOT, folder);
    for (const name of readdirSync(at, { recursive: true, encoding: 'utf8' }).sort()) {
      const file = path.join(at, name);
      if (!name.endsWith('.ts') || name.endsWith('.test.ts') || /testing/.test(name)) continue;
      if (!statSync(file).isFile()) continue;
      for (const [, word] of readFileSync(file, 'utf8').matchAll(LITERAL)) {
        if (!/^[.@]|node:|\.ts$/.test(word!)) words.add(word!);
      }
    }
  }
  return [...words];
}
