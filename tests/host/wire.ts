/**
 * How values cross between Node and the browser: JSON for the shape, bytes apart from it. It carries
 * what structured clone does, as far as the product sends it.
 *
 * `wire` is also sent to the browser as its own source text: it must not use anything outside itself.
 */
export interface Packed {
  readonly json: string;
  readonly binaries: readonly Uint8Array[];
}

export interface Wire {
  /** @throws DataCloneError for what structured clone does not take, as `postMessage` would. */
  pack(value: unknown): Packed;
  unpack(json: string, binaries: readonly Uint8Array[]): unknown;
  /** One body: length and JSON, then length and bytes of each binary; lengths are uint32, little-endian. */
  frame(packed: Packed): Uint8Array;
  unframe(body: Uint8Array): unknown;
}

export function wire(): Wire {
  const views: Record<string, new (buffer: ArrayBuffer) => ArrayBufferView> = {
    Uint8Array,
    Int8Array,
    Uint8ClampedArray,
    Uint16Array,
    Int16Array,
    Uint32Array,
    Int32Array,
    Float32Array,
    Float64Array,
    BigInt64Array,
    BigUint64Array,
    DataView,
  };

  function pack(value: unknown): Packed {
    const binaries: Uint8Array[] = [];
    const encode = (item: unknown): unknown => {
      if (item === undefined) return { $: 'undefined' };
      if (item === null || typeof item === 'string' || typeof item === 'boolean') return item;
      if (typeof item === 'number') {
        return Number.isFinite(item) && !Object.is(item, -0)
          ? item
          : { $: 'number', v: Object.is(item, -0) ? '-0' : String(item) };
      }
      if (typeof item === 'bigint') return { $: 'bigint', v: String(item) };
      if (Array.isArray(item)) return item.map(encode);
      if (item instanceof ArrayBuffer) return { $: 'buffer', i: binaries.push(new Uint8Array(item)) - 1 };
      if (ArrayBuffer.isView(item)) {
        const bytes = new Uint8Array(item.buffer, item.byteOffset, item.byteLength);
        // A Node Buffer is a Uint8Array on the other side, as under structured clone.
        const name = item instanceof Uint8Array ? 'Uint8Array' : item.constructor.name;
        return { $: 'view', v: name, i: binaries.push(bytes) - 1 };
      }
      if (item instanceof Date) return { $: 'date', v: item.getTime() };
      if (item instanceof Map)
        return { $: 'map', v: [...item].map(([key, of]) => [encode(key), encode(of)]) };
      if (item instanceof Set) return { $: 'set', v: [...item].map(encode) };
      if (item instanceof Error) return { $: 'error', v: item.message };
      if (typeof item === 'object') {
        const entries = Object.entries(item).map(([key, of]) => [key, encode(of)] as const);
        return '$' in item ? { $: 'object', v: entries } : Object.fromEntries(entries);
      }
      throw new DOMException('An object could not be cloned.', 'DataCloneError');
    };
    return { json: JSON.stringify(encode(value)), binaries };
  }

  function unpack(json: string, binaries: readonly Uint8Array[]): unknown {
    const own = (i: number): ArrayBuffer => {
      const bytes = binaries[i]!;
      return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
    };
    type Marked = { $?: string; v: never; i: number };
    const decode = (item: unknown): unknown => {
      if (item === null || typeof item !== 'object') return item;
      if (Array.isArray(item)) return item.map(decode);
      const { $, v, i } = item as Marked;
      switch ($) {
        case undefined:
          return Object.fromEntries(Object.entries(item).map(([key, of]) => [key, decode(of)]));
        case 'undefined':
          return undefined;
        case 'number':
          return Number(v);
        case 'bigint':
          return BigInt(v);
        case 'buffer':
          return own(i);
        case 'view':
          return new views[v]!(own(i));
        case 'date':
          return new Date(v);
        case 'map':
          return new Map((v as [unknown, unknown][]).map(([key, of]) => [decode(key), decode(of)]));
        case 'set':
          return new Set((v as unknown[]).map(decode));
        case 'error':
          return new Error(v);
        default:
          return Object.fromEntries((v as [string, unknown][]).map(([key, of]) => [key, decode(of)]));
      }
    };
    return decode(JSON.parse(json));
  }

  function frame({ json, binaries }: Packed): Uint8Array {
    const parts = [new TextEncoder().encode(json), ...binaries];
    const body = new Uint8Array(parts.reduce((sum, part) => sum + 4 + part.length, 0));
    const lengths = new DataView(body.buffer);
    let at = 0;
    for (const part of parts) {
      lengths.setUint32(at, part.length, true);
      body.set(part, at + 4);
      at += 4 + part.length;
    }
    return body;
  }

  function unframe(body: Uint8Array): unknown {
    const lengths = new DataView(body.buffer, body.byteOffset, body.byteLength);
    const parts: Uint8Array[] = [];
    for (let at = 0; at < body.length; ) {
      const length = lengths.getUint32(at, true);
      parts.push(body.subarray(at + 4, at + 4 + length));
      at += 4 + length;
    }
    return unpack(new TextDecoder().decode(parts[0]), parts.slice(1));
  }

  return { pack, unpack, frame, unframe };
}
