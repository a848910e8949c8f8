import assert from 'node:assert/strict';
import { createWriteStream, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { after, test } from 'node:test';
import fc from 'fast-check';
import yazl from 'yazl';
import { Cancelled, Refusal } from '../../../shared/model/index.ts';
import { bytesOf, contentsOf, tempFolder } from '../testing/opening.ts';
import { openZip } from './open-zip.ts';
import { type MadeEntry, makeZip } from './testing/made-zip.ts';

const { folder, remove } = tempFolder('zip');
after(remove);

async function opened(bytes: Uint8Array, name = 'export.zip') {
  const file = path.join(folder, name);
  writeFileSync(file, bytes);
  return openZip(file);
}

async function contents(bytes: Uint8Array): Promise<{ readonly [path: string]: string }> {
  const zip = await opened(bytes);
  try {
    assert.deepEqual(zip.leftOut, []);
    return await contentsOf(zip);
  } finally {
    await zip.close();
  }
}

test('an archive of another program opens to what was put in', async () => {
  const zip = new yazl.ZipFile();
  const files: Record<string, string> = {
    'Media/IMG-1.jpg': 'jpeg'.repeat(100_000),
    '_chat.txt': '[22/03/2024, 14:36:48] أنا: מזל טוב 🎉\n'.repeat(50_000),
    'empty.txt': '',
  };
  for (const [name, content] of Object.entries(files)) {
    zip.addBuffer(Buffer.from(content), name, { compress: name.endsWith('.txt') });
  }
  zip.addEmptyDirectory('Media');
  zip.end({ forceZip64Format: true, comment: '' });
  const file = path.join(folder, 'yazl.zip');
  await pipeline(zip.outputStream, createWriteStream(file));
  const tree = await openZip(file);
  assert.deepEqual(await contentsOf(tree), files);
  assert.deepEqual(
    tree.entries.map(({ bytes }) => bytes),
    Object.values(files).map((content) => Buffer.byteLength(content)),
  );
  await tree.close();
});

test('an entry can be read twice, and two at a time', async () => {
  const zip = await opened(
    makeZip([
      { name: 'a', content: 'A'.repeat(1e6) },
      { name: 'b', content: 'B', method: 0 },
    ]),
  );
  const [a, b] = zip.entries;
  const [first, second, other] = await Promise.all([bytesOf(a!), bytesOf(a!), bytesOf(b!)]);
  assert.ok(first.equals(second) && first.length === 1e6);
  assert.equal(other.toString(), 'B');
  await zip.close();
});

test('names are UTF-8 where the archive says so, or where they can be nothing else; code page 437 otherwise', async () => {
  const utf8 = Buffer.from('Größe 照片.jpg');
  assert.deepEqual(
    Object.keys(
      await contents(
        makeZip([
          { name: 'Ünïcode.txt' },
          { name: utf8, flags: 0 },
          { name: Buffer.from([0x84, 0x94, 0x81, 0xe1, 0x2e, 0x74, 0x78, 0x74]), flags: 0 },
        ]),
      ),
    ).sort(),
    ['Größe 照片.jpg', 'Ünïcode.txt', 'äöüß.txt'].sort(),
  );
});

test('names that are reserved on Windows, very long or odd are only names', async () => {
  const names = [
    'CON',
    'Media/nul.txt',
    'aux.jpg',
    'ends with a dot.',
    'file:stream',
    'line\nbreak',
    `${'d/'.repeat(500)}f`,
  ];
  assert.deepEqual(
    Object.keys(await contents(makeZip(names.map((name) => ({ name }))))).sort(),
    names.sort(),
  );
});

test('backslashes separate folders, as old programs for Windows write them', async () => {
  assert.deepEqual(
    await contents(makeZip([{ name: 'Media\\Images\\IMG-1.jpg', content: 'x', madeBy: 0x0014 }])),
    {
      'Media/Images/IMG-1.jpg': 'x',
    },
  );
});

test('comments, data descriptors and ZIP64 change nothing', async () => {
  const entries: MadeEntry[] = [
    { name: 'a', content: 'one', descriptor: true, comment: 'of the entry' },
    { name: 'b', content: 'two', zip64: true },
  ];
  for (const archive of [{ comment: 'PK\x05\x06 is no end record here' }, { zip64: true as const }]) {
    assert.deepEqual(await contents(makeZip(entries, archive)), { a: 'one', b: 'two' });
  }
});

test('the mark of an archive that could have been split is no damage', async () => {
  for (const mark of ['504b0708', '504b3030']) {
    const bytes = makeZip([{ name: 'a', content: 'x' }], {
      before: Buffer.from(mark, 'hex'),
      offsetsCountBefore: true,
    });
    assert.deepEqual(await contents(bytes), { a: 'x' });
  }
});

test('Unix modes count only where the entry was made on Unix', async () => {
  assert.deepEqual(await contents(makeZip([{ name: 'a', content: 'x', mode: 0o120777, madeBy: 0x0014 }])), {
    a: 'x',
  });
});

test('opening can be cancelled', async () => {
  const file = path.join(folder, 'cancelled.zip');
  writeFileSync(file, makeZip([{ name: 'a' }]));
  await assert.rejects(openZip(file, { signal: AbortSignal.abort() }), Cancelled);
});

test('an entry that is given up half-way leaves the archive usable', async () => {
  const zip = await opened(makeZip([{ name: 'a', content: Buffer.alloc(20e6, 'abc') }]));
  for await (const piece of zip.entries[0]!.open()) {
    assert.ok(piece.length > 0);
    break;
  }
  assert.equal((await bytesOf(zip.entries[0]!)).length, 20e6);
  await zip.close();
});

test('any archive opens to what was put in', async () => {
  const name = fc
    .array(fc.string({ minLength: 1, maxLength: 8, unit: 'grapheme' }), { minLength: 1, maxLength: 3 })
    .map((parts) => parts.join('/'))
    .filter(
      (joined) =>
        !/^[/\\]|^[A-Za-z]:|[\\\0]|\/\/|\/$/.test(joined) &&
        !joined.split('/').some((part) => /^\.+$/.test(part)),
    );
  const entries = fc.uniqueArray(
    fc.record({
      name,
      content: fc.uint8Array({ maxLength: 2000 }),
      method: fc.constantFrom(0, 8),
      descriptor: fc.constantFrom(true as const, undefined),
      zip64: fc.constantFrom(true as const, undefined),
    }),
    { selector: (entry) => entry.name.normalize('NFC').toLowerCase(), minLength: 1, maxLength: 8 },
  );
  await fc.assert(
    fc.asyncProperty(entries, fc.boolean(), async (made, zip64) => {
      const zip = await opened(
        makeZip(
          made.map(({ descriptor, zip64: large, ...entry }) => ({
            ...entry,
            ...(descriptor && !large ? { descriptor } : {}),
            ...(large ? { zip64: large } : {}),
          })),
          zip64 ? { zip64 } : {},
        ),
      );
      assert.deepEqual(zip.leftOut, []);
      const read = new Map<string, Buffer>();
      for (const entry of zip.entries) read.set(entry.path, await bytesOf(entry));
      await zip.close();
      assert.deepEqual(
        [...read.keys()],
        made.map((entry) => entry.name).sort((a, b) => (a < b ? -1 : 1)),
      );
      for (const entry of made) assert.deepEqual(read.get(entry.name), Buffer.from(entry.content));
    }),
    { numRuns: 150 },
  );
});

test('an archive changed at random is refused, or gives entries that are whole or refused', async () => {
  const originals: Record<string, Buffer> = {
    '_chat.txt': Buffer.from('[22/03/2024, 14:36:48] Ana: on my way\n'.repeat(20)),
    'IMG-1.jpg': Buffer.from(Array.from({ length: 700 }, (_, i) => (i * 131) & 255)),
    'Media/b.txt': Buffer.from('b'),
  };
  const wholes = [{}, { zip64: true as const }, { before: Buffer.alloc(40, 'MZ') }].map((archive) =>
    makeZip(
      Object.entries(originals).map(([name, content], index) => ({
        name,
        content,
        method: index === 1 ? 0 : 8,
      })),
      archive,
    ),
  );
  const change = fc.oneof(
    { weight: 4, arbitrary: fc.record({ at: fc.nat(), byte: fc.nat(255) }) },
    { weight: 1, arbitrary: fc.record({ at: fc.nat(), cut: fc.integer({ min: 1, max: 40 }) }) },
    {
      weight: 1,
      arbitrary: fc.record({ at: fc.nat(), more: fc.uint8Array({ minLength: 1, maxLength: 40 }) }),
    },
  );
  const contentsKnown = Object.values(originals).map(String);
  let intact = 0;
  await fc.assert(
    fc.asyncProperty(fc.nat(2), fc.array(change, { minLength: 1, maxLength: 4 }), async (which, changes) => {
      let bytes = Buffer.from(wholes[which]!);
      for (const one of changes) {
        const at = one.at % (bytes.length + 1);
        if ('byte' in one) bytes[at % bytes.length] = one.byte;
        else if ('cut' in one) bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + one.cut)]);
        else bytes = Buffer.concat([bytes.subarray(0, at), one.more, bytes.subarray(at)]);
      }
      let zip: Awaited<ReturnType<typeof opened>>;
      try {
        zip = await opened(bytes);
      } catch (error) {
        assert.ok(error instanceof Refusal, String((error as Error).stack));
        return;
      }
      for (const entry of zip.entries) {
        try {
          const content = await bytesOf(entry);
          // Its CRC-32 and size matched: that is one of the originals, but for a change of the checksum itself.
          if (contentsKnown.includes(String(content))) intact++;
          assert.equal(content.length, entry.bytes);
        } catch (error) {
          assert.ok(error instanceof Refusal, String((error as Error).stack));
        }
      }
      await zip.close();
    }),
    { numRuns: 400 },
  );
  assert.ok(intact > 100, 'many changes leave other entries as they were');
});
