/**
 * Checks of JSON values where they stand: each tells the first fault of a value, and builds nothing. A line
 * has some dozen fields, and an import millions of lines.
 */
import { readingMs } from '../../../shared/time/instant.ts';
import { type Fields, isRecord } from '../json/fields.ts';
import type { Raw } from '../json/raw.ts';
import { LONGEST_NAME, LONGEST_TEXT } from '../json/texts.ts';

export interface Fault {
  /** Such as `attachments.0.bytes`; absent where the line as a whole is wrong. */
  readonly field?: string;
  readonly should: string;
}

/** What is wrong with a value, or undefined. `is` is there for the types alone. */
export interface Check<Is> {
  (value: unknown): Fault | undefined;
  readonly is?: Is;
}

/** A text has halves of surrogate pairs: a line with such a fault is checked again without them. */
export const HALVES: Fault = { should: 'without halves of surrogate pairs' };

/** Characters of a field's name that are shown. */
const SHOWN = 60;
const shown = (key: string): string => key.slice(0, SHOWN).toWellFormed();

const within = (key: string, fault: Fault): Fault => {
  if (fault === HALVES) return fault;
  const { field, should } = fault;
  return { field: field === undefined ? shown(key) : `${shown(key)}.${field}`, should };
};

const STRING: Fault = { should: 'string' };
const NUMBER: Fault = { should: 'number' };
const BOOLEAN: Fault = { should: 'boolean' };
const OBJECT: Fault = { should: 'an object' };
const ARRAY: Fault = { should: 'Array' };
const THERE: Fault = { should: 'there' };
const NO_SUCH_FIELD: Fault = { should: 'no field of that name' };

const textOf = (longest: number): Check<string> => {
  const tooLong: Fault = { should: `at most ${longest} characters` };
  return (value) =>
    typeof value !== 'string'
      ? STRING
      : value.length > longest
        ? tooLong
        : value.isWellFormed()
          ? undefined
          : HALVES;
};
export const text = textOf(LONGEST_TEXT);

const name = textOf(LONGEST_NAME);
const NOT_EMPTY: Fault = { should: 'a text that is not empty' };
export const id: Check<string> = (value) => (value === '' ? NOT_EMPTY : name(value));

const TIME: Fault = {
  should: 'a time that exists, as 2024-03-22T14:38:05.000Z or, of an unknown zone, without the Z',
};
export const time: Check<string> = (value) =>
  typeof value !== 'string' ? STRING : Number.isNaN(readingMs(value)) ? TIME : undefined;

export const number: Check<number> = (value) => (typeof value === 'number' ? undefined : NUMBER);
export const boolean: Check<boolean> = (value) => (typeof value === 'boolean' ? undefined : BOOLEAN);

const NOT_NEGATIVE: Fault = { should: 'a number that is not negative' };
export const atLeastZero: Check<number> = (value) =>
  typeof value !== 'number' ? NUMBER : value >= 0 ? undefined : NOT_NEGATIVE;

const WHOLE: Fault = { should: 'a whole number' };
export const size: Check<number> = (value) =>
  typeof value !== 'number' ? NUMBER : !Number.isSafeInteger(value) ? WHOLE : atLeastZero(value);

export const degrees = (most: number): Check<number> => {
  const outside: Fault = { should: `a number from -${most} to ${most}` };
  return (value) => (typeof value !== 'number' ? NUMBER : Math.abs(value) <= most ? undefined : outside);
};

export const hex = (digits: number): Check<string> => {
  const notHex: Fault = { should: `${digits} digits, 0-9 and a-f` };
  return (value) =>
    typeof value !== 'string'
      ? STRING
      : value.length === digits && /^[0-9a-f]+$/.test(value)
        ? undefined
        : notHex;
};

export function oneOf<const Is extends string>(list: readonly Is[]): Check<Is> {
  const known: ReadonlySet<unknown> = new Set(list);
  const none: Fault = { should: `(${list.map((one) => `"${one}"`).join(' | ')})` };
  return (value) => (known.has(value) ? undefined : none);
}

const NUMBER_OR_DIGITS: Fault = { should: '(number | string)' };
/** What a double does not hold comes as its digits. */
export const numberOrDigits: Check<number | string> = (value) =>
  typeof value === 'number' ? undefined : typeof value === 'string' ? text(value) : NUMBER_OR_DIGITS;

function isWellFormed(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, one]) => key.isWellFormed() && isWellFormed(one));
}

/** Kept as it is. */
export const anyObject: Check<Fields> = (value) =>
  isRecord(value) ? (isWellFormed(value) ? undefined : HALVES) : OBJECT;

const RAW: Fault = { should: 'an object of texts, numbers and nulls' };
export const raw: Check<Raw> = (value) => {
  if (!isRecord(value)) return RAW;
  let hasHalves = false;
  for (const key in value) {
    const one = value[key];
    if (typeof one === 'string') hasHalves ||= !one.isWellFormed();
    else if (one !== null && typeof one !== 'number') return RAW;
    hasHalves ||= !key.isWellFormed();
  }
  return hasHalves ? HALVES : undefined;
};

export function listOf<Is>(check: Check<Is>): Check<readonly Is[]> {
  return (value) => {
    if (!Array.isArray(value)) return ARRAY;
    for (let n = 0; n < value.length; n++) {
      const fault = check(value[n]);
      if (fault) return within(String(n), fault);
    }
    return undefined;
  };
}

type Checks = Readonly<Record<string, Check<unknown>>>;
type IsOf<Of> = Of extends Check<infer Is> ? Is : never;
type Shape<Required extends Checks, Optional extends Checks> = {
  readonly [Key in keyof Required]: IsOf<Required[Key]>;
} & { readonly [Key in keyof Optional]?: IsOf<Optional[Key]> };

/** An object with these fields and no others. */
export function objectOf<Required extends Checks, Optional extends Checks>(
  required: Required,
  optional: Optional,
): Check<Shape<Required, Optional>> {
  const checks = new Map(Object.entries({ ...required, ...optional }));
  const needed = Object.keys(required);
  return (value) => {
    if (!isRecord(value)) return OBJECT;
    for (const key in value) {
      const check = checks.get(key);
      if (!check) return within(key, NO_SUCH_FIELD);
      const fault = check(value[key]);
      if (fault) return within(key, fault);
    }
    for (const key of needed) if (!Object.hasOwn(value, key)) return within(key, THERE);
    return undefined;
  };
}
