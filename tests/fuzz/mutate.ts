/** Changes an input by what its files are: as bytes, or as the JSON, XML, ZIP, database or text that they hold. */
import type { Chance } from './chance.ts';
import type { Input, InputFile } from './input.ts';
import { cross, mutateBytes } from './mutations/bytes.ts';
import { mutateJson } from './mutations/json.ts';
import { mutateLines } from './mutations/lines.ts';
import { mutateProtobuf } from './mutations/protobuf.ts';
import { mutateSqlite } from './mutations/sqlite.ts';
import { mutateXml } from './mutations/xml.ts';
import { mutateZip } from './mutations/zip.ts';

export interface Mutating {
  readonly chance: Chance;
  /** Words that the readers look for. */
  readonly dictionary: readonly string[];
  /** A folder for working copies of databases. */
  readonly scratch: string;
}

const starts = (bytes: Buffer, text: string): boolean =>
  bytes.subarray(0, text.length).toString('latin1') === text;

/** Changed by what the bytes are; null where nothing but bytes can be told of them. */
function byKind(name: string, bytes: Buffer, mutating: Mutating): Buffer | null {
  const { chance, dictionary, scratch } = mutating;
  if (starts(bytes, 'SQLite format 3\0')) return mutateSqlite(bytes, chance, dictionary, scratch);
  if (starts(bytes, 'PK'))
    return mutateZip(bytes, chance, (of, content) => mutateContent(of, content, mutating));
  const head = bytes.subarray(0, 200).toString().trimStart();
  if (/^(<|\ufeff<)/.test(head)) return mutateXml(bytes, chance, dictionary);
  if (/^[[{]|^[\w.$]+ *=|\.jsonl?$|\.js$/.test(head) || /\.jsonl?$|\.js$/.test(name)) {
    return mutateJson(bytes, chance, dictionary);
  }
  if (name.endsWith('.txt')) return mutateLines(bytes, chance, dictionary);
  return mutateProtobuf(bytes, chance);
}

/** A file's content, changed. */
export function mutateContent(name: string, bytes: Buffer, mutating: Mutating): Buffer {
  const { chance, dictionary } = mutating;
  // A byte in the wrong place ends most databases and archives before anything of them is read.
  const asBytes = chance.oneIn(starts(bytes, 'SQLite') || starts(bytes, 'PK') ? 12 : 4);
  const changed = asBytes ? null : byKind(name, bytes, mutating);
  if (changed === null) return mutateBytes(bytes, chance, dictionary);
  // Now and then bytes go wrong besides.
  return !starts(changed, 'SQLite') && chance.oneIn(16) ? mutateBytes(changed, chance, dictionary) : changed;
}

/** An input, changed; `other` is one to cross it with. */
export function mutate(input: Input, other: Input, mutating: Mutating): Input {
  const { chance } = mutating;
  const at = chance.below(input.length);
  const file = input[at]!;
  const replaced = (put: readonly InputFile[]): Input => input.toSpliced(at, 1, ...put);
  if (input.length > 1 && chance.oneIn(24)) return replaced([]);
  if (input.length > 1 && chance.oneIn(24)) return replaced([{ ...file, bytes: chance.pick(input).bytes }]);
  if (chance.oneIn(12)) {
    const twin = other.find(({ path }) => path === file.path) ?? chance.pick(other);
    return replaced([{ ...file, bytes: cross(file.bytes, twin.bytes, chance) }]);
  }
  return replaced([{ ...file, bytes: mutateContent(file.path, file.bytes, mutating) }]);
}
