/**
 * Checkpoints: signed statements that a log had so many entries, this last line and this Merkle root.
 * Kept away from the log's folder, one proves that the log up to there was not rewritten or cut; a single
 * entry is proved against it without the others being shown (`proof.ts`).
 */
import * as v from 'valibot';
import { Refusal } from '../../shared/model/index.ts';
import { type Envelope, encodeEnvelope, parseEnvelope, signed, signersOf } from '../keys/envelope.ts';
import type { Identity } from '../keys/identity.ts';
import { GENESIS } from './entry.ts';
import { leafHash, MerkleFrontier } from './merkle.ts';
import { verifyLog } from './verify.ts';

export const CHECKPOINT_TYPE = 'application/vnd.threadline.checkpoint.v1+json';

const hex = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

const checkpointSchema = v.strictObject({
  version: v.literal(1),
  kind: v.literal('checkpoint'),
  /** `prev` of the log's first line: whose log it is. */
  origin: hex,
  entries: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** SHA-256 of the last line; the origin when there is none. */
  head: hex,
  /** Merkle root over the lines (RFC 6962). */
  root: hex,
  /** RFC 3339 UTC. */
  time: v.string(),
  signer: v.pipe(v.string(), v.maxLength(300)),
});
export type Checkpoint = v.InferOutput<typeof checkpointSchema>;

/** What a log is at some length. */
export type LogState = Pick<Checkpoint, 'origin' | 'entries' | 'head' | 'root'>;

/** Follows a log line by line, so that its state is known at any length. */
export class StateOfLog {
  private readonly frontier = new MerkleFrontier();
  private readonly origin: string;
  private head: string;

  constructor(origin = GENESIS) {
    this.origin = origin;
    this.head = origin;
  }

  /** @param line bytes without the newline. @param sum its SHA-256, hex. */
  add(line: Uint8Array, sum: string): void {
    this.frontier.add(leafHash(line));
    this.head = sum;
  }

  get(): LogState {
    const { origin, head, frontier } = this;
    return { origin, entries: frontier.size, head, root: frontier.root().toString('hex') };
  }
}

/** Signs a log's state. @returns the checkpoint's file (a DSSE envelope). */
export function signCheckpoint(state: LogState, time: string, identity: Identity): Uint8Array {
  const checkpoint: Checkpoint = { version: 1, kind: 'checkpoint', ...state, time, signer: identity.name };
  const envelope: Envelope = {
    payloadType: CHECKPOINT_TYPE,
    payload: Buffer.from(`${JSON.stringify(checkpoint)}\n`),
    signatures: [],
  };
  return encodeEnvelope(signed(envelope, identity.signing.publicKey, identity.signing.privateKey));
}

/**
 * A checkpoint's statement, once its signature by the given key holds.
 * @param publicKey Ed25519, 32 bytes. @throws Refusal `untrusted`, `unsupported`.
 */
export function readCheckpoint(bytes: Uint8Array, file: string, publicKey: Uint8Array): Checkpoint {
  const envelope = parseEnvelope(bytes, file);
  if (envelope.payloadType !== CHECKPOINT_TYPE) {
    throw new Refusal('unsupported', file, 'it is not a checkpoint of a log');
  }
  if (signersOf(envelope, [publicKey]).length === 0) {
    throw new Refusal('untrusted', file, 'it lacks the valid signature of the identity given');
  }
  try {
    return v.parse(checkpointSchema, JSON.parse(Buffer.from(envelope.payload).toString('utf8')));
  } catch (cause) {
    throw new Refusal('unsupported', file, 'what was signed is not a checkpoint of a log', { cause });
  }
}

/**
 * Whether a log still is what the checkpoint says it was; it may have grown since.
 * @returns undefined when it is, else what is wrong, in words.
 */
export async function breachOf(
  log: string,
  { origin, entries, head, root }: LogState,
  genesis = GENESIS,
): Promise<string | undefined> {
  if (origin !== genesis) return 'the checkpoint is of another log';
  const state = new StateOfLog(genesis);
  let then: LogState = state.get();
  const { broken } = await verifyLog(
    log,
    (line) => {
      state.add(line.bytes, line.sum);
      if (line.seq + 1 === entries) then = state.get();
    },
    genesis,
  );
  const held = state.get().entries;
  if (held < entries) {
    const why = broken ? `line ${broken.line}: ${broken.reason}` : 'its end was taken away';
    return `the log has ${held} entries, and had ${entries} at the checkpoint: ${why}`;
  }
  if (then.head !== head || then.root !== root) return 'the log was rewritten since the checkpoint';
  return undefined;
}
