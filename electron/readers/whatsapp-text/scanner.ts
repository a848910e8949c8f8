/**
 * Cuts the bytes of an export into messages: a message is the line of its header and all lines up to the
 * next header. Lines end with LF or CRLF; a CR elsewhere is text. Memory is one buffer, whatever the file.
 */
import { isUtf8 } from 'node:buffer';
import { HeaderMatcher } from './header/matcher.ts';
import { utf16Units } from './utf16.ts';

/** Bytes of UTF-8 that are kept of a message's text. The rest of a longer one is named and dropped. */
export const MOST_TEXT_BYTES = 2 ** 20;
/** Bytes of a line that are looked at to tell header, sender and system lines apart. */
export const LINE_LOOK = 8192;
const BUFFER_BYTES = 2 * MOST_TEXT_BYTES + LINE_LOOK;

const LF = 10;
const CR = 13;
/** Of four bytes, the bits that ASCII does not have. */
const NOT_ASCII = 0x80808080;

/** `ascii` where that is seen, without a promise. */
export type TextEncoding = 'ascii' | 'utf8' | 'invalid';

/** Takes what the scanner finds, in order. Offsets are into `bytes` and hold for the call only. */
export interface MessageSink {
  /** Whether the scanner is to stop at the next line. */
  readonly isFull: boolean;
  /** A line in front of the first header. */
  preface(bytes: Buffer, from: number, to: number, line: number, byte: number): void;
  /** A line within a message that begins as headers do, but is none of the file's form. */
  continuation(bytes: Buffer, from: number, to: number, line: number): void;
  /**
   * A header; `header` says what it holds, `to` is the line's end or `LINE_LOOK` bytes on.
   * @returns where the message's text begins.
   */
  header(bytes: Buffer, header: HeaderMatcher, from: number, to: number, line: number, byte: number): number;
  /**
   * The text [from, to) of the message whose header came last.
   * @param lines of the message, its header's among them.
   * @param headerFrom where the header begins.
   * @param encoding of the text; `invalid` also when it is the header that is not UTF-8.
   */
  text(
    bytes: Buffer,
    from: number,
    to: number,
    lines: number,
    headerFrom: number,
    encoding: TextEncoding,
  ): void;
  /** What is kept of a text that is too long; [droppedFrom, droppedTo) of the file is not. */
  cutText(kept: Buffer, lines: number, droppedFrom: number, droppedTo: number, isValid: boolean): void;
  /** Bytes have been moved: what was at an offset is elsewhere. */
  moved(): void;
}

export interface ScannerOptions {
  readonly header: HeaderMatcher;
  readonly sink: MessageSink;
  /** Bytes in the file in front of the first that is given. */
  readonly startsAt: number;
  /** Whether the file is UTF-16: the bytes given are then UTF-8 made of it. */
  readonly isUtf16: boolean;
  /** Whether the sink wants to know which messages are valid; otherwise all are said to be. */
  readonly validates: boolean;
}

export class Scanner {
  private readonly header: HeaderMatcher;
  private readonly sink: MessageSink;
  private readonly isUtf16: boolean;
  private readonly validates: boolean;
  private readonly buffer = Buffer.allocUnsafeSlow(BUFFER_BYTES);
  /** The same memory; little-endian, as on every system the product runs on. */
  private readonly words = new Int32Array(this.buffer.buffer, 0, BUFFER_BYTES >> 2);
  /** The filled part of the buffer. */
  private bytes: Buffer;
  /** Where scanning goes on, and that place in the file. */
  private at = 0;
  private atByte: number;
  private line = 1;
  /** Whether `at` is inside a line whose beginning has been looked at. */
  private isMidLine = false;
  /** All bytes of the open message behind its header, and a few around them, in one word. */
  private mixed = 0;

  private isOpen = false;
  private headerFrom = -1;
  private headerLine = 0;
  private headerByte = 0;
  private textFrom = 0;
  /** Text kept of a message that outgrew the buffer, and where in the file the rest of it begins. */
  private kept: Buffer | undefined;
  private keptToByte = 0;
  private keptIsValid = false;

