/**
 * Reads a JSON document of any size from its bytes as they come. Where its brackets and commas stand is
 * followed byte by byte; what is given whole is found by a `ValueScanner` and read by the engine's own
 * parser, many elements at a time, several times quicker than JavaScript could. In memory are one value at
 * most, and the bytes of one push with what they become.
 */
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
import type { Descent, JsonEvent, JsonPath } from './events.ts';
import { JSON_LIMITS, type JsonLimits } from './limits.ts';
import { type ParseOptions, parseValue } from './parse-value.ts';
import { PROBLEM, type ProblemReason, REFUSED, type RefusedReason } from './problems.ts';
import { ValueScanner } from './value-scanner.ts';
import { WaitingValues } from './waiting-values.ts';
import { Window } from './window.ts';

export interface DocumentOptions {
  readonly limits?: JsonLimits;
  /** Reads `\xHH` in strings, which Telegram Desktop writes, as the character it means. */
  readonly hexEscapes?: boolean;
}

/** An object or array that was entered. */
interface Frame {
  readonly what: 'object' | 'array';
  readonly path: JsonPath;
  readonly descent: Descent;
  /** What is to come: `first` may also be the end; `next` is a comma or the end. */
  expects: 'first' | 'key' | 'colon' | 'value' | 'next';
  /** Of an array: elements so far. */
  index: number;
  /** Of an object: key of the member that is being read. */
  key: string;
  /** Of an object: its keys so far; null once there are too many. */
  keys: Set<string> | null;
}

const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];
const WHOLE: Descent = {};

/** `,`, `:`, `]` and `}` begin no value. */
const beginsNone = (byte: number): boolean =>
  byte === COMMA || byte === COLON || byte === CLOSE_BRACKET || byte === CLOSE_BRACE;

export class JsonDocument {
  private readonly limits: JsonLimits;
  private readonly parsing: ParseOptions;
  private readonly window = new Window();
  private readonly scanner: ValueScanner;
  private readonly waiting = new WaitingValues();
  private readonly root: Descent;
  private readonly frames: Frame[] = [];
  private events: JsonEvent[] = [];
  private state: 'mark' | 'root' | 'inside' | 'done' | 'stopped' = 'mark';
  /** Place in the window that is looked at next. */
  private at = 0;
  /** Place of the first byte of the value that is being scanned; -1 when none is. */
  private begun = -1;
  /** That byte's offset in the file. */
  private begunByte = 0;
  /** Whether that value is too large to be kept. */
  private isDropping = false;

  constructor(descent: Descent, { limits = JSON_LIMITS, hexEscapes = false }: DocumentOptions = {}) {
    this.root = descent;
    this.limits = limits;
    this.parsing = { hexEscapes };
    this.scanner = new ValueScanner(limits.depth);
  }

  /** What the next bytes of the file give. */
  push(chunk: Uint8Array): JsonEvent[] {
    if (this.state === 'stopped') return [];
    const isKept = this.begun >= 0 && !this.isDropping;
    const down = this.window.append(chunk, isKept ? this.begun : this.at);
    this.at -= down;
    if (isKept) {
      this.begun -= down;
      this.scanner.shift(down);
    }
    this.advance();
    return this.take();
  }

  /** What the end of the file gives. */
  finish(): JsonEvent[] {
    if (this.state === 'stopped') return [];
    const { length } = this.window;
    if (this.begun >= 0 && this.frames.length === 0 && this.scanner.isScalar) this.endValue(length);
    else if (this.begun >= 0) {
      if (!this.isKey()) this.refuse(REFUSED.cutOff, length);
      this.problem(length, PROBLEM.cutOff);
    } else if (this.frames.length > 0 || (this.state === 'mark' && length > 0)) {
      this.problem(length, PROBLEM.cutOff);
    } else if (this.state === 'mark' || this.state === 'root') this.problem(length, PROBLEM.empty);
    this.state = 'stopped';
    return this.take();
  }

  private take(): JsonEvent[] {
    const { events } = this;
    this.events = [];
    return events;
  }

  private problem(at: number, reason: ProblemReason, detail?: string): void {
    const byte = this.window.byteAt(at);
    this.giveWaiting();
    this.events.push({ is: 'problem', byte, reason, ...(detail === undefined ? {} : { detail }) });
  }

  /** Gives up: where values begin and end cannot be told from here on. */
  private stop(reason: ProblemReason, detail?: string): void {
    this.problem(this.at, reason, detail);
    this.state = 'stopped';
  }

