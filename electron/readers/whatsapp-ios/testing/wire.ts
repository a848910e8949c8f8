/** Writes protobufs and packed addresses for tests and benchmarks. */

export type WireValue = number | string | Uint8Array;

function varint(value: number): number[] {
  const bytes: number[] = [];
  let left = value;
  while (left >= 128) {
    bytes.push((left % 128) | 128);
    left = Math.floor(left / 128);
  }
  bytes.push(left);
  return bytes;
}

/** A message of these fields, in order; nested messages are bytes. */
export function wire(...fields: readonly (readonly [number: number, value: WireValue])[]): Buffer {
  const parts: Uint8Array[] = [];
  for (const [number, value] of fields) {
    if (typeof value === 'number') parts.push(Uint8Array.from([...varint(number * 8), ...varint(value)]));
    else {
      const bytes = typeof value === 'string' ? Buffer.from(value) : value;
      parts.push(Uint8Array.from([...varint(number * 8 + 2), ...varint(bytes.length)]), bytes);
    }
  }
  return Buffer.concat(parts);
}

/** An address as `ZRECEIPTINFO` packs it. */
export function packedJid(jid: string): Buffer {
  const [digits = '', server] = jid.split('@');
  const even = digits.length % 2 === 0 ? digits : `${digits}f`;
  return Buffer.concat([Uint8Array.of(server === 'lid' ? 0x8c : 0x81), Buffer.from(even, 'hex')]);
}
