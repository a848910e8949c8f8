/**
 * Writes baseline JPEG (ITU-T T.81): 8 bits, YCbCr without subsampling, the example tables of its
 * annex K. Phones send photos as JPEG, and the same pixels give the same bytes on every machine.
 */
import type { Canvas } from './canvas.ts';

/** Annex K.1, row by row, divided by two: about quality 75 of the usual scale. */
const LUMINANCE = halved(`
  16 11 10 16 24 40 51 61     12 12 14 19 26 58 60 55
  14 13 16 24 40 57 69 56     14 17 22 29 51 87 80 62
  18 22 37 56 68 109 103 77   24 35 55 64 81 104 113 92
  49 64 78 87 103 121 120 101 72 92 95 98 112 100 103 99`);
const CHROMINANCE = halved(`
  17 18 24 47 99 99 99 99     18 21 26 66 99 99 99 99
  24 26 56 99 99 99 99 99     47 66 99 99 99 99 99 99
  99 99 99 99 99 99 99 99     99 99 99 99 99 99 99 99
  99 99 99 99 99 99 99 99     99 99 99 99 99 99 99 99`);

function halved(table: string): number[] {
  return table
    .trim()
    .split(/\s+/)
    .map((value) => Math.max(1, Number(value) >> 1));
}

/** Figure 5: where each coefficient of the zig-zag order stands in the block. */
const ZIGZAG = zigzag();

function zigzag(): number[] {
  const order: number[] = [];
  for (let sum = 0; sum < 15; sum++) {
    for (let i = 0; i <= sum; i++) {
      const [row, column] = sum % 2 === 0 ? [sum - i, i] : [i, sum - i];
      if (row < 8 && column < 8) order.push(row * 8 + column);
    }
  }
  return order;
}

/** Annex K.3: how many codes there are of each length from 1 to 16, and their values in order. */
interface HuffmanTable {
  readonly lengths: Buffer;
  readonly values: Buffer;
}

const DC: HuffmanTable = {
  lengths: Buffer.from('00010501010101010100000000000000', 'hex'),
  values: Buffer.from('000102030405060708090a0b', 'hex'),
};
const AC: HuffmanTable = {
  lengths: Buffer.from('0002010303020403050504040000017d', 'hex'),
  values: Buffer.from(
    '01020300041105122131410613516107227114328191a1082342b1c11552d1f02433627282090a161718191a25262728292a' +
      '3435363738393a434445464748494a535455565758595a636465666768696a737475767778797a838485868788898a929394' +
      '95969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8' +
      'e9eaf1f2f3f4f5f6f7f8f9fa',
    'hex',
  ),
};

/** Annex C: for each value its code and the code's length in bits. */
function codesOf({ lengths, values }: HuffmanTable): Map<number, readonly [code: number, bits: number]> {
  const codes = new Map<number, readonly [number, number]>();
  let code = 0;
  let next = 0;
  for (const [index, count] of lengths.entries()) {
    for (let n = 0; n < count; n++) codes.set(values[next++]!, [code++, index + 1]);
    code <<= 1;
  }
  return codes;
}

const DC_CODES = codesOf(DC);
const AC_CODES = codesOf(AC);

/** Cosines of the transform, rounded so that no machine's last digit matters. */
const COSINE = Array.from({ length: 64 }, (_, i) => {
  const [frequency, place] = [i >> 3, i & 7];
  const scale = frequency === 0 ? Math.SQRT1_2 : 1;
  return Math.round(scale * Math.cos(((2 * place + 1) * frequency * Math.PI) / 16) * 2 ** 12) / 2 ** 12;
});

function transformed(block: Float64Array): Float64Array {
  const rows = new Float64Array(64);
  const out = new Float64Array(64);
  for (let y = 0; y < 8; y++) {
    for (let u = 0; u < 8; u++) {
      let sum = 0;
      for (let x = 0; x < 8; x++) sum += block[y * 8 + x]! * COSINE[u * 8 + x]!;
      rows[y * 8 + u] = sum / 2;
    }
  }
  for (let u = 0; u < 8; u++) {
    for (let v = 0; v < 8; v++) {
      let sum = 0;
      for (let y = 0; y < 8; y++) sum += rows[y * 8 + u]! * COSINE[v * 8 + y]!;
      out[v * 8 + u] = sum / 2;
    }
  }
  return out;
}

class BitWriter {
  readonly bytes: number[] = [];
  private held = 0;
  private heldBits = 0;

