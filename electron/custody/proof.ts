/**
 * The proof of one entry: its line, and the hashes that lead from it to a checkpoint's root. Shown to a
 * court together with the checkpoint, it proves the entry and shows nothing of the others.
 */
import * as v from 'valibot';
import { Refusal } from '../../shared/model/index.ts';
import type { LogState } from './checkpoint.ts';
import { checkLine } from './entry.ts';
import { type Hash, inclusionProof, leafHash, verifyInclusion } from './merkle.ts';
import { verifyLog } from './verify.ts';

const hex = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

export const proofSchema = v.strictObject({
  version: v.literal(1),
  kind: v.literal('log-entry-proof'),
  /** The entry's number, from 0. */
  entry: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** Entries of the log that the root is of. */
  entries: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** The entry's line, as it stands in the log. */
  line: v.string(),
  /** From the entry's neighbour to the root, hex. */
  path: v.pipe(v.array(hex), v.maxLength(64)),
});
export type EntryProof = v.InferOutput<typeof proofSchema>;

/**
 * Makes the proof of an entry of a log of `entries` lines.
 * @throws RangeError when the log has no such entry; Refusal `tampered` when its chain is broken before.
 */
export async function proveEntry(
  log: string,
  entry: number,
  entries: number,
  origin: string,
): Promise<EntryProof> {
  const leaves: Hash[] = [];
  let line: string | undefined;
  const { broken } = await verifyLog(
    log,
    ({ seq, bytes }) => {
      if (seq < entries) leaves.push(leafHash(bytes));
      if (seq === entry) line = Buffer.from(bytes).toString('utf8');
    },
    origin,
  );
  if (leaves.length < entries) {
    throw new Refusal('tampered', 'custody log', broken?.reason ?? `it has ${leaves.length} entries only`);
  }
  const path = inclusionProof(leaves, entry).map((hash) => hash.toString('hex'));
  return { version: 1, kind: 'log-entry-proof', entry, entries, line: line!, path };
}

/** @throws Refusal `unsupported`. */
export function readProof(bytes: Uint8Array, file: string): EntryProof {
  try {
    return v.parse(proofSchema, JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch (cause) {
    throw new Refusal('unsupported', file, 'it is not the proof of a log entry', { cause });
  }
}

/** Whether an entry belongs, at its place, to the log that a checkpoint states. */
export function isProved({ entry, entries, line, path }: EntryProof, checkpoint: LogState): boolean {
  const bytes = Buffer.from(line, 'utf8');
  let prev: unknown;
  try {
    prev = JSON.parse(line).prev;
  } catch {
    return false;
  }
  return (
    entries === checkpoint.entries &&
    typeof prev === 'string' &&
    typeof checkLine(bytes, entry, prev) !== 'string' &&
    verifyInclusion(
      leafHash(bytes),
      entry,
      entries,
      path.map((hash) => Buffer.from(hash, 'hex')),
      Buffer.from(checkpoint.root, 'hex'),
    )
  );
}
