/**
 * Chats and accounts of a source under a warrant: what must be known of them before its first message is
 * judged, and what of them may be kept once the last one was.
 */
import type { DraftMessage, Read, ReadContext, ReadResult } from '../../shared/evidence/index.ts';
import type { Account, Chat } from '../../shared/model/index.ts';
import {
  type KnownLists,
  membersWith,
  type Scope,
  ScopeJudge,
  type Verdict,
} from '../../shared/scope/index.ts';
import type { TimeReading } from '../../shared/time/instant.ts';

const NOTHING: KnownLists = { chats: [], accounts: [] };

/**
 * Whether messages cannot be judged without knowing who is who and who belongs to which chat, or cannot be
 * shown to the reviewer with their chat.
 */
function asksForLists({ clauses, privileged: { accounts, words } }: Scope): boolean {
  return accounts.length > 0 || words.length > 0 || clauses.some((clause) => clause.accounts !== 'any');
}

type Reading = ReturnType<Read>;
type Step = Awaited<ReturnType<Reading['next']>>;

/**
 * The lists as a reader knows them at its end, with every writer of a chat among its members, and with the
 * chats that its messages alone name.
 */
async function listsByReading(
  batches: Reading,
  first: Step,
  { source: { platform }, signal }: ReadContext,
): Promise<KnownLists> {
  const writers = new Map<string, Set<string>>();
  let next = first;
  for (; !next.done; next = await batches.next()) {
    signal.throwIfAborted();
    for (const { chat, sender } of next.value.messages) {
      if (sender === undefined) continue;
      const known = writers.get(chat);
      if (known) known.add(sender);
      else writers.set(chat, new Set([sender]));
    }
  }
  const { chats, accounts } = next.value;
  const described = new Set(chats.map(({ id }) => id));
  const others = [...writers].filter(([id]) => !described.has(id));
  return {
    accounts,
    chats: [
      ...chats.map((chat) => ({ ...chat, members: membersWith(chat.members, writers.get(chat.id)) })),
      ...others.map(([id, members]) => ({
        id,
        platform,
        type: 'direct' as const,
        members: membersWith([], members),
      })),
    ],
  };
}

/** A scope put to the messages of one source, with what is known of their chats and accounts. */
export class SourceJudge {
  private readonly judge: ScopeJudge;
  private readonly chats: ReadonlyMap<string, Omit<Chat, 'exhibit'>>;
  private readonly accounts: ReadonlyMap<string, Omit<Account, 'exhibit'>>;
  private readonly owners: readonly string[];
  private readonly nameless: KnownLists['nameless'];
  private readonly context: ReadContext;

  constructor(scope: Scope, context: ReadContext, lists: KnownLists) {
    this.judge = new ScopeJudge(scope, context.source.platform, lists);
    this.chats = new Map(lists.chats.map((chat) => [chat.id, chat]));
    this.accounts = new Map(lists.accounts.map((account) => [account.id, account]));
    this.nameless = lists.nameless;
    this.owners = lists.accounts.filter(({ isOwner }) => isOwner).map(({ id }) => id);
    this.context = context;
  }

  verdict(message: DraftMessage<TimeReading>): Verdict {
    return this.judge.judge(message);
  }

  /** The chat and the accounts that a message names, so that it can be shown by itself. */
  around(message: DraftMessage<TimeReading>): { chat: Chat; accounts: Account[] } {
    const { exhibit, source } = this.context;
    const { platform } = source;
    const known = this.chats.get(message.chat);
    const chat = known ?? { id: message.chat, platform, type: 'direct' as const, members: [] };
    const ids = new Set([
      ...accountsIn(message),
      ...this.owners,
      ...(chat.type === 'direct' ? [chat.id] : []),
    ]);
    const accounts = [...ids].flatMap((id) => {
      const account = this.accounts.get(id) ?? this.nameless?.(id);
      return account ? [{ ...account, exhibit }] : [];
    });
    return { chat: { ...chat, exhibit }, accounts };
  }
}

/** A source whose judge is known, and as much of its reading as that took. */
export interface Heard {
  readonly judge: SourceJudge;
  readonly batches: Reading;
  /** The step that comes next, when it was taken already. */
  readonly next: Step;
  /** Rows skipped in the steps before it. */
  readonly skipped: readonly SkippedRows[];
}

/** How many rows were skipped for a reason. */
export type SkippedRows = readonly [reason: string, count: number];

/**
 * Reads a source until its messages can be judged: until its lists are told, where the scope asks for them.
 * A reader that tells them only at its end is run to there, and a second time for its messages.
 */
export async function hear(scope: Scope, read: Read, context: ReadContext): Promise<Heard> {
  if (!asksForLists(scope)) {
    const batches = read(context);
    return {
      judge: new SourceJudge(scope, context, NOTHING),
      batches,
      next: await batches.next(),
      skipped: [],
    };
  }
  const batches = read({ ...context, wantsLists: true });
  const skipped = new Map<string, number>();
  let next = await batches.next();
  for (; !next.done && !next.value.lists && next.value.messages.length === 0; next = await batches.next()) {
    context.signal.throwIfAborted();
    for (const { reason } of next.value.skipped) skipped.set(reason, (skipped.get(reason) ?? 0) + 1);
  }
  if (!next.done && next.value.lists) {
    return { judge: new SourceJudge(scope, context, next.value.lists), batches, next, skipped: [...skipped] };
  }
  const judge = new SourceJudge(scope, context, await listsByReading(batches, next, context));
  const again = read(context);
  return { judge, batches: again, next: await again.next(), skipped: [] };
}

/** Accounts that a message names, in whatever part. */
function accountsIn({
  sender,
  mentions,
  reactions,
  receipts,
  deleted,
  system,
}: DraftMessage<TimeReading>): string[] {
  const ids = [
    sender,
    deleted?.by,
    ...(mentions ?? []),
    ...(system?.accounts ?? []),
    ...(reactions ?? []).map((reaction) => reaction.sender),
    ...(receipts ?? []).map(({ account }) => account),
  ];
  return ids.filter((id) => id !== undefined);
}

/** Chats and accounts that the kept messages of a source name. */
interface Named {
  readonly chats: { readonly ids: readonly string[] };
  readonly accounts: { readonly ids: readonly string[] };
  readonly onlyInDetails: ReadonlySet<string>;
}

/**
 * What of a source's lists may be kept: chats with a kept message, accounts that one names, the device's
 * owner. Where the warrant lists accounts, members whom no kept message names are left out as well.
 */
export function coveredLists(
  { chats, accounts }: Pick<ReadResult, 'chats' | 'accounts'>,
  kept: Named,
  { clauses }: Pick<Scope, 'clauses'>,
): { chats: Omit<Chat, 'exhibit'>[]; accounts: Omit<Account, 'exhibit'>[] } {
  const withMessages = new Set(kept.chats.ids);
  const named = new Set([...kept.accounts.ids, ...kept.onlyInDetails]);
  const coversAnyone = clauses.some((clause) => clause.accounts === 'any');
  const covered = chats
    .filter(({ id }) => withMessages.has(id))
    .map((chat) => (coversAnyone ? chat : { ...chat, members: chat.members.filter((id) => named.has(id)) }));
  const members = new Set(
    covered.flatMap((chat) => [...chat.members, ...(chat.type === 'direct' ? [chat.id] : [])]),
  );
  return {
    chats: covered,
    accounts: accounts.filter(({ id, isOwner }) => isOwner || named.has(id) || members.has(id)),
  };
}
