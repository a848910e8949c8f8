/**
 * Zeros of the decimal digit ranges in the Basic Multilingual Plane (Unicode 16, general category Nd):
 * ten digits each, in order. Phones write dates in the digits of their language.
 */
const ZEROS = [
  0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66, 0x0de6,
  0x0e50, 0x0ed0, 0x0f20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0,
  0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10,
] as const;

const VALUES = new Map<number, number>(
  ZEROS.flatMap((zero) => Array.from({ length: 10 }, (_, value): [number, number] => [zero + value, value])),
);

/** The value of a decimal digit of any script, or -1. */
export function digitValue(code: number): number {
  if (code < 0x0660) return code >= 48 && code <= 57 ? code - 48 : -1;
  return VALUES.get(code) ?? -1;
}
