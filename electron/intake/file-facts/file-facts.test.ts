import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { FileObserver, fileFacts, type ObservedFile } from './observer.ts';
import {
  box,
  MADE_FACTS,
  madeExif,
  madeHeic,
  madeJpeg,
  madeMp4,
  madePng,
  madeQuickTime,
  madeWebp,
  u32,
} from './testing/made-files.ts';

function observed(file: Uint8Array, pieces: readonly number[] = [65_536]): ObservedFile {
  const observer = new FileObserver();
  // One buffer for all pieces, as a stream may use it.
  const buffer = new Uint8Array(Math.max(...pieces));
  for (let at = 0, i = 0; at < file.length; i++) {
    const piece = file.subarray(at, at + pieces[i % pieces.length]!);
    buffer.set(piece);
    observer.add(buffer.subarray(0, piece.length));
    at += piece.length;
  }
  return observer.end();
}

const MADE: readonly [what: string, file: Buffer, type: string, exif: object][] = [
  ['JPEG', madeJpeg(), 'image/jpeg', MADE_FACTS],
  [
    'PNG',
    madePng(),
    'image/png',
    { ...MADE_FACTS, times: [...MADE_FACTS.times, { what: 'PNG tIME', at: '2024-03-21T23:59:58.000Z' }] },
  ],
  ['WebP', madeWebp(), 'image/webp', MADE_FACTS],
  ['TIFF', madeExif(), 'image/tiff', MADE_FACTS],
  ['HEIC', madeHeic(), 'image/heic', MADE_FACTS],
  [
    'MP4 with its index behind the media',
    madeMp4(),
    'video/mp4',
    {
      times: [{ what: 'movie header creation time', at: '2024-03-22T14:38:05.000Z' }],
      place: { lat: 51.5008, lon: -0.122, from: 'user data location' },
    },
  ],
  [
    'QuickTime film of a phone',
    madeQuickTime(),
    'video/quicktime',
    {
      times: [
        { what: 'movie header creation time', at: '2024-03-22T14:38:05.000Z' },
        { what: 'QuickTime creation date', at: '2024-03-22T14:38:05.000Z', offset: '+0200' },
      ],
      place: { lat: 51.5008, lon: -0.122, altitude: 12.5, from: 'QuickTime location' },
      device: 'Apple iPhone 13',
      software: '17.4',
    },
  ],
];

for (const [what, file, type, exif] of MADE) {
  test(`${what}: its hashes, type, times and place are read while it goes past once`, () => {
    assert.deepEqual(observed(file), {
      sha256: createHash('sha256').update(file).digest('hex'),
      md5: createHash('md5').update(file).digest('hex'),
      bytes: file.length,
      type,
      exif,
    });
  });
}

test('facts do not depend on how a file is cut into pieces', () => {
  const cuts = fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(fc.constantFrom(...MADE), cuts, ([, file, , exif], pieces) => {
      assert.deepEqual(observed(file, pieces).exif, exif);
    }),
    { numRuns: 60 },
  );
});

test('a file cut off anywhere, or with any bytes changed, is still hashed, and no fact is out of range', () => {
  const change = fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 }));
  fc.assert(
    fc.property(
      fc.constantFrom(...MADE),
      fc.nat(),
      fc.array(change, { maxLength: 30 }),
      ([, file], cut, changes) => {
        // The media in the middle says nothing; what is around it is what is changed.
        const broken = Buffer.from(file.subarray(0, cut % 3 === 0 ? cut % (file.length + 1) : file.length));
        for (const [at, byte] of changes)
          if (broken.length > 0) broken[at % Math.min(broken.length, 900)] = byte;
        const { sha256, exif } = observed(broken);
        assert.equal(sha256, createHash('sha256').update(broken).digest('hex'));
        for (const { at } of exif.times) assert.match(at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z?$/);
        if (exif.place) assert.ok(Math.abs(exif.place.lat) <= 90 && Math.abs(exif.place.lon) <= 180);
      },
    ),
    { numRuns: 1500 },
  );
});

test('directories that point at each other, and counts beyond the file, end', () => {
  const exif = madeExif();
  // The Exif directory's offset points back at the first directory.
  const cyclic = Buffer.from(exif);
  cyclic.writeUInt32BE(8, 8 + 2 + 4 * 12 + 8);
  assert.deepEqual(observed(madeJpeg(cyclic)).exif.times, [
    { what: 'EXIF DateTime', at: '2024-03-23T09:00:00.000' },
  ]);
  const counted = Buffer.from(exif);
  counted.writeUInt16BE(0xffff, 8);
  assert.equal(observed(madeJpeg(counted)).exif.device, 'Maker M-1');
});

test('a film of a million empty boxes is left, not walked to its end', () => {
  const head = box('ftyp', Buffer.from('mp42\0\0\0\0', 'latin1'));
  const boxes = Buffer.alloc(8 * 1_000_000, box('free'));
  const late = box('moov', box('mvhd', u32(0), u32(3_000_000_000), Buffer.alloc(92)));
  const { type, exif } = observed(Buffer.concat([head, boxes, late]));
  assert.deepEqual([type, exif], ['video/mp4', { times: [] }]);
});

test('a clock that was never set, no place, and no fraction below the line state nothing', () => {
  const film = Buffer.concat([
    box('ftyp', Buffer.from('mp42\0\0\0\0', 'latin1')),
    box('moov', box('mvhd', Buffer.alloc(100))),
  ]);
  assert.deepEqual(observed(film).exif, { times: [] });
});

const claims: [name: string | undefined, mime: string | undefined, file: Buffer, mismatch: string[]][] = [
  ['holiday.jpg', 'image/jpeg', madeJpeg(), []],
  ['holiday.png', 'image/jpeg', madeJpeg(), ['name']],
  ['holiday.JPG', 'video/mp4', madeJpeg(), ['mime']],
  ['invoice.pdf', 'application/pdf', Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1'), ['name', 'mime']],
  ['list.docx', undefined, Buffer.from('PK\x03\x04\x14\0', 'latin1'), []],
  ['PTT-1.opus', 'audio/ogg; codecs=opus', Buffer.from('OggS\0\x02OpusHead', 'latin1'), []],
  ['clip.mov', 'video/mp4', madeMp4(), []],
  ['notes.txt', 'text/plain', Buffer.from([0xff, 0xfe, 0x68, 0]), []],
  ['picture.jpg', undefined, Buffer.from([1, 2, 3, 4]), ['name']],
  ['a.bin', 'application/octet-stream', madePng(), []],
  [undefined, undefined, madePng(), []],
  ['empty.jpg', 'image/jpeg', Buffer.alloc(0), []],
];

for (const [name, mime, file, mismatch] of claims) {
  const file8 = observed(file);
  test(`${name ?? 'no name'} stated as ${mime ?? 'nothing'} with bytes of ${file8.type ?? 'no known type'}`, () => {
    const facts = fileFacts({ ...(name ? { name } : {}), ...(mime ? { mime } : {}) }, file8);
    assert.deepEqual(facts?.mismatch ?? [], mismatch);
  });
}
