/** Who was in a group when, by what the group's own events say. */
import { type ChatKey, chatOf } from './chats.ts';
import type { Said } from './message.ts';
import { OWNER, type PersonKey } from './people.ts';

interface Change {
  readonly at: number;
  readonly joins: readonly PersonKey[];
  readonly leaves: readonly PersonKey[];
  /** Went by their own will, not by an administrator's. */
  readonly left: boolean;
}

function changeOf({ at, by, content }: Said): Change | undefined {
  if (content.kind !== 'system') return undefined;
  const { event } = content;
  const none: readonly PersonKey[] = [];
  switch (event.action) {
    case 'added':
      return { at, joins: event.who, leaves: none, left: false };
    case 'joined-by-link':
      return { at, joins: [by], leaves: none, left: false };
    case 'removed':
      return { at, joins: none, leaves: event.who, left: false };
    case 'left':
      return { at, joins: none, leaves: [by], left: true };
    case 'number':
      return { at, joins: [by], leaves: [event.before], left: true };
    default:
      return undefined;
  }
}

export interface Membership {
  /** Members at an instant, the owner of the phone not among them. */
  at(instant: number): readonly PersonKey[];
  readonly now: readonly PersonKey[];
  readonly gone: readonly { readonly who: PersonKey; readonly at: number; readonly left: boolean }[];
}

/** @param said all that happened in the group, in order. */
export function membershipOf(key: ChatKey, said: readonly Said[]): Membership {
  const changes = said.map(changeOf).filter((change) => change !== undefined);
  const everybody = new Set<PersonKey>([
    ...chatOf(key).members,
    ...changes.flatMap(({ joins, leaves }) => [...joins, ...leaves]),
  ]);
  everybody.delete(OWNER);
  /** In from the start: those of whom the first thing said is not that they came. */
  const founders = [...everybody].filter((who) => {
    const first = changes.find(({ joins, leaves }) => joins.includes(who) || leaves.includes(who));
    return first === undefined || first.leaves.includes(who) || first.at <= said[0]!.at + 120_000;
  });
  const at = (instant: number): readonly PersonKey[] => {
    const present = new Set(founders);
    for (const change of changes) {
      if (change.at > instant) break;
      for (const who of change.joins) if (who !== OWNER) present.add(who);
      for (const who of change.leaves) present.delete(who);
    }
    return [...present];
  };
  const now = at(Number.POSITIVE_INFINITY);
  const gone = changes.flatMap(({ leaves, at: when, left }) =>
    leaves.filter((who) => !now.includes(who)).map((who) => ({ who, at: when, left })),
  );
  return { at, now, gone };
}
