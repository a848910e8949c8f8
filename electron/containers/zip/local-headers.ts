/**
 * What stands before each entry's content (PKZIP APPNOTE 4.3.7). The directory does not say where the
 * content itself starts; only with that can it be told which bytes belong to which entry.
 */
import { constants, inflateRawSync } from 'node:zlib';
import { type Damage, Refusal, type RefusalCode } from '../../../shared/model/index.ts';
import { type OpenFile, readAt } from '../evidence-file.ts';
import { kindOf } from '../identify.ts';
import type { CryptVersion } from '../whatsapp-crypt/header.ts';
import type { Directory, DirectoryEntry } from './directory.ts';

export interface LocatedEntry extends Omit<DirectoryEntry, 'rawName'> {
  /** Where the content starts, in the file. */
  readonly contentStart: number;
  /** Set where its first bytes are the head of a WhatsApp backup. */
  readonly backup?: CryptVersion;
  /** Set where its first bytes are the head of a sealed export. */
  readonly sealedExport?: true;
  /** Set where its first bytes are the head of a ZIP archive. */
  readonly zip?: true;
  /** Why the content cannot be used, where it cannot. */
  readonly problem?: { readonly code: RefusalCode; readonly reason: string };
}

const LOCAL_ENTRY = 0x04034b50;
const LOCAL_BYTES = 30;
/** The header with a name and an extra field of common length, and the beginning of the content. */
const LOOK_BYTES = 1536;
/** Behind an entry without sizes in its header: signature, CRC-32 and two sizes of 8 bytes (4.3.9). */
const DESCRIPTOR_BYTES = 24;
const AT_ONCE = 16;

function unpackedStart(method: number, packed: Buffer): Uint8Array {
  if (method === 0) return packed;
  if (method !== 8) return new Uint8Array();
  try {
    // The piece ends anywhere in the stream: what it gives so far is enough.
    return inflateRawSync(packed, { finishFlush: constants.Z_SYNC_FLUSH, chunkSize: 2048 });
  } catch {
    return new Uint8Array();
  }
}

async function locate(file: OpenFile, listed: DirectoryEntry, directoryStart: number): Promise<LocatedEntry> {
  const { rawName, ...entry } = listed;
  const unusable = (code: RefusalCode, reason: string): LocatedEntry => ({
    ...entry,
    contentStart: entry.start,
    problem: { code, reason },
  });
  if (entry.start + LOCAL_BYTES > directoryStart) {
    return unusable('truncated', 'the archive’s directory says that it lies outside the archive');
  }
  const look = await readAt(file, entry.start, LOOK_BYTES + rawName.length);
  if (look.length < LOCAL_BYTES || look.readUInt32LE(0) !== LOCAL_ENTRY) {
    return unusable('tampered', 'there is no entry at the place where the archive’s directory says');
  }
  const nameEnd = LOCAL_BYTES + look.readUInt16LE(26);
  const contentStart = entry.start + nameEnd + look.readUInt16LE(28);
  if (contentStart + entry.packed > directoryStart) {
    return unusable('truncated', 'its content does not fit into the archive');
  }
  if (!look.subarray(LOCAL_BYTES, nameEnd).equals(rawName)) {
    return unusable('tampered', 'the archive’s directory and the entry itself give it different names');
  }
  const from = Math.min(contentStart - entry.start, look.length);
  const first = unpackedStart(entry.method, look.subarray(from, from + entry.packed));
  const kind = kindOf(first, entry.path);
  const located = { ...entry, contentStart };
  if (kind.is === 'sealed-export') return { ...located, sealedExport: true };
  if (kind.is === 'zip') return { ...located, zip: true };
  return kind.is === 'backup' ? { ...located, backup: kind.version } : located;
}

/** What an archive that could have been split begins with (8.5.3 and 8.5.4). */
const SPLIT_MARKS = ['504b0708', '504b3030'];

/** Byte ranges that no entry accounts for, `from` some byte to the directory. */
function gaps(
  ranges: readonly { start: number; end: number }[],
  from: number,
  directoryStart: number,
): Damage['where'][] {
  const found: string[] = [];
  let at = from;
  for (const [index, { start, end }] of [
    ...ranges,
    { start: directoryStart, end: directoryStart },
  ].entries()) {
    const behindAnEntry = index === 0 ? 0 : DESCRIPTOR_BYTES;
    if (start - at > behindAnEntry) found.push(`bytes ${at} to ${start - 1}`);
    at = end;
  }
  return found;
}

/**
 * Reads every entry's local header. An entry that is damaged has a `problem`; the others stay usable.
 * @returns the entries in the order of the directory, and the ranges of the file that are no entry's.
 * @throws Refusal `unsafe-archive` when entries share bytes: a few bytes could be unpacked many times.
 */
export async function locateEntries(
  file: OpenFile,
  { entries, end }: Directory,
): Promise<{ readonly located: readonly LocatedEntry[]; readonly unclaimed: readonly Damage['where'][] }> {
  const located: LocatedEntry[] = [];
  for (let at = 0; at < entries.length; at += AT_ONCE) {
    const group = entries.slice(at, at + AT_ONCE);
    located.push(...(await Promise.all(group.map((entry) => locate(file, entry, end.directoryStart)))));
  }
  const ranges = located
    .filter(({ problem }) => !problem)
    .map(({ start, contentStart, packed }) => ({ start, end: contentStart + packed }))
    .sort((a, b) => a.start - b.start);
  for (let i = 1; i < ranges.length; i++) {
    if (ranges[i]!.start < ranges[i - 1]!.end) {
      throw new Refusal('unsafe-archive', file.name, 'two of its entries share the same bytes');
    }
  }
  const isSound = ranges.length === located.length;
  if (!isSound) return { located, unclaimed: [] };
  const mark = SPLIT_MARKS.includes((await readAt(file, 0, 4)).toString('hex')) ? 4 : 0;
  return { located, unclaimed: gaps(ranges, mark, end.directoryStart) };
}
