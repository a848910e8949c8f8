/** The central directory of a ZIP archive, read by yauzl and checked as a whole (PKZIP APPNOTE 4.3.12). */
import { type Entry, getFileNameLowLevel, RandomAccessReader, ZipFile } from 'yauzl';
import { Cancelled, Refusal } from '../../../shared/model/index.ts';
import { normalisedPath, unsafePath } from '../entry-path.ts';
import { type OpenFile, readAt } from '../evidence-file.ts';
import type { UnpackLimits } from '../limits.ts';
import { type EndRecord, readEndRecord } from './end-record.ts';

export interface DirectoryEntry {
  /** Normalised; of a folder without its `/`. */
  readonly path: string;
  /** As it stands in the archive, for comparison with the local header's. */
  readonly rawName: Buffer;
  readonly is: 'file' | 'folder' | 'link' | 'special';
  /** Where its local header starts, in the file. */
  readonly start: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly crc32: number;
  /** Compression method (APPNOTE 4.4.5): 0 stored, 8 deflated. */
  readonly method: number;
  readonly isEncrypted: boolean;
}

export interface Directory {
  /** In the directory's order. */
  readonly entries: readonly DirectoryEntry[];
  readonly end: EndRecord;
}

const WINDOW_BYTES = 256 * 1024;

/** What yauzl reads from: the archive without what stands before it, in windows of the file. */
class WindowReader extends RandomAccessReader {
  private readonly file: OpenFile;
  private readonly shift: number;
  private window: Buffer = Buffer.alloc(0);
  private windowStart = 0;

  constructor(file: OpenFile, shift: number) {
    super();
    this.file = file;
    this.shift = shift;
  }

  override read(
    into: Buffer,
    offset: number,
    length: number,
    position: number,
    done: (error: Error | null, bytesRead?: number) => void,
  ): void {
    const at = position + this.shift - this.windowStart;
    if (at >= 0 && at + length <= this.window.length) {
      done(null, this.window.copy(into, offset, at, at + length));
      return;
    }
    const start = position + this.shift;
    readAt(this.file, start, Math.max(WINDOW_BYTES, length)).then((window) => {
      this.window = window;
      this.windowStart = start;
      done(null, window.copy(into, offset, 0, length));
    }, done);
  }
}

/** Bit 11 of the flags says that a name is UTF-8 (APPNOTE 4.4.4). */
const UTF8_FLAG = 0x800;
const INFO_ZIP_UNICODE_PATH = 0x7075;
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * An entry's name. Without a flag it should be code page 437, but phones write UTF-8 there; bytes above
 * 127 that are valid UTF-8 are hardly ever anything else.
 */
function nameOf(entry: Entry): string {
  const declared =
    (entry.generalPurposeBitFlag & UTF8_FLAG) !== 0 ||
    entry.extraFields.some(({ id }) => id === INFO_ZIP_UNICODE_PATH);
  if (!declared) {
    try {
      return strictUtf8.decode(entry.fileNameRaw);
    } catch {
      // Code page 437, as yauzl decodes it.
    }
  }
  return getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true);
}

/** Systems whose entries have Unix modes in the upper half of their attributes (APPNOTE 4.4.2.2). */
const UNIX_HOSTS = [3, 19];
const FILE_TYPE = 0o170000;
// A map: as keys of an object, Biome's useSimpleNumberKeys rewrites octal numbers, and gets them wrong.
const FILE_TYPES: ReadonlyMap<number, DirectoryEntry['is']> = new Map([
  [0o040000, 'folder'],
  [0o100000, 'file'],
  [0o120000, 'link'],
]);

function kindOfEntry(entry: Entry, name: string): DirectoryEntry['is'] {
  if (/[/\\]$/.test(name)) return 'folder';
  const type = (entry.externalFileAttributes >>> 16) & FILE_TYPE;
  if (!UNIX_HOSTS.includes(entry.versionMadeBy >>> 8) || type === 0) return 'file';
  return FILE_TYPES.get(type) ?? 'special';
}

/** What yauzl says of a directory that it cannot read, in our words. */
function refusalOf(cause: unknown, archive: string): unknown {
  if (cause instanceof Refusal || cause instanceof Cancelled) return cause;
  const { message } = cause as Error;
  if (/strong encryption/.test(message)) {
    return new Refusal('encrypted-archive', archive, 'the ZIP archive is encrypted with a password', {
      cause,
    });
  }
  return new Refusal(
    'tampered',
    archive,
    `the ZIP archive is damaged: its directory cannot be read (${message})`,
    { cause },
  );
}

/**
 * Reads the whole directory.
 * @throws Refusal `truncated`, `unsupported`, `tampered`, `encrypted-archive`; `unsafe-archive` for names
 * that lead out of the archive; `too-large`; Cancelled.
 */
export async function readDirectory(
  file: OpenFile,
  limits: UnpackLimits,
  signal?: AbortSignal,
): Promise<Directory> {
  const { name: archive } = file;
  const end = await readEndRecord(file);
  const tooMany = (): Refusal =>
    new Refusal(
      'too-large',
      archive,
      `it has more than ${limits.entries.toLocaleString('en-GB')} entries, or their names are too long`,
    );
  // An entry takes 46 bytes and its name; comments and extra fields count as names here.
  if (end.entries > limits.entries || end.directoryBytes > limits.nameBytes + 46 * limits.entries) {
    throw tooMany();
  }
  const zip = new ZipFile(
    new WindowReader(file, end.shift),
    end.directoryStart - end.shift,
    file.bytes - end.shift,
    end.entries,
    '',
    false,
    true,
    false,
    false,
  );
  const entries: DirectoryEntry[] = [];
  let nameBytes = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      if (signal?.aborted) throw new Cancelled();
      nameBytes += entry.fileNameLength;
      if (nameBytes > limits.nameBytes) throw tooMany();
      const name = nameOf(entry);
      const unsafe = unsafePath(name);
      if (unsafe) throw new Refusal('unsafe-archive', archive, `its entry “${name}” is unsafe: ${unsafe}`);
      entries.push({
        path: normalisedPath(name),
        rawName: Buffer.from(entry.fileNameRaw),
        is: kindOfEntry(entry, name),
        start: entry.relativeOffsetOfLocalHeader + end.shift,
        packed: entry.compressedSize,
        unpacked: entry.uncompressedSize,
        crc32: entry.crc32,
        method: entry.compressionMethod,
        isEncrypted: entry.isEncrypted(),
      });
    }
  } catch (cause) {
    throw refusalOf(cause, archive);
  }
  // A number, whatever its type says.
  if (Number(zip.readEntryCursor) + end.shift !== end.directoryStart + end.directoryBytes) {
    throw new Refusal(
      'tampered',
      archive,
      'the ZIP archive is damaged: its directory does not hold as many entries as its end record says',
    );
  }
  return { entries, end };
}