  private advance(): void {
    if (this.state === 'mark') {
      if (!this.skipMark()) return;
      this.state = 'root';
    }
    const { view } = this.window;
    while (this.state !== 'stopped') {
      if (this.begun >= 0) {
        if (!this.scanOn()) break;
        continue;
      }
      while (this.at < view.length && isSpace(view[this.at]!)) this.at++;
      if (this.at >= view.length) break;
      this.step(view[this.at]!);
    }
    this.giveWaiting();
  }

  /** Passes over a byte order mark; false while it cannot be told whether there is one. */
  private skipMark(): boolean {
    const { view } = this.window;
    const length = Math.min(view.length, BYTE_ORDER_MARK.length);
    for (let n = 0; n < length; n++) if (view[n] !== BYTE_ORDER_MARK[n]) return true;
    if (length < BYTE_ORDER_MARK.length) return false;
    this.at = length;
    return true;
  }

  /** Takes a byte that is no space and stands between values. */
  private step(byte: number): void {
    const frame = this.frames.at(-1);
    if (frame) {
      if (frame.what === 'array') this.stepInArray(frame, byte);
      else this.stepInObject(frame, byte);
    } else if (this.state === 'done') this.stop(PROBLEM.trailing);
    else if (beginsNone(byte)) this.stop(PROBLEM.notJson, 'it does not begin with a value');
    else this.value(byte, this.root);
  }

  private stepInArray(frame: Frame, byte: number): void {
    if (byte === CLOSE_BRACKET) {
      if (frame.expects === 'value') this.problem(this.at, PROBLEM.noValue);
      this.leave(frame);
    } else if (byte === COMMA) {
      if (frame.expects !== 'next') this.problem(this.at, PROBLEM.noValue);
      frame.expects = 'value';
      this.at++;
    } else if (beginsNone(byte)) this.stop(PROBLEM.notJson, 'a bracket or colon out of place');
    else {
      if (frame.expects === 'next') this.problem(this.at, PROBLEM.noComma);
      this.value(byte, frame.descent.elements!);
    }
  }

  private stepInObject(frame: Frame, byte: number): void {
    if (frame.expects === 'colon') {
      if (byte === COLON) {
        frame.expects = 'value';
        this.at++;
      } else this.stop(PROBLEM.notJson, 'a key without a colon');
    } else if (frame.expects === 'value') {
      const members = frame.descent.members!;
      if (beginsNone(byte)) this.stop(PROBLEM.notJson, 'a key without a value');
      else this.value(byte, Object.hasOwn(members, frame.key) ? members[frame.key]! : WHOLE);
    } else if (byte === CLOSE_BRACE) {
      if (frame.expects === 'key') this.problem(this.at, PROBLEM.noValue);
      this.leave(frame);
    } else if (byte === COMMA) {
      if (frame.expects !== 'next') this.problem(this.at, PROBLEM.noValue);
      frame.expects = 'key';
      this.at++;
    } else if (byte === QUOTE) {
      if (frame.expects === 'next') this.problem(this.at, PROBLEM.noComma);
      frame.expects = 'key';
      this.begin();
    } else this.stop(PROBLEM.notJson, 'something stands in the place of a key');
  }

  private value(byte: number, descent: Descent): void {
    if (byte === OPEN_BRACE && descent.members) this.enter('object', descent);
    else if (byte === OPEN_BRACKET && descent.elements) this.enter('array', descent);
    else this.begin();
  }

  /** The path of the value that is to come or being scanned. */
  private valuePath(): JsonPath {
    const frame = this.frames.at(-1);
    return frame ? [...frame.path, frame.what === 'array' ? frame.index : frame.key] : [];
  }

  /** The value that was to come is there. */
  private hadValue(): void {
    const frame = this.frames.at(-1);
    if (frame) {
      frame.expects = 'next';
      frame.index++;
    } else this.state = 'done';
  }

  private enter(what: 'object' | 'array', descent: Descent): void {
    this.giveWaiting();
    const path = this.valuePath();
    if (this.frames.at(-1)?.what === 'object') this.noteKey(PROBLEM.repeatedEntered, this.at);
    this.hadValue();
    this.state = 'inside';
    this.events.push({ is: 'enter', path, what, byte: this.window.byteAt(this.at) });
    const keys = what === 'object' ? new Set<string>() : null;
    this.frames.push({ what, path, descent, expects: 'first', index: 0, key: '', keys });
    this.at++;
  }

  private leave({ what, path }: Frame): void {
    this.giveWaiting();
    this.events.push({ is: 'leave', path, what, byte: this.window.byteAt(this.at) });
    this.frames.pop();
    if (this.frames.length === 0) this.state = 'done';
    this.at++;
  }

