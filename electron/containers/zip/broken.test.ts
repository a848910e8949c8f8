/** Broken archives, one defect each: what is refused, with which words, and what stays readable. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, test } from 'node:test';
import { bytesOf, contentsOf, refusalOf, tempFolder } from '../testing/opening.ts';
import { openZip, type ZipOptions } from './open-zip.ts';
import { type MadeEntry, makeZip } from './testing/made-zip.ts';

const { folder, remove } = tempFolder('broken-zip');
after(remove);

const CHAT: MadeEntry = { name: '_chat.txt', content: '[22/03/2024, 14:36:48] Ana: on my way\n' };
const PHOTO: MadeEntry = { name: 'IMG-1.jpg', content: Buffer.alloc(5000, 'jpeg'), method: 0 };

function archive(bytes: Uint8Array, name = 'export.zip'): string {
  const file = path.join(folder, name);
  writeFileSync(file, bytes);
  return file;
}

const open = (bytes: Uint8Array, options: ZipOptions = {}) => openZip(archive(bytes), options);

const whole = makeZip([CHAT, PHOTO]);
const directoryAt = whole.indexOf(Buffer.from('504b0102', 'hex'));
const endAt = whole.indexOf(Buffer.from('504b0506', 'hex'));

/** The whole archive is refused. */
const refused: [defect: string, bytes: Buffer, code: string, reason: RegExp, options?: ZipOptions][] = [
  ['name-leads-out', makeZip([{ name: '../../.bashrc' }]), 'unsafe-archive', /leads out of the archive/],
  ['name-leads-out-in-the-middle', makeZip([{ name: 'a/../../b' }]), 'unsafe-archive', /leads out/],
  ['name-leads-out-by-backslash', makeZip([{ name: 'a\\..\\..\\b' }]), 'unsafe-archive', /leads out/],
  ['name-is-absolute', makeZip([{ name: '/etc/passwd' }]), 'unsafe-archive', /absolute path/],
  ['name-is-absolute-by-backslash', makeZip([{ name: '\\\\host\\share' }]), 'unsafe-archive', /absolute/],
  ['name-has-a-drive', makeZip([{ name: 'C:\\Windows\\a.dll' }]), 'unsafe-archive', /drive letter/],
  ['name-has-a-nul', makeZip([{ name: 'a.txt\0.jpg' }]), 'unsafe-archive', /NUL byte/],
  ['name-is-empty', makeZip([{ name: '' }]), 'unsafe-archive', /name is empty/],
  [
    'two-entries-share-bytes',
    makeZip([CHAT, { ...CHAT, stated: { start: 0 } }]),
    'unsafe-archive',
    /share the same bytes/,
  ],
  [
    'one-entry-inside-another',
    makeZip([
      { name: 'outer.bin', method: 0, content: makeZip([CHAT]) },
      { ...CHAT, stated: { start: 30 + 'outer.bin'.length } },
    ]),
    'unsafe-archive',
    /share the same bytes/,
  ],
  [
    'bomb-by-ratio',
    makeZip([{ name: 'a', content: '', stated: { unpacked: 100 * 2 ** 20 } }]),
    'too-large',
    /300 times its size/,
  ],
  [
    'bomb-by-many-entries',
    makeZip(Array.from({ length: 100 }, (_, n) => ({ name: `${n}`, stated: { unpacked: 10 * 2 ** 20 } }))),
    'too-large',
    /decompression bomb/,
  ],
  [
    'bomb-by-total',
    makeZip([{ name: 'a', zip64: true, stated: { unpacked: 2 ** 40 } }]),
    'too-large',
    /more than 256 GiB/,
  ],
  [
    'too-many-entries',
    makeZip([CHAT, PHOTO], { zip64: true, stated: { entries: 2_000_000 } }),
    'too-large',
    /more than 1,000,000 entries/,
  ],
  [
    'names-too-long',
    makeZip([{ name: 'n'.repeat(1000) }, { name: 'm'.repeat(1000) }]),
    'too-large',
    /names are too long/,
    { limits: { totalBytes: 1e9, ratio: 300, freeBytes: 1e6, entries: 100, nameBytes: 1500 } },
  ],
  [
    'all-encrypted',
    makeZip([
      { ...CHAT, flags: 0x801 },
      { ...PHOTO, flags: 0x801 },
    ]),
    'encrypted-archive',
    /encrypted with a password/,
  ],
  ['strongly-encrypted', makeZip([{ ...CHAT, flags: 0x841 }]), 'encrypted-archive', /password/],
  ['end-record-missing', whole.subarray(0, endAt), 'truncated', /cut off/],
  ['cut-in-the-directory', whole.subarray(0, directoryAt + 20), 'truncated', /cut off/],
  ['bytes-behind-the-end', Buffer.concat([whole, Buffer.from('more')]), 'truncated', /bytes stand behind/],
  [
    'directory-cut-out',
    Buffer.concat([whole.subarray(0, directoryAt), whole.subarray(endAt)]),
    'tampered',
    /end record contradicts/,
  ],
  [
    'directory-starts-behind-itself',
    makeZip([CHAT], { stated: { directoryStart: 1_000_000 } }),
    'tampered',
    /end record contradicts/,
  ],
  [
    'directory-entry-overwritten',
    Buffer.from(whole).fill(0, directoryAt + 46 + 9, directoryAt + 46 + 13),
    'tampered',
    /directory cannot be read/,
  ],
  [
    'fewer-entries-stated',
    makeZip([CHAT, PHOTO], { stated: { entries: 1 } }),
    'tampered',
    /does not hold as many entries/,
  ],
  [
    'more-entries-stated',
    makeZip([CHAT], { stated: { entries: 2 } }),
    'tampered',
    /directory cannot be read/,
  ],
  [
    'extra-field-overflows',
    makeZip([{ ...CHAT, stated: { extra: Buffer.from('0100ffff00', 'hex') } }]),
    'tampered',
    /directory cannot be read/,
  ],
  ['part-of-several', makeZip([CHAT], { stated: { disk: 3 } }), 'unsupported', /several parts/],
  [
    'zip64-part-of-several',
    makeZip([CHAT], { zip64: true, stated: { disk: 3 } }),
    'unsupported',
    /several parts/,
  ],
  ['zip64-end-record-overwritten', zip64Overwritten(), 'tampered', /end record contradicts/],
  ['no-entries', makeZip([]), 'empty', /no files/],
  ['folders-only', makeZip([{ name: 'Media/' }]), 'empty', /no files/],
];

