/**
 * What stands inside a bundle's stream: parts, one after another, the first of kind `case` and the last of
 * kind `manifest`, which has each other part's size and SHA-256.
 *
 *     part:  u32 LE length of its header | header: JSON | pieces | u32 0
 *     piece: u32 LE length, not 0 | bytes
 */
import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { Refusal } from '../../shared/model/index.ts';

const MOST_HEADER_BYTES = 64 * 1024;
export const PIECE_BYTES = 2 ** 20;

const line = v.pipe(v.string(), v.maxLength(4096));
const index = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

/** A part's header. Content, by kind: see save-bundle.ts. */
export const partSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('case') }),
  v.strictObject({
    kind: v.literal('document'),
    document: v.picklist(['trust-policy', 'warrant', 'amendment', 'revocation', 'release']),
    file: line,
    sha256,
  }),
  v.strictObject({ kind: v.literal('checkpoint'), sha256 }),
  v.strictObject({ kind: v.literal('list'), list: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/)), sha256 }),
  v.strictObject({ kind: v.literal('list-part'), name: line, sha256 }),
  v.strictObject({ kind: v.literal('ledger'), ledger: v.picklist(['decisions', 'annotations']) }),
  v.strictObject({ kind: v.literal('log') }),
  v.strictObject({ kind: v.literal('job'), job: line, exhibit: line, sources: index, messages: index }),
  v.strictObject({ kind: v.literal('chats'), job: line, source: index }),
  v.strictObject({ kind: v.literal('accounts'), job: line, source: index }),
  v.strictObject({ kind: v.literal('record'), job: line, source: index }),
  v.strictObject({ kind: v.literal('segment'), job: line, source: index, seq: index }),
  v.strictObject({ kind: v.literal('quarantine'), job: line }),
  v.strictObject({ kind: v.literal('attachment'), sha256, bytes: index }),
  v.strictObject({ kind: v.literal('manifest') }),
]);
export type PartHeader = v.InferOutput<typeof partSchema>;

/** A part as the manifest lists it. */
export interface PartDigest {
  readonly header: PartHeader;
  readonly bytes: number;
  readonly sha256: string;
}

function framed(bytes: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(bytes.length);
  return Buffer.concat([length, bytes]);
}

const END = Buffer.alloc(4);

/** Bytes of parts as they are written; remembers each for the manifest. */
export class PartWriter {
  readonly digests: PartDigest[] = [];

  async *part(
    header: PartHeader,
    content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  ): AsyncGenerator<Uint8Array> {
    yield framed(Buffer.from(JSON.stringify(header)));
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const piece of content) {
      for (let at = 0; at < piece.length; at += PIECE_BYTES) {
        const taken = piece.subarray(at, at + PIECE_BYTES);
        hash.update(taken);
        bytes += taken.length;
        yield framed(taken);
      }
    }
    yield END;
    this.digests.push({ header, bytes, sha256: hash.digest('hex') });
  }

  /** Lines of JSON as a part. */
  lines(header: PartHeader, values: AsyncIterable<unknown> | Iterable<unknown>): AsyncGenerator<Uint8Array> {
    async function* encoded(): AsyncGenerator<Uint8Array> {
      let waiting: string[] = [];
      let length = 0;
      for await (const value of values) {
        const one = `${JSON.stringify(value)}\n`;
        waiting.push(one);
        length += one.length;
        if (length < PIECE_BYTES) continue;
        yield Buffer.from(waiting.join(''));
        waiting = [];
        length = 0;
      }
      if (waiting.length > 0) yield Buffer.from(waiting.join(''));
    }
    return this.part(header, encoded());
  }
}

/** A part as it is read; its content must be read before the next part is asked for. */
export interface Part {
  readonly header: PartHeader;
  readonly content: AsyncGenerator<Uint8Array>;
}

/** Takes exact numbers of bytes from a stream. */
class Taker {
  private readonly stream: AsyncIterator<Uint8Array>;
  private rest: Uint8Array = new Uint8Array(0);
  private readonly file: string;

  constructor(stream: AsyncIterable<Uint8Array>, file: string) {
    this.stream = stream[Symbol.asyncIterator]();
    this.file = file;
  }

