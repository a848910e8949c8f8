/** As much of the protobuf wire format as the backup headers need; every length is checked. */
export type ProtoField = { readonly field: number } & (
  | { readonly wire: 'varint'; readonly value: number }
  | { readonly wire: 'bytes'; readonly value: Uint8Array }
);

/** @throws RangeError where the bytes are not a well-formed message. */
export function* protoFields(bytes: Uint8Array): Generator<ProtoField> {
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = bytes[at++];
      if (byte === undefined) throw new RangeError('a number is cut off');
      value += (byte & 0x7f) * 2 ** shift;
      if ((byte & 0x80) === 0) return value;
    }
    throw new RangeError('a number is too long');
  };
  const take = (length: number): Uint8Array => {
    if (length > bytes.length - at) throw new RangeError('a field is cut off');
    at += length;
    return bytes.subarray(at - length, at);
  };
  while (at < bytes.length) {
    const tag = varint();
    const field = Math.floor(tag / 8);
    switch (tag % 8) {
      case 0:
        yield { field, wire: 'varint', value: varint() };
        break;
      case 1:
        take(8);
        break;
      case 2:
        yield { field, wire: 'bytes', value: take(varint()) };
        break;
      case 5:
        take(4);
        break;
      default:
        throw new RangeError(`wire type ${tag % 8}`);
    }
  }
}
