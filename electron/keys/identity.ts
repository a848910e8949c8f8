/**
 * An identity: the key pairs of a workstation, a signer or a share's holder, in a file sealed by a
 * passphrase. One seed of 32 random bytes; from it (libsodium crypto_kdf) the seed of an Ed25519 pair
 * for signing and of an X25519 pair for sealed boxes. The public card is what others are given.
 */
import * as v from 'valibot';
import { Refusal } from '../../shared/model/index.ts';
import { assertCost, HASHING_COST, hashPassphrase, newHashing } from './passphrase.ts';
import { openBytes, sealBytes } from './sealed.ts';
import { sodium } from './sodium.ts';

export interface KeyPair {
  readonly publicKey: Uint8Array;
  readonly privateKey: Uint8Array;
}

export interface Identity {
  readonly name: string;
  readonly signing: KeyPair;
  readonly box: KeyPair;
}

const publicKey = v.pipe(v.string(), v.regex(/^[A-Za-z0-9+/]{43}=$/));
const name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(300));

/** What is given to others: `<name>.card.json`. */
const cardSchema = v.strictObject({
  version: v.literal(1),
  kind: v.literal('identity-card'),
  name,
  /** Ed25519, base64. */
  signing: publicKey,
  /** X25519, base64. */
  box: publicKey,
});
export type IdentityCard = v.InferOutput<typeof cardSchema>;

const fileSchema = v.strictObject({
  version: v.literal(1),
  kind: v.literal('identity'),
  card: cardSchema,
  hashing: v.strictObject({
    memoryKiB: v.number(),
    passes: v.number(),
    salt: v.pipe(v.string(), v.base64()),
  }),
  sealedSeed: v.pipe(v.string(), v.base64()),
});
type IdentityFile = v.InferOutput<typeof fileSchema>;

const SEED_BYTES = 32;
const KDF_CONTEXT = 'tl-ident';
const toBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const fromBase64 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));

function pairs(seed: Uint8Array): Pick<Identity, 'signing' | 'box'> {
  const seedOf = (id: number): Uint8Array =>
    sodium.crypto_kdf_derive_from_key(SEED_BYTES, id, KDF_CONTEXT, seed);
  const [forSigning, forBoxes] = [seedOf(1), seedOf(2)];
  try {
    return {
      signing: sodium.crypto_sign_seed_keypair(forSigning),
      box: sodium.crypto_box_seed_keypair(forBoxes),
    };
  } finally {
    sodium.memzero(forSigning);
    sodium.memzero(forBoxes);
  }
}

export function cardOf({ name: own, signing, box }: Identity): IdentityCard {
  return {
    version: 1,
    kind: 'identity-card',
    name: own,
    signing: toBase64(signing.publicKey),
    box: toBase64(box.publicKey),
  };
}

const contextOf = (card: IdentityCard) => ['threadline identity', 1, card.name, card.signing, card.box];

/**
 * Makes an identity.
 * @param cost of the passphrase's hashing. @param seed for tests that need the same keys every time.
 * @returns the identity and its file's bytes (JSON).
 */
export async function makeIdentity(
  own: string,
  passphrase: string,
  cost: { readonly memoryKiB: number; readonly passes: number } = HASHING_COST,
  seed: Uint8Array = sodium.randombytes_buf(SEED_BYTES),
): Promise<{ identity: Identity; file: Uint8Array }> {
  const identity: Identity = { name: v.parse(name, own), ...pairs(seed) };
  const card = cardOf(identity);
  const hashing = newHashing(cost);
  const key = hashPassphrase(passphrase, hashing);
  const file: IdentityFile = {
    version: 1,
    kind: 'identity',
    card,
    hashing: { memoryKiB: hashing.memoryKiB, passes: hashing.passes, salt: toBase64(hashing.salt) },
    sealedSeed: toBase64(sealBytes(key, contextOf(card), seed)),
  };
  sodium.memzero(key);
  return { identity, file: Buffer.from(`${JSON.stringify(file, null, 2)}\n`) };
}

function parsed<T>(schema: v.GenericSchema<unknown, T>, bytes: Uint8Array, file: string, what: string): T {
  try {
    return v.parse(schema, JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch (cause) {
    throw new Refusal('unsupported', file, `it is not ${what}`, { cause });
  }
}

/**
 * Opens an identity's file.
 * @throws Refusal `wrong-passphrase`; `unsupported` when it is no identity or its hashing is not allowed;
 * `tampered` when its public keys are not those of its seed.
 */
export async function openIdentity(bytes: Uint8Array, file: string, passphrase: string): Promise<Identity> {
  const { card, hashing, sealedSeed } = parsed(fileSchema, bytes, file, 'an identity');
  const salted = { ...hashing, salt: fromBase64(hashing.salt) };
  assertCost(file, salted);
  const key = hashPassphrase(passphrase, salted);
  const seed = openBytes(key, contextOf(card), fromBase64(sealedSeed));
  sodium.memzero(key);
  if (seed?.length !== SEED_BYTES) {
    throw new Refusal('wrong-passphrase', file, 'the passphrase does not open this identity');
  }
  const identity = { name: card.name, ...pairs(seed) };
  sodium.memzero(seed);
  const own = cardOf(identity);
  if (own.signing !== card.signing || own.box !== card.box) {
    throw new Refusal('tampered', file, 'its public keys are not those of its seed');
  }
  return identity;
}

/** The public part of an identity's file, or of a card's, without a passphrase. @throws Refusal `unsupported`. */
export function readCard(bytes: Uint8Array, file: string): IdentityCard {
  const either = parsed(v.union([cardSchema, fileSchema]), bytes, file, 'an identity or its card');
  return either.kind === 'identity' ? either.card : either;
}

/** Overwrites the private keys. */
export function wipeIdentity({ signing, box }: Identity): void {
  sodium.memzero(signing.privateKey);
  sodium.memzero(box.privateKey);
}
