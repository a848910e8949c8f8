/**
 * `case.json`: all that opening a case needs, and nothing that says what the case is about.
 *
 * In clear: the case's random id, how the passphrase is hashed, and a public key for log entries that are
 * written while the case is closed. Sealed: the case key (with the passphrase), and the record (with a key
 * derived from the case key). `sum` is the SHA-256 of the other fields as compact JSON: it tells a damaged
 * file from a wrong passphrase. Whoever changes the file on purpose can renew the sum; the case key is
 * bound to every other field and then does not open.
 */
import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import { GROUNDS, type WithoutWarrant } from '../../shared/contract/index.ts';
import { Refusal } from '../../shared/model/index.ts';
import { type CaseKeys, deriveKeys, newCaseKey } from '../keys/case-keys.ts';
import { closedLogKeys } from '../keys/entry-seal.ts';
import { assertCost, hashPassphrase, newHashing, type PassphraseHashing } from '../keys/passphrase.ts';
import { type Context, openBytes, sealBytes } from '../keys/sealed.ts';
import { sha256Hex } from '../keys/sha256.ts';
import { sodium } from '../keys/sodium.ts';

export const CASE_FILE = 'case.json';
/** The log of a destroyed case, readable without its key. */
export const DESTROYED_LOG = 'destroyed-case-log.jsonl';
const FORMAT = 'threadline case';
const DESTROYED_FORMAT = 'threadline case, destroyed';
const VERSION = 2;
/** A hostile file is not read into memory whole. */
export const CASE_FILE_MAX_BYTES = 64 * 1024;

/** What is known of a case once it is open. */
export interface CaseRecord {
  readonly reference: string;
  /** IANA. */
  readonly timeZone: string;
  /** RFC 3339 UTC. */
  readonly created: string;
  /** What the case stands on; never changed after. */
  readonly basis: RecordedBasis;
  /** What the log was when the case was last opened or closed. */
  readonly log?: { readonly entries: number; readonly head: string };
}

/** A warrant by the SHA-256 of what was signed, hex; its documents are in the case folder. */
export type RecordedBasis = { readonly kind: 'warrant'; readonly digest: string } | WithoutWarrant;

export interface CaseFile {
  /** 32 hex digits, random. */
  readonly id: string;
  readonly hashing: PassphraseHashing;
  /** X25519 public key. */
  readonly closedLogKey: Uint8Array;
  readonly sealedKey: Uint8Array;
  readonly sealedRecord: Uint8Array;
}

const base64 = v.pipe(
  v.string(),
  v.base64(),
  v.transform((text): Uint8Array => Buffer.from(text, 'base64')),
);
const bytesOf = (length: number) => v.pipe(base64, v.length(length));

const FIELDS = v.strictObject({
  format: v.literal(FORMAT),
  version: v.literal(VERSION),
  id: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/)),
  hashing: v.strictObject({
    algorithm: v.literal('argon2id'),
    memoryKiB: v.number(),
    passes: v.number(),
    salt: base64,
  }),
  closedLogKey: bytesOf(32),
  key: base64,
  record: base64,
});

const RECORD = v.object({
  reference: v.string(),
  timeZone: v.string(),
  created: v.string(),
  basis: v.variant('kind', [
    v.object({ kind: v.literal('warrant'), digest: v.string() }),
    v.object({ kind: v.literal('without-warrant'), ground: v.picklist(GROUNDS), text: v.string() }),
  ]),
  log: v.exactOptional(v.object({ entries: v.number(), head: v.string() })),
});

const keyContext = ({ id, hashing, closedLogKey }: Omit<CaseFile, 'sealedKey' | 'sealedRecord'>): Context => [
  'threadline case key',
  VERSION,
  id,
  hashing.memoryKiB,
  hashing.passes,
  Buffer.from(hashing.salt).toString('hex'),
  Buffer.from(closedLogKey).toString('hex'),
];

const recordContext = (id: string): Context => ['threadline case record', VERSION, id];

/** Makes a case's keys, and its file. @param cost of hashing the passphrase, see keys/passphrase.ts. */
export async function makeCase(
  record: CaseRecord,
  passphrase: string,
  cost: { readonly memoryKiB: number; readonly passes: number },
): Promise<{ file: CaseFile; keys: CaseKeys }> {
  const caseKey = newCaseKey();
  const keys = deriveKeys(caseKey);
  const { publicKey, privateKey } = closedLogKeys(keys.closedLog);
  sodium.memzero(privateKey);
  const clear = {
    id: randomBytes(16).toString('hex'),
    hashing: newHashing(cost),
    closedLogKey: publicKey,
  };
  const passphraseKey = hashPassphrase(passphrase, clear.hashing);
  const file = {
    ...clear,
    sealedKey: sealBytes(passphraseKey, keyContext(clear), caseKey),
    sealedRecord: sealRecord(keys, clear.id, record),
  };
  sodium.memzero(passphraseKey);
  sodium.memzero(caseKey);
  return { file, keys };
}