  private damaged(reason: string): Refusal {
    return new Refusal('tampered', this.file, `what is sealed in it is no bundle: ${reason}`);
  }

  /** @returns null at the stream's end, where that is allowed. */
  async take(length: number, mayEnd = false): Promise<Buffer | null> {
    const taken = Buffer.allocUnsafe(length);
    let filled = 0;
    while (filled < length) {
      if (this.rest.length === 0) {
        const { done, value } = await this.stream.next();
        if (done) {
          if (mayEnd && filled === 0) return null;
          throw this.damaged('it ends within a part');
        }
        this.rest = value;
        continue;
      }
      const piece = this.rest.subarray(0, length - filled);
      taken.set(piece, filled);
      filled += piece.length;
      this.rest = this.rest.subarray(piece.length);
    }
    return taken;
  }

  async length(most: number, what: string, mayEnd = false): Promise<number | null> {
    const bytes = await this.take(4, mayEnd);
    if (!bytes) return null;
    const length = bytes.readUInt32LE(0);
    if (length > most) throw this.damaged(`${what} is too long`);
    return length;
  }

  header(bytes: Buffer): PartHeader {
    try {
      return v.parse(partSchema, JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
    } catch {
      throw this.damaged('a part’s header is not as it should be');
    }
  }
}

/**
 * The parts of an opened stream, in order; what of a part is not read is passed over.
 * @param digests gets each part's size and hash once it has been read.
 * @throws Refusal `tampered` when the stream is no sequence of parts; what the stream throws.
 */
export async function* readParts(
  stream: AsyncIterable<Uint8Array>,
  file: string,
  digests: (digest: PartDigest) => void = () => undefined,
): AsyncGenerator<Part> {
  const taker = new Taker(stream, file);
  for (;;) {
    const length = await taker.length(MOST_HEADER_BYTES, 'a part’s header', true);
    if (length === null) return;
    const header = taker.header((await taker.take(length))!);
    const hash = createHash('sha256');
    let bytes = 0;
    async function* pieces(): AsyncGenerator<Uint8Array> {
      for (;;) {
        const size = (await taker.length(PIECE_BYTES, 'a piece'))!;
        if (size === 0) return;
        const piece = (await taker.take(size))!;
        hash.update(piece);
        bytes += piece.length;
        yield piece;
      }
    }
    const content = pieces();
    yield { header, content };
    for await (const _ of content);
    digests({ header, bytes, sha256: hash.digest('hex') });
  }
}

/** A part's content as one, where it is small. @throws Refusal `too-large`. */
export async function wholePart({ content, header }: Part, most: number, file: string): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of content) {
    bytes += piece.length;
    if (bytes > most) throw new Refusal('too-large', file, `its part “${header.kind}” is too large`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

const NEWLINE = 0x0a;
const MOST_LINE_BYTES = 64 * 2 ** 20;

/** A part's lines, parsed. @throws Refusal `tampered` when one is not as it should be. */
export async function* partLines<T>(
  { content, header }: Part,
  schema: v.GenericSchema<unknown, T>,
  file: string,
): AsyncGenerator<T> {
  const parsed = (bytes: Buffer): T => {
    try {
      return v.parse(schema, JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
    } catch (cause) {
      throw new Refusal('tampered', file, `a line of its part “${header.kind}” is not as it should be`, {
        cause,
      });
    }
  };
  let begun: Uint8Array[] = [];
  let gathered = 0;
  for await (const piece of content) {
    let from = 0;
    for (let end = piece.indexOf(NEWLINE); end >= 0; end = piece.indexOf(NEWLINE, from)) {
      yield parsed(Buffer.concat([...begun, piece.subarray(from, end)]));
      begun = [];
      gathered = 0;
      from = end + 1;
    }
    if (from < piece.length) begun.push(piece.subarray(from));
    gathered += piece.length - from;
    if (gathered > MOST_LINE_BYTES) {
      throw new Refusal('too-large', file, `a line of its part “${header.kind}” is too long`);
    }
  }
  if (begun.length > 0) throw new Refusal('tampered', file, `its part “${header.kind}” ends within a line`);
}
