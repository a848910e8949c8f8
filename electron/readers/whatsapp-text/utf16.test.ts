import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { encodingOf, utf8Of, utf16Units } from './utf16.ts';

async function* chunks(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function decoded(bytes: Buffer, encoding: 'utf16le' | 'utf16be', size: number) {
  const damage = { loneSurrogates: 0, oddByte: false };
  const pieces: Buffer[] = [];
  for await (const piece of utf8Of(chunks(bytes, size), encoding, damage)) pieces.push(Buffer.from(piece));
  return { utf8: Buffer.concat(pieces), damage };
}

function encoded(text: string, encoding: 'utf16le' | 'utf16be'): Buffer {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return encoding === 'utf16be' ? bytes.swap16() : bytes;
}

test('a byte order mark tells the encoding', () => {
  assert.deepEqual(encodingOf(encoded('a', 'utf16le')), { encoding: 'utf16le', markBytes: 2 });
  assert.deepEqual(encodingOf(encoded('a', 'utf16be')), { encoding: 'utf16be', markBytes: 2 });
  assert.deepEqual(encodingOf(Buffer.from('\ufeffa')), { encoding: 'utf8', markBytes: 3 });
  assert.deepEqual(encodingOf(Buffer.from('a')), { encoding: 'utf8', markBytes: 0 });
  assert.deepEqual(encodingOf(Buffer.alloc(0)), { encoding: 'utf8', markBytes: 0 });
});

test('UTF-16 becomes the same text in UTF-8, wherever its chunks are cut', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      fc.constantFrom('utf16le', 'utf16be'),
      fc.integer({ min: 1, max: 9 }),
      async (text, encoding, size) => {
        const { utf8, damage } = await decoded(encoded(text, encoding), encoding, size);
        assert.equal(utf8.toString(), text);
        assert.deepEqual(damage, { loneSurrogates: 0, oddByte: false });
        assert.equal(utf16Units(utf8, 0, utf8.length), text.length);
      },
    ),
    { numRuns: 300 },
  );
});

test('halves of pairs and of code units are counted, and each is one code unit still', async () => {
  const text = 'a\ud83dbc\ude00';
  for (const size of [1, 2, 3, 100]) {
    const { utf8, damage } = await decoded(
      Buffer.concat([encoded(text, 'utf16le'), Buffer.of(65)]),
      'utf16le',
      size,
    );
    assert.equal(utf8.toString(), 'a\ufffdbc\ufffd\ufffd');
    assert.deepEqual(damage, { loneSurrogates: 2, oddByte: true });
  }
  const { utf8, damage } = await decoded(encoded('a\ud83d', 'utf16be'), 'utf16be', 3);
  assert.deepEqual([utf8.toString(), damage.loneSurrogates], ['a\ufffd', 1]);
});