/** Seals what is known of a case, also when it has changed. */
export function sealRecord(keys: Pick<CaseKeys, 'record'>, id: string, record: CaseRecord): Uint8Array {
  return sealBytes(keys.record, recordContext(id), Buffer.from(JSON.stringify(record)));
}

/** The bytes of case.json. */
export function encodeCaseFile(file: CaseFile): Uint8Array {
  const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
  const fields = {
    format: FORMAT,
    version: VERSION,
    id: file.id,
    hashing: {
      algorithm: 'argon2id',
      memoryKiB: file.hashing.memoryKiB,
      passes: file.hashing.passes,
      salt: text(file.hashing.salt),
    },
    closedLogKey: text(file.closedLogKey),
    key: text(file.sealedKey),
    record: text(file.sealedRecord),
  };
  const sum = sha256Hex(JSON.stringify(fields));
  return Buffer.from(`${JSON.stringify({ ...fields, sum }, null, 2)}\n`);
}

/** The bytes of case.json of a case that was destroyed. @param destroyed RFC 3339 UTC. */
export function encodeDestroyed(id: string, destroyed: string): Uint8Array {
  return Buffer.from(
    `${JSON.stringify({ format: DESTROYED_FORMAT, id, destroyed, log: DESTROYED_LOG }, null, 2)}\n`,
  );
}

/**
 * @param name of the file, for messages.
 * @throws Refusal `unsupported` for a file of another program or version, or a hashing out of bounds;
 * `tampered` for one that was changed or damaged.
 */
export function decodeCaseFile(bytes: Uint8Array, name: string): CaseFile {
  let given: Record<string, unknown>;
  try {
    given = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new Refusal('tampered', name, 'it is damaged: it is not JSON');
  }
  if (given?.format === DESTROYED_FORMAT) {
    const when = typeof given.destroyed === 'string' ? ` on ${given.destroyed.slice(0, 10)}` : '';
    throw new Refusal('unsupported', name, `the case was destroyed${when}; its log is in ${DESTROYED_LOG}`);
  }
  if (given?.format !== FORMAT) throw new Refusal('unsupported', name, 'it is not a case of Threadline');
  if (given.version !== VERSION) {
    throw new Refusal(
      'unsupported',
      name,
      `it is of version ${String(given.version)}, this program reads ${VERSION}`,
    );
  }
  const { sum, ...fields } = given;
  if (sum !== sha256Hex(JSON.stringify(fields))) {
    throw new Refusal('tampered', name, 'it was changed or is damaged: its sum does not match');
  }
  const parsed = v.safeParse(FIELDS, fields);
  if (!parsed.success) {
    const field = v.getDotPath(parsed.issues[0]) ?? 'its fields';
    throw new Refusal('tampered', name, `it was changed: ${field} is not as it should be`);
  }
  const { id, hashing, closedLogKey, key, record } = parsed.output;
  const { memoryKiB, passes, salt } = hashing;
  assertCost(name, { memoryKiB, passes, salt });
  return {
    id,
    hashing: { memoryKiB, passes, salt },
    closedLogKey,
    sealedKey: key,
    sealedRecord: record,
  };
}

/**
 * Opens a case's keys and record.
 * @param name of the file, for messages.
 * @throws Refusal `wrong-passphrase`; `tampered` when the record is not the one sealed with the case.
 */
export async function unlockCase(
  file: CaseFile,
  passphrase: string,
  name: string,
): Promise<{ keys: CaseKeys; record: CaseRecord }> {
  const passphraseKey = hashPassphrase(passphrase, file.hashing);
  const caseKey = openBytes(passphraseKey, keyContext(file), file.sealedKey);
  sodium.memzero(passphraseKey);
  if (!caseKey) throw new Refusal('wrong-passphrase', name, 'the passphrase does not open this case');
  const keys = deriveKeys(caseKey);
  sodium.memzero(caseKey);
  const record = openBytes(keys.record, recordContext(file.id), file.sealedRecord);
  const parsed = record && v.safeParse(RECORD, JSON.parse(Buffer.from(record).toString('utf8')));
  if (!parsed?.success) throw new Refusal('tampered', name, 'it was changed: its record does not open');
  return { keys, record: parsed.output };
}