  write([code, bits]: readonly [number, number]): void {
    for (let bit = bits - 1; bit >= 0; bit--) {
      this.held = (this.held << 1) | ((code >> bit) & 1);
      if (++this.heldBits < 8) continue;
      this.bytes.push(this.held);
      // F.1.2.3: a byte of ones in the data is followed by a zero byte.
      if (this.held === 0xff) this.bytes.push(0);
      this.held = 0;
      this.heldBits = 0;
    }
  }

  finish(): void {
    while (this.heldBits > 0) this.write([1, 1]);
  }
}

/** F.1.2.1: how many bits a coefficient takes, and the bits. */
function magnitude(value: number): readonly [code: number, bits: number] {
  const bits = 32 - Math.clz32(Math.abs(value));
  return [value < 0 ? value + 2 ** bits - 1 : value, bits];
}

function writeBlock(writer: BitWriter, coefficients: readonly number[], dcBefore: number): void {
  const dc = magnitude(coefficients[0]! - dcBefore);
  writer.write(DC_CODES.get(dc[1])!);
  writer.write(dc);
  let zeros = 0;
  const last = coefficients.findLastIndex((value) => value !== 0);
  for (let k = 1; k <= last; k++) {
    const value = coefficients[k]!;
    if (value === 0) {
      zeros++;
      continue;
    }
    for (; zeros > 15; zeros -= 16) writer.write(AC_CODES.get(0xf0)!);
    const ac = magnitude(value);
    writer.write(AC_CODES.get((zeros << 4) | ac[1])!);
    writer.write(ac);
    zeros = 0;
  }
  if (last < 63) writer.write(AC_CODES.get(0)!);
}

function segment(marker: number, content: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
}

/** One plane of the picture: 0 luminance, 1 and 2 chrominance (JFIF 1.02, conversion to and from RGB). */
function planeValue(rgb: Uint8Array, at: number, plane: number): number {
  const [red, green, blue] = [rgb[at]!, rgb[at + 1]!, rgb[at + 2]!];
  if (plane === 0) return 0.299 * red + 0.587 * green + 0.114 * blue - 128;
  if (plane === 1) return -0.1687 * red - 0.3313 * green + 0.5 * blue;
  return 0.5 * red - 0.4187 * green - 0.0813 * blue;
}

/** The picture's sides must be multiples of 8. */
export function encodeJpeg({ width, height, rgb }: Canvas): Buffer {
  if (width % 8 !== 0 || height % 8 !== 0) throw new RangeError('the sides must be multiples of 8');
  const writer = new BitWriter();
  const before = [0, 0, 0];
  const block = new Float64Array(64);
  for (let top = 0; top < height; top += 8) {
    for (let left = 0; left < width; left += 8) {
      for (let plane = 0; plane < 3; plane++) {
        for (let i = 0; i < 64; i++) {
          block[i] = planeValue(rgb, ((top + (i >> 3)) * width + left + (i & 7)) * 3, plane);
        }
        const spectrum = transformed(block);
        const steps = plane === 0 ? LUMINANCE : CHROMINANCE;
        const coefficients = ZIGZAG.map((place) => Math.round(spectrum[place]! / steps[place]!));
        writeBlock(writer, coefficients, before[plane]!);
        before[plane] = coefficients[0]!;
      }
    }
  }
  writer.finish();

  const quantisation = [LUMINANCE, CHROMINANCE].map((steps, id) =>
    segment(0xdb, Buffer.from([id, ...ZIGZAG.map((place) => steps[place]!)])),
  );
  const frame = Buffer.from([8, 0, 0, 0, 0, 3, 1, 0x11, 0, 2, 0x11, 1, 3, 0x11, 1]);
  frame.writeUInt16BE(height, 1);
  frame.writeUInt16BE(width, 3);
  const huffman = [
    segment(0xc4, Buffer.concat([Buffer.from([0x00]), DC.lengths, DC.values])),
    segment(0xc4, Buffer.concat([Buffer.from([0x10]), AC.lengths, AC.values])),
  ];
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from('4a46494600010200000100010000', 'hex')),
    ...quantisation,
    segment(0xc0, frame),
    ...huffman,
    segment(0xda, Buffer.from([3, 1, 0, 2, 0, 3, 0, 0, 63, 0])),
    Buffer.from(writer.bytes),
    Buffer.from([0xff, 0xd9]),
  ]);
}
