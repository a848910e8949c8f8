/**
 * A reader of protobuf messages, as WhatsApp's backups and databases have them. It knows the wire
 * format (protobuf.dev/programming-guides/encoding) and no schema, keeps within its bytes, and does
 * not recurse: a nested message is bytes until the caller reads them in turn.
 */
export interface ProtobufField {
  readonly number: number;
  /** A varint as a number, capped at 2^53; bytes for anything with a length; fixed-width values as bytes. */
  readonly value: number | Uint8Array;
}

/** The fields in order, or undefined when the bytes are not exactly one message. */
export function readProtobuf(bytes: Uint8Array): ProtobufField[] | undefined {
  const fields: ProtobufField[] = [];
  let at = 0;

  const varint = (): number | undefined => {
    let value = 0;
    for (let shift = 0; shift < 10; shift++) {
      const byte = bytes[at++];
      if (byte === undefined) return undefined;
      value += (byte & 0x7f) * 2 ** (7 * shift);
      if (byte < 0x80) return Math.min(value, Number.MAX_SAFE_INTEGER);
    }
    return undefined;
  };
  const take = (length: number): Uint8Array | undefined => {
    if (length > bytes.length - at) return undefined;
    at += length;
    return bytes.subarray(at - length, at);
  };

  while (at < bytes.length) {
    const tag = varint();
    if (tag === undefined || tag > 0xffff_ffff) return undefined;
    const number = Math.floor(tag / 8);
    if (number === 0) return undefined;
    let value: number | Uint8Array | undefined;
    switch (tag % 8) {
      case 0:
        value = varint();
        break;
      case 1:
        value = take(8);
        break;
      case 2: {
        const length = varint();
        value = length === undefined ? undefined : take(length);
        break;
      }
      case 5:
        value = take(4);
        break;
      default:
        return undefined;
    }
    if (value === undefined) return undefined;
    fields.push({ number, value });
  }
  return fields;
}

/** The last value of a field that has a length, as the format says to read a repeated singular field. */
export function bytesOf(fields: readonly ProtobufField[], number: number): Uint8Array | undefined {
  const value = fields.findLast((field) => field.number === number)?.value;
  return value instanceof Uint8Array ? value : undefined;
}

/** The last value of a varint field. */
export function numberOf(fields: readonly ProtobufField[], number: number): number | undefined {
  const value = fields.findLast((field) => field.number === number)?.value;
  return typeof value === 'number' ? value : undefined;
}
