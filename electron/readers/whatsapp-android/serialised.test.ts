import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addressesOf, mediaPathOf } from './serialised.ts';
import { realDatabase } from './testing/true-schema.ts';

test('the path stands after the class of files, in the sample’s own objects', () => {
  const bytes = realDatabase();
  const path = Buffer.from('Media/.Statuses/512f6126774046e9999b4be9a1d5c2a5.jpg');
  const start = bytes.lastIndexOf(Buffer.from('aced0005', 'hex'), bytes.indexOf(path));
  assert.equal(mediaPathOf(bytes.subarray(start, start + 1050)), path.toString());
});

test('what is no serialised object has neither path nor addresses', () => {
  for (const cell of [null, 7, 'Media/a.jpg', Buffer.alloc(0), Buffer.from('java.io.File t\0\u0003a/b')]) {
    assert.equal(mediaPathOf(cell), undefined);
    assert.deepEqual(addressesOf(cell), []);
  }
});

test('any bytes at all are looked through to their end', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (tail) => {
      const cell = Buffer.concat([Buffer.from([0xac, 0xed, 0, 5]), Buffer.from('java.io.File'), tail]);
      const path = mediaPathOf(cell);
      assert.ok(path === undefined || path.includes('/'));
      for (const address of addressesOf(cell)) assert.match(address, /@/);
    }),
  );
});
