/** One clause of a warrant's scope, put to messages. */
import type { MessageBody, MessageKind, Platform } from '../model/index.ts';
import { readingMs } from '../time/instant.ts';
import type { ScopeClause } from '../warrant/documents.ts';
import type { Known } from './known-lists.ts';
import { AccountList } from './listed-accounts.ts';
import { type MessageTime, timeSpan } from './time-span.ts';

/** Why a message is outside, as a key of `counts.outOfScope`; in the order in which they are asked. */
export const OUTSIDE = [
  'platform not covered',
  'kind not covered',
  'chat not listed',
  'account not listed',
  'before the time covered',
  'after the time covered',
  'time not known',
  'time may lie outside',
] as const;
export type Outside = (typeof OUTSIDE)[number];

/** What is asked of a message. */
export type Judged = Pick<MessageBody, 'chat' | 'sender' | 'kind' | 'text' | 'mentions' | 'system'> &
  MessageTime;

/** One clause, ready to be asked: the first reason why it does not take a message, or null. */
export class Clause {
  private readonly clause: ScopeClause;
  private readonly list: AccountList | null;
  private readonly from: number;
  private readonly to: number;
  private readonly kinds: ReadonlySet<MessageKind> | null;
  private readonly chats: ReadonlySet<string> | null;
  private readonly listed = new Map<string, boolean>();
  private readonly opened = new Map<string, boolean>();
  private readonly isPlatformOut: boolean;
  private readonly known: Known;

  constructor(clause: ScopeClause, platform: Platform, known: Known) {
    this.clause = clause;
    this.known = known;
    this.list = clause.accounts === 'any' ? null : new AccountList(clause.accounts);
    this.from = clause.from === undefined ? Number.NEGATIVE_INFINITY : Date.parse(clause.from);
    this.to = clause.to === undefined ? Number.POSITIVE_INFINITY : Date.parse(clause.to);
    this.kinds = clause.kinds ? new Set(clause.kinds) : null;
    this.chats = clause.chats ? new Set(clause.chats) : null;
    this.isPlatformOut = clause.platforms !== undefined && !clause.platforms.includes(platform);
  }

  /** Place in OUTSIDE of the first thing that stands against the message; -1 when none does. */
  against(message: Judged): number {
    if (this.isPlatformOut) return 0;
    if (this.kinds !== null && !this.kinds.has(message.kind)) return 1;
    if (this.chats !== null && !this.chats.has(message.chat)) return 2;
    if (this.list !== null && !this.isOfListed(message)) return 3;
    return this.timeAgainst(message);
  }

  private isOfListed({ sender, chat, system }: Judged): boolean {
    if (sender !== undefined && this.isListed(sender)) return true;
    if (sender === undefined && system?.accounts?.some((id) => this.isListed(id))) return true;
    return this.isOpened(chat);
  }

  private isListed(id: string): boolean {
    let listed = this.listed.get(id);
    if (listed === undefined) {
      listed = this.list!.find(this.known.account(id)) !== undefined;
      this.listed.set(id, listed);
    }
    return listed;
  }

  /** Whether all of a chat is covered, since a listed account is part of it. */
  private isOpened(chat: string): boolean {
    let opened = this.opened.get(chat);
    if (opened === undefined) {
      const { counterpart, wholeGroups } = this.clause.context;
      const type = this.known.chat(chat)?.type ?? 'direct';
      const asked = type === 'direct' ? counterpart : wholeGroups;
      opened = asked && this.known.parties(chat).some((id) => this.isListed(id));
      this.opened.set(chat, opened);
    }
    return opened;
  }

  private timeAgainst(message: Judged): number {
    const { from, to, clause } = this;
    if (from === Number.NEGATIVE_INFINITY && to === Number.POSITIVE_INFINITY) return -1;
    // The common case by itself: an instant, known to the ms.
    if (message.timeBasis === 'utc' && message.timePrecision === 'ms' && message.sentAt !== undefined) {
      const at = readingMs(message.sentAt);
      if (!Number.isNaN(at)) return at < from ? 4 : at >= to ? 5 : -1;
    }
    const span = timeSpan(message);
    if (span === null) return clause.uncertainTimes === 'keep' ? -1 : 6;
    if (span.to <= from) return 4;
    if (span.from >= to) return 5;
    if (span.from >= from && span.to <= to) return -1;
    return clause.uncertainTimes === 'keep' ? -1 : 7;
  }
}
