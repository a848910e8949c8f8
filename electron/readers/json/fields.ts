/** Values of a message, of whatever type they should be. */
import type { Findings } from '../findings.ts';
import { type Raw, rawValue } from './raw.ts';

export type Fields = Readonly<Record<string, unknown>>;

export const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Names a value of another type than its field has, and keeps it. */
export function keepOdd(
  field: string,
  value: unknown,
  place: { readonly file: string; readonly byte: number; readonly findings: Findings },
  raw: Raw,
): void {
  raw[field] = rawValue(value);
  place.findings.damage(place.file, `byte ${place.byte}`, `${field} is not of the type that it should be`);
}
