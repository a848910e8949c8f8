/** Mutations of bytes that know nothing of what they mean. */
import type { Chance } from '../chance.ts';

const MOST_BYTES = 512 * 1024;
/** Where formats count: ends of signed and unsigned ranges, and small numbers. */
const NUMBERS = [
  0, 1, 2, 3, 7, 8, 16, 32, 64, 100, 127, 128, 255, 256, 512, 1000, 1024, 4096, 32767, 32768, 65535,
]
  .flatMap((n) => [n, -n])
  .concat([0x7fff_ffff, -0x8000_0000, 0x1_0000_0000, 0xffff_ffff, Number.MAX_SAFE_INTEGER]);

export type Mutation = (bytes: Buffer, chance: Chance, dictionary: readonly string[]) => Buffer;

function splice(bytes: Buffer, at: number, away: number, put: Uint8Array): Buffer {
  return Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + away)]);
}

const flipBit: Mutation = (bytes, chance) => {
  const copy = Buffer.from(bytes);
  if (copy.length > 0) copy[chance.below(copy.length)]! ^= 1 << chance.below(8);
  return copy;
};

const setByte: Mutation = (bytes, chance) => {
  const copy = Buffer.from(bytes);
  if (copy.length > 0)
    copy[chance.below(copy.length)] = chance.pick([0, 1, 0x7f, 0x80, 0xff, chance.below(256)]);
  return copy;
};

const setNumber: Mutation = (bytes, chance) => {
  const width = chance.pick([2, 4, 8] as const);
  if (bytes.length < width) return setByte(bytes, chance, []);
  const copy = Buffer.from(bytes);
  const number = Buffer.alloc(8);
  number.writeBigInt64LE(BigInt.asIntN(64, BigInt(chance.pick(NUMBERS))));
  const part = number.subarray(0, width);
  if (chance.oneIn(2)) part.reverse();
  copy.set(part, chance.below(copy.length - width + 1));
  return copy;
};

const nudge: Mutation = (bytes, chance) => {
  const copy = Buffer.from(bytes);
  if (copy.length > 0) copy[chance.below(copy.length)]! += chance.below(9) - 4;
  return copy;
};

const cut: Mutation = (bytes, chance) => bytes.subarray(0, chance.below(bytes.length + 1));

const takeOut: Mutation = (bytes, chance) => {
  const at = chance.below(bytes.length);
  return splice(bytes, at, 1 + chance.below(Math.min(64, bytes.length - at)), Buffer.alloc(0));
};

const repeat: Mutation = (bytes, chance) => {
  const at = chance.below(bytes.length);
  const part = bytes.subarray(at, at + 1 + chance.below(chance.oneIn(8) ? 4096 : 64));
  return splice(bytes, chance.below(bytes.length + 1), 0, part);
};

const insertWord: Mutation = (bytes, chance, dictionary) => {
  if (dictionary.length === 0) return repeat(bytes, chance, dictionary);
  const word = Buffer.from(chance.pick(dictionary));
  const at = chance.below(bytes.length + 1);
  return splice(bytes, at, chance.oneIn(2) ? word.length : 0, word);
};

const writeZeros: Mutation = (bytes, chance) => {
  const copy = Buffer.from(bytes);
  const at = chance.below(copy.length);
  copy.fill(chance.pick([0, 0x20, 0x41, 0xff]), at, Math.min(copy.length, at + 1 + chance.below(64)));
  return copy;
};

const ALL: readonly Mutation[] = [
  flipBit,
  setByte,
  setNumber,
  nudge,
  cut,
  takeOut,
  repeat,
  insertWord,
  insertWord,
  writeZeros,
];

/** One to a few changes anywhere. */
export const mutateBytes: Mutation = (bytes, chance, dictionary) => {
  let changed = bytes;
  for (let times = 1 + chance.below(4); times > 0; times--) {
    if (changed.length === 0) return Buffer.from([chance.below(256)]);
    changed = chance.pick(ALL)(changed, chance, dictionary).subarray(0, MOST_BYTES);
  }
  return changed;
};

/** The beginning of one and the end of another. */
export function cross(one: Buffer, other: Buffer, chance: Chance): Buffer {
  return Buffer.concat([
    one.subarray(0, chance.below(one.length + 1)),
    other.subarray(chance.below(other.length + 1)),
  ]).subarray(0, MOST_BYTES);
}
