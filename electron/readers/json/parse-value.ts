/** JSON values from their bytes: by the engine's parser, and with care where it would not tell enough. */
import { isAscii, isUtf8 } from 'node:buffer';
import { CLOSE_BRACKET, OPEN_BRACKET } from './bytes.ts';
import { Malformed, parseExactly } from './exact-parser.ts';
import { REFUSED, type RefusedReason, type ValueProblem } from './problems.ts';

export interface ParseOptions {
  /** Whether `\xHH` in a string is read as the character it means (Telegram Desktop writes such). */
  readonly hexEscapes: boolean;
}

/** What a scanner has learnt of a value. */
export interface ScannedValue {
  readonly members: number;
  /** Whether only the careful parser will do. */
  readonly needsCare: boolean;
}

export type ParsedValue =
  | { readonly value: unknown; readonly problems: readonly ValueProblem[] }
  | { readonly refused: RefusedReason; readonly detail: string };

const NONE: readonly ValueProblem[] = [];

/** The text of [from, to), or undefined where its bytes are not UTF-8. */
function textOf(bytes: Buffer, from: number, to: number): string | undefined {
  const part = bytes.subarray(from, to);
  if (isAscii(part)) return bytes.toString('latin1', from, to);
  return isUtf8(part) ? bytes.toString('utf8', from, to) : undefined;
}

/** The same in brackets, which stand in the place of the bytes around it for that moment where there are some. */
function bracketedText(bytes: Buffer, from: number, to: number): string | undefined {
  if (from === 0 || to === bytes.length) {
    const text = textOf(bytes, from, to);
    return text === undefined ? undefined : `[${text}]`;
  }
  const [before, behind] = [bytes[from - 1]!, bytes[to]!];
  bytes[from - 1] = OPEN_BRACKET;
  bytes[to] = CLOSE_BRACKET;
  const text = textOf(bytes, from - 1, to + 1);
  bytes[from - 1] = before;
  bytes[to] = behind;
  return text;
}

/** Distinct keys of all objects in a value. */
function keysIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let keys = 0;
  if (Array.isArray(value)) {
    for (const element of value) if (typeof element === 'object' && element !== null) keys += keysIn(element);
    return keys;
  }
  for (const key in value) {
    keys++;
    const member = (value as Record<string, unknown>)[key];
    if (typeof member === 'object' && member !== null) keys += keysIn(member);
  }
  return keys;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * The value in [from, to).
 * @param base offset in the file of `bytes[0]`.
 */
export function parseValue(
  bytes: Buffer,
  from: number,
  to: number,
  scanned: ScannedValue,
  base: number,
  { hexEscapes }: ParseOptions,
): ParsedValue {
  if (!scanned.needsCare) {
    const text = textOf(bytes, from, to);
    const value = text === undefined ? undefined : parsed(text);
    // A key that occurs twice is one member more than there are keys.
    if (value !== undefined && keysIn(value) === scanned.members) return { value, problems: NONE };
  }
  const problems: ValueProblem[] = [];
  try {
    const value = parseExactly(bytes.subarray(from, to), {
      base: base + from,
      hexEscapes,
      onProblem: (problem) => problems.push(problem),
    });
    return { value, problems };
  } catch (cause) {
    if (!(cause instanceof Malformed)) throw cause;
    return { refused: REFUSED.malformed, detail: `${cause.message}, byte ${cause.byte}` };
  }
}

/**
 * The values of [from, to), which commas separate and a scanner has counted; undefined when any of them is
 * out of the ordinary: each is then to be read by itself.
 */
export function parseList(
  bytes: Buffer,
  from: number,
  to: number,
  count: number,
  members: number,
): unknown[] | undefined {
  const text = bracketedText(bytes, from, to);
  if (text === undefined) return undefined;
  const values = parsed(text) as unknown[] | undefined;
  return values !== undefined && values.length === count && keysIn(values) === members ? values : undefined;
}
