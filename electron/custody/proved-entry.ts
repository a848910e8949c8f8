/**
 * What is handed to a court: one entry with its proof, and the signed checkpoint that the proof leads to.
 * The other entries stay unseen. Whose key signed the checkpoint is stated in it; that this key is the
 * workstation's has to be known from elsewhere.
 */
import * as v from 'valibot';
import { Refusal } from '../../shared/model/index.ts';
import { keyId } from '../keys/envelope.ts';
import type { Checkpoint } from './checkpoint.ts';
import { readCheckpoint } from './checkpoint.ts';
import { commitmentOf, type EntryBody } from './entry.ts';
import { type EntryProof, isProved, proofSchema } from './proof.ts';

const base64 = v.pipe(v.string(), v.base64());

const schema = v.strictObject({
  version: v.literal(1),
  kind: v.literal('proved-entry'),
  proof: proofSchema,
  /** Of a sealed line: the entry as it was before it was sealed, and the random bytes sealed with it. */
  opened: v.exactOptional(v.strictObject({ salt: base64, body: v.string() })),
  /** The checkpoint's file. */
  checkpoint: base64,
  /** Ed25519 public key that signed it. */
  key: base64,
});

export interface ProvedEntryParts {
  readonly proof: EntryProof;
  readonly opened?: { readonly salt: Uint8Array; readonly body: Uint8Array };
  readonly checkpoint: Uint8Array;
  /** 32 bytes. */
  readonly key: Uint8Array;
}

/** @returns the file's bytes. */
export function encodeProvedEntry({ proof, opened, checkpoint, key }: ProvedEntryParts): Uint8Array {
  const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
  const file: v.InferInput<typeof schema> = {
    version: 1,
    kind: 'proved-entry',
    proof,
    ...(opened
      ? { opened: { salt: text(opened.salt), body: Buffer.from(opened.body).toString('utf8') } }
      : {}),
    checkpoint: text(checkpoint),
    key: text(key),
  };
  return Buffer.from(`${JSON.stringify(file, null, 2)}\n`);
}

export interface ShownEntry {
  /** The entry's number, from 0. */
  readonly seq: number;
  readonly body: EntryBody;
  readonly checkpoint: Checkpoint;
  /** SHA-256 of the key that signed the checkpoint, hex. */
  readonly keyId: string;
}

function bodyOf({ proof, opened }: v.InferOutput<typeof schema>, file: string): EntryBody {
  const line = JSON.parse(proof.line) as { sealed?: string; commit?: string } & EntryBody;
  if (line.sealed === undefined) return line;
  if (!opened) throw new Refusal('unsupported', file, 'it proves a sealed entry and does not show it');
  const body = Buffer.from(opened.body, 'utf8');
  if (commitmentOf(Buffer.from(opened.salt, 'base64'), body) !== line.commit) {
    throw new Refusal('tampered', file, 'the entry shown is not the one that was sealed');
  }
  return JSON.parse(opened.body);
}

/** Whether bytes may be a proved entry. */
export function isProvedEntry(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 200)).toString('latin1').includes('"proved-entry"');
}

/**
 * Takes a proved entry apart, once all of it holds together.
 * @param expected key that must have signed the checkpoint, 32 bytes; without it whichever key the file states.
 * @throws Refusal `unsupported` when it is no such file, `untrusted`, `tampered`.
 */
export function readProvedEntry(bytes: Uint8Array, file: string, expected?: Uint8Array): ShownEntry {
  let parsed: v.InferOutput<typeof schema>;
  try {
    parsed = v.parse(schema, JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch (cause) {
    throw new Refusal('unsupported', file, 'it is not the proof of a log entry', { cause });
  }
  const key = expected ?? new Uint8Array(Buffer.from(parsed.key, 'base64'));
  if (key.length !== 32) throw new Refusal('unsupported', file, 'its key is not one of 32 bytes');
  const checkpoint = readCheckpoint(Buffer.from(parsed.checkpoint, 'base64'), file, key);
  if (!isProved(parsed.proof, checkpoint)) {
    throw new Refusal('tampered', file, 'the entry does not belong to the log that the checkpoint states');
  }
  return { seq: parsed.proof.entry, body: bodyOf(parsed, file), checkpoint, keyId: keyId(key) };
}
