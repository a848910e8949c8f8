/**
 * Finds headers of one form at the start of lines, on bytes. It learns: once `grammar.ts` has read a
 * header, its bytes are kept as a layout in which only the digits may differ, and a line is compared with
 * the layouts of the lines before it. Only a new layout is read in the general way.
 */
import type { DayPeriod } from './day-periods.ts';
import { digitValue } from './digits.ts';
import type { Era } from './eras.ts';
import {
  HEADER_BYTES,
  type HeaderNumber,
  type HeaderReading,
  type NumberRole,
  readHeader,
} from './grammar.ts';

/** Places of the numbers in `HeaderMatcher.numbers`. */
const PLACE: Readonly<Record<NumberRole, number>> = { n1: 0, n2: 1, n3: 2, hour: 3, minute: 4, second: 5 };

const NO_PLACE = 255;

/** The bytes of a header of one length. */
interface Layout {
  /** Each byte as it must be; of the last byte of a digit, that of the digit 0. */
  readonly bytes: Uint8Array;
  /** Of the last byte of a digit, the place of its number; of all others, `NO_PLACE`. */
  readonly places: Uint8Array;
  /** Of each byte of a number, where the number begins; of others, the byte itself. */
  readonly starts: Uint8Array;
  readonly period: DayPeriod | undefined;
  readonly era: Era | undefined;
}

const LONGEST = 255;

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
  /** The bytes of the last match. Its first is 0, which begins no header, when there is none to go by. */
  private readonly seen = new Uint8Array(LONGEST + 1);

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
   * Whether the line at `from`, whose first byte can begin one, has a header of the form. The fields then
   * say what it holds.
   * @param to end of the bytes that may be looked at; the line's own end is minded.
   */
  match(bytes: Buffer, from: number, to: number): boolean {
    const { latest } = this;
    if (latest && this.fits(latest, bytes, from, to, this.sameAs(latest, bytes, from, to))) return true;
    for (let n = 0; n < this.layouts.length; n++) {
      const layout = this.layouts[n]!;
      if (layout === latest || !this.fits(layout, bytes, from, to, 0)) continue;
      this.latest = layout;
      return true;
    }
    return this.read(bytes, from, to);
  }

  /** How far a line is as the one before: up to the first number that differs, whose digits may be half alike. */
  private sameAs({ bytes: { length }, starts }: Layout, bytes: Buffer, from: number, to: number): number {
    if (to - from < length) return 0;
    const { seen } = this;
    let i = 0;
    while (i < length && bytes[from + i] === seen[i]) i++;
    return i < length ? starts[i]! : length;
  }

  /** Whether the line is of a layout; its first `start` bytes are known to be, and their numbers are read. */
  private fits(layout: Layout, bytes: Buffer, from: number, to: number, start: number): boolean {
    const { bytes: expected, places } = layout;
    const { length } = expected;
    if (to - from < length) return false;
    const { numbers, seen } = this;
    let place = NO_PLACE;
    let value = 0;
    for (let i = start | 0; i < length; i++) {
      const byte = bytes[from + i]!;
      const apart = byte - expected[i]!;
      const next = places[i]!;
      if (next === NO_PLACE ? apart !== 0 : apart < 0 || apart > 9) {
        seen[0] = 0;
        return false;
      }
      seen[i] = byte;
      if (next === NO_PLACE) continue;
      value = next === place ? value * 10 + apart : apart;
      place = next;
      numbers[next] = value;
    }
    this.period = layout.period;
    this.era = layout.era;
    this.bodyAt = from + length;
    return true;
  }

  /** Reads the line by the grammar. */
  private read(bytes: Buffer, from: number, to: number): boolean {
    const [line] = bytes.toString('utf8', from, Math.min(to, from + HEADER_BYTES)).split('\n', 1) as [string];
    const header = readHeader(line);
    if (!header || header.shape !== this.shape) return false;
    // Bytes that are no UTF-8 have become U+FFFD: such a header cannot be measured.
    const head = line.slice(0, header.bodyAt);
    if (head.includes('\ufffd')) return false;
    this.seen[0] = 0;
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
    const bytes: number[] = [];
    const places: number[] = [];
    const starts: number[] = [];
    let start = 0;
    let number: HeaderNumber | undefined;
    for (let i = 0; i < head.length; ) {
      const character = String.fromCodePoint(head.codePointAt(i)!);
      const of = numbers.find(({ from, to }) => i >= from && i < to);
      const value = digitValue(character.charCodeAt(0));
      if (of && value < 0) return; // A mark between two digits.
      if (of !== number || !of) start = bytes.length;
      number = of;
      for (const byte of Buffer.from(character)) {
        starts.push(of ? start : bytes.length);
        bytes.push(byte);
        places.push(NO_PLACE);
      }
      if (of) {
        // The ten digits of a script differ in the last byte alone: their zero is a multiple of 16, or 6 more.
        bytes[bytes.length - 1]! -= value;
        places[places.length - 1] = PLACE[of.role];
      }
      i += character.length;
    }
    if (bytes.length > LONGEST) return;
    const { period, era } = this;
    this.latest = {
      bytes: Uint8Array.from(bytes),
      places: Uint8Array.from(places),
      starts: Uint8Array.from(starts),
      period,
      era,
    };
    this.layouts.push(this.latest);
  }
}
