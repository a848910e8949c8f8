/** The folder that an import writes: the names in it, and reading it back with its hashes checked. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { type Account, type Chat, type IntakeRecord, Refusal } from '../../shared/model/index.ts';
import { type Entry, verifyLog } from '../custody/log.ts';

export const FILES = {
  messages: 'messages.jsonl',
  chats: 'chats.jsonl',
  accounts: 'accounts.jsonl',
  intake: 'intake.json',
  custody: 'custody.jsonl',
  /** Only where privileged messages were withheld. */
  quarantine: 'quarantine.jsonl',
  /** `media/<first two digits>/<sha256>`, with --media. */
  media: 'media',
} as const;

/** Where an attachment's bytes lie, from the folder. */
export function mediaPath(sha256: string): string {
  return path.join(FILES.media, sha256.slice(0, 2), sha256);
}

/** Digest of a set of attachments: SHA-256 of their hashes, sorted, each with a newline. */
export function mediaDigest(hashes: Iterable<string>): string {
  const digest = createHash('sha256');
  for (const hash of [...hashes].sort()) digest.update(`${hash}\n`);
  return digest.digest('hex');
}

/** What the log says the import wrote. */
export interface WrittenFiles {
  readonly files: ReadonlyMap<string, { readonly bytes: number; readonly sha256: string }>;
  /** Absent when the import took no attachments. */
  readonly media?: { readonly files: number; readonly bytes: number; readonly sha256: string };
}

/**
 * Checks the log's chain and finds what the import wrote, with what a reviewer has released into it since.
 * @throws Refusal `tampered` when the chain is broken; `unsupported` when there is no such log or entry.
 */
export async function writtenFiles(folder: string): Promise<WrittenFiles> {
  let written: Entry | undefined;
  let verified: Awaited<ReturnType<typeof verifyLog>>;
  try {
    verified = await verifyLog(path.join(folder, FILES.custody), ({ entry }) => {
      if (entry?.action === 'output-written') written = entry;
    });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
    throw new Refusal('unsupported', folder, `it is not the folder of an import: it has no ${FILES.custody}`);
  }
  const { broken } = verified;
  if (broken) throw new Refusal('tampered', FILES.custody, `line ${broken.line}: ${broken.reason}`);
  if (!written) throw new Refusal('tampered', FILES.custody, 'it does not say what the import wrote');
  const files = new Map<string, { bytes: number; sha256: string }>();
  let media: WrittenFiles['media'];
  for (const { file, bytes, sha256, files: count } of written.subjects) {
    if (file === FILES.media) media = { files: Number(count), bytes: Number(bytes), sha256: String(sha256) };
    else files.set(String(file), { bytes: Number(bytes), sha256: String(sha256) });
  }
  return { files, ...(media ? { media } : {}) };
}

/**
 * Reads a file of the folder from start to end.
 * @returns its lines' bytes without newlines, a chunk's worth at a time.
 * @throws Refusal `tampered` after the last line, when its SHA-256 is not what the log says.
 */
export async function* checkedLines(
  folder: string,
  name: string,
  written: WrittenFiles,
): AsyncGenerator<Buffer[]> {
  const logged = written.files.get(name);
  const hash = createHash('sha256');
  let begun: Buffer[] = [];
  const stream = createReadStream(path.join(folder, name), { highWaterMark: 1024 * 1024 });
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    hash.update(chunk);
    const lines: Buffer[] = [];
    let from = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      const line = chunk.subarray(from, end);
      lines.push(begun.length > 0 ? Buffer.concat([...begun, line]) : line);
      begun = [];
      from = end + 1;
    }
    if (from < chunk.length) begun.push(chunk.subarray(from));
    yield lines;
  }
  if (begun.length > 0) yield [Buffer.concat(begun)];
  const sha256 = hash.digest('hex');
  if (sha256 !== logged?.sha256) throw changed(name, sha256, logged?.sha256);
}

/** The refusal of a file whose bytes are not those that the import wrote. */
export function changed(name: string, found: string, logged: string | undefined): Refusal {
  return new Refusal(
    'tampered',
    name,
    `its SHA-256 is ${found}, and the log says ${logged ?? 'nothing of such a file'}`,
  );
}

async function parsedLines<T>(folder: string, name: string, written: WrittenFiles): Promise<T[]> {
  const parsed: T[] = [];
  for await (const lines of checkedLines(folder, name, written)) {
    for (const line of lines) parsed.push(JSON.parse(line.toString('utf8')) as T);
  }
  return parsed;
}

export const readChats = (folder: string, written: WrittenFiles): Promise<Chat[]> =>
  parsedLines(folder, FILES.chats, written);

export const readAccounts = (folder: string, written: WrittenFiles): Promise<Account[]> =>
  parsedLines(folder, FILES.accounts, written);

/** @throws Refusal `tampered` when it is not what the import wrote. */
export async function readRecords(folder: string, written: WrittenFiles): Promise<IntakeRecord[]> {
  const bytes = await readFile(path.join(folder, FILES.intake));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const logged = written.files.get(FILES.intake);
  if (sha256 !== logged?.sha256) throw changed(FILES.intake, sha256, logged?.sha256);
  return JSON.parse(bytes.toString('utf8'));
}

/** Whether a path is a folder. */
export async function isFolder(given: string): Promise<boolean> {
  return (await stat(given).catch(() => null))?.isDirectory() ?? false;
}
