import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { dictionaryOf, readBinaryPlist } from '../../../shared/encoding/binary-plist.ts';
import { Cancelled } from '../../../shared/model/index.ts';
import { refusalOf, tempFolder } from '../testing/opening.ts';
import { openKeyBag, readKeyBag } from './key-bag.ts';
import { makeIosBackup } from './testing/made-ios-backup.ts';

const { folder, remove } = tempFolder('key-bag');
after(remove);

function bagOf(rounds: readonly [number, number] = [20, 10]): Uint8Array {
  const where = path.join(folder, 'one');
  rmSync(where, { recursive: true, force: true });
  makeIosBackup(where, { files: [], password: 'secret', rounds });
  const list = dictionaryOf(readBinaryPlist(readFileSync(path.join(where, 'Manifest.plist'))))!;
  return list.get('BackupKeyBag') as Uint8Array;
}

test('the password opens the keys of the classes that it wraps, and no other', async () => {
  const bag = readKeyBag(bagOf())!;
  const keys = await openKeyBag(bag, 'secret', 'f');
  assert.deepEqual([...keys.keys()], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  assert.ok([...keys.values()].every((key) => key.length === 32));
});

test('a bag from before iOS 10.2 has the second derivation alone', async () => {
  const bag = readKeyBag(bagOf([0, 30]))!;
  assert.equal(bag.first, undefined);
  assert.equal((await openKeyBag(bag, 'secret', 'f')).size, 10);
});

test('a wrong password is named, and nothing else is tried', async () => {
  const bag = readKeyBag(bagOf())!;
  for (const password of ['Secret', 'secret ', '']) {
    const refusal = await refusalOf(openKeyBag(bag, password, 'Manifest.plist'));
    assert.equal(refusal.code, 'wrong-key');
    assert.equal(refusal.message, 'Manifest.plist: the password does not open this backup');
  }
});

test('a bag of which only some keys open is damaged, and says which', async () => {
  const bytes = Buffer.from(bagOf());
  const third = bytes.indexOf('WPKY', bytes.indexOf('WPKY', bytes.indexOf('WPKY') + 1) + 1);
  bytes[third + 12]! ^= 1;
  const refusal = await refusalOf(openKeyBag(readKeyBag(bytes)!, 'secret', 'f'));
  assert.equal(refusal.code, 'tampered');
  assert.match(refusal.reason, /opens 9 of its keys, and not those of protection class 3$/);
});

test('a bag that asks for more rounds than any phone is none', () => {
  const bytes = Buffer.from(bagOf());
  bytes.writeUInt32BE(0xffff_ffff, bytes.indexOf('DPIC') + 8);
  assert.equal(readKeyBag(bytes), undefined);
  bytes.writeUInt32BE(0, bytes.indexOf('DPIC') + 8);
  assert.equal(readKeyBag(bytes), undefined);
});

test('a derivation need not be waited for', async () => {
  const bag = readKeyBag(bagOf())!;
  const long = { ...bag, first: { salt: bag.second.salt, count: 3_000_000 } };
  const stop = new AbortController();
  const opening = openKeyBag(long, 'secret', 'f', stop.signal);
  stop.abort();
  await assert.rejects(opening, Cancelled);
});

test('any bytes, cuts and flips give a bag or none', () => {
  const whole = bagOf();
  assert.equal(readKeyBag(new Uint8Array()), undefined);
  fc.assert(
    fc.property(fc.nat(whole.length - 1), fc.nat(255), fc.nat(whole.length), (at, byte, cut) => {
      const changed = whole.slice();
      changed[at] = byte;
      readKeyBag(changed);
      readKeyBag(changed.subarray(0, cut));
    }),
    { numRuns: 1000 },
  );
});
