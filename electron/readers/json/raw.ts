/** Values as read that no field of a message carries, on their way to `source.raw`. */
export type Raw = Record<string, string | number | null>;

/** Characters of one such value that are kept. */
const LONGEST = 16_384;

/** A value of a JSON file as `source.raw` can hold it: what is no text or number as JSON, cut where it is long. */
export function rawValue(value: unknown): string | number | null {
  if (value === null || typeof value === 'number') return value;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text).toWellFormed();
}
