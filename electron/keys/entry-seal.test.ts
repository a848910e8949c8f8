import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commitmentOf } from '../custody/entry.ts';
import { deriveKeys, newCaseKey } from './case-keys.ts';
import { closedLogKeys, openEntry, sealEntry, sealEntryWhileClosed } from './entry-seal.ts';

const keys = deriveKeys(newCaseKey());
const { publicKey } = closedLogKeys(keys.closedLog);
const place = { seq: 4, prev: 'ab'.repeat(32) };
const body = Buffer.from('{"action":"exhibit-imported","subjects":[{"exhibit":"AB/1"}]}');

const ways = [
  { name: 'with the key', whileClosed: false, seal: () => sealEntry(keys.custody, 'case', place, body) },
  { name: 'in a box', whileClosed: true, seal: () => sealEntryWhileClosed(publicKey, 'case', place, body) },
];

for (const { name, whileClosed, seal } of ways) {
  test(`an entry sealed ${name} shows nothing and opens at its place`, () => {
    const sealed = seal();
    assert.ok(!Buffer.from(sealed.sealed).includes('exhibit'));
    const opened = openEntry(keys, 'case', place, sealed);
    assert.equal(Buffer.from(opened!.body).toString(), body.toString());
    assert.equal(opened!.whileClosed, whileClosed);
    assert.equal(commitmentOf(opened!.salt, body), sealed.commitment);
  });

  test(`an entry sealed ${name} does not open under another entry's commitment`, () => {
    const { sealed } = seal();
    assert.equal(openEntry(keys, 'case', place, { sealed, commitment: seal().commitment }), null);
  });

  test(`an entry sealed ${name} does not open at another place, in another case or with another key`, () => {
    const sealed = seal();
    assert.equal(openEntry(keys, 'case', { ...place, seq: 5 }, sealed), null);
    assert.equal(openEntry(keys, 'case', { ...place, prev: 'cd'.repeat(32) }, sealed), null);
    assert.equal(openEntry(keys, 'other', place, sealed), null);
    assert.equal(openEntry(deriveKeys(newCaseKey()), 'case', place, sealed), null);
  });

  test(`an entry sealed ${name} does not open with any byte changed, or cut off`, () => {
    const { sealed, commitment } = seal();
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed);
      changed[at]! ^= 1;
      assert.equal(openEntry(keys, 'case', place, { sealed: changed, commitment }), null, `byte ${at}`);
      const cut = { sealed: sealed.subarray(0, at), commitment };
      assert.equal(openEntry(keys, 'case', place, cut), null, `cut at ${at}`);
    }
  });
}

test('an entry written while the case was closed cannot pass for one written with its key', () => {
  const { sealed, commitment } = sealEntryWhileClosed(publicKey, 'case', place, body);
  sealed[0] = 1;
  assert.equal(openEntry(keys, 'case', place, { sealed, commitment }), null);
});
