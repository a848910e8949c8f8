import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { crc32, inflateSync } from 'node:zlib';
import { drawIcon } from './drawing.ts';

const read = (name: string): Buffer => readFileSync(path.join(import.meta.dirname, name));

/** Size and pixels of a PNG as the icons have them: true colour with alpha, rows without a filter. */
function decodePng(bytes: Buffer): { size: number; pixels: Buffer } {
  assert.equal(bytes.toString('latin1', 0, 8), '\x89PNG\r\n\x1a\n');
  let content = Buffer.alloc(0);
  let size = 0;
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    const body = bytes.subarray(at + 8, at + 8 + length);
    assert.equal(bytes.readUInt32BE(at + 8 + length), crc32(bytes.subarray(at + 4, at + 8 + length)), type);
    if (type === 'IHDR') {
      size = body.readUInt32BE(0);
      assert.deepEqual([body.readUInt32BE(4), ...body.subarray(8)], [size, 8, 6, 0, 0, 0]);
    } else if (type === 'IDAT') content = Buffer.concat([content, body]);
    at += 12 + length;
  }
  const rows = inflateSync(content);
  const width = size * 4;
  const pixels = Buffer.alloc(size * width);
  for (let row = 0; row < size; row++) {
    assert.equal(rows[row * (width + 1)], 0);
    rows.copy(pixels, row * width, row * (width + 1) + 1, (row + 1) * (width + 1));
  }
  return { size, pixels };
}

const colourAt = (pixels: Uint8Array, size: number, x: number, y: number): number[] => {
  const at = (Math.floor(y * size) * size + Math.floor(x * size)) * 4;
  return [...pixels.subarray(at, at + 4)];
};

test('the icon has clear corners, a dark ground and one marked knot, also when small', () => {
  for (const size of [16, 32, 256]) {
    const pixels = drawIcon(size);
    assert.equal(colourAt(pixels, size, 0.001, 0.001)[3], 0);
    assert.deepEqual(colourAt(pixels, size, 0.5, 0.88), [0x1c, 0x2b, 0x3a, 255]);
    assert.deepEqual(colourAt(pixels, size, 0.54, 0.58), [0xf0, 0xb3, 0x4d, 255]);
  }
});

// Pixels are compared and not bytes: another zlib may compress otherwise.
test('the PNG is the drawing', () => {
  const { size, pixels } = decodePng(read('icon.png'));
  assert.equal(size, 512);
  assert.ok(pixels.equals(drawIcon(512)));
});

test('the Windows icon holds the drawing in every size up to 256', () => {
  const bytes = read('icon.ico');
  assert.deepEqual([bytes.readUInt16LE(0), bytes.readUInt16LE(2)], [0, 1]);
  const sizes: number[] = [];
  for (let entry = 0; entry < bytes.readUInt16LE(4); entry++) {
    const at = 6 + entry * 16;
    const start = bytes.readUInt32LE(at + 12);
    const { size, pixels } = decodePng(bytes.subarray(start, start + bytes.readUInt32LE(at + 8)));
    assert.equal(bytes[at] === 0 ? 256 : bytes[at], size);
    assert.ok(pixels.equals(drawIcon(size)));
    sizes.push(size);
  }
  assert.deepEqual(sizes, [16, 24, 32, 48, 64, 128, 256]);
});

test('the macOS icon holds the drawing in every size up to 1024, and nothing after it', () => {
  const bytes = read('icon.icns');
  assert.equal(bytes.toString('latin1', 0, 4), 'icns');
  assert.equal(bytes.readUInt32BE(4), bytes.length);
  const sizes = new Set<number>();
  let at = 8;
  while (at < bytes.length) {
    const length = bytes.readUInt32BE(at + 4);
    const { size, pixels } = decodePng(bytes.subarray(at + 8, at + length));
    assert.ok(pixels.equals(drawIcon(size)));
    sizes.add(size);
    at += length;
  }
  assert.equal(at, bytes.length);
  assert.deepEqual([...sizes], [16, 32, 64, 128, 256, 512, 1024]);
});
