/** What a piece of evidence is: by its first bytes, and by its name only where those do not tell. */
import type { KeyNeed } from '../../shared/contract/index.ts';
import { Refusal } from '../../shared/model/index.ts';
import { evidenceName, look, type OpenFile, openFile, readAt } from './evidence-file.ts';
import { isSealedExport } from './sealed-export/header.ts';
import { versionInName } from './whatsapp-crypt/backup-name.ts';
import { type CryptVersion, HEADER_BYTES, readHeader } from './whatsapp-crypt/header.ts';
import { hasEndRecord } from './zip/end-record.ts';

export interface Identified {
  readonly path: string;
  readonly name: string;
  /** Of a file; 0 for a folder. */
  readonly bytes: number;
  /** `['folder']`, `['zip']`, `['whatsapp-crypt15']`, `['sealed-export']`, `['file']`. */
  readonly container: readonly string[];
  /** Of a backup or a sealed export that was itself given; those in folders and archives are found by opening these. */
  readonly needsKey?: KeyNeed;
}

export const keyFor = (version: CryptVersion): KeyNeed =>
  version === 15 ? 'whatsapp-crypt15-root' : 'whatsapp-key-file';

/** PKZIP APPNOTE 4.3.7; for an archive without entries 4.3.16; with a mark of splitting 8.5.3 and 8.5.4. */
const ZIP_STARTS = ['504b0304', '504b0506', '504b0708', '504b3030'];
/** sqlite.org/fileformat2.html §1.3. */
const SQLITE_START = 'SQLite format 3\0';

export type FileKind =
  | { readonly is: 'zip' | 'sealed-export' | 'file' }
  | { readonly is: 'backup'; readonly version: CryptVersion };

const SUFFIX_OF_CRYPT12 = /^--\d\d$/;

/**
 * What the first bytes of a file say it is.
 * @param first HEADER_BYTES, or the whole file where it is shorter.
 * @param name decides for crypt12 alone, whose header says little: its first three bytes start other
 * files, too.
 */
export function kindOf(first: Uint8Array, name: string): FileKind {
  const start = Buffer.from(first.buffer, first.byteOffset, Math.min(first.length, 16));
  if (ZIP_STARTS.includes(start.toString('hex', 0, 4))) return { is: 'zip' };
  if (isSealedExport(start)) return { is: 'sealed-export' };
  if (start.toString('latin1') === SQLITE_START) return { is: 'file' };
  const header = readHeader(first);
  if (!header || (header.version === 12 && versionInName(name) === undefined)) return { is: 'file' };
  return { is: 'backup', version: header.version };
}

/** What an open file is. A crypt12 without its name is known by its end. @throws Refusal `unreadable`. */
export async function kindOfFile(file: OpenFile): Promise<FileKind> {
  const first = await readAt(file, 0, Math.min(HEADER_BYTES, file.bytes));
  const kind = kindOf(first, file.name);
  if (kind.is !== 'file' || readHeader(first)?.version !== 12) return kind;
  const tail = await readAt(file, Math.max(0, file.bytes - 4), 4);
  return SUFFIX_OF_CRYPT12.test(tail.toString('latin1')) ? { is: 'backup', version: 12 } : kind;
}

/**
 * What a path is. Unlocks nothing.
 * @throws Refusal `unreadable`; `empty`; `unsupported` for a file whose name says that it is a backup or
 * an archive and whose content is neither; `truncated`.
 */
export async function identify(given: string): Promise<Identified> {
  const name = evidenceName(given);
  const found = await look(given);
  if (found.isDirectory()) return { path: given, name, bytes: 0, container: ['folder'] };
  const file = await openFile(given, name);
  try {
    if (file.bytes === 0) throw new Refusal('empty', name, 'the file is empty');
    const base = { path: given, name, bytes: file.bytes };
    const kind = await kindOfFile(file);
    if (kind.is === 'zip') return { ...base, container: ['zip'] };
    if (kind.is === 'backup') {
      return { ...base, container: [`whatsapp-crypt${kind.version}`], needsKey: keyFor(kind.version) };
    }
    if (kind.is === 'sealed-export') {
      return { ...base, container: ['sealed-export'], needsKey: 'sealed-export' };
    }
    return { ...base, container: [await plainFileNamed(file)] };
  } finally {
    await file.handle.close();
  }
}

/** `file`, or `zip` for an archive that starts with something else. @throws Refusal for false names. */
async function plainFileNamed(file: OpenFile): Promise<'file' | 'zip'> {
  const { name } = file;
  const version = versionInName(name);
  const isSqlite = (await readAt(file, 0, 16)).toString('latin1') === SQLITE_START;
  if (version !== undefined && !isSqlite) {
    throw new Refusal(
      'unsupported',
      name,
      [12, 14, 15].includes(version)
        ? `it is named as a crypt${version} backup, but has no header of one, or the header is cut off`
        : `crypt${version} backups are not supported; crypt12, crypt14 and crypt15 are`,
    );
  }
  if (/\.tlx$/i.test(name)) {
    throw new Refusal('unsupported', name, 'it is named as a sealed export, but is none');
  }
  if (/\.(?:zip|exe)$/i.test(name)) {
    if (await hasEndRecord(file)) return 'zip';
    if (/\.zip$/i.test(name)) {
      throw new Refusal('unsupported', name, 'it is named as a ZIP archive, but is none, or is cut off');
    }
  }
  return 'file';
}
