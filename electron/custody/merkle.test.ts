import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { EMPTY_ROOT, inclusionProof, leafHash, MerkleFrontier, rootOf, verifyInclusion } from './merkle.ts';

/** Leaves and roots of the tests of Certificate Transparency (google/certificate-transparency, merkletree). */
const LEAVES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const leaves = LEAVES.map((hex) => leafHash(Buffer.from(hex, 'hex')));

test('roots are those of Certificate Transparency’s own tests', () => {
  assert.equal(
    EMPTY_ROOT.toString('hex'),
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  );
  assert.deepEqual(
    ROOTS.map((_, i) => rootOf(leaves, 0, i + 1).toString('hex')),
    ROOTS,
  );
});

/** The tree as the RFC defines it, by halves. */
function plainRoot(all: readonly Buffer[]): Buffer {
  if (all.length === 0) return EMPTY_ROOT;
  if (all.length === 1) return all[0]!;
  let k = 1;
  while (k * 2 < all.length) k *= 2;
  const pair = [...[plainRoot(all.slice(0, k)), plainRoot(all.slice(k))]];
  const frontier = new MerkleFrontier();
  for (const one of pair) frontier.add(one);
  return frontier.root();
}

const treeOf = (size: number): Buffer[] =>
  Array.from({ length: size }, (_, i) => leafHash(Buffer.from(`line ${i}`)));

test('a growing tree has at every size the root that the RFC defines', () => {
  const all = treeOf(70);
  const frontier = new MerkleFrontier();
  for (let size = 0; size <= all.length; size++) {
    assert.deepEqual(frontier.root(), plainRoot(all.slice(0, size)));
    if (size < all.length) frontier.add(all[size]!);
  }
});

test('every leaf of every tree is proved, and only at its place, in its tree', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 80 }), fc.nat(), fc.nat(), (size, a, b) => {
      const all = treeOf(size);
      const root = rootOf(all);
      const index = a % size;
      const proof = inclusionProof(all, index);
      assert.ok(verifyInclusion(all[index]!, index, size, proof, root));
      const other = b % size;
      if (other !== index) {
        assert.ok(!verifyInclusion(all[other]!, index, size, proof, root));
        assert.ok(!verifyInclusion(all[index]!, other, size, proof, root));
      }
      assert.ok(!verifyInclusion(all[index]!, index, size + 1, proof, rootOf(treeOf(size + 1))));
      if (proof.length > 0) {
        assert.ok(!verifyInclusion(all[index]!, index, size, proof.slice(1), root));
        const changed = proof.map((hash, i) => (i === b % proof.length ? Buffer.alloc(32) : hash));
        assert.ok(!verifyInclusion(all[index]!, index, size, changed, root));
      }
      assert.ok(!verifyInclusion(all[index]!, index, size, [...proof, Buffer.alloc(32)], root));
    }),
  );
});

test('a proof is no longer than the tree is deep', () => {
  assert.equal(inclusionProof(treeOf(1000), 999).length, 8);
  assert.equal(inclusionProof(treeOf(1024), 0).length, 10);
  assert.throws(() => inclusionProof(leaves, 8), RangeError);
});
