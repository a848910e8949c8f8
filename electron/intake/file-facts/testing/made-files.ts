/** Small files of each format, with times and places in them, made byte by byte as their specifications say. */

const u16 = (n: number): Buffer => Buffer.from([n >> 8, n & 255]);
export const u32 = (n: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(n);
  return bytes;
};

interface Entry {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  readonly value: Buffer;
}

const ascii = (tag: number, text: string): Entry => ({
  tag,
  type: 2,
  count: text.length + 1,
  value: Buffer.from(`${text}\0`, 'latin1'),
});
const fractions = (tag: number, ...parts: [number, number][]): Entry => ({
  tag,
  type: 5,
  count: parts.length,
  value: Buffer.concat(parts.flat().map(u32)),
});
const long = (tag: number, n: number): Entry => ({ tag, type: 4, count: 1, value: u32(n) });

/** A directory at `at`, its values behind it, big-endian. */
function directory(at: number, entries: readonly Entry[]): Buffer {
  let behind = at + 2 + entries.length * 12 + 4;
  const values: Buffer[] = [];
  const rows = entries.map(({ tag, type, count, value }) => {
    const head = [u16(tag), u16(type), u32(count)];
    if (value.length <= 4) return Buffer.concat([...head, value, Buffer.alloc(4 - value.length)]);
    const row = Buffer.concat([...head, u32(behind)]);
    values.push(value);
    behind += value.length;
    return row;
  });
  return Buffer.concat([u16(entries.length), ...rows, u32(0), ...values]);
}

/** Taken on 22 March 2024 at 14:38:05.12 in a zone two hours east, on Westminster Bridge, by a made camera. */
export function madeExif(): Buffer {
  const main = (exif: number, gps: number): Buffer =>
    directory(8, [
      ascii(0x010f, 'Maker'),
      ascii(0x0110, 'M-1'),
      ascii(0x0131, 'Edit 2.0'),
      ascii(0x0132, '2024:03:23 09:00:00'),
      long(0x8769, exif),
      long(0x8825, gps),
    ]);
  const exifAt = 8 + main(0, 0).length;
  const exif = directory(exifAt, [
    ascii(0x9003, '2024:03:22 14:38:05'),
    ascii(0x9004, '0000:00:00 00:00:00'),
    ascii(0x9011, '+02:00'),
    ascii(0x9291, '12'),
  ]);
  const gpsAt = exifAt + exif.length;
  const gps = directory(gpsAt, [
    ascii(1, 'N'),
    fractions(2, [51, 1], [30, 1], [3, 1]),
    ascii(3, 'W'),
    fractions(4, [0, 1], [7, 1], [192, 10]),
    { tag: 5, type: 1, count: 1, value: Buffer.from([0]) },
    fractions(6, [125, 10]),
    fractions(7, [12, 1], [38, 1], [4, 1]),
    ascii(29, '2024:03:22'),
  ]);
  return Buffer.concat([Buffer.from('MM\0*\0\0\0\x08', 'latin1'), main(exifAt, gpsAt), exif, gps]);
}

export const MADE_FACTS = {
  times: [
    { what: 'EXIF DateTimeOriginal', at: '2024-03-22T12:38:05.120Z', offset: '+02:00' },
    { what: 'EXIF DateTime', at: '2024-03-23T09:00:00.000' },
  ],
  place: { lat: 51.5008333, lon: -0.122, altitude: 12.5, at: '2024-03-22T12:38:04.000Z', from: 'EXIF GPS' },
  device: 'Maker M-1',
  software: 'Edit 2.0',
} as const;

const segment = (marker: number, body: Buffer): Buffer =>
  Buffer.concat([Buffer.from([0xff, marker]), u16(body.length + 2), body]);

export function madeJpeg(exif = madeExif()): Buffer {
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from('JFIF\0\x01\x02\0\0\x01\0\x01\0\0', 'latin1')),
    segment(0xe1, Buffer.from('http://ns.adobe.com/xap/1.0/\0<x/>', 'latin1')),
    segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), exif])),
    segment(0xdb, Buffer.alloc(65)),
    Buffer.from([0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9]),
  ]);
}

const chunk = (type: string, body: Buffer): Buffer =>
  Buffer.concat([u32(body.length), Buffer.from(type, 'latin1'), body, u32(0)]);

