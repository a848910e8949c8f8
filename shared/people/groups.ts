/** Entries of accounts as persons, once the investigator's decisions are applied. */
import { type AccountKey, type Decision, inForce } from './decision.ts';

/**
 * @param keys the account of each entry. @param automatic the group of each entry without decisions: any
 * numbers, equal for entries of one person.
 * @returns the group of each entry: equal numbers for entries of one person. Decisions are applied in turn;
 * of accounts that the case does not have they say nothing.
 */
export function decidedGroups(
  keys: readonly AccountKey[],
  automatic: Uint32Array,
  decisions: readonly Decision[],
): Uint32Array {
  const groups = automatic.slice();
  const grouping = inForce(decisions).filter((one) => one.kind === 'merge' || one.kind === 'split');
  if (grouping.length === 0) return groups;
  const named = new Set(grouping.flatMap(({ accounts }) => accounts));
  const entriesOf = new Map<AccountKey, number[]>();
  const members = new Map<number, number[]>();
  let next = 0;
  for (const [entry, key] of keys.entries()) {
    const group = groups[entry]!;
    next = Math.max(next, group + 1);
    listOf(members, group).push(entry);
    if (named.has(key)) listOf(entriesOf, key).push(entry);
  }
  for (const { kind, accounts } of grouping) {
    const entries = [...new Set(accounts)].flatMap((key) => entriesOf.get(key) ?? []);
    const touched = [...new Set(entries.map((entry) => groups[entry]!))].sort((a, b) => a - b);
    if (kind === 'merge') {
      const [first, ...others] = touched;
      for (const other of others) {
        const moved = members.get(other)!;
        for (const entry of moved) groups[entry] = first!;
        for (const entry of moved) members.get(first!)!.push(entry);
        members.delete(other);
      }
    } else {
      const apart = new Set(entries);
      for (const group of touched) {
        const own = members.get(group)!;
        const [staying, leaving] = [own.filter((e) => !apart.has(e)), own.filter((e) => apart.has(e))];
        if (staying.length === 0) continue;
        for (const entry of leaving) groups[entry] = next;
        members.set(group, staying);
        members.set(next++, leaving);
      }
    }
  }
  return groups;
}

function listOf<K>(lists: Map<K, number[]>, key: K): number[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}
