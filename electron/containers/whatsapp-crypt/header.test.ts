import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { HEADER_BYTES, readHeader } from './header.ts';
import { KEYS, makeBackup } from './testing/made-backup.ts';

const content = Buffer.from('content');

/** Header, ciphertext of seven stored bytes, tag. */
const headerEnd = (backup: Buffer): number => backup.length - content.length - 16;
const made = (options: Omit<Parameters<typeof makeBackup>[1], 'packing' | 'md5'>): Buffer =>
  makeBackup(content, { ...options, packing: 'none', md5: false });

test('crypt12 names its key and its nonce at fixed places', () => {
  const bytes = made({ version: 12 });
  const header = readHeader(bytes)!;
  assert.equal(header.version, 12);
  assert.equal(header.end, 67);
  assert.deepEqual(header.iv, new Uint8Array(bytes.subarray(51, 67)));
  assert.deepEqual(header.identity, {
    cipherVersion: Uint8Array.of(0, 1),
    keyVersion: 2,
    serverSalt: new Uint8Array(KEYS.serverSalt),
    googleId: new Uint8Array(KEYS.googleId),
  });
});

test('crypt14 names its key in a protobuf, its key version as a digit', () => {
  const bytes = made({ version: 14 });
  const header = readHeader(bytes)!;
  assert.equal(header.version, 14);
  assert.equal(header.end, headerEnd(bytes));
  assert.equal(header.identity!.keyVersion, 2);
  assert.deepEqual(Buffer.from(header.identity!.googleId), KEYS.googleId);
});

test('crypt15 names no key', () => {
  const bytes = made({ version: 15 });
  const header = readHeader(bytes)!;
  assert.equal(header.version, 15);
  assert.equal(header.end, headerEnd(bytes));
  assert.equal(header.identity, undefined);
});

test('headers of every length are read: of one byte, of two, and of 256 bytes and more', () => {
  const lengths = new Set<number>();
  for (const version of [14, 15] as const) {
    for (let letters = 0; letters < 400; letters++) {
      for (const features of [true, false]) {
        const bytes = made({ version, features, appVersion: '2'.repeat(letters) });
        const header = readHeader(bytes);
        assert.equal(header?.version, version, `${letters} letters`);
        assert.equal(header.end, headerEnd(bytes));
        assert.equal(header.hasFeatures, features);
        lengths.add(header.end);
      }
    }
  }
  assert.ok(Math.min(...lengths) < 128 && Math.max(...lengths) > 512);
});

test('a mark of 01 between a short length and the header is passed over', () => {
  const bytes = made({ version: 15, features: false });
  const marked = Buffer.concat([bytes.subarray(0, 1), Uint8Array.of(1), bytes.subarray(1)]);
  assert.deepEqual(readHeader(marked), { ...readHeader(bytes)!, end: headerEnd(bytes) + 1 });
});

test('a header that is cut off is none', () => {
  for (const version of [12, 14, 15] as const) {
    const bytes = made({ version });
    for (let length = 0; length < headerEnd(bytes); length++) {
      assert.equal(readHeader(bytes.subarray(0, length)), undefined, `crypt${version}, ${length} bytes`);
    }
  }
});

test('beginnings of other files are no header', () => {
  const others = {
    sqlite: Buffer.from('SQLite format 3\0\x10\0\x01\x01\0\x40\x20\x20', 'latin1'),
    zip: Buffer.from('504b0304140000000800', 'hex'),
    jpeg: Buffer.from('ffd8ffe000104a464946000101', 'hex'),
    mp4: Buffer.from('000000206674797069736f6d', 'hex'),
    ttf: Buffer.from('00010000001101000004', 'hex'),
    text: Buffer.from('22/03/2024, 14:36 - Ana: on my way'),
    empty: Buffer.alloc(0),
    zeros: Buffer.alloc(HEADER_BYTES),
  };
  for (const [name, start] of Object.entries(others)) {
    const bytes = Buffer.concat([start, Buffer.alloc(start.length > 0 ? 500 : 0, 0x41)]);
    assert.equal(readHeader(bytes), undefined, name);
  }
});

test('the header parser takes any bytes, and stays within them', () => {
  const start = fc.constantFrom(...[12, 14, 15].map((version) => made({ version: version as 12 | 14 | 15 })));
  const anyBytes = fc.oneof(
    fc.uint8Array({ maxLength: 600 }),
    // Close to a header, so that deep places are reached.
    fc
      .tuple(start, fc.array(fc.tuple(fc.nat(250), fc.nat(255)), { maxLength: 4 }))
      .map(([bytes, changes]) => {
        const copy = Uint8Array.from(bytes);
        for (const [at, byte] of changes) copy[at % copy.length] = byte;
        return copy;
      }),
  );
  fc.assert(
    fc.property(anyBytes, (bytes) => {
      const header = readHeader(bytes);
      if (!header) return;
      assert.equal(header.iv.length, 16);
      assert.ok(header.end <= bytes.length);
      assert.equal(header.identity === undefined, header.version === 15);
    }),
    { numRuns: 3000 },
  );
});
