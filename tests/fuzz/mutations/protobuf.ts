/** Mutations of protobuf (encoding of protobuf.dev) by its fields: lengths, types, numbers, order. */
import type { Chance } from '../chance.ts';

interface Field {
  readonly tag: bigint;
  readonly bytes: Buffer;
  /** Of length-delimited fields. */
  readonly content?: Buffer;
}

function varint(value: bigint): Buffer {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, value);
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  bytes.push(Number(rest));
  return Buffer.from(bytes);
}

/** The fields, or null where it is none. */
function fieldsOf(bytes: Buffer): Field[] | null {
  const fields: Field[] = [];
  let at = 0;
  const number = (): bigint | null => {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = bytes[at++];
      if (byte === undefined) return null;
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return value;
    }
    return null;
  };
  while (at < bytes.length) {
    const start = at;
    const tag = number();
    if (tag === null || tag >> 3n === 0n) return null;
    const type = Number(tag & 7n);
    let content: Buffer | undefined;
    if (type === 0) {
      if (number() === null) return null;
    } else if (type === 2) {
      const length = number();
      if (length === null || length > BigInt(bytes.length - at)) return null;
      content = bytes.subarray(at, at + Number(length));
      at += Number(length);
    } else if (type === 1 || type === 5) at += type === 1 ? 8 : 4;
    else return null;
    if (at > bytes.length) return null;
    fields.push({ tag, bytes: bytes.subarray(start, at), ...(content ? { content } : {}) });
  }
  return fields;
}

const LENGTHS = [0n, 1n, 127n, 128n, 0x7fff_ffffn, 0xffff_ffffn, 0xffff_ffff_ffff_ffffn];

/** Null where the bytes are no protobuf. */
export function mutateProtobuf(bytes: Buffer, chance: Chance): Buffer | null {
  const fields = fieldsOf(bytes);
  if (!fields || fields.length === 0) return null;
  const pieces = fields.map((field) => field.bytes);
  const at = chance.below(fields.length);
  const { tag, content } = fields[at]!;
  switch (chance.below(6)) {
    case 0:
      pieces.splice(at, 1);
      break;
    case 1:
      pieces.splice(chance.below(pieces.length), 0, pieces[at]!);
      break;
    case 2:
      pieces[at] = Buffer.concat([
        varint((tag & ~7n) | BigInt(chance.below(8))),
        pieces[at]!.subarray(varint(tag).length),
      ]);
      break;
    case 3:
      pieces[at] = Buffer.concat([
        varint((BigInt(chance.below(20)) << 3n) | (tag & 7n)),
        pieces[at]!.subarray(varint(tag).length),
      ]);
      break;
    case 4:
      pieces[at] = Buffer.concat([varint(tag), varint(chance.pick(LENGTHS)), content ?? Buffer.alloc(0)]);
      break;
    default: {
      const inner = content && (mutateProtobuf(content, chance) ?? content);
      pieces[at] = inner
        ? Buffer.concat([varint(tag), varint(BigInt(inner.length)), inner])
        : Buffer.concat([varint(tag), varint(chance.pick(LENGTHS))]);
    }
  }
  return Buffer.concat(pieces);
}
