/**
 * Finds headers of one form at the start of lines, on bytes. It learns: once `grammar.ts` has read a
 * header, its bytes are kept as a layout in which only the digits may differ, and a line is compared with
 * the layouts of the lines before it. Only a new layout is read in the general way.
 */
import type { DayPeriod } from './day-periods.ts';
import { digitValue } from './digits.ts';
import type { Era } from './eras.ts';
import { HEADER_BYTES, type HeaderReading, type NumberRole, readHeader } from './grammar.ts';

/** Places of the numbers in `HeaderMatcher.numbers`. */
const PLACE: Readonly<Record<NumberRole, number>> = { n1: 0, n2: 1, n3: 2, hour: 3, minute: 4, second: 5 };

/** The bytes of a header: which stand as they are, and where its numbers are. */
interface Layout {
  readonly length: number;
  /** Offset and value of each byte that is of no digit, nor in front of one in a digit of several bytes. */
  readonly fixed: Uint8Array;
  /** Of each number: its place, how many digits it has, and offset and zero of each. */
  readonly digits: Uint8Array;
  readonly period: DayPeriod | undefined;
  readonly era: Era | undefined;
}

/** Days, months and hours of one or two digits, two day periods and a mark in front make 32. */
const MOST_LAYOUTS = 64;

/** Bytes that can begin a header: `[`, ASCII digits, and lead bytes of other digits and of marks. */
const CAN_BEGIN = new Uint8Array(256);
CAN_BEGIN[0x5b] = 1;
for (let byte = 0x30; byte <= 0x39; byte++) CAN_BEGIN[byte] = 1;
for (const byte of [0xd8, 0xd9, 0xdb, 0xdf, 0xe0, 0xe1, 0xe2, 0xea, 0xef]) CAN_BEGIN[byte] = 1;

export class HeaderMatcher {
  readonly shape: string;
  private readonly layouts: Layout[] = [];
  /** The layout of the last match: the next line has mostly the same. */
  private latest: Layout | undefined;

  /** The date's numbers as they stand, hour, minute and second of the last match. */
  readonly numbers = new Int32Array(6);
  period: DayPeriod | undefined;
  era: Era | undefined;
  /** Offset of the sender or the text. */
  bodyAt = 0;

  /** @param shape of the form, as `readHeader` gives it. */
  constructor(shape: string) {
    this.shape = shape;
  }

  /** Whether a line with this first byte can have a header. */
  static canBegin(byte: number): boolean {
    return CAN_BEGIN[byte] === 1;
  }

  /**
   * Whether the line [from, to) of the bytes, whose first byte can begin one, has a header of the form.
   * The fields then say what it holds.
   */
  match(bytes: Buffer, from: number, to: number): boolean {
    if (this.latest && this.fits(this.latest, bytes, from, to)) return true;
    for (let n = 0; n < this.layouts.length; n++) {
      const layout = this.layouts[n]!;
      if (layout !== this.latest && this.fits(layout, bytes, from, to)) {
        this.latest = layout;
        return true;
      }
    }
    return this.read(bytes, from, to);
  }

  private fits(layout: Layout, bytes: Buffer, from: number, to: number): boolean {
    const { length, fixed, digits } = layout;
    if (to - from < length) return false;
    for (let i = 0; i < fixed.length; i += 2) {
      if (bytes[from + fixed[i]!] !== fixed[i + 1]) return false;
    }
    const { numbers } = this;
    for (let i = 0; i < digits.length; ) {
      const place = digits[i]!;
      const end = i + 2 + 2 * digits[i + 1]!;
      let value = 0;
      for (i += 2; i < end; i += 2) {
        const digit = bytes[from + digits[i]!]! - digits[i + 1]!;
        if (digit < 0 || digit > 9) return false;
        value = value * 10 + digit;
      }
      numbers[place] = value;
    }
    this.period = layout.period;
    this.era = layout.era;
    this.bodyAt = from + length;
    return true;
  }

  /** Reads the line by the grammar. */
  private read(bytes: Buffer, from: number, to: number): boolean {
    const line = bytes.toString('utf8', from, Math.min(to, from + HEADER_BYTES));
    const header = readHeader(line);
    if (!header || header.shape !== this.shape) return false;
    // Bytes that are no UTF-8 have become U+FFFD: such a header cannot be measured.
    const head = line.slice(0, header.bodyAt);
    if (head.includes('\ufffd')) return false;
    this.numbers[PLACE.second] = 0;
    for (const { role, value } of header.numbers) this.numbers[PLACE[role]] = value;
    const { lead, gap, tail } = header;
    this.period = lead.period ?? gap.period ?? tail.period;
    this.era = lead.era ?? gap.era ?? tail.era;
    this.bodyAt = from + Buffer.byteLength(head);
    this.learn(head, header);
    return true;
  }

  private learn(head: string, { numbers }: HeaderReading): void {
    // Another line may have one space more here, and it would be taken for the beginning of its text.
    if (this.layouts.length >= MOST_LAYOUTS || !head.endsWith(' ')) return;
    const length = Buffer.byteLength(head);
    if (length > 255) return;
    const fixed: number[] = [];
    const digitsOf = numbers.map((): number[] => []);
    let offset = 0;
    for (let i = 0; i < head.length; ) {
      const character = String.fromCodePoint(head.codePointAt(i)!);
      const encoded = Buffer.from(character);
      const last = encoded.length - 1;
      const number = numbers.findIndex(({ from, to }) => i >= from && i < to);
      for (const [n, byte] of encoded.entries()) if (number < 0 || n < last) fixed.push(offset + n, byte);
      if (number >= 0) {
        const value = digitValue(character.charCodeAt(0));
        if (value < 0) return; // A mark between two digits.
        // The ten digits of a script differ in the last byte alone: their zero is a multiple of 16, or 6 more.
        digitsOf[number]!.push(offset + last, encoded[last]! - value);
      }
      offset += encoded.length;
      i += character.length;
    }
    const digits = numbers.flatMap(({ role }, n) => [PLACE[role], digitsOf[n]!.length / 2, ...digitsOf[n]!]);
    const { period, era } = this;
    const layout = { length, fixed: Uint8Array.from(fixed), digits: Uint8Array.from(digits), period, era };
    this.layouts.push(layout);
    this.latest = layout;
  }
}