function zip64Overwritten(): Buffer {
  const bytes = makeZip([CHAT], { zip64: true });
  return bytes.fill(
    0,
    bytes.indexOf(Buffer.from('504b0606', 'hex')),
    bytes.indexOf(Buffer.from('504b0607', 'hex')),
  );
}

for (const [defect, bytes, code, reason, options] of refused) {
  test(`an archive is refused for ${defect.replaceAll('-', ' ')}`, async () => {
    const refusal = await refusalOf(open(bytes, options));
    assert.equal(refusal.code, code, refusal.message);
    assert.equal(refusal.file, 'export.zip');
    assert.match(refusal.reason, reason);
    assert.doesNotMatch(refusal.message, /\n/);
  });
}

/** One entry, the photo, cannot be opened; the chat beside it can. */
const damagedEntries: [defect: string, photo: MadeEntry, code: string, reason: RegExp][] = [
  ['wrong-checksum', { ...PHOTO, stated: { crc32: 1 } }, 'tampered', /does not match its checksum/],
  [
    'deflated-wrong-checksum',
    { ...PHOTO, method: 8, stated: { crc32: 1 } },
    'tampered',
    /does not match its checksum/,
  ],
  [
    'more-than-stated',
    { ...PHOTO, method: 8, stated: { unpacked: 4999 } },
    'tampered',
    /more than the archive/,
  ],
  [
    'less-than-stated',
    { ...PHOTO, method: 8, stated: { unpacked: 5001 } },
    'tampered',
    /less than the archive/,
  ],
  ['stored-with-two-sizes', { ...PHOTO, stated: { unpacked: 4000 } }, 'tampered', /states two sizes/],
  ['deflate-cut-off', { ...PHOTO, method: 8, stated: { packed: 12 } }, 'tampered', /does not unpack/],
  ['encrypted', { ...PHOTO, flags: 0x801 }, 'encrypted-archive', /encrypted with a password/],
  ['method-9', { ...PHOTO, method: 9 }, 'unsupported', /Deflate64, method 9/],
  ['method-unknown', { ...PHOTO, method: 77 }, 'unsupported', /\(method 77\)/],
  ['no-local-header', { ...PHOTO, stated: { localSignature: 0 } }, 'tampered', /no entry at the place/],
  ['another-local-name', { ...PHOTO, stated: { localName: 'evil.js' } }, 'tampered', /different names/],
  ['starts-outside', { ...PHOTO, stated: { start: 0x7fffffff } }, 'truncated', /outside the archive/],
  ['ends-outside', { ...PHOTO, stated: { packed: 2 ** 30 } }, 'truncated', /does not fit/],
];

for (const [defect, photo, code, reason] of damagedEntries) {
  test(`an entry that is damaged by ${defect.replaceAll('-', ' ')} loses itself and no other`, async () => {
    const { entries, close } = await open(makeZip([CHAT, photo]));
    const [broken, chat] = entries;
    assert.equal(broken!.path, 'IMG-1.jpg');
    const refusal = await refusalOf(bytesOf(broken!));
    assert.equal(refusal.code, code, refusal.message);
    assert.equal(refusal.file, 'export.zip/IMG-1.jpg');
    assert.match(refusal.reason, reason);
    assert.equal((await bytesOf(chat!)).toString(), CHAT.content);
    await close();
  });
}

