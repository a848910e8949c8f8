/**
 * Finds where a JSON value ends, on its bytes and without reading what it says: quotes and brackets alone
 * tell. It can stop anywhere, also inside a string, and goes on when more bytes are there.
 */
import {
  BACKSLASH,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  isSpace,
  NINE,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  ZERO,
} from './bytes.ts';

/** Bytes of a string that are looked at one by one before the search is left to the engine. */
const SHORT_STRING = 32;
/** A number of fewer characters is always exact as a double. */
const LONG_NUMBER = 16;
/** `]` is `[` + 2, and `}` is `{` + 2. */
const OPEN_TO_CLOSE = 2;
const SPACE = 0x20;

/** A scalar ends in front of these. */
const endsScalar = (byte: number): boolean =>
  isSpace(byte) ||
  byte === COMMA ||
  byte === COLON ||
  byte === QUOTE ||
  byte === OPEN_BRACKET ||
  byte === CLOSE_BRACKET ||
  byte === OPEN_BRACE ||
  byte === CLOSE_BRACE;

export class ValueScanner {
  /** Members of all objects in the value, a repeated key counted each time. */
  members = 0;
  /**
   * Whether the engine's parser may not read it as it stands: a double may not hold one of its numbers, or
   * a key has an escape. (V8 13.6 takes the key `\"` for a key `\` that an object before it had.)
   */
  needsCare = false;
  /** Levels of nesting it reaches, 0 for a string or a scalar. */
  deepest = 0;
  /** Whether a bracket was closed by one of the other kind: where the value ends cannot be told then. */
  isMismatched = false;

  private readonly maxDepth: number;
  /** The open brackets, as far as `maxDepth`. */
  private readonly open: Uint8Array;
  private depth = 0;
  private state: 'start' | 'string' | 'scalar' | 'container' = 'start';
  private isInString = false;
  /** Where the string that is being scanned begins. */
  private string = 0;
  /** No byte of the value stands below this offset any more. */
  private floor = 0;
  /** Whether what stood below `floor` escapes the byte there. */
  private isFloorEscaped = false;

  /** @param maxDepth levels on which brackets are held against each other. */
  constructor(maxDepth: number) {
    this.maxDepth = maxDepth;
    this.open = new Uint8Array(maxDepth + 1);
  }

  /** Whether the value is a number or a word: bytes tell its end only by what follows. */
  get isScalar(): boolean {
    return this.state === 'scalar';
  }

  /** Starts on a value whose first byte stands at `at`; it may be none of `,`, `:`, `]`, `}` and spaces. */
  begin(at: number): void {
    this.members = 0;
    this.needsCare = false;
    this.deepest = 0;
    this.isMismatched = false;
    this.depth = 0;
    this.state = 'start';
    this.isInString = false;
    this.floor = at;
    this.isFloorEscaped = false;
  }

  /** The bytes moved down by so many. */
  shift(by: number): void {
    this.floor -= by;
    this.string -= by;
  }

  /** All of `bytes` was scanned and will be gone; the next to be scanned begin at offset 0. */
  forget(bytes: Uint8Array): void {
    this.isFloorEscaped = this.isEscaped(bytes, bytes.length);
    this.floor = 0;
    this.string = 0;
  }

  /**
   * Scans on.
   * @param from the value's first byte, then where the bytes ended the time before.
   * @param to where the bytes end.
   * @returns the offset behind the value, or -1 when it goes on behind `to`. A scalar that reaches `to` may
   * go on.
   */
  scan(bytes: Uint8Array, from: number, to = bytes.length): number {
    let at = from;
    if (this.state === 'start') {
      const first = bytes[at];
      if (first === QUOTE) {
        this.state = 'string';
        at++;
      } else this.state = first === OPEN_BRACE || first === OPEN_BRACKET ? 'container' : 'scalar';
    }
    if (this.state === 'container') return this.container(bytes, at, to);
    if (this.state === 'string') return this.stringEnd(bytes, at, to);
    while (at < to && !endsScalar(bytes[at]!)) at++;
    return at < to ? at : -1;
  }

  private container(bytes: Uint8Array, from: number, to: number): number {
    const { open, maxDepth } = this;
    let { depth, members } = this;
    let at = from;
    let string = at;
    let stringEnd = at;
    if (this.isInString) {
      at = this.stringEnd(bytes, at, to);
      if (at < 0) return -1;
      this.isInString = false;
      string = this.string;
      stringEnd = at;
    }
    while (at < to) {
      const byte = bytes[at++]!;
      // Most bytes between strings: exports are indented.
      if (byte <= SPACE) {
        while (at < to && bytes[at]! <= SPACE) at++;
        continue;
      }
      if (byte === QUOTE) {
        string = at;
        const near = Math.min(at + SHORT_STRING, to);
        while (at < near && bytes[at] !== QUOTE) at++;
        if (at < near && bytes[at - 1] !== BACKSLASH) at++;
        else at = this.stringEnd(bytes, at, to);
        if (at < 0) {
          this.isInString = true;
          this.string = string;
          break;
        }
        stringEnd = at;
      } else if (byte >= ZERO && byte <= NINE) {
        const first = at - 1;
        for (; at < to; at++) {
          const next = bytes[at]!;
          if ((next | 0x20) === 0x65) this.needsCare = true;
          else if (!isOfNumber(next)) break;
        }
        // Of one that goes on behind the bytes, the length is not known.
        if (at - first >= LONG_NUMBER || at === to) this.needsCare = true;
      } else if (byte === COLON) {
        members++;
        for (; string < stringEnd; string++) if (bytes[string] === BACKSLASH) this.needsCare = true;
      } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
        depth++;
        if (depth > this.deepest) this.deepest = depth;
        if (depth <= maxDepth) open[depth] = byte;
      } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
        if (depth <= maxDepth && open[depth]! + OPEN_TO_CLOSE !== byte) {
          this.isMismatched = true;
          return at - 1;
        }
        depth--;
        if (depth === 0) {
          this.members = members;
          return at;
        }
      }
    }
    this.depth = depth;
    this.members = members;
    return -1;
  }

  /** The offset behind the quote that ends a string, searched from `from` on; -1 when it is not there yet. */
  private stringEnd(bytes: Uint8Array, from: number, to: number): number {
    for (let at = from; ; at++) {
      const near = Math.min(at + SHORT_STRING, to);
      while (at < near && bytes[at] !== QUOTE) at++;
      if (at === near) {
        at = near < to ? bytes.indexOf(QUOTE, near) : -1;
        if (at < 0 || at >= to) return -1;
      }
      if (!this.isEscaped(bytes, at)) return at + 1;
    }
  }

  /** Whether an odd number of backslashes stands in front of an offset. */
  private isEscaped(bytes: Uint8Array, at: number): boolean {
    let first = at;
    while (first > this.floor && bytes[first - 1] === BACKSLASH) first--;
    const isOdd = ((at - first) & 1) === 1;
    return first === this.floor && this.isFloorEscaped ? !isOdd : isOdd;
  }
}

/** Digits, a point and signs; an exponent's letter is looked at apart. */
const isOfNumber = (byte: number): boolean =>
  (byte >= ZERO && byte <= NINE) || byte === 0x2e || byte === 0x2d || byte === 0x2b;
