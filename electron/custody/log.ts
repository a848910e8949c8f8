/** The custody log: who did what to which evidence and when, each entry chained to the one before. */
import { type FileHandle, open, stat } from 'node:fs/promises';
import path from 'node:path';
import { Refusal, writing } from '../../shared/model/index.ts';
import { sha256Hex } from '../keys/sha256.ts';
import { type EntryBody, encodeLine, GENESIS, type SealedBody, type Subject } from './entry.ts';
import { verifyLog } from './verify.ts';

export type { Action, Entry, EntryBody, Subject } from './entry.ts';
export { type LogBreak, type VerifiedLog, verifyLog } from './verify.ts';

export interface CustodyLogOptions {
  /** e.g. `threadline 0.1.0`. */
  readonly software: string;
  /** Seals an entry's body (UTF-8 JSON) for its place in the chain; without it entries are written plain. */
  readonly seal?: (
    bytes: Uint8Array,
    place: { readonly seq: number; readonly prev: string },
  ) => SealedBody | Promise<SealedBody>;
  readonly now?: () => Date;
  /** What its first line follows; GENESIS without it, `originOfCase` for a case. */
  readonly origin?: string;
}

/** `actor`: the one who acts, e.g. the user's name on this workstation. */
export type NewEntry = Pick<EntryBody, 'actor' | 'action' | 'subjects' | 'counts'>;

/** A line that is on the disk. */
export interface AppendedLine {
  readonly seq: number;
  readonly body: EntryBody;
  /** Without the newline. */
  readonly bytes: Uint8Array;
  /** SHA-256 of the line, hex. */
  readonly sum: string;
}

async function sizeOf(file: string): Promise<number | null> {
  try {
    return (await stat(file)).size;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw cause;
  }
}

/** An open log. Entries are appended one after another, also when asked for at once. */
export class CustodyLog {
  private readonly file: FileHandle;
  private readonly name: string;
  private readonly options: CustodyLogOptions;
  private seq: number;
  private prev: string;
  private length: number;
  private tail: Promise<unknown> = Promise.resolve();
  private appended: (line: AppendedLine) => void = () => undefined;

  private constructor(
    file: FileHandle,
    name: string,
    options: CustodyLogOptions,
    seq: number,
    prev: string,
    length: number,
  ) {
    this.file = file;
    this.name = name;
    this.options = options;
    this.seq = seq;
    this.prev = prev;
    this.length = length;
  }

  /**
   * Opens or starts a log, and checks its chain. A last line that a crash cut off was never confirmed
   * to anyone: it is taken off, and a `log-repaired` entry keeps its bytes (base64) and its place.
   * @throws Refusal `tampered` when the chain is broken anywhere else.
   */
  static async open(file: string, options: CustodyLogOptions): Promise<CustodyLog> {
    const size = await sizeOf(file);
    const origin = options.origin ?? GENESIS;
    const { entries, head, broken } =
      size === null ? await startLog(file, origin) : await verifyLog(file, undefined, origin);
    if (broken && !broken.torn) {
      throw new Refusal('tampered', path.basename(file), `line ${broken.line}: ${broken.reason}`);
    }
    const handle = await open(file, 'r+');
    try {
      const length = broken?.torn ? broken.torn.start : (size ?? 0);
      const log = new CustodyLog(handle, path.basename(file), options, entries, head, length);
      if (broken?.torn) await log.repair(broken.line, broken.torn);
      return log;
    } catch (cause) {
      await handle.close();
      throw cause;
    }
  }

  private async repair(line: number, torn: { start: number; bytes: number }): Promise<void> {
    const bytes = Buffer.alloc(torn.bytes);
    await this.file.read(bytes, 0, bytes.length, torn.start);
    await this.file.truncate(torn.start);
    try {
      await this.append({
        actor: 'threadline',
        action: 'log-repaired',
        subjects: [{ line, bytes: bytes.length, torn: bytes.toString('base64') }],
      });
    } catch (cause) {
      // Its bytes stand nowhere else: they stay for the next opening.
      await this.writeAll(bytes, torn.start).catch(() => undefined);
      throw cause;
    }
  }

  /** Number of entries, and SHA-256 of the last line, or the origin. */
  get state(): { entries: number; head: string } {
    return { entries: this.seq, head: this.prev };
  }

  /** From now on `listener` is told of each line once it is on the disk. */
  follow(listener: (line: AppendedLine) => void): void {
    this.appended = listener;
  }

  /** A disk that is about to be full takes a part of the bytes without a word, and refuses the rest. */
  private async writeAll(bytes: Uint8Array, at: number): Promise<void> {
    for (let done = 0; done < bytes.length; ) {
      const { bytesWritten } = await this.file.write(bytes, done, bytes.length - done, at + done);
      done += bytesWritten;
    }
  }

  /**
   * Writes an entry and returns once it is on the disk; its `seq`.
   * @throws DiskFull; nothing of the entry stands in the log then.
   */
  append(entry: NewEntry): Promise<number> {
    const appended = this.tail.then(() => this.write(entry));
    this.tail = appended.catch(() => {});
    return appended;
  }

  private async write({ actor, action, subjects, counts }: NewEntry): Promise<number> {
    const { software, seal, now } = this.options;
    const body: EntryBody = {
      time: (now?.() ?? new Date()).toISOString(),
      actor,
      action,
      subjects,
      ...(counts ? { counts } : {}),
      software,
    };
    const place = { seq: this.seq, prev: this.prev };
    const sealed = seal && (await seal(Buffer.from(JSON.stringify(body)), place));
    const line = encodeLine(this.seq, body, this.prev, sealed);
    const bytes = Buffer.concat([line, Buffer.from('\n')]);
    try {
      await writing(`the log (${this.name})`, async () => {
        await this.writeAll(bytes, this.length);
        await this.file.sync();
      });
    } catch (cause) {
      // Half a line would look like a crash; what was not confirmed must not stand.
      await this.file.truncate(this.length).catch(() => {});
      throw cause;
    }
    this.length += bytes.length;
    this.prev = sha256Hex(line);
    this.appended({ seq: this.seq, body, bytes: line, sum: this.prev });
    return this.seq++;
  }

  /** Waits for appends under way and closes the file. */
  async close(): Promise<void> {
    await this.tail;
    await this.file.close();
  }
}

async function startLog(
  file: string,
  origin: string,
): Promise<{ entries: 0; head: string; broken?: undefined }> {
  const handle = await open(file, 'wx', 0o600);
  await handle.close();
  return { entries: 0, head: origin };
}

/** Subject of a file: its name and what identifies its content. */
export function fileSubject(file: string, bytes: number, sha256: string): Subject {
  return { file, bytes, sha256 };
}
