/** Evidence files on disk: opened for reading only, and read in large pieces. */
import { constants, type Stats } from 'node:fs';
import { chmod, copyFile, type FileHandle, open, stat } from 'node:fs/promises';
import path from 'node:path';
import { Cancelled, Refusal } from '../../shared/model/index.ts';

/** Base name of a path as given, also of `.` and of a drive's root. */
export function evidenceName(given: string): string {
  const full = path.resolve(given);
  return path.basename(full) || full;
}

/** Why the system did not let a file be read, in words. */
export function unreadable(name: string, cause: unknown): Refusal {
  const code = (cause as NodeJS.ErrnoException).code;
  const reasons: Record<string, string> = {
    ENOENT: 'there is no such file or folder',
    EACCES: 'this user may not read it',
    EPERM: 'this user may not read it',
    EBUSY: 'another program has locked it',
    EIO: 'the disk reports a read error',
  };
  const reason = reasons[code ?? ''] ?? `it cannot be read (${code ?? String(cause)})`;
  return new Refusal('unreadable', name, reason, { cause });
}

/** Whether an error is one of the system's, as `unreadable` tells it, and no fault of the evidence. */
export function couldNotRead(error: unknown): error is Refusal {
  return error instanceof Refusal && error.code === 'unreadable' && error.cause !== undefined;
}

/** What stands at the path; a link that was given itself is followed. @throws Refusal `unreadable`. */
export async function look(file: string): Promise<Stats> {
  try {
    return await stat(file);
  } catch (cause) {
    throw unreadable(evidenceName(file), cause);
  }
}

/** An open evidence file. Its name is what refusals call it. */
export interface OpenFile {
  readonly name: string;
  readonly handle: FileHandle;
  readonly bytes: number;
}

// A pipe or a device in the place of a file must not hold up the program; absent on Windows.
const READ_ONLY = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** Opens a regular file for reading. The caller closes the handle. @throws Refusal `unreadable`. */
export async function openFile(file: string, name = evidenceName(file)): Promise<OpenFile> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(file, READ_ONLY);
    const found = await handle.stat();
    if (!found.isFile()) {
      throw new Refusal('unreadable', name, found.isDirectory() ? 'it is a folder' : 'it is not a file');
    }
    return { name, handle, bytes: found.size };
  } catch (cause) {
    await handle?.close();
    throw cause instanceof Refusal ? cause : unreadable(name, cause);
  }
}

/** The bytes from `position`, at most `length`; fewer only at the file's end. */
export async function readAt(
  { handle, name }: OpenFile,
  position: number,
  length: number,
  into: Buffer = Buffer.allocUnsafeSlow(length),
): Promise<Buffer> {
  let filled = 0;
  try {
    while (filled < length) {
      const { bytesRead } = await handle.read(into, filled, length - filled, position + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
  } catch (cause) {
    throw unreadable(name, cause);
  }
  return into.subarray(0, filled);
}

/** Small enough for a processor’s cache: the decryption goes over a piece three times. */
const PIECE_BYTES = 256 * 1024;

/**
 * The bytes from `start` up to `end`, in pieces, the next one being read while the caller works on the
 * last. Each piece is a buffer of its own, which the caller may keep, unless `reuse` is set: then it is
 * the caller's only until it asks for the next.
 * @throws Refusal `unreadable` when the file is shorter than `end`; Cancelled.
 */
export async function* readAhead(
  file: OpenFile,
  start: number,
  end: number,
  options: {
    readonly reuse?: true;
    readonly pieceBytes?: number;
    readonly signal?: AbortSignal | undefined;
  } = {},
): AsyncGenerator<Buffer, void, void> {
  const size = Math.min(options.pieceBytes ?? PIECE_BYTES, Math.max(end - start, 1));
  const buffer = (): Buffer => Buffer.allocUnsafeSlow(size);
  let [current, next] = [buffer(), buffer()];
  const fill = (into: Buffer, at: number): Promise<Buffer> =>
    readAt(file, at, Math.min(size, end - at), into);
  let ahead: Promise<Buffer> | undefined;
  try {
    if (start < end) ahead = fill(current, start);
    for (let at = start; at < end; ) {
      if (options.signal?.aborted) throw new Cancelled();
      const piece: Buffer = await ahead!;
      if (piece.length < Math.min(size, end - at)) throw changed(file.name);
      at += piece.length;
      ahead = at < end ? fill(next, at) : undefined;
      yield piece;
      [current, next] = [next, options.reuse ? current : buffer()];
    }
  } finally {
    await ahead?.catch(() => undefined);
  }
}

/** A file as it was when it was listed. */
export interface ListedFile {
  /** On disk. */
  readonly path: string;
  /** For a file its base name; in a folder the path below it, with `/`. */
  readonly name: string;
  readonly bytes: number;
  /** Time of the last change, ms since 1970. */
  readonly modified: number;
}

/**
 * Opens a listed file. The caller closes the handle.
 * @throws Refusal `unreadable`, also when the file is not as it was listed.
 */
export async function openListed(listed: ListedFile): Promise<OpenFile> {
  const file = await openFile(listed.path, listed.name);
  try {
    const now = await file.handle.stat();
    if (now.size !== listed.bytes || now.mtimeMs !== listed.modified) throw changed(listed.name);
    return file;
  } catch (cause) {
    await file.handle.close();
    throw cause;
  }
}

/**
 * A listed file's content.
 * @throws Refusal `unreadable`, also when the file is not as it was listed.
 */
export async function* streamFile(listed: ListedFile): AsyncGenerator<Buffer, void, void> {
  const file = await openListed(listed);
  try {
    yield* readAhead(file, 0, listed.bytes);
  } finally {
    await file.handle.close();
  }
}

/**
 * Copies a listed file into a new one of mode 0600; the system clones it where it can.
 * @throws Refusal `unreadable`, also when the file is not as it was listed; the system's error when the
 * copy cannot be made.
 */
export async function copyListed(
  { path: from, name, bytes, modified }: ListedFile,
  to: string,
): Promise<void> {
  await copyFile(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE).catch((cause) => {
    throw (cause as NodeJS.ErrnoException).code === 'ENOENT' ? unreadable(name, cause) : cause;
  });
  await chmod(to, 0o600);
  const now = await look(from);
  if (now.size !== bytes || now.mtimeMs !== modified) throw changed(name);
}

/** The refusal for a file that is not what it was when it was listed. */
export function changed(name: string): Refusal {
  return new Refusal('unreadable', name, 'it changed while it was being read');
}

/** A file's bytes from first to last, as it is now. @throws Refusal `unreadable`. */
export async function* evidenceBytes(path: string): AsyncGenerator<Buffer, void, void> {
  const file = await openFile(path);
  try {
    yield* readAhead(file, 0, file.bytes);
  } finally {
    await file.handle.close();
  }
}
