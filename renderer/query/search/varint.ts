/** Whole numbers below 2^35 in as few bytes as they need, seven bits each, least first. */

/** Bytes that grow. */
export class ByteWriter {
  private bytes: Uint8Array<ArrayBuffer>;
  length = 0;

  constructor(room = 1024) {
    this.bytes = new Uint8Array(room);
  }

  private reserve(extra: number): void {
    const needed = this.length + extra;
    if (needed <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(needed, this.bytes.length * 2));
    grown.set(this.bytes.subarray(0, this.length));
    this.bytes = grown;
  }

  number(value: number): void {
    this.reserve(5);
    let rest = value;
    while (rest >= 0x80) {
      this.bytes[this.length++] = (rest & 0x7f) | 0x80;
      rest = Math.floor(rest / 0x80);
    }
    this.bytes[this.length++] = rest;
  }

  put(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** A view, until the next write. */
  get written(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }

  clear(): void {
    this.length = 0;
  }
}

export class ByteReader {
  private readonly bytes: Uint8Array;
  at: number;

  constructor(bytes: Uint8Array, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  /** @throws RangeError when the bytes end within the number. */
  number(): number {
    const { bytes } = this;
    let byte = bytes[this.at++];
    if (byte === undefined) throw new RangeError('the bytes end within a number');
    if (byte < 0x80) return byte;
    let value = byte & 0x7f;
    let shift = 0x80;
    for (;;) {
      byte = bytes[this.at++];
      if (byte === undefined || shift > 0x80 ** 4) throw new RangeError('the bytes end within a number');
      value += (byte & 0x7f) * shift;
      if (byte < 0x80) return value;
      shift *= 0x80;
    }
  }
}
