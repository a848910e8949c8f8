/**
 * The key bag of an encrypted backup: records of a tag of 4 letters, a length of 4 bytes (big-endian) and a
 * value. First the bag's own, then, each begun by UUID, one group for each protection class
 * (formats.md §4; Apple Platform Security, "Keybags").
 */
import { pbkdf2 } from 'node:crypto';
import { promisify } from 'node:util';
import { Cancelled, Refusal } from '../../../shared/model/index.ts';
import { unwrapKey } from './aes-wrap.ts';

const derive = promisify(pbkdf2);

/** One derivation from the password. */
interface Rounds {
  readonly salt: Uint8Array;
  readonly count: number;
}

export interface KeyBag {
  /** With SHA-256, before the other; bags from before iOS 10.2 have none. */
  readonly first: Rounds | undefined;
  /** With SHA-1. */
  readonly second: Rounds;
  /** Keys of the classes that the password opens, wrapped, by class. */
  readonly wrapped: ReadonlyMap<number, Uint8Array>;
}

/** Keys of protection classes, 32 bytes each, by class. */
export type ClassKeys = ReadonlyMap<number, Buffer>;

/** `WRAP` of a class: the bit says that the password is needed. */
const BY_PASSWORD = 2;
const KEY_BYTES = 32;
/** iPhones use 10,000,000; with more, opening would take an hour. */
const MOST_ROUNDS = 200_000_000;

interface Group {
  readonly values: Map<string, Uint8Array>;
}

function groupsOf(bytes: Uint8Array): Group[] | undefined {
  const bag = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const groups: Group[] = [{ values: new Map() }];
  for (let at = 0; at < bag.length; ) {
    if (at + 8 > bag.length) return undefined;
    const tag = bag.toString('latin1', at, at + 4);
    const end = at + 8 + bag.readUInt32BE(at + 4);
    if (!/^[A-Z0-9]{4}$/.test(tag) || end > bag.length) return undefined;
    // The first UUID is the bag's own.
    if (tag === 'UUID' && groups.at(-1)!.values.has('UUID')) groups.push({ values: new Map() });
    groups.at(-1)!.values.set(tag, bag.subarray(at + 8, end));
    at = end;
  }
  return groups;
}

function numberOf(value: Uint8Array | undefined): number | undefined {
  if (value?.length !== 4) return undefined;
  return new DataView(value.buffer, value.byteOffset, 4).getUint32(0);
}

function roundsOf({ values }: Group, salt: string, count: string): Rounds | undefined {
  const [bytes, rounds] = [values.get(salt), numberOf(values.get(count))];
  if (!bytes || rounds === undefined || rounds < 1 || rounds > MOST_ROUNDS) return undefined;
  return { salt: bytes, count: rounds };
}

/** The bag, or undefined when the bytes are none: cut off, without salts, or without a key. */
export function readKeyBag(bytes: Uint8Array): KeyBag | undefined {
  const groups = groupsOf(bytes);
  if (!groups) return undefined;
  const [own, ...classes] = groups as [Group, ...Group[]];
  const first = roundsOf(own, 'DPSL', 'DPIC');
  const second = roundsOf(own, 'SALT', 'ITER');
  if (!second || (own.values.has('DPSL') && !first)) return undefined;
  const wrapped = new Map<number, Uint8Array>();
  for (const { values } of classes) {
    const [number, wrap, key] = [
      numberOf(values.get('CLAS')),
      numberOf(values.get('WRAP')),
      values.get('WPKY'),
    ];
    if (number === undefined || wrap === undefined || key === undefined) continue;
    if ((wrap & BY_PASSWORD) !== 0) wrapped.set(number, key);
  }
  return wrapped.size === 0 ? undefined : { first, second, wrapped };
}

/** Waits for the work, or for the signal: a derivation itself cannot be stopped. */
function orCancelled<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(new Cancelled());
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

/**
 * The keys that a password opens. The derivation takes seconds and runs beside the event loop.
 * @param file what refusals call the backup.
 * @throws Refusal `wrong-key`, also where the bag alone is damaged; `tampered` where only some keys open; Cancelled.
 */
export async function openKeyBag(
  bag: KeyBag,
  password: string,
  file: string,
  signal?: AbortSignal,
): Promise<ClassKeys> {
  let secret: Uint8Array = Buffer.from(password, 'utf8');
  if (bag.first) {
    const { salt, count } = bag.first;
    secret = await orCancelled(derive(secret, salt, count, KEY_BYTES, 'sha256'), signal);
  }
  const { salt, count } = bag.second;
  const key = await orCancelled(derive(secret, salt, count, KEY_BYTES, 'sha1'), signal);
  const keys = new Map<number, Buffer>();
  const closed: number[] = [];
  for (const [number, wrapped] of bag.wrapped) {
    const opened = unwrapKey(key, wrapped);
    if (opened?.length === KEY_BYTES) keys.set(number, opened);
    else closed.push(number);
  }
  if (keys.size === 0) {
    throw new Refusal('wrong-key', file, 'the password does not open this backup');
  }
  if (closed.length > 0) {
    throw new Refusal(
      'tampered',
      file,
      `its key bag is damaged: the password opens ${keys.size} of its keys, and not those of protection class ${closed.join(', ')}`,
    );
  }
  return keys;
}
