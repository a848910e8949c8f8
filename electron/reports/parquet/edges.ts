/**
 * Who wrote to whom: in a direct chat from the sender to each other side, elsewhere from the sender to the
 * chat. The owner of a device is a side of each of its direct chats, whose members name only the other.
 */
import type { Account, Chat, Message } from '../../../shared/model/index.ts';
import { instantOf } from './rows.ts';
import type { RowOf } from './schema.ts';

interface Edge {
  readonly exhibit: string;
  readonly platform: string;
  readonly source: string;
  readonly target: string;
  readonly target_kind: 'account' | 'chat';
  messages: number;
  /** ms since 1970 UTC. */
  first: number;
  last: number;
}

const key = (...parts: readonly string[]): string => parts.join('\0');

export class Edges {
  /** Sides of each direct chat. */
  private readonly sides = new Map<string, readonly string[]>();
  private readonly edges = new Map<string, Edge>();

  constructor(chats: readonly Chat[], accounts: readonly Account[]) {
    const owners = new Map<string, string[]>();
    for (const { exhibit, platform, id, isOwner } of accounts) {
      if (!isOwner) continue;
      const place = key(exhibit, platform);
      owners.set(place, [...(owners.get(place) ?? []), id]);
    }
    for (const { id, exhibit, platform, type, members } of chats) {
      if (type !== 'direct') continue;
      const own = owners.get(key(exhibit, platform)) ?? [];
      this.sides.set(key(exhibit, platform, id), [...new Set([...members, ...own])]);
    }
  }

  take(message: Message): void {
    const { exhibit, platform, chat, sender } = message;
    if (sender === undefined) return;
    const at = instantOf(message)?.getTime();
    const sides = this.sides.get(key(exhibit, platform, chat));
    const others = sides?.filter((side) => side !== sender) ?? [];
    const targets = sides === undefined ? [chat] : others;
    for (const target of targets) {
      const kind = sides === undefined ? 'chat' : 'account';
      const name = key(exhibit, platform, sender, kind, target);
      let edge = this.edges.get(name);
      if (!edge) {
        edge = {
          exhibit,
          platform,
          source: sender,
          target,
          target_kind: kind,
          messages: 0,
          first: Number.POSITIVE_INFINITY,
          last: Number.NEGATIVE_INFINITY,
        };
        this.edges.set(name, edge);
      }
      edge.messages++;
      if (at === undefined) continue;
      edge.first = Math.min(edge.first, at);
      edge.last = Math.max(edge.last, at);
    }
  }

  /** In the order in which they were first met. */
  *rows(): Generator<RowOf<'edges'>> {
    for (const { first, last, ...edge } of this.edges.values()) {
      const isTimed = Number.isFinite(first);
      yield {
        ...edge,
        first_at: isTimed ? new Date(first) : undefined,
        last_at: isTimed ? new Date(last) : undefined,
      };
    }
  }
}
