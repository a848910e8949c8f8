/** The records at the end of a ZIP archive, which say where its directory is (PKZIP APPNOTE 4.3.14–16). */
import { Refusal } from '../../../shared/model/index.ts';
import { type OpenFile, readAt } from '../evidence-file.ts';

export interface EndRecord {
  /** Where the central directory starts, in the file. */
  readonly directoryStart: number;
  readonly directoryBytes: number;
  readonly entries: number;
  /**
   * Bytes before the archive: offsets in the archive are that much less than in the file. Programs that
   * unpack themselves have them. 0 where the offsets count from the start of the file.
   */
  readonly shift: number;
}

/** The start of a central directory that is not empty. */
const DIRECTORY_ENTRY = 0x02014b50;
const END = 0x06054b50;
const END_BYTES = 22;
const MOST_COMMENT = 0xffff;
const ZIP64_LOCATOR = 0x07064b50;
const ZIP64_LOCATOR_BYTES = 20;
const ZIP64_END = 0x06064b50;
const ZIP64_END_BYTES = 56;

/** The file's tail, and where in it the end record stands: the last one whose comment fills the rest. */
async function findEnd(file: OpenFile): Promise<{ tail: Buffer; at: number; tailStart: number } | undefined> {
  const length = Math.min(file.bytes, ZIP64_LOCATOR_BYTES + END_BYTES + MOST_COMMENT);
  const tailStart = file.bytes - length;
  const tail = await readAt(file, tailStart, length);
  for (let at = tail.length - END_BYTES; at >= 0; at--) {
    if (tail.readUInt32LE(at) === END && at + END_BYTES + tail.readUInt16LE(at + 20) === tail.length) {
      return { tail, at, tailStart };
    }
  }
  return undefined;
}

/** Whether a file ends as a ZIP archive does, whatever it begins with. */
export async function hasEndRecord(file: OpenFile): Promise<boolean> {
  return (await findEnd(file)) !== undefined;
}

/** The 64-bit number, or undefined where no file is that large. */
function offset64(bytes: Buffer, at: number): number | undefined {
  const value = bytes.readBigUInt64LE(at);
  return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : undefined;
}

/**
 * Reads the end records.
 * @throws Refusal `truncated` where there is none, `unsupported` for an archive of several disks,
 * `tampered` for records that contradict the file.
 */
export async function readEndRecord(file: OpenFile): Promise<EndRecord> {
  const { name } = file;
  const found = await findEnd(file);
  if (!found) {
    throw new Refusal(
      'truncated',
      name,
      'the ZIP archive is cut off, or bytes stand behind it (its end record is missing)',
    );
  }
  const { tail, at, tailStart } = found;
  const contradicts = (): Refusal =>
    new Refusal('tampered', name, 'the ZIP archive is damaged: its end record contradicts the file');

  let [disk, directoryDisk] = [tail.readUInt16LE(at + 4), tail.readUInt16LE(at + 6)];
  let here = tail.readUInt16LE(at + 8);
  let entries = tail.readUInt16LE(at + 10);
  let directoryBytes = tail.readUInt32LE(at + 12);
  let stated = tail.readUInt32LE(at + 16);
  let directoryEnd = tailStart + at;

  const locatorAt = at - ZIP64_LOCATOR_BYTES;
  if (locatorAt >= 0 && tail.readUInt32LE(locatorAt) === ZIP64_LOCATOR) {
    const statedEnd = offset64(tail, locatorAt + 8);
    // The record has no extensions in practice, so it also stands right before its locator.
    const before = tailStart + locatorAt - ZIP64_END_BYTES;
    let record: Buffer | undefined;
    for (const start of [statedEnd, before]) {
      if (start === undefined || start < 0 || start > before) continue;
      const bytes = await readAt(file, start, ZIP64_END_BYTES);
      if (bytes.length < ZIP64_END_BYTES || bytes.readUInt32LE(0) !== ZIP64_END) continue;
      record = bytes;
      directoryEnd = start;
      break;
    }
    const sizes = record && [24, 32, 40, 48].map((field) => offset64(record, field));
    if (!record || !sizes || sizes.includes(undefined)) throw contradicts();
    [disk, directoryDisk] = [record.readUInt32LE(16), record.readUInt32LE(20)];
    [here, entries, directoryBytes, stated] = sizes as [number, number, number, number];
  }
  if (disk !== 0 || directoryDisk !== 0 || here !== entries) {
    throw new Refusal(
      'unsupported',
      name,
      'it is part of a ZIP archive of several parts; have a ZIP program make one of them first',
    );
  }
  const directoryStart = directoryEnd - directoryBytes;
  if (directoryStart < 0 || stated > directoryStart) throw contradicts();
  if (stated < directoryStart && entries > 0) {
    // Bytes before the archive that its offsets do not count, or bytes between directory and end record.
    const [counted, behind] = [await startsEntry(file, stated), await startsEntry(file, directoryStart)];
    if (counted === behind) throw contradicts();
    if (counted) return { directoryStart: stated, directoryBytes, entries, shift: 0 };
  }
  return { directoryStart, directoryBytes, entries, shift: directoryStart - stated };
}

async function startsEntry(file: OpenFile, at: number): Promise<boolean> {
  const bytes = await readAt(file, at, 4);
  return bytes.length === 4 && bytes.readUInt32LE(0) === DIRECTORY_ENTRY;
}
