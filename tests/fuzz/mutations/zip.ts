/** Mutations of ZIP archives (PKZIP APPNOTE 4.3) that keep their checksums right, or make one field wrong. */
import { inflateRawSync } from 'node:zlib';
import {
  type MadeArchive,
  type MadeEntry,
  makeZip,
} from '../../../electron/containers/zip/testing/made-zip.ts';
import type { Chance } from '../chance.ts';
import { oddString } from './strings.ts';

const CENTRAL = 0x02014b50;
const END = 0x06054b50;

interface Unpacked {
  readonly name: Buffer;
  readonly content: Buffer;
}

/** The files of a well-made archive; null where it is not one. */
function unpacked(bytes: Buffer): Unpacked[] | null {
  try {
    const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
    if (end < 0 || bytes.readUInt32LE(end) !== END) return null;
    let at = bytes.readUInt32LE(end + 16);
    const files: Unpacked[] = [];
    for (let count = bytes.readUInt16LE(end + 10); count > 0; count--) {
      if (bytes.readUInt32LE(at) !== CENTRAL) return null;
      const [method, packed, names, extras, comments, start] = [
        bytes.readUInt16LE(at + 10),
        bytes.readUInt32LE(at + 20),
        bytes.readUInt16LE(at + 28),
        bytes.readUInt16LE(at + 30),
        bytes.readUInt16LE(at + 32),
        bytes.readUInt32LE(at + 42),
      ];
      const from = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28);
      const content = bytes.subarray(from, from + packed);
      files.push({
        name: bytes.subarray(at + 46, at + 46 + names),
        content: method === 8 ? inflateRawSync(content, { maxOutputLength: 2 ** 22 }) : content,
      });
      at += 46 + names + extras + comments;
    }
    return files;
  } catch {
    return null;
  }
}

const SIZES = [0, 1, 100, 65_535, 65_536, 0x7fff_ffff, 0xffff_fffe, 0xffff_ffff];

function oddEntry(entry: MadeEntry, all: readonly MadeEntry[], chance: Chance): MadeEntry {
  const size = chance.pick(SIZES);
  return chance.pick<() => MadeEntry>([
    () => ({ ...entry, method: chance.pick([0, 1, 8, 9, 12, 14, 99]) }),
    () => ({ ...entry, flags: chance.pick([0, 1, 8, 0x40, 0x800, 0x801, 0x2000, 0xffff]) }),
    () => ({ ...entry, mode: chance.pick([0, 0o120777, 0o010644, 0o040755, 0o060644]) }),
    () => ({ ...entry, madeBy: chance.below(65_536) }),
    () => ({ ...entry, stated: { crc32: chance.below(2 ** 32) } }),
    () => ({ ...entry, stated: { packed: size } }),
    () => ({ ...entry, stated: { unpacked: size } }),
    () => ({ ...entry, stated: { localName: oddString(chance, []).slice(0, 200) } }),
    () => ({ ...entry, stated: { localSignature: size } }),
    () => ({ ...entry, stated: { start: chance.oneIn(2) ? size : chance.below(4096) } }),
    () => ({
      ...entry,
      stated: { extra: Buffer.from([chance.below(256), chance.below(4), chance.below(64), 0, 1, 2, 3]) },
    }),
    () => ({ ...entry, zip64: true }),
    () => ({ ...entry, descriptor: true }),
    () => ({ ...entry, before: Buffer.alloc(chance.below(64), 7) }),
    () => ({
      ...entry,
      name: chance.oneIn(2) ? chance.pick(all).name : Buffer.from(oddString(chance, []).slice(0, 300)),
    }),
    () => ({
      ...entry,
      name: Buffer.concat([Buffer.from(entry.name), Buffer.from(chance.pick(['/', '.zip', '.db', '.txt']))]),
    }),
    () => ({ ...entry, content: Buffer.alloc(2 ** (10 + chance.below(12))) }),
  ])();
}

function oddArchive(chance: Chance): MadeArchive {
  const size = chance.pick(SIZES);
  return chance.pick<MadeArchive>([
    { before: Buffer.alloc(chance.below(100), 3) },
    { before: Buffer.alloc(chance.below(100), 3), offsetsCountBefore: true },
    { comment: oddString(chance, []).slice(0, 1000) },
    { zip64: true },
    { stated: { entries: chance.below(65_536) } },
    { stated: { disk: chance.below(3) } },
    { stated: { directoryBytes: size } },
    { stated: { directoryStart: size } },
  ]);
}

/**
 * @param change mutates the content of one file by its kind.
 * @returns null where the bytes are no archive that this understands.
 */
export function mutateZip(
  bytes: Buffer,
  chance: Chance,
  change: (name: string, content: Buffer) => Buffer,
): Buffer | null {
  const files = unpacked(bytes);
  if (!files || files.length === 0 || files.length > 1000) return null;
  const entries: MadeEntry[] = [...files];
  const at = chance.below(entries.length);
  const { name, content } = files[at]!;
  switch (chance.below(5)) {
    case 0:
      entries[at] = oddEntry(entries[at]!, entries, chance);
      return makeZip(entries);
    case 1:
      return makeZip(entries, oddArchive(chance));
    case 2:
      if (chance.oneIn(2)) entries.splice(at, 1);
      else entries.splice(at, 0, entries[chance.below(entries.length)]!);
      return makeZip(entries);
    case 3:
      if (!chance.oneIn(4))
        return makeZip([...entries, { name: 'within.zip', content: bytes.subarray(0, 65_536) }]);
      entries[at] = { name: `${name}.zip`, content: makeZip([{ name, content }]) };
      return makeZip(entries);
    default:
      entries[at] = { name, content: change(name.toString(), content) };
      return makeZip(entries);
  }
}
