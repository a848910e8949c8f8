/**
 * Closes a case for good: its key is overwritten, what was sealed with it is removed, and what stays is its
 * log, readable without the key, and the counts. What was done can be read, what the messages said cannot.
 */
import { randomBytes } from 'node:crypto';
import { open, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Replies, Request } from '../../shared/contract/index.ts';
import { Refusal } from '../../shared/model/index.ts';
import { actor } from '../custody/actor.ts';
import { wipeKeys } from '../keys/case-keys.ts';
import { InvalidCall } from './call-error.ts';
import { CASE_FILE, DESTROYED_LOG, encodeDestroyed, unlockCase } from './case-file.ts';
import { CASE_FILES_KEPT, readCaseFile } from './case-folder.ts';
import type { Cases } from './cases.ts';
import type { LogHeads } from './log-heads.ts';
import type { OpenedCase } from './opened-case.ts';
import type { RecentCases } from './recent-cases.ts';
import { replaceFile } from './replace-file.ts';
import { shownLines } from './shown-lines.ts';
import type { StoreLink } from './store-link.ts';

export interface DestroyOptions {
  readonly cases: Cases;
  readonly recent: RecentCases;
  readonly heads: LogHeads;
  /** Told of failures that do not hinder the destruction. */
  report(cause: unknown): void;
}

/** How long the page may take to delete what it stores. */
const PATIENCE_MS = 15_000;
const REMOVE = { recursive: true, force: true, maxRetries: 20, retryDelay: 50 } as const;

/** @throws Refusal `wrong-passphrase`, which the log has then. */
async function assertPassphrase(opened: OpenedCase, passphrase: string): Promise<void> {
  const file = await readCaseFile(opened.folder);
  try {
    const { keys } = await unlockCase(file, passphrase, opened.name);
    wipeKeys(keys);
  } catch (cause) {
    if (cause instanceof Refusal && cause.code === 'wrong-passphrase') {
      await opened.log.append({
        actor: actor(),
        action: 'passphrase-refused',
        subjects: [{ case: opened.id }],
      });
    }
    throw cause;
  }
}

/** Messages that are kept of each exhibit, as the log has them. */
function countsOf({ log }: OpenedCase): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { exhibit, sources } of log.facts.imports) {
    counts[exhibit] = (counts[exhibit] ?? 0) + sources.reduce((sum, { kept }) => sum + kept, 0);
  }
  return counts;
}

/** Whether the page has deleted its store; it may be gone, or open to the log only. */
async function deleteStore(store: StoreLink | null): Promise<boolean> {
  if (!store) return false;
  const { promise: over, resolve } = Promise.withResolvers<false>();
  const timer = setTimeout(() => resolve(false), PATIENCE_MS);
  try {
    return await Promise.race([store.delete(), over]);
  } finally {
    clearTimeout(timer);
  }
}

async function writeShownLog(opened: OpenedCase, statement: object): Promise<string> {
  const lines = [JSON.stringify(statement)];
  for await (const line of shownLines(opened, opened.log.size)) lines.push(JSON.stringify(line));
  const file = path.join(opened.folder, DESTROYED_LOG);
  await replaceFile(file, Buffer.from(`${lines.join('\n')}\n`));
  return file;
}

/** Overwrites the bytes where they lie, before the file is replaced: a file system that keeps old ones may still have them. */
async function overwrite(file: string): Promise<void> {
  const { size } = await stat(file);
  const handle = await open(file, 'r+');
  try {
    await handle.write(randomBytes(size), 0, size, 0);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Removes what was sealed with the case's key, but for the log. @returns what could not be removed. */
async function removeSealed(folder: string): Promise<string[]> {
  const left: string[] = [];
  for (const name of await readdir(folder)) {
    if (CASE_FILES_KEPT.includes(name)) continue;
    await rm(path.join(folder, name), REMOVE).catch(() => left.push(name));
  }
  return left;
}

/**
 * Destroys the open case.
 * @throws InvalidCall when no case is open or the reference is another one's; Refusal when the passphrase
 * does not open it, or what it holds could not be removed. The case is then closed where its key is gone.
 */
export async function destroyCase(
  { cases, recent, heads, report }: DestroyOptions,
  { reference, passphrase, reason }: Request<'case.destroy'>,
): Promise<Replies['case.destroy']> {
  const { opened } = cases.working;
  if (reference !== opened.record.reference) {
    throw new InvalidCall('the reference that was typed is not that of the open case');
  }
  await assertPassphrase(opened, passphrase);
  const { folder, id, name } = opened;
  return cases.endWith(async ({ store, jobs }, leave) => {
    try {
      await jobs?.close();
      const counts = countsOf(opened);
      await opened.log.append({
        actor: actor(),
        action: 'case-destroyed',
        subjects: [{ case: id, reason }],
        counts,
      });
      const { entries, head, root } = opened.log.now;
      const destroyed = new Date(opened.now()).toISOString();
      const statement = {
        format: 'threadline log of a destroyed case',
        version: 1,
        case: id,
        reference,
        destroyed,
        by: actor(),
        reason,
        messages: counts,
        log: { entries, head, root },
      };
      const log = await writeShownLog(opened, statement);
      const storeDeleted = await deleteStore(store);
      const file = path.join(folder, CASE_FILE);
      await overwrite(file);
      await replaceFile(file, encodeDestroyed(id, destroyed));
      const left = await removeSealed(folder);
      if (left.length > 0) {
        throw new Refusal(
          'unreadable',
          name,
          `its key is destroyed, but ${left.join(', ')} could not be removed; nobody can read it`,
        );
      }
      await assertGone(folder, name);
      return { log, storeDeleted };
    } finally {
      await leave().catch(report);
      await opened.letGo();
      if (await isGone(folder)) {
        await recent.forget(folder).catch(report);
        await heads.forget(id).catch(report);
      }
    }
  });
}

/** Whether the folder has no case any more that could be opened. */
async function isGone(folder: string): Promise<boolean> {
  return readCaseFile(folder).then(
    () => false,
    (cause) => cause instanceof Refusal,
  );
}

async function assertGone(folder: string, name: string): Promise<void> {
  if (!(await isGone(folder))) throw new Error(`${name} can still be opened`);
}
