/**
 * One line of a custody log, as bytes:
 *
 *     {"seq":0,"time":…,"actor":…,"action":…,"subjects":[…],"counts":{…},"software":…,"prev":"<hex>","sum":"<hex>"}
 *     {"seq":0,"sealed":"<base64>","commit":"<hex>","prev":"<hex>","sum":"<hex>"}
 *
 * `prev` is the SHA-256 of the line before, without its newline; on the first, the log's origin. `sum` is the
 * SHA-256 of this line up to the comma before `"sum"`, so that a change in the last line shows too.
 * In a sealed line the fields between `seq` and `prev` are one sealed JSON object. `commit` is the SHA-256 of
 * 32 random bytes, which are sealed with it, and that object: who is shown both can see that they are what
 * stands sealed here, without the key that opens all the others.
 */
import { isUtf8 } from 'node:buffer';
import type { Action } from '../../shared/contract/index.ts';
import { sha256Hex } from '../keys/sha256.ts';

export { ACTIONS, type Action } from '../../shared/contract/index.ts';

/** A thing that an action concerns: a file with its hash, an exhibit, a case. Plain fields only. */
export type Subject = Readonly<Record<string, string | number | boolean>>;

export interface EntryBody {
  /** RFC 3339 UTC, ms. */
  readonly time: string;
  readonly actor: string;
  readonly action: Action;
  readonly subjects: readonly Subject[];
  readonly counts?: Readonly<Record<string, number>>;
  readonly software: string;
}

export interface Entry extends EntryBody {
  readonly seq: number;
  readonly prev: string;
}

/** `prev` of the first line of a log that belongs to no case. */
export const GENESIS = '0'.repeat(64);

/** `prev` of the first line of a case's log: another case's log does not begin with it. */
export function originOfCase(caseId: string): string {
  return sha256Hex(`threadline custody log of case ${caseId}`);
}

export const NEWLINE = 0x0a;

/** An entry's body, sealed; see `commitmentOf`. */
export interface SealedBody {
  readonly sealed: Uint8Array;
  /** Hex. */
  readonly commitment: string;
}

/** What a sealed line commits to. @param salt 32 random bytes. @param body UTF-8 JSON of an EntryBody. */
export function commitmentOf(salt: Uint8Array, body: Uint8Array): string {
  return sha256Hex(Buffer.concat([salt, body]));
}

/** The line's bytes without the newline. `sealed` replaces the body where the log is sealed. */
export function encodeLine(seq: number, body: EntryBody, prev: string, sealed?: SealedBody): Uint8Array {
  const { time, actor, action, subjects, counts, software } = body;
  const fields = sealed
    ? { seq, sealed: Buffer.from(sealed.sealed).toString('base64'), commit: sealed.commitment, prev }
    : { seq, time, actor, action, subjects, ...(counts ? { counts } : {}), software, prev };
  const open = JSON.stringify(fields).slice(0, -1);
  return Buffer.from(`${open},"sum":"${sha256Hex(open)}"}`);
}

/** `,"sum":"<64 hex>"}` */
const SUM_BYTES = 8 + 64 + 2;

/** A line whose own sum and chain are right; the body is absent where it is sealed. */
export interface CheckedLine {
  readonly seq: number;
  readonly prev: string;
  /** The line without its newline, and the SHA-256 of these bytes. */
  readonly bytes: Uint8Array;
  readonly sum: string;
  readonly sealed?: SealedBody;
  readonly entry?: Entry;
}

/**
 * Checks one line against its place in the chain.
 * @returns the line, or the reason why it is broken.
 */
export function checkLine(line: Uint8Array, seq: number, prev: string): CheckedLine | string {
  // Of other bytes `toString` would make replacement characters, and a changed line could look whole.
  if (!isUtf8(line)) return 'it was changed: it is not valid UTF-8';
  const text = Buffer.from(line.buffer, line.byteOffset, line.byteLength).toString('utf8');
  let fields: Partial<Entry> & { sealed?: unknown; commit?: unknown };
  try {
    fields = JSON.parse(text);
  } catch {
    return 'it is not a log entry';
  }
  if (typeof fields !== 'object' || fields === null) return 'it is not a log entry';
  if (text.slice(-SUM_BYTES) !== `,"sum":"${sha256Hex(line.subarray(0, -SUM_BYTES))}"}`) {
    return 'it was changed: its own sum does not match';
  }
  if (fields.prev !== prev) {
    return seq === 0
      ? 'it does not begin this log: its first line was removed, or it is another case’s'
      : 'it does not follow the line before: a line was changed, removed or moved';
  }
  if (fields.seq !== seq) return `its number is ${String(fields.seq)} and should be ${seq}`;
  const checked = { seq, prev, bytes: line, sum: sha256Hex(line) };
  if (typeof fields.sealed === 'string') {
    const sealed = { sealed: Buffer.from(fields.sealed, 'base64'), commitment: String(fields.commit) };
    return { ...checked, sealed };
  }
  const { sum: _sum, ...entry } = fields as Entry & { sum: string };
  return { ...checked, entry };
}
