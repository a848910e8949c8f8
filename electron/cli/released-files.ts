/**
 * Released messages in the folder of an import: its files are written anew with them, under names of their
 * own, noted in the log, and then take the places of the old ones. What a crash leaves between the last two
 * steps the next review finishes.
 */
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { SourceLists } from '../../shared/contract/case-port.ts';
import type { IntakeRecord, Message } from '../../shared/model/index.ts';
import { renamePatiently } from '../cases/replace-file.ts';
import { hashFile } from '../containers/index.ts';
import { actor } from '../custody/actor.ts';
import { type CustodyLog, fileSubject } from '../custody/log.ts';
import {
  checkedLines,
  FILES,
  readAccounts,
  readChats,
  readRecords,
  type WrittenFiles,
  writtenFiles,
} from '../reports/import-folder.ts';
import { HashedFile } from './hashed-file.ts';
import { writeLines } from './line-writer.ts';
import { mergedLists } from './merged-lists.ts';

/** A released message and what comes with it. */
export interface ReleasedMessage {
  readonly ordinal: number;
  readonly message: Message;
  readonly lists: SourceLists;
  readonly record: IntakeRecord;
}

const REWRITTEN = [FILES.messages, FILES.chats, FILES.accounts, FILES.intake] as const;
const NEWLINE = Buffer.from('\n');

const nextOf = (folder: string, name: string): string => path.join(folder, `${name}.next`);

/** Puts files in their places that the log has already, and removes those that it does not have. */
export async function finishReplacing(folder: string, signal: AbortSignal): Promise<void> {
  const left = REWRITTEN.filter((name) => existsSync(nextOf(folder, name)));
  if (left.length === 0) return;
  const written = await writtenFiles(folder);
  for (const name of left) {
    const next = nextOf(folder, name);
    const { sha256 } = await hashFile(next, { signal });
    if (sha256 === written.files.get(name)?.sha256) await renamePatiently(next, path.join(folder, name));
    else await rm(next, { force: true });
  }
}

const ordinalOf = (id: string): number => Number(id.slice(id.lastIndexOf(':') + 1));

/** Writes the lines of messages.jsonl with the released ones in their places. @returns those that were not there. */
async function writeMessages(
  folder: string,
  written: WrittenFiles,
  released: readonly ReleasedMessage[],
  exhibits: readonly string[],
  file: HashedFile,
): Promise<ReleasedMessage[]> {
  const place = (exhibit: string): number => exhibits.indexOf(exhibit);
  const waiting = [...released].sort(
    (a, b) => place(a.message.exhibit) - place(b.message.exhibit) || a.ordinal - b.ordinal,
  );
  const added: ReleasedMessage[] = [];
  const put = async (one: ReleasedMessage): Promise<void> => {
    await writeLines(file, [one.message]);
    added.push(one);
  };
  for await (const lines of checkedLines(folder, FILES.messages, written)) {
    const kept: Buffer[] = [];
    for (const line of lines) {
      if (waiting.length > 0) {
        const { id, exhibit }: Message = JSON.parse(line.toString('utf8'));
        const before = place(exhibit);
        for (let [first] = waiting; first; [first] = waiting) {
          const there = place(first.message.exhibit) - before || first.ordinal - ordinalOf(id);
          if (there > 0) break;
          waiting.shift();
          if (there === 0) continue;
          await file.write(Buffer.concat(kept.splice(0)));
          await put(first);
        }
      }
      kept.push(line, NEWLINE);
    }
    await file.write(Buffer.concat(kept));
  }
  for (const one of waiting) await put(one);
  return added;
}

/**
 * Adds released messages to an import, each once: those that it has already change nothing.
 * @returns how many were added.
 * @throws Refusal `tampered` when the folder is not what the log says; then it is as it was.
 */
export async function addReleased(
  folder: string,
  log: CustodyLog,
  released: readonly ReleasedMessage[],
): Promise<number> {
  const written = await writtenFiles(folder);
  const records = await readRecords(folder, written);
  const files = new Map(written.files);
  const stage = async <T>(name: string, fill: (file: HashedFile) => Promise<T>): Promise<T> => {
    const file = await HashedFile.create(nextOf(folder, name), name, { over: true });
    try {
      const filled = await fill(file);
      files.set(name, await file.finish());
      return filled;
    } catch (cause) {
      await file.abandon();
      throw cause;
    }
  };
  const exhibits = [...new Set(records.map(({ exhibit }) => exhibit))];
  const old = { chats: await readChats(folder, written), accounts: await readAccounts(folder, written) };
  let added: readonly ReleasedMessage[];
  try {
    added = await stage(FILES.messages, (file) => writeMessages(folder, written, released, exhibits, file));
    if (added.length === 0) {
      await rm(nextOf(folder, FILES.messages), { force: true });
      return 0;
    }
    const lists = mergedLists([old, ...added.map((one) => one.lists)]);
    await stage(FILES.chats, (file) => writeLines(file, lists.chats));
    await stage(FILES.accounts, (file) => writeLines(file, lists.accounts));
    const all = [...records, ...added.map(({ record }) => record)];
    await stage(FILES.intake, (file) => file.write(Buffer.from(`${JSON.stringify(all, null, 2)}\n`)));
    await log.append({
      actor: actor(),
      action: 'output-written',
      subjects: [
        ...[...files].map(([name, { bytes, sha256 }]) => fileSubject(name, bytes, sha256)),
        ...(written.media ? [{ file: FILES.media, ...written.media }] : []),
      ],
      counts: {
        messages: all.reduce((total, { counts }) => total + counts.kept, 0),
        chats: lists.chats.length,
        accounts: lists.accounts.length,
      },
    });
  } catch (cause) {
    for (const name of REWRITTEN) await rm(nextOf(folder, name), { force: true });
    throw cause;
  }
  for (const name of REWRITTEN) await renamePatiently(nextOf(folder, name), path.join(folder, name));
  return added.length;
}
