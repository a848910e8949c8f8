/** What a run of the fuzzer gives to an import: one file, or a folder of files. */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export interface InputFile {
  /** Below the evidence folder, with `/`. */
  readonly path: string;
  readonly bytes: Buffer;
}

export type Input = readonly InputFile[];

/** Writes an input in place of what the folder holds. */
export function writeInput(folder: string, input: Input): void {
  rmSync(folder, { recursive: true, force: true });
  for (const file of input) {
    const at = path.join(folder, ...file.path.split('/'));
    mkdirSync(path.dirname(at), { recursive: true });
    writeFileSync(at, file.bytes);
  }
}

export function readInput(folder: string): Input {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .filter((name) => statSync(path.join(folder, name)).isFile())
    .map((name) => ({
      path: name.split(path.sep).join('/'),
      bytes: readFileSync(path.join(folder, name)),
    }));
}

/** The evidence's path: an input of one file at the top is that file, everything else the folder. */
export function evidencePath(folder: string, input: Input): string {
  const [first, ...more] = input;
  return first && more.length === 0 && !first.path.includes('/') ? path.join(folder, first.path) : folder;
}

/** 12 hex digits by which an input is known. */
export function inputName(input: Input): string {
  const hash = createHash('sha256');
  for (const { path: name, bytes } of input) hash.update(`${name}\0${bytes.length}\0`).update(bytes);
  return hash.digest('hex').slice(0, 12);
}

export const inputBytes = (input: Input): number => input.reduce((sum, { bytes }) => sum + bytes.length, 0);
