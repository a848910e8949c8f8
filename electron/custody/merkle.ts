/**
 * Merkle trees over log lines (RFC 6962, section 2.1; SHA-256): one entry can be proved to belong to a
 * log of a known root without the others being shown, and a longer log to continue a shorter one.
 */
import { createHash } from 'node:crypto';

export type Hash = Buffer;

const sha256 = (...parts: readonly Uint8Array[]): Hash => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

const LEAF = Buffer.of(0);
const NODE = Buffer.of(1);

/** Hash of a leaf: a log line's bytes without its newline. */
export function leafHash(line: Uint8Array): Hash {
  return sha256(LEAF, line);
}

function nodeHash(left: Hash, right: Hash): Hash {
  return sha256(NODE, left, right);
}

/** The root of a tree without leaves. */
export const EMPTY_ROOT: Hash = sha256();

/** A tree that grows by its leaves and remembers only the roots of its full subtrees. */
export class MerkleFrontier {
  /** Roots of the full subtrees, largest first; their sizes are the bits of `size`. */
  private readonly roots: Hash[] = [];
  private count = 0;

  get size(): number {
    return this.count;
  }

  add(leaf: Hash): void {
    let root = leaf;
    for (let n = this.count; n & 1; n = Math.floor(n / 2)) root = nodeHash(this.roots.pop()!, root);
    this.roots.push(root);
    this.count++;
  }

  root(): Hash {
    if (this.count === 0) return EMPTY_ROOT;
    return this.roots.reduceRight((right, left) => nodeHash(left, right));
  }
}

/** The largest power of two below n, for n > 1. */
const splitOf = (n: number): number => 2 ** Math.floor(Math.log2(n - 1));

/** Root of the leaves from `start` up to `end`. */
export function rootOf(leaves: readonly Hash[], start = 0, end = leaves.length): Hash {
  const frontier = new MerkleFrontier();
  for (let i = start; i < end; i++) frontier.add(leaves[i]!);
  return frontier.root();
}

/**
 * The hashes that lead from one leaf to the root, the leaf's neighbour first (RFC 6962, 2.1.1).
 * @throws RangeError when there is no such leaf.
 */
export function inclusionProof(leaves: readonly Hash[], index: number): Hash[] {
  if (!(index >= 0 && index < leaves.length)) throw new RangeError(`the tree has no leaf ${index}`);
  const proof: Hash[] = [];
  let [start, end] = [0, leaves.length];
  while (end - start > 1) {
    const middle = start + splitOf(end - start);
    if (index < middle) {
      proof.push(rootOf(leaves, middle, end));
      end = middle;
    } else {
      proof.push(rootOf(leaves, start, middle));
      start = middle;
    }
  }
  return proof.reverse();
}

/** Whether the leaf at `index` belongs to the tree of that size and root (RFC 9162, 2.1.3.2). */
export function verifyInclusion(
  leaf: Hash,
  index: number,
  size: number,
  proof: readonly Hash[],
  root: Hash,
): boolean {
  if (!(Number.isSafeInteger(index) && index >= 0 && index < size)) return false;
  let [fn, sn] = [index, size - 1];
  let hash = leaf;
  for (const other of proof) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      hash = nodeHash(other, hash);
      while (fn % 2 === 0 && fn !== 0) {
        fn = Math.floor(fn / 2);
        sn = Math.floor(sn / 2);
      }
    } else hash = nodeHash(hash, other);
    fn = Math.floor(fn / 2);
    sn = Math.floor(sn / 2);
  }
  return sn === 0 && hash.equals(root);
}
