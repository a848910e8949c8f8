/**
 * Checkpoints: signed statements that a log had so many entries, this last line and this Merkle root.
 * Kept away from the log's folder, one proves that the log up to there was not rewritten or cut; a single
 * entry is proved against it without the others being shown (`proof.ts`).
 */
import * as v from 'valibot';
import { Refusal } from '../../shared/model/index.ts';
import { type Envelope, encodeEnvelope, parseEnvelope, signed, signersOf } from '../keys/envelope.ts';
import type { Identity } from '../keys/identity.ts';
import { type CheckedLine, GENESIS } from './entry.ts';
import { leafHash, MerkleFrontier } from './merkle.ts';
import { type LogBreak, verifyLog } from './verify.ts';

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

/** A log as it was read once, with its states at some lengths. */
export interface ReadLog {
  readonly now: LogState;
  readonly broken?: LogBreak;
  /** By number of entries, as far as the log goes. */
  readonly at: ReadonlyMap<number, LogState>;
}

/**
 * Reads a log once, and remembers its states at the lengths asked for.
 * @param check a reason why a line is broken although its chain is whole, or undefined.
 */
export async function readStates(
  log: string,
  lengths: Iterable<number>,
  genesis = GENESIS,
  check: (line: CheckedLine) => string | undefined = () => undefined,
): Promise<ReadLog> {
  const wanted = new Set(lengths);
  const state = new StateOfLog(genesis);
  const at = new Map<number, LogState>([[0, state.get()]]);
  let wrong: LogBreak | undefined;
  const { broken } = await verifyLog(
    log,
    (line) => {
      const reason = wrong ? undefined : check(line);
      if (reason !== undefined) wrong = { line: line.seq + 1, reason };
      if (wrong) return;
      state.add(line.bytes, line.sum);
      if (wanted.has(line.seq + 1)) at.set(line.seq + 1, state.get());
    },
    genesis,
  );
  const first = wrong ?? broken;
  return { now: state.get(), at, ...(first ? { broken: first } : {}) };
}

/**
 * Whether a log that was read still is what a checkpoint says it was; it may have grown since.
 * @param log must have been read with the checkpoint's number of entries among its lengths.
 * @returns undefined when it is, else what is wrong, in words.
 */
export function breachIn(
  { now, at, broken }: ReadLog,
  { origin, entries, head, root }: LogState,
): string | undefined {
  if (origin !== now.origin) return 'the checkpoint is of another log';
  const then = at.get(entries);
  if (!then) {
    const why = broken ? `line ${broken.line}: ${broken.reason}` : 'its end was taken away';
    return `the log has ${now.entries} entries, and had ${entries} at the checkpoint: ${why}`;
  }
  if (then.head !== head || then.root !== root) return 'the log was rewritten since the checkpoint';
  return undefined;
}

/** As `breachIn`, of a log that is read for it. */
export async function breachOf(
  log: string,
  checkpoint: LogState,
  genesis = GENESIS,
): Promise<string | undefined> {
  return breachIn(await readStates(log, [checkpoint.entries], genesis), checkpoint);
}
