/** What the window asks of the open case's log: its entries, whether it holds, checkpoints and proofs. */
import path from 'node:path';
import type { CustodyVerified, Replies, Request } from '../../shared/contract/index.ts';
import { Refusal } from '../../shared/model/index.ts';
import { actor } from '../custody/actor.ts';
import {
  breachIn,
  type Checkpoint,
  readCheckpoint,
  readStates,
  signCheckpoint,
} from '../custody/checkpoint.ts';
import { checkLine, originOfCase } from '../custody/entry.ts';
import { fileSubject } from '../custody/log.ts';
import { proveEntry } from '../custody/proof.ts';
import { encodeProvedEntry } from '../custody/proved-entry.ts';
import { keyId } from '../keys/envelope.ts';
import type { Identity } from '../keys/identity.ts';
import { sha256Hex } from '../keys/sha256.ts';
import { InvalidCall } from './call-error.ts';
import { LOG_FILE } from './case-folder.ts';
import type { LoggedCheckpoint } from './log-facts.ts';
import { openLine } from './log-seal.ts';
import type { OpenedCase } from './opened-case.ts';
import { receivedEntries } from './received-log.ts';
import { replaceFile } from './replace-file.ts';

export async function logEntries(
  opened: OpenedCase,
  { from, count, of }: Required<Request<'custody.entries'>>,
): Promise<Replies['custody.entries']> {
  if (of === 'received') return receivedEntries(opened, from, count);
  return { total: opened.log.size, entries: await opened.log.entries(from, count) };
}

const logFileOf = ({ folder }: OpenedCase): string => path.join(folder, LOG_FILE);
const keyOf = ({ key }: LoggedCheckpoint): Uint8Array => new Uint8Array(Buffer.from(key, 'base64'));

/** A kept checkpoint, or why it is not what the log says was signed. */
async function kept(
  opened: OpenedCase,
  logged: LoggedCheckpoint,
): Promise<{ bytes: Uint8Array; checkpoint: Checkpoint } | string> {
  try {
    const bytes = await opened.checkpoints.get(logged.sha256);
    if (!bytes) return 'it is missing';
    return { bytes, checkpoint: readCheckpoint(bytes, logged.file, keyOf(logged)) };
  } catch (cause) {
    if (cause instanceof Refusal) return cause.reason;
    throw cause;
  }
}

/** Reads the log from its first line, opens every entry, and holds the kept checkpoints against it. */
export async function verifyCaseLog(opened: OpenedCase): Promise<CustodyVerified> {
  const { log, keys, id } = opened;
  const { checkpoints } = log.facts;
  const read = await readStates(
    logFileOf(opened),
    checkpoints.map(({ entries }) => entries),
    originOfCase(id),
    (line) => (openLine(line, keys, id) ? undefined : 'it was not written with this case’s key'),
  );
  const held = checkpoints.map(async (logged) => {
    const found = await kept(opened, logged);
    const reason = typeof found === 'string' ? found : breachIn(read, found.checkpoint);
    const { file, entries, time, signer } = logged;
    return { file, entries, time, signer, holds: reason === undefined, ...(reason ? { reason } : {}) };
  });
  return {
    entries: read.now.entries,
    head: read.now.head,
    root: read.now.root,
    ...(read.broken ? { broken: { line: read.broken.line, reason: read.broken.reason } } : {}),
    checkpoints: await Promise.all(held),
  };
}

/** @throws Refusal `key-missing` while the identity is locked. */
export function unlockedOrRefused(identity: Identity | null, name: string): Identity {
  if (identity) return identity;
  throw new Refusal('key-missing', name, 'this workstation’s identity signs it: unlock the identity first');
}

/** Signs the log's state and saves it; the log says so first, and a copy stays with the case. */
export async function saveCheckpoint(opened: OpenedCase, identity: Identity, target: string): Promise<void> {
  const { log, checkpoints } = opened;
  const state = log.now;
  const bytes = signCheckpoint(state, new Date(opened.now()).toISOString(), identity);
  const sha256 = sha256Hex(bytes);
  await checkpoints.put(sha256, bytes);
  await replaceFile(target, bytes, () =>
    log.append({
      actor: actor(),
      action: 'checkpoint-signed',
      subjects: [
        {
          ...fileSubject(path.basename(target), bytes.length, sha256),
          entries: state.entries,
          head: state.head,
          root: state.root,
          signer: identity.name,
          key: Buffer.from(identity.signing.publicKey).toString('base64'),
        },
      ],
    }),
  );
}

/**
 * The newest kept checkpoint that covers an entry and is what was signed.
 * @throws InvalidCall when there is none.
 */
async function checkpointFor(opened: OpenedCase, seq: number) {
  for (const logged of opened.log.facts.checkpoints.toReversed()) {
    if (logged.entries <= seq) continue;
    const found = await kept(opened, logged);
    if (typeof found !== 'string') return { ...found, key: keyOf(logged) };
  }
  throw new InvalidCall(`no checkpoint covers entry ${seq} yet: sign one first`);
}

/** @throws InvalidCall when there is no such entry, or no checkpoint covers it. */
export async function assertProvable(opened: OpenedCase, seq: number): Promise<void> {
  if (seq >= opened.log.size) throw new InvalidCall(`the log has no entry ${seq}`);
  await checkpointFor(opened, seq);
}

/** Saves the proof of an entry, with the checkpoint that it leads to. */
export async function saveProof(opened: OpenedCase, seq: number, target: string): Promise<void> {
  const { log, keys, id } = opened;
  const { bytes: checkpoint, checkpoint: state, key } = await checkpointFor(opened, seq);
  const proof = await proveEntry(logFileOf(opened), seq, state.entries, originOfCase(id));
  const { prev } = JSON.parse(proof.line) as { prev: string };
  const line = checkLine(Buffer.from(proof.line, 'utf8'), seq, prev);
  const shown = typeof line === 'string' ? null : openLine(line, keys, id)?.opened;
  if (!shown)
    throw new Refusal('tampered', LOG_FILE, `line ${seq + 1}: it was not written with this case’s key`);
  const bytes = encodeProvedEntry({ proof, opened: shown, checkpoint, key });
  await replaceFile(target, bytes, () =>
    log.append({
      actor: actor(),
      action: 'entry-proved',
      subjects: [
        { ...fileSubject(path.basename(target), bytes.length, sha256Hex(bytes)), entry: seq },
        { checkpoint: sha256Hex(checkpoint), key: keyId(key) },
      ],
    }),
  );
}

/** Logs a decision. */
export async function note(
  { log }: OpenedCase,
  { action, name, what, sha256 }: Request<'custody.note'>,
): Promise<void> {
  await log.append({ actor: actor(), action, subjects: [{ name, what, sha256 }] });
}

/** Logs an annotation; who made it and when, as the log has it. */
export async function noteAnnotation(
  { log }: OpenedCase,
  { action, name, what, messages, sha256 }: Request<'custody.annotated'>,
): Promise<Replies['custody.annotated']> {
  const author = actor();
  const seq = await log.append({
    actor: author,
    action,
    subjects: [{ name, what, sha256 }],
    counts: { messages },
  });
  const [entry] = await log.entries(seq, 1);
  if (!entry) throw new Error(`the log's entry ${seq} cannot be read`);
  return { author, at: entry.time };
}
