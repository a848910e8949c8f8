/**
 * Reads one JSON value with care, where the engine's own parser would not tell enough: which key occurs
 * twice, which number a double does not hold, where bytes are not UTF-8, where and why it is not JSON.
 */
import { isUtf8 } from 'node:buffer';
import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  isSpace,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
} from './bytes.ts';
import { PROBLEM, type ValueProblem } from './problems.ts';
import { ValueScanner } from './value-scanner.ts';

/** RFC 8259, 6. */
const NUMBER = /^-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;
/** A backslash with what it escapes; Telegram Desktop writes control characters as `\x0B`. */
const ESCAPES = /\\(?:x([0-9A-Fa-f]{2})|[\s\S])/g;
const FIRST_PRINTABLE = 0x20;
/** Characters of a repeated key that are shown. */
const SHOWN_KEY = 40;

/** What makes a value none. */
export class Malformed extends Error {
  override readonly name = 'Malformed';
  /** Offset in the file. */
  readonly byte: number;

  constructor(what: string, byte: number) {
    super(what);
    this.byte = byte;
  }
}

export interface ExactOptions {
  /** Offset in the file of `bytes[0]`. */
  readonly base: number;
  /** Whether `\xHH` is read as the character it means. */
  readonly hexEscapes: boolean;
  onProblem(problem: ValueProblem): void;
}

/**
 * The value of `bytes`, all of them. Numbers that a double does not hold exactly are given as their text.
 * The value may not be nested so deep that recursion runs out; a scanner has looked at that before.
 * @throws Malformed when it is none.
 */
export function parseExactly(bytes: Buffer, options: ExactOptions): unknown {
  return new ExactParser(bytes, options).whole();
}

class ExactParser {
  private readonly bytes: Buffer;
  private readonly options: ExactOptions;
  private readonly strings = new ValueScanner(0);
  private at = 0;
  private hasNamedBytes = false;
  private hasNamedEscapes = false;

  constructor(bytes: Buffer, options: ExactOptions) {
    this.bytes = bytes;
    this.options = options;
  }

  whole(): unknown {
    const value = this.value();
    this.skipSpaces();
    if (this.at < this.bytes.length) throw this.malformed('more follows a value');
    return value;
  }

  private malformed(what: string, at = this.at): Malformed {
    return new Malformed(what, this.options.base + at);
  }

  private skipSpaces(): void {
    while (this.at < this.bytes.length && isSpace(this.bytes[this.at]!)) this.at++;
  }

  private value(): unknown {
    this.skipSpaces();
    const byte = this.bytes[this.at];
    if (byte === OPEN_BRACE) return this.object();
    if (byte === OPEN_BRACKET) return this.array();
    if (byte === QUOTE) return this.string();
    return this.scalar();
  }

  private object(): Record<string, unknown> {
    const object: Record<string, unknown> = {};
    this.at++;
    this.skipSpaces();
    if (this.bytes[this.at] === CLOSE_BRACE) {
      this.at++;
      return object;
    }
    for (;;) {
      this.skipSpaces();
      const keyAt = this.at;
      if (this.bytes[this.at] !== QUOTE) throw this.malformed('a key is missing');
      const key = this.string();
      this.skipSpaces();
      if (this.bytes[this.at] !== COLON) throw this.malformed('a colon is missing');
      this.at++;
      const value = this.value();
      if (Object.hasOwn(object, key)) {
        const detail = key.length > SHOWN_KEY ? `${key.slice(0, SHOWN_KEY)}…` : key;
        this.options.onProblem({ byte: this.options.base + keyAt, reason: PROBLEM.repeatedKey, detail });
      }
      // A key `__proto__` is one like others.
      Object.defineProperty(object, key, { value, enumerable: true, writable: true, configurable: true });
      this.skipSpaces();
      const byte = this.bytes[this.at];
      if (byte !== COMMA && byte !== CLOSE_BRACE) throw this.malformed('a comma is missing');
      this.at++;
      if (byte === CLOSE_BRACE) return object;
    }
  }

  private array(): unknown[] {
    const array: unknown[] = [];
    this.at++;
    this.skipSpaces();
    if (this.bytes[this.at] === CLOSE_BRACKET) {
      this.at++;
      return array;
    }
    for (;;) {
      array.push(this.value());
      this.skipSpaces();
      const byte = this.bytes[this.at];
      if (byte !== COMMA && byte !== CLOSE_BRACKET) throw this.malformed('a comma is missing');
      this.at++;
      if (byte === CLOSE_BRACKET) return array;
    }
  }

  private string(): string {
    const from = this.at;
    this.strings.begin(from);
    const to = this.strings.scan(this.bytes, from);
    if (to < 0) throw this.malformed('a string has no end');
    this.at = to;
    const bytes = this.bytes.subarray(from, to);
    if (!this.hasNamedBytes && !isUtf8(bytes)) {
      this.hasNamedBytes = true;
      this.options.onProblem({ byte: this.options.base + from, reason: PROBLEM.notUtf8 });
    }
    const text = bytes.toString('utf8');
    try {
      return JSON.parse(text);
    } catch {
      return this.oddString(text, from, bytes);
    }
  }

  /** A string that has something in it that JSON does not. */
  private oddString(text: string, from: number, bytes: Buffer): string {
    const control = bytes.findIndex((byte) => byte < FIRST_PRINTABLE);
    if (control >= 0) throw this.malformed('a control character stands in a string', from + control);
    if (this.options.hexEscapes) {
      const asJson = text.replace(ESCAPES, (whole, hex?: string) =>
        hex === undefined ? whole : `\\u00${hex}`,
      );
      try {
        const value: string = JSON.parse(asJson);
        if (!this.hasNamedEscapes) {
          this.hasNamedEscapes = true;
          this.options.onProblem({ byte: this.options.base + from, reason: PROBLEM.hexEscape });
        }
        return value;
      } catch {
        // Named below.
      }
    }
    throw this.malformed('a string has an escape that JSON does not have', from);
  }

  private scalar(): unknown {
    const from = this.at;
    this.strings.begin(from);
    const byte = this.bytes[from];
    if (byte === undefined || byte === COMMA || byte === CLOSE_BRACKET || byte === CLOSE_BRACE) {
      throw this.malformed('a value is missing');
    }
    const end = this.strings.scan(this.bytes, from);
    this.at = end < 0 ? this.bytes.length : end;
    const text = this.bytes.toString('latin1', from, this.at);
    if (text === 'null') return null;
    if (text === 'true') return true;
    if (text === 'false') return false;
    const number = NUMBER.exec(text);
    if (!number) throw this.malformed('something stands in the place of a value', from);
    const value = Number(text);
    const isWhole = number[1] === undefined && number[2] === undefined;
    return Number.isFinite(value) && (!isWhole || Number.isSafeInteger(value)) ? value : text;
  }
}