  private begin(): void {
    this.begun = this.at;
    this.begunByte = this.window.byteAt(this.at);
    this.isDropping = false;
    this.scanner.begin(this.at);
  }

  /** Scans the value that was begun; false when it goes on behind the bytes. */
  private scanOn(): boolean {
    const { view } = this.window;
    const end = this.scanner.scan(view, this.at);
    if (end >= 0) {
      this.endValue(end);
      return true;
    }
    this.at = view.length;
    if (this.at - this.begun > this.limits.valueBytes) this.isDropping = true;
    if (this.isDropping) this.scanner.forget(view);
    return false;
  }

  /** Whether what is being scanned is a key. */
  private isKey(): boolean {
    const frame = this.frames.at(-1);
    return frame?.what === 'object' && frame.expects === 'key';
  }

  private endValue(end: number): void {
    const { scanner, limits, frames } = this;
    if (scanner.isMismatched) {
      this.refuse(REFUSED.malformed, end, 'a bracket is closed by one of another kind');
      this.stop(PROBLEM.notJson, 'a bracket is closed by one of another kind');
    } else if (this.isDropping || end - this.begun > limits.valueBytes) this.refuse(REFUSED.tooLarge, end);
    else if (frames.length + scanner.deepest > limits.depth) this.refuse(REFUSED.tooDeep, end);
    else if (frames.at(-1)?.what === 'array') {
      this.waiting.add(this.begun, end, scanner, scanner.needsCare || scanner.isScalar);
      this.hadValue();
      this.at = end;
      this.begun = -1;
    } else this.giveOne(end);
  }

  /** Reads a key, the value of a member, or the whole document. */
  private giveOne(end: number): void {
    const { window, scanner, parsing } = this;
    const { members, isScalar, needsCare } = scanner;
    const scanned = { members, needsCare: needsCare || isScalar };
    const read = parseValue(window.view, this.begun, end, scanned, window.byteAt(0), parsing);
    if ('refused' in read) {
      this.refuse(read.refused, end, read.detail);
      return;
    }
    for (const problem of read.problems) this.events.push({ is: 'problem', ...problem });
    const byte = this.begunByte;
    const { value } = read;
    const frame = this.frames.at(-1);
    if (!frame) {
      this.events.push({ is: 'root', path: [], value, byte });
      this.hadValue();
    } else if (frame.expects === 'key') {
      frame.key = value as string;
      frame.expects = 'colon';
    } else {
      this.noteKey(PROBLEM.repeatedKey, this.begun);
      this.events.push({ is: 'member', path: frame.path, key: frame.key, value, byte });
      this.hadValue();
    }
    this.at = end;
    this.begun = -1;
  }

  /** Names a key that its object has had before. */
  private noteKey(reason: ProblemReason, at: number): void {
    const frame = this.frames.at(-1)!;
    const { keys, key } = frame;
    if (keys === null) return;
    if (keys.has(key)) this.problem(at, reason, key.slice(0, 40));
    else if (keys.size < this.limits.keys) keys.add(key);
    else {
      frame.keys = null;
      this.problem(at, PROBLEM.tooManyKeys);
    }
  }

  /** Goes on behind a value that is not given. A key that is none leaves its member without a name. */
  private refuse(reason: RefusedReason, end: number, detail?: string): void {
    this.giveWaiting();
    const byte = this.begunByte;
    const bytes = this.window.byteAt(end) - byte;
    const isKey = this.isKey();
    const frame = this.frames.at(-1);
    const path = isKey ? frame!.path : this.valuePath();
    this.events.push({
      is: 'refused',
      path,
      byte,
      bytes,
      reason,
      ...(detail === undefined ? {} : { detail }),
    });
    if (isKey) {
      frame!.key = '';
      frame!.expects = 'colon';
    } else this.hadValue();
    this.at = end;
    this.begun = -1;
  }

  private giveWaiting(): void {
    const { waiting, window, events } = this;
    const { count } = waiting;
    if (count === 0) return;
    const { path, index } = this.frames.at(-1)!;
    const first = index - count;
    for (const given of waiting.give(window.view, window.byteAt(0), this.parsing)) {
      if (given.is === 'values') {
        const { n, values, bytes } = given;
        events.push({ is: 'elements', path, first: first + n, values, bytes });
      } else if (given.is === 'refused') {
        const { n, byte, length, reason, detail } = given;
        events.push({ is: 'refused', path: [...path, first + n], byte, bytes: length, reason, detail });
      } else events.push({ is: 'problem', ...given.problem });
    }
  }
}