  /** Bytes up to here are checked; those of one stretch among them are not all UTF-8. */
  private checkedTo = 0;
  private invalidFrom = -1;
  private invalidTo = -1;

  constructor({ header, sink, startsAt, isUtf16, validates }: ScannerOptions) {
    this.header = header;
    this.sink = sink;
    this.isUtf16 = isUtf16;
    this.validates = validates;
    this.atByte = startsAt;
    this.bytes = this.buffer.subarray(0, 0);
  }

  /** Takes bytes of a chunk from an offset on, as many as there is room for. @returns how many. */
  fill(chunk: Uint8Array, from: number): number {
    const { length } = this.bytes;
    const count = Math.min(chunk.length - from, BUFFER_BYTES - length);
    this.buffer.set(chunk.subarray(from, from + count), length);
    this.bytes = this.buffer.subarray(0, length + count);
    if (this.validates) this.check();
    return count;
  }

  /**
   * Scans what is there. Leaves room for more.
   * @param isEnd whether no more bytes come.
   * @returns true when the sink is full: then call it again before anything else.
   */
  advance(isEnd: boolean): boolean {
    if (this.scan(isEnd)) return true;
    if (isEnd && this.isOpen) {
      const lines = this.line - this.headerLine + (this.isMidLine ? 1 : 0);
      this.close(this.bytes.length, lines, this.atByte, this.mixed);
      this.isOpen = false;
    }
    this.makeRoom();
    return false;
  }

  /** Checks whole lines, so that no character is cut in two. */
  private check(): void {
    const to = this.bytes.lastIndexOf(LF) + 1;
    if (to <= this.checkedTo) return;
    if (!isUtf8(this.bytes.subarray(this.checkedTo, to))) {
      if (this.invalidFrom < 0) this.invalidFrom = this.checkedTo;
      this.invalidTo = to;
    }
    this.checkedTo = to;
  }

  /**
   * The first line feed in [from, to), or `to`; four bytes at a time: a word XOR `LF LF LF LF` has a zero
   * byte where one is, and the lowest bit set in (x − 0x01010101) AND NOT x AND 0x80808080 is the high bit
   * of the first zero byte (Warren, "Hacker's Delight", 6–1). What it meets is mixed into `mixed`.
   */
  private lineEnd(from: number, to: number): number {
    const { words } = this;
    let word = from >> 2;
    const end = (to + 3) >> 2;
    let four = words[word]!;
    let mixed = this.mixed | four;
    // The bytes in front of `from` in its word are made other than zero.
    let apart = (four ^ 0x0a0a0a0a) | ((1 << ((from & 3) << 3)) - 1);
    let lineEnd = to;
    for (;;) {
      const zeros = (apart - 0x01010101) & ~apart & 0x80808080;
      if (zeros !== 0) {
        lineEnd = Math.min(to, (word << 2) + ((31 - Math.clz32(zeros & -zeros)) >> 3));
        break;
      }
      if (++word >= end) break;
      four = words[word]!;
      mixed |= four;
      apart = four ^ 0x0a0a0a0a;
    }
    this.mixed = mixed;
    return lineEnd;
  }

