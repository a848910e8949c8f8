/** Names of the people of a message. */
import type { FullMessage, PersonRow } from '../../query/api.ts';

/** An account's name by its id in the message; the id where the case has nobody by it. */
export function accountName(
  account: string,
  { people: known }: Pick<FullMessage, 'people'>,
  people: readonly PersonRow[],
): string {
  const person = known[account];
  return person === undefined ? account : (people[person]?.name ?? account);
}

/** A person's name by index; null where there is none (-1). */
export function personName(person: number, people: readonly PersonRow[]): string | null {
  return people[person]?.name ?? null;
}