export function madePng(): Buffer {
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', Buffer.alloc(13)),
    chunk('tIME', Buffer.from([0x07, 0xe8, 3, 21, 23, 59, 58])),
    chunk('IDAT', Buffer.alloc(9000, 7)),
    chunk('eXIf', madeExif()),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

export function madeWebp(): Buffer {
  const part = (type: string, body: Buffer): Buffer => {
    const size = Buffer.alloc(4);
    size.writeUInt32LE(body.length);
    return Buffer.concat([Buffer.from(type, 'latin1'), size, body, Buffer.alloc(body.length & 1)]);
  };
  const body = Buffer.concat([
    Buffer.from('WEBP'),
    part('VP8 ', Buffer.alloc(7001, 1)),
    part('EXIF', madeExif()),
  ]);
  return part('RIFF', body);
}

export const box = (type: string, ...content: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(content);
  return Buffer.concat([u32(body.length + 8), Buffer.from(type, 'latin1'), body]);
};

/** s since 1904 of 22 March 2024, 14:38:05 UTC. */
const MOVIE_TIME = Date.UTC(2024, 2, 22, 14, 38, 5) / 1000 + 2_082_844_800;

/** An MP4 with its `moov` behind the media, as phones write it. */
export function madeMp4(): Buffer {
  const place = Buffer.from('+51.5008-000.1220/');
  return Buffer.concat([
    box('ftyp', Buffer.from('mp42\0\0\0\0isom', 'latin1')),
    box('mdat', Buffer.alloc(200_000, 9)),
    box(
      'moov',
      box('mvhd', u32(0), u32(MOVIE_TIME), u32(MOVIE_TIME), u32(1000), u32(5000), Buffer.alloc(80)),
      box('trak', box('tkhd', Buffer.alloc(84))),
      box('udta', box('\xa9xyz', u16(place.length), u16(0x15c7), place)),
    ),
  ]);
}

/** A film of an iPhone: QuickTime metadata by keys. */
export function madeQuickTime(): Buffer {
  const items: [string, string][] = [
    ['com.apple.quicktime.location.ISO6709', '+51.5008-000.1220+012.500/'],
    ['com.apple.quicktime.make', 'Apple'],
    ['com.apple.quicktime.model', 'iPhone 13'],
    ['com.apple.quicktime.software', '17.4'],
    ['com.apple.quicktime.creationdate', '2024-03-22T16:38:05+0200'],
  ];
  const keys = box(
    'keys',
    u32(0),
    u32(items.length),
    ...items.map(([name]) => box('mdta', Buffer.from(name))),
  );
  const values = items.map(([, value], i) => {
    const item = box('xxxx', box('data', u32(1), u32(0), Buffer.from(value)));
    item.writeUInt32BE(i + 1, 4);
    return item;
  });
  return Buffer.concat([
    box('ftyp', Buffer.from('qt  \0\0\0\0', 'latin1')),
    box('wide'),
    // A 64-bit size, as films of more than 4 GB have.
    Buffer.concat([u32(1), Buffer.from('mdat'), u32(0), u32(16 + 5000), Buffer.alloc(5000)]),
    box(
      'moov',
      box('mvhd', u32(0), u32(MOVIE_TIME), Buffer.alloc(92)),
      box('meta', box('hdlr', Buffer.alloc(24)), keys, box('ilst', ...values)),
    ),
  ]);
}

/** A HEIC picture: `iinf` names an Exif item, `iloc` its place in `mdat`. */
export function madeHeic(): Buffer {
  const item = Buffer.concat([u32(6), Buffer.from('Exif\0\0', 'latin1'), madeExif()]);
  const made = (at: number): Buffer => {
    const infe = (id: number, type: string): Buffer =>
      box('infe', Buffer.from([2, 0, 0, 0]), u16(id), u16(0), Buffer.from(`${type}\0`, 'latin1'));
    const extent = (id: number, from: number, bytes: number): Buffer =>
      Buffer.concat([u16(id), u16(0), u16(1), u32(from), u32(bytes)]);
    const meta = box(
      'meta',
      u32(0),
      box('hdlr', Buffer.alloc(24)),
      box('iinf', u32(0), u16(2), infe(1, 'hvc1'), infe(2, 'Exif')),
      box('iloc', u32(0), u16(0x4400), u16(2), extent(1, at + item.length, 10), extent(2, at, item.length)),
    );
    return Buffer.concat([box('ftyp', Buffer.from('heic\0\0\0\0mif1', 'latin1')), meta]);
  };
  const at = made(0).length + 8;
  return Buffer.concat([made(at), box('mdat', item, Buffer.alloc(10))]);
}
