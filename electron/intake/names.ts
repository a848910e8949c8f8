/** Names of evidence: how they are taken from paths, told apart and ordered. */
import path from 'node:path';

export const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Base name of a path as given, also of `.` and of a drive's root. */
export function evidenceName(given: string): string {
  const full = path.resolve(given);
  return path.basename(full) || full;
}

/** The names with ` (2)`, ` (3)`… on those that came before, so that all differ by `keyOf`. */
export function distinct(
  names: readonly string[],
  keyOf: (name: string) => string = (name) => name,
): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let unique = name;
    for (let n = 2; taken.has(keyOf(unique)); n++) unique = `${name} (${n})`;
    taken.add(keyOf(unique));
    return unique;
  });
}
