/** Values of a file, of whatever type they should be. */
export type Fields = Readonly<Record<string, unknown>>;

export const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An object in a field, or one without fields. */
export const fieldsIn = (fields: Fields, name: string): Fields => {
  const value = fields[name];
  return isRecord(value) ? value : NONE;
};
const NONE: Fields = {};

export const listIn = (fields: Fields, name: string): readonly unknown[] => {
  const value = fields[name];
  return Array.isArray(value) ? value : [];
};

/** A string that says something, short as ids and names are. */
export function wordIn(fields: Fields, name: string): string | undefined {
  const value = fields[name];
  if (typeof value !== 'string' || value === '') return undefined;
  return (value.length > LONGEST ? value.slice(0, LONGEST) : value).toWellFormed();
}
const LONGEST = 1024;

/** A number, which Takeout writes as a string of digits where it can be large. */
export function numberIn(fields: Fields, name: string): number | undefined {
  const value = fields[name];
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^-?\d{1,20}(?:\.\d{1,20})?$/.test(value) ? Number(value) : undefined;
}