  /** @returns whether the sink is full. */
  private scan(isEnd: boolean): boolean {
    const { bytes, header, sink } = this;
    const { length } = bytes;
    let { at, atByte, line, isMidLine } = this;
    let isFull = false;
    while (at < length) {
      let end: number;
      if (isMidLine) end = this.lineEnd(at, length);
      else {
        if (sink.isFull) {
          isFull = true;
          break;
        }
        // A line is looked at when all of it is there, or as much as is looked at.
        if (length - at < LINE_LOOK && !isEnd && this.lineEnd(at, length) === length) break;
        const canBegin = HeaderMatcher.canBegin(bytes[at]!);
        const isHeader = canBegin && header.match(bytes, at, Math.min(length, at + LINE_LOOK));
        const { mixed } = this;
        if (isHeader) this.mixed = 0;
        // There is no line feed in a header.
        end = this.lineEnd(isHeader ? header.bodyAt : at, length);
        let to = end - at > LINE_LOOK ? at + LINE_LOOK : end;
        if (to > at && bytes[to - 1] === CR) to--;
        if (isHeader) {
          if (this.isOpen) this.close(at, line - this.headerLine, atByte, mixed);
          this.open(at, to, line, atByte);
        } else if (!this.isOpen) sink.preface(bytes, at, to, line, atByte);
        else if (canBegin) sink.continuation(bytes, at, to, line);
      }
      const hasEnd = end < length;
      const after = hasEnd ? end + 1 : length;
      atByte += this.isUtf16 ? this.fileBytes(at, after) : after - at;
      at = after;
      isMidLine = !hasEnd;
      if (hasEnd) line++;
    }
    this.at = at;
    this.atByte = atByte;
    this.line = line;
    this.isMidLine = isMidLine;
    return isFull;
  }

  private open(from: number, to: number, line: number, byte: number): void {
    this.isOpen = true;
    this.kept = undefined;
    this.headerFrom = from;
    this.headerLine = line;
    this.headerByte = byte;
    this.textFrom = this.sink.header(this.bytes, this.header, from, to, line, byte);
  }

  /** Bytes in the file of a stretch of the buffer. */
  private fileBytes(from: number, to: number): number {
    return this.isUtf16 ? 2 * utf16Units(this.bytes, from, to) : to - from;
  }

  /** Gives the sink the text of the open message, which ends at `to`, byte `toByte` of the file. */
  private close(to: number, lines: number, toByte: number, mixed: number): void {
    const { bytes, textFrom } = this;
    if (this.kept === undefined) {
      let end = to;
      if (end > textFrom && bytes[end - 1] === LF) end--;
      if (end < to && end > textFrom && bytes[end - 1] === CR) end--;
      if (end - textFrom <= MOST_TEXT_BYTES) {
        const { headerFrom } = this;
        const encoding = !this.isValid(headerFrom, end)
          ? 'invalid'
          : (mixed & NOT_ASCII) === 0
            ? 'ascii'
            : 'utf8';
        this.sink.text(bytes, textFrom, end, lines, headerFrom, encoding);
        return;
      }
      this.keep();
    }
    this.sink.cutText(this.kept!, lines, this.keptToByte, toByte, this.keptIsValid);
  }

  private isValid(from: number, to: number): boolean {
    if (!this.validates) return true;
    if (to <= this.checkedTo && (this.invalidFrom < 0 || to <= this.invalidFrom || from >= this.invalidTo)) {
      return true;
    }
    return isUtf8(this.bytes.subarray(from, to));
  }

  /** Keeps the beginning of the open message's text, which is too long, cut between two characters. */
  private keep(): void {
    let to = this.textFrom + MOST_TEXT_BYTES;
    for (let back = 0; back < 3 && (this.bytes[to]! & 0xc0) === 0x80; back++) to--;
    this.keptIsValid = isUtf8(this.bytes.subarray(this.headerFrom, to));
    this.keptToByte = this.headerByte + this.fileBytes(this.headerFrom, to);
    this.kept = Buffer.from(this.bytes.subarray(this.textFrom, to));
  }

  /** Drops what is done with. A message that fills the buffer is cut. */
  private makeRoom(): void {
    if (this.isOpen && this.kept === undefined && this.at - this.textFrom > MOST_TEXT_BYTES + LINE_LOOK) {
      this.keep();
    }
    const done = this.isOpen && this.kept === undefined ? this.headerFrom : this.at;
    if (done === 0) return;
    this.bytes.copyWithin(0, done);
    this.sink.moved();
    this.bytes = this.buffer.subarray(0, this.bytes.length - done);
    this.at -= done;
    this.headerFrom -= done;
    this.textFrom -= done;
    this.checkedTo = Math.max(0, this.checkedTo - done);
    this.invalidTo -= done;
    this.invalidFrom = this.invalidTo <= 0 ? -1 : Math.max(0, this.invalidFrom - done);
  }
}
