/** Names of evidence: how they are taken from paths, told apart and ordered. */
export { byCodeUnit, evidenceName } from '../containers/index.ts';

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