test('a bit flipped in stored or deflated content is found when the entry is read', async () => {
  for (const method of [0, 8]) {
    const bytes = makeZip([{ ...PHOTO, method }]);
    bytes[30 + 'IMG-1.jpg'.length + 8]! ^= 4;
    const { entries, close } = await open(bytes);
    assert.equal((await refusalOf(bytesOf(entries[0]!))).code, 'tampered');
    await close();
  }
});

/** Nothing is refused; what is not read is named. */
const named: [what: string, bytes: Buffer, contents: Record<string, string>, leftOut: [string, RegExp][]][] =
  [
    [
      'a symbolic link',
      makeZip([CHAT, { name: 'link', content: '/etc/passwd', mode: 0o120777 }]),
      { '_chat.txt': String(CHAT.content) },
      [['link', /symbolic link/]],
    ],
    [
      'a device and a pipe',
      makeZip([CHAT, { name: 'sda', mode: 0o060600 }, { name: 'fifo', mode: 0o010600 }]),
      { '_chat.txt': String(CHAT.content) },
      [
        ['fifo', /device, pipe or socket/],
        ['sda', /device, pipe or socket/],
      ],
    ],
    [
      'the second of two entries of one name',
      makeZip([
        { name: 'a', content: 'first' },
        { name: 'a', content: 'second' },
      ]),
      { a: 'first' },
      [['a', /second entry of the same name/]],
    ],
    [
      'a name that differs in writing only',
      makeZip([
        { name: 'a', content: 'first' },
        { name: './/a', content: 'second' },
      ]),
      { a: 'first' },
      [['a', /second entry of the same name/]],
    ],
    [
      'names that differ in case or composition, both kept',
      makeZip([
        { name: 'Zoë.txt', content: 'composed' },
        { name: 'zoe\u0308.TXT', content: 'decomposed' },
      ]),
      { 'Zoë.txt': 'composed', 'zoe\u0308.TXT': 'decomposed' },
      [['zoe\u0308.TXT', /“Zoë.txt” only in case/]],
    ],
    [
      'a program before the archive, offsets counted from the archive',
      makeZip([CHAT], { before: Buffer.alloc(1000, 'MZ') }),
      { '_chat.txt': String(CHAT.content) },
      [['export.zip', /belongs to no entry/]],
    ],
    [
      'a program before the archive, offsets counted from the file',
      makeZip([CHAT], { before: Buffer.alloc(1000, 'MZ'), offsetsCountBefore: true }),
      { '_chat.txt': String(CHAT.content) },
      [['export.zip', /belongs to no entry/]],
    ],
    [
      'an entry that the directory no longer lists',
      makeZip([
        CHAT,
        { ...PHOTO, content: 'x', before: makeZip([{ name: 'deleted', content: 'gone' }]).subarray(0, 60) },
      ]),
      { '_chat.txt': String(CHAT.content), 'IMG-1.jpg': 'x' },
      [['export.zip', /belongs to no entry/]],
    ],
    [
      'a folder with content',
      makeZip([CHAT, { name: 'Media/', content: 'hidden' }]),
      { '_chat.txt': String(CHAT.content) },
      [['Media', /a folder that has content/]],
    ],
  ];

for (const [what, bytes, contents, leftOut] of named) {
  test(`named, and the rest read: ${what}`, async () => {
    const opened = await open(bytes);
    assert.deepEqual(await contentsOf(opened), contents);
    const sorted = opened.leftOut.toSorted((a, b) => (a.file < b.file ? -1 : 1));
    assert.deepEqual(
      sorted.map(({ file }) => file),
      leftOut.map(([file]) => file),
    );
    for (const [index, [, reason]] of leftOut.entries()) assert.match(sorted[index]!.reason, reason);
    await opened.close();
  });
}

test('bytes of no entry are named with their place', async () => {
  const opened = await open(makeZip([CHAT], { before: Buffer.alloc(1000, 'MZ') }));
  assert.equal(opened.leftOut[0]!.where, 'bytes 0 to 999');
  await opened.close();
});

test('an archive inside another is a file, and nothing unpacks it', async () => {
  const bomb = makeZip([{ name: 'inner', content: Buffer.alloc(2 ** 20) }]);
  const opened = await open(makeZip([{ name: 'bomb.zip', content: bomb, method: 0 }]));
  assert.deepEqual(
    opened.entries.map(({ path: name, bytes }) => [name, bytes]),
    [['bomb.zip', bomb.length]],
  );
  assert.deepEqual(await bytesOf(opened.entries[0]!), bomb);
  await opened.close();
});
