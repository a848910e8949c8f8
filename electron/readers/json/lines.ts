/** JSON lines: one value a line, any number of lines. */
import { COMMA, isSpace } from './bytes.ts';
import type { DocumentOptions } from './document.ts';
import { JSON_LIMITS, type JsonLimits } from './limits.ts';
import type { ParseOptions } from './parse-value.ts';
import { type ProblemReason, REFUSED, type RefusedReason } from './problems.ts';
import { ValueScanner } from './value-scanner.ts';
import { WaitingValues } from './waiting-values.ts';
import { Window } from './window.ts';

const LINE_FEED = 0x0a;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** What a file of JSON lines gives, in its order. Lines count from 1; offsets are of a line's value. */
export type JsonLineEvent =
  | {
      readonly is: 'lines';
      readonly values: readonly unknown[];
      readonly lines: readonly number[];
      readonly bytes: readonly number[];
    }
  /** A line that is not given; its length in bytes as far as it was seen. */
  | {
      readonly is: 'refused';
      readonly line: number;
      readonly byte: number;
      readonly length: number;
      readonly reason: RefusedReason;
      readonly detail?: string;
    }
  /** Something wrong with a line that is given. */
  | {
      readonly is: 'problem';
      readonly line: number;
      readonly byte: number;
      readonly reason: ProblemReason;
      readonly detail?: string;
    };

export class JsonLineReader {
  private readonly limits: JsonLimits;
  private readonly parsing: ParseOptions;
  private readonly window = new Window();
  private readonly scanner: ValueScanner;
  private readonly waiting = new WaitingValues();
  /** Numbers of the lines that wait. */
  private waitingLines: number[] = [];
  private events: JsonLineEvent[] = [];
  /** Number of the line that begins at `start`. */
  private line = 1;
  private start = 0;
  /** How far the begun line was searched for its end. */
  private searched = 0;
  /** Offset in the file of a line that is too long to be kept; -1 when there is none. */
  private droppedFrom = -1;

  constructor({ limits = JSON_LIMITS, hexEscapes = false }: DocumentOptions = {}) {
    this.limits = limits;
    this.parsing = { hexEscapes };
    this.scanner = new ValueScanner(limits.depth);
  }

  /** What the next bytes of the file give. */
  push(chunk: Uint8Array): JsonLineEvent[] {
    const { window } = this;
    const down = window.append(chunk, this.start);
    this.start -= down;
    this.searched -= down;
    for (;;) {
      const end = window.view.indexOf(LINE_FEED, this.searched);
      if (end < 0) break;
      this.endLine(end);
      // For what is read at once, see WaitingValues.
      window.view[end] = COMMA;
      this.start = end + 1;
      this.searched = this.start;
      this.line++;
    }
    this.giveWaiting();
    this.searched = window.length;
    if (this.droppedFrom < 0 && this.searched - this.start > this.limits.valueBytes) {
      this.droppedFrom = window.byteAt(this.start);
    }
    if (this.droppedFrom >= 0) this.start = this.searched;
    return this.take();
  }

  /** What the end of the file gives: its last line, where that has no line feed. */
  finish(): JsonLineEvent[] {
    this.endLine(this.window.length);
    this.giveWaiting();
    return this.take();
  }

  private take(): JsonLineEvent[] {
    const { events } = this;
    this.events = [];
    return events;
  }

  private endLine(end: number): void {
    const { window } = this;
    const { view } = window;
    if (this.droppedFrom >= 0) {
      this.refuse(this.droppedFrom, window.byteAt(end) - this.droppedFrom, REFUSED.tooLarge);
      this.droppedFrom = -1;
      return;
    }
    let from = this.start;
    if (window.byteAt(from) === 0 && BYTE_ORDER_MARK.equals(view.subarray(0, 3))) from += 3;
    while (from < end && isSpace(view[from]!)) from++;
    let to = end;
    while (to > from && isSpace(view[to - 1]!)) to--;
    // A blank line is nothing, but the lines around it do not follow each other.
    if (from === to) this.giveWaiting();
    else this.value(from, to);
  }

  /** Takes the line whose value stands in [from, to). */
  private value(from: number, to: number): void {
    const { window, scanner, limits } = this;
    const length = to - from;
    if (length > limits.valueBytes) {
      this.refuse(window.byteAt(from), length, REFUSED.tooLarge);
      return;
    }
    scanner.begin(from);
    const end = scanner.scan(window.view, from, to);
    if (scanner.deepest > limits.depth) this.refuse(window.byteAt(from), length, REFUSED.tooDeep);
    else {
      // Only the careful parser tells what is wrong with a line that is not one value.
      this.waiting.add(from, to, scanner, end !== to || scanner.needsCare || scanner.isScalar);
      this.waitingLines.push(this.line);
    }
  }

  private refuse(byte: number, length: number, reason: RefusedReason): void {
    this.giveWaiting();
    this.events.push({ is: 'refused', line: this.line, byte, length, reason });
  }

  private giveWaiting(): void {
    const { window, waitingLines: lines, events } = this;
    for (const given of this.waiting.give(window.view, window.byteAt(0), this.parsing)) {
      const line = lines[given.n]!;
      if (given.is === 'values') {
        const { n, values, bytes } = given;
        events.push({ is: 'lines', values, lines: lines.slice(n, n + values.length), bytes });
      } else if (given.is === 'refused') {
        const { byte, length, reason, detail } = given;
        events.push({ is: 'refused', line, byte, length, reason, detail });
      } else events.push({ is: 'problem', line, ...given.problem });
    }
    this.waitingLines = [];
  }
}
