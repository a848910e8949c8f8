/** Filters as they are saved: chats and people have other numbers in every revision of a case. */
import type { LastingFilter, ListedId } from '../../shared/annotations/index.ts';
import type { Filter } from './api.ts';
import type { CaseIndex } from './case-index.ts';
import { chatOfId, idOfChat, idOfPerson, personOfId } from './subjects.ts';

/** @throws RangeError when the filter names what the case does not have. */
export function lastingFilter(index: CaseIndex, filter: Filter): LastingFilter {
  const { chats, people, between, ...rest } = filter;
  return {
    ...rest,
    ...(chats ? { chats: chats.map((chat) => idOfChat(index, chat)) } : {}),
    ...(people ? { people: people.map((person) => idOfPerson(index, person)) } : {}),
    ...(between ? { between: [idOfPerson(index, between[0]), idOfPerson(index, between[1])] } : {}),
  };
}

export interface FoundFilter {
  /** null where nothing is left of a part: without it the filter would let everything pass there. */
  readonly filter: Filter | null;
  /** Chats and people that the case does not have. */
  readonly missing: number;
}

export function filterOf(index: CaseIndex, lasting: LastingFilter): FoundFilter {
  const { chats, people, between, ...rest } = lasting;
  let missing = 0;
  const found = (
    ids: readonly ListedId[] | undefined,
    placeOf: (index: CaseIndex, id: ListedId) => number | null,
  ): number[] | undefined => {
    const places = ids?.map((id) => placeOf(index, id));
    const there = places?.filter((place) => place !== null);
    missing += (places?.length ?? 0) - (there?.length ?? 0);
    return there && [...new Set(there)];
  };
  const own = { chats: found(chats, chatOfId), people: found(people, personOfId) };
  const sides = found(between, personOfId);
  const isLost =
    own.chats?.length === 0 || own.people?.length === 0 || (sides !== undefined && sides.length !== 2);
  if (isLost) return { filter: null, missing: Math.max(1, missing) };
  const filter: Filter = {
    ...rest,
    ...(own.chats ? { chats: own.chats } : {}),
    ...(own.people ? { people: own.people } : {}),
    ...(sides ? { between: [sides[0]!, sides[1]!] } : {}),
  };
  return { filter, missing };
}
