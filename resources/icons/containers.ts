/** PNG (W3C, third edition), and the icon files of Windows and macOS, which hold PNGs. */
import { crc32, deflateSync } from 'node:zlib';

function chunk(type: string, content: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** @param pixels `size` × `size`, 4 bytes each: red, green, blue, alpha. */
export function png(size: number, pixels: Uint8Array): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  // 8 bits a channel, true colour with alpha.
  header.set([8, 6, 0, 0, 0], 8);
  const rows: Buffer[] = [];
  for (let row = 0; row < size; row++) {
    rows.push(Buffer.of(0), Buffer.from(pixels.subarray(row * size * 4, (row + 1) * size * 4)));
  }
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** An image of a size, as PNG. */
export interface Picture {
  readonly size: number;
  readonly png: Buffer;
}

/** Windows icon: a directory, then the PNGs (learn.microsoft.com, "Icons"; PNG entries since Vista). */
export function ico(pictures: readonly Picture[]): Buffer {
  const header = Buffer.alloc(6);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(pictures.length, 4);
  let offset = header.length + 16 * pictures.length;
  const entries = pictures.map(({ size, png: bytes }) => {
    const entry = Buffer.alloc(16);
    // 256 is written as 0.
    entry[0] = size % 256;
    entry[1] = size % 256;
    entry.writeUInt16LE(1, 4);
    entry.writeUInt16LE(32, 6);
    entry.writeUInt32LE(bytes.length, 8);
    entry.writeUInt32LE(offset, 12);
    offset += bytes.length;
    return entry;
  });
  return Buffer.concat([header, ...entries, ...pictures.map(({ png: bytes }) => bytes)]);
}

/** Types of PNG entries in macOS's icon files, by size; those of 2x displays repeat a size. */
const ICNS_TYPES: readonly [type: string, size: number][] = [
  ['icp4', 16],
  ['icp5', 32],
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic13', 256],
  ['ic08', 256],
  ['ic14', 512],
  ['ic09', 512],
  ['ic10', 1024],
];

/** macOS icon: `icns`, the length, then type, length and PNG of each. */
export function icns(pictures: readonly Picture[]): Buffer {
  const entries = ICNS_TYPES.flatMap(([type, size]) => {
    const picture = pictures.find((one) => one.size === size);
    if (!picture) return [];
    const length = Buffer.alloc(4);
    length.writeUInt32BE(8 + picture.png.length);
    return [Buffer.from(type, 'latin1'), length, picture.png];
  });
  const body = Buffer.concat(entries);
  const header = Buffer.from('icns\0\0\0\0', 'latin1');
  header.writeUInt32BE(8 + body.length, 4);
  return Buffer.concat([header, body]);
}
